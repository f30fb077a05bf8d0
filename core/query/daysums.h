// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/grouping.h"
#include "core/query/numbermap.h"
#include "core/query/trend.h"

#include <cstdint>
#include <vector>

namespace mxlens {

/// What the chart draws, while it is collected. One thread.
class DaySums final {
public:
    /// figures: of all policies of the report. Reports without a day are left out.
    void add(const ReportGroup& group, const SessionFigures& figures);
    void merge(const DaySums& other);
    /// The days in their order.
    std::vector<DayFigures> inOrder() const;

private:
    void add(const DayFigures& figures);
    DayFigures& sumOf(Day day);

    /// So many days around the first that came lie side by side; few are farther from it.
    static constexpr std::int64_t nearDays = 4096;
    std::int64_t m_firstNear = 0;
    std::vector<DayFigures> m_near; ///< From that day on; noDay: none came.
    NumberMap<DayFigures> m_far;
};

} // namespace mxlens
