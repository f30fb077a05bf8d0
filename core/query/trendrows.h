// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/daytable.h"
#include "core/query/trend.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace mxlens {

/// First and last day of the reports whose policies are selected; the last one before the first
/// where none has a day.
std::pair<Day, Day> daysOf(const Snapshot& snapshot, const Selection& selection);

/// The keys that a trend by anything but MX can have: ids of their texts.
DayTableShape trendShape(const Snapshot& snapshot, const Selection& selection, TrendBy by);

/// The row of a day and the key of a rank.
inline TrendRow trendRow(
    const DayTableShape& shape, Day day, std::uint32_t rank, const SessionFigures& figures)
{
    return { day, rank, shape.texts[rank], figures };
}

} // namespace mxlens
