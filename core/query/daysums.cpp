// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/daysums.h"

#include <algorithm>

namespace mxlens {

namespace {

constexpr Timestamp longestDay = 25 * 3600; // DESIGN.md section 3, rule 1

} // namespace

void DaySums::add(const ReportGroup& group, const SessionFigures& figures)
{
    const auto& reports = group.report.segment->reports;
    const Day day = reports.day[group.report.row];
    if (day == noDay)
        return;
    const Timestamp start = reports.start[group.report.row];
    const Timestamp end = reports.end[group.report.row];
    const bool dated = start != noTimestamp && end != noTimestamp;
    add({ day, figures, dated && end - start > longestDay });
}

void DaySums::merge(const DaySums& other)
{
    for (const auto& entry : other.m_days.entries())
        add(entry.value);
}

void DaySums::add(const DayFigures& figures)
{
    DayFigures& sum = m_days[static_cast<std::uint32_t>(figures.day)];
    sum.day = figures.day;
    sum.figures += figures.figures;
    sum.longRange |= figures.longRange;
}

std::vector<DayFigures> DaySums::inOrder() const
{
    std::vector<DayFigures> days;
    days.reserve(m_days.size());
    for (const auto& entry : m_days.entries())
        days.push_back(entry.value);
    std::sort(days.begin(), days.end(),
        [](const DayFigures& a, const DayFigures& b) { return a.day < b.day; });
    return days;
}

} // namespace mxlens
