// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/trendshape.h"

#include <algorithm>

namespace mxlens {

namespace {

/// Most bars that a page shows apart.
constexpr int mostBars = 200;
/// A few days alone are bars and not walls.
constexpr int fewestPlaces = 12;

} // namespace

TrendShape trendShape(const std::vector<DayFigures>& days)
{
    TrendShape shape;
    if (days.empty())
        return shape;
    shape.first = days.front().day;
    shape.last = days.back().day;
    const int length = shape.last - shape.first + 1;
    while (length / shape.daysEach > mostBars)
        shape.daysEach = shape.daysEach == 1 ? 7 : shape.daysEach * 2;
    struct Sum {
        int place = 0;
        SessionFigures figures;
    };
    std::vector<Sum> sums;
    for (const DayFigures& day : days) {
        const int place = (day.day - shape.first) / shape.daysEach;
        if (sums.empty() || sums.back().place != place)
            sums.push_back({ place, {} });
        sums.back().figures += day.figures;
    }
    for (const Sum& sum : sums) {
        shape.mostFailed = std::max(shape.mostFailed, sum.figures.failed.valueOr(0));
        shape.mostSessions = std::max(shape.mostSessions, sum.figures.sessions.valueOr(0));
    }
    const auto part = [](Count count, std::int64_t most) {
        return most > 0 ? static_cast<double>(count.valueOr(0)) / static_cast<double>(most) : 0.0;
    };
    const double places = std::max(fewestPlaces, (length - 1) / shape.daysEach + 1);
    for (const Sum& sum : sums)
        shape.bars.push_back({ sum.place / places, (sum.place + 1) / places,
            part(sum.figures.failed, shape.mostFailed),
            part(sum.figures.sessions, shape.mostSessions) });
    return shape;
}

} // namespace mxlens
