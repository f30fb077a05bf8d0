// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/trend.h"

#include <cstdint>
#include <vector>

namespace mxlens {

/// A bar of a drawn trend; all lengths are parts of 1.
struct TrendBar {
    double from = 0, to = 0; ///< Across.
    double failed = 0, sessions = 0; ///< Heights, each against its own largest.
};

/// A trend ready to be drawn in any room: failures above sessions, each on a scale of its own.
struct TrendShape {
    std::vector<TrendBar> bars; ///< Days, or weeks where there are too many days.
    std::int64_t mostFailed = 0, mostSessions = 0; ///< What a height of 1 stands for.
    Day first = noDay, last = noDay;
    int daysEach = 1; ///< Days of a bar.
};

/// Days in order; days without a report have no bar. What is unknown is not drawn.
TrendShape trendShape(const std::vector<DayFigures>& days);

} // namespace mxlens
