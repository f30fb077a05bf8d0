// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/daysums.h"

#include <algorithm>
#include <iterator>

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
    for (const DayFigures& day : other.inOrder())
        add(day);
}

DayFigures& DaySums::sumOf(Day day)
{
    if (m_near.empty()) {
        m_firstNear = std::int64_t{ day } - nearDays / 2;
        m_near.assign(nearDays, { noDay, {}, false });
    }
    const std::int64_t place = day - m_firstNear;
    return place >= 0 && place < nearDays ? m_near[static_cast<std::size_t>(place)]
                                          : m_far[static_cast<std::uint32_t>(day)];
}

void DaySums::add(const DayFigures& figures)
{
    DayFigures& sum = sumOf(figures.day);
    sum.day = figures.day;
    sum.figures += figures.figures;
    sum.longRange |= figures.longRange;
}

std::vector<DayFigures> DaySums::inOrder() const
{
    std::vector<DayFigures> days;
    std::ranges::copy_if(
        m_near, std::back_inserter(days), [](const DayFigures& day) { return day.day != noDay; });
    if (m_far.size() == 0)
        return days;
    for (const auto& entry : m_far.entries())
        days.push_back(entry.value);
    std::sort(days.begin(), days.end(),
        [](const DayFigures& a, const DayFigures& b) { return a.day < b.day; });
    return days;
}

} // namespace mxlens
