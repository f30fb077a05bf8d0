// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/daytable.h"
#include "core/query/trend.h"

#include <cstdint>
#include <utility>
#include <vector>

namespace mxlens {

/// First and last day of the reports whose policies are selected; the last one before the first
/// where none has a day.
std::pair<Day, Day> daysOf(const Snapshot& snapshot, const Selection& selection);

/// The keys that a trend by anything but MX can have: ids of their texts.
DayTableShape trendShape(const Snapshot& snapshot, const Selection& selection, TrendBy by);

/// A row of a trend whose key is known by its rank.
struct RankedRow {
    Day day = 0;
    std::uint32_t rank = 0;
    SessionFigures figures;
};

/// The same rows with the texts of their keys.
std::vector<TrendRow> trendRows(const std::vector<RankedRow>& ranked, const DayTableShape& shape);

} // namespace mxlens
