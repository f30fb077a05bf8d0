// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/trend.h"

#include <string>
#include <vector>

namespace mxlens {

/// trend() split by MX (DESIGN.md section 3, rule 4).
std::vector<TrendRow> mxTrend(
    const Snapshot& snapshot, const Selection& selection, std::stop_token stop);

/// mxDailyFigures(), see trend.h.
std::vector<MxDayFigures> mxDays(const Snapshot& snapshot, const Selection& selection,
    const std::string& mx, std::stop_token stop);

} // namespace mxlens
