// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/trendrise.h"

#include <algorithm>

namespace mxlens {
namespace {

/// Fewer failures than these are no rise, whatever was before.
constexpr qint64 fewest = 5;
/// How many days before and after a rise are looked at.
constexpr qsizetype aWeek = 7;

/// Failures of the days from..to (indices), the middle one of them; 0 without a day.
qint64 median(const QVector<TrendBucket>& days, qsizetype from, qsizetype to)
{
    QVector<qint64> counts;
    for (qsizetype i = std::max<qsizetype>(0, from); i < std::min(to, days.size()); ++i)
        counts.append(std::max<qint64>(0, days.at(i).failed));
    if (counts.isEmpty())
        return 0;
    const auto middle = counts.begin() + (counts.size() - 1) / 2;
    std::nth_element(counts.begin(), middle, counts.end());
    return *middle;
}

} // namespace

std::optional<TrendRise> trendRise(const QVector<TrendBucket>& days)
{
    if (days.size() < 2)
        return std::nullopt;
    const auto worst = std::max_element(days.cbegin(), days.cend(),
        [](const TrendBucket& a, const TrendBucket& b) { return a.failed < b.failed; });
    // Half a fault's days may lie in the window: what is usual is the lower quarter's end.
    QVector<qint64> counts;
    for (const TrendBucket& day : days)
        counts.append(std::max<qint64>(0, day.failed));
    const auto quarter = counts.begin() + counts.size() / 4;
    std::nth_element(counts.begin(), quarter, counts.end());
    const qint64 usual = *quarter;
    if (worst->failed < fewest || worst->failed < 3 * usual)
        return std::nullopt;

    const qint64 limit = usual + std::max<qint64>(1, (worst->failed - usual) / 5);
    const auto high = [&](qsizetype i) { return days.at(i).failed >= limit; };
    qsizetype begin = worst - days.cbegin();
    qsizetype end = begin + 1;
    // One calm day, such as a Sunday, does not end it.
    while (begin > 0 && (high(begin - 1) || (begin > 1 && high(begin - 2))))
        --begin;
    while (end < days.size() && (high(end) || (end + 1 < days.size() && high(end + 1))))
        ++end;
    if (begin == 0)
        return std::nullopt; // it was like that from the start
    TrendRise rise;
    rise.day = days.at(begin).day;
    rise.before = median(days, begin - aWeek, begin);
    rise.after = median(days, begin, end);
    if (end < days.size()) {
        rise.fell = days.at(end).day;
        rise.since = median(days, end, end + aWeek);
    }
    if (rise.after <= rise.before)
        return std::nullopt;
    return rise;
}

} // namespace mxlens
