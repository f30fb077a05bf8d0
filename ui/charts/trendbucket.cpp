// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/trendbucket.h"

#include <limits>

namespace mxlens {
namespace {

/// Sum of the known; -1 where both are unknown.
qint64 sum(qint64 a, qint64 b)
{
    constexpr qint64 most = std::numeric_limits<qint64>::max();
    if (a < 0)
        return b;
    if (b < 0)
        return a;
    return a > most - b ? most : a + b;
}

void add(TrendBucket& bucket, const TrendBucket& other)
{
    bucket.sessions = sum(bucket.sessions, other.sessions);
    bucket.successful = sum(bucket.successful, other.successful);
    bucket.failed = sum(bucket.failed, other.failed);
    bucket.longRange |= other.longRange;
}

qint64 bucketsBetween(QDate first, QDate last, TrendStep step)
{
    const QDate from = bucketStart(first, step);
    const QDate to = bucketStart(last, step);
    if (step == TrendStep::Month)
        return (to.year() - from.year()) * 12 + to.month() - from.month() + 1;
    return from.daysTo(to) / (step == TrendStep::Week ? 7 : 1) + 1;
}

} // namespace

TrendStep trendStep(QDate first, QDate last, int most)
{
    for (const TrendStep step : { TrendStep::Day, TrendStep::Week }) {
        if (bucketsBetween(first, last, step) <= most)
            return step;
    }
    return TrendStep::Month;
}

QDate bucketStart(QDate day, TrendStep step)
{
    switch (step) {
    case TrendStep::Day:
        return day;
    case TrendStep::Week:
        return day.addDays(1 - day.dayOfWeek());
    case TrendStep::Month:
        return { day.year(), day.month(), 1 };
    }
    return day;
}

QDate bucketEnd(QDate start, TrendStep step)
{
    switch (step) {
    case TrendStep::Day:
        return start;
    case TrendStep::Week:
        return start.addDays(6);
    case TrendStep::Month:
        return start.addMonths(1).addDays(-1);
    }
    return start;
}

QVector<TrendBucket> grouped(const QVector<TrendBucket>& days, TrendStep step)
{
    QVector<TrendBucket> result;
    for (const TrendBucket& day : days) {
        const QDate start = bucketStart(day.day, step);
        if (result.isEmpty() || result.constLast().day != start)
            result.append(TrendBucket{ .day = start });
        add(result.last(), day);
    }
    return result;
}

TrendBucket total(const QVector<TrendBucket>& buckets)
{
    TrendBucket result;
    for (const TrendBucket& bucket : buckets)
        add(result, bucket);
    return result;
}

} // namespace mxlens
