// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/trend.h"

#include <span>
#include <string>
#include <vector>

namespace mxlens {

/// Figures of one day.
struct CoveringDay {
    Day day = 0;
    SessionFigures figures;
};

/// For each of some MX (normalized, each at most once) the sessions of the policies that cover it,
/// by day: what mxDailyFigures() calls covering, of many MX in one go (DESIGN.md section 3, rule
/// 4). Days on which no policy covers an MX are absent from its list.
std::vector<std::vector<CoveringDay>> coveringByMx(const Snapshot& snapshot,
    const Selection& selection, std::span<const std::string> mxs, std::stop_token stop = {});

} // namespace mxlens
