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
    bucket.covering = sum(bucket.covering, other.covering);
    bucket.longRange |= other.longRange;
}

qint64 bucketsBetween(QDate first, QDate last, TrendStep step)
{
    const QDate from = bucketStart(first, step);
    const QDate to = bucketStart(last, step);
    if (step == TrendStep::OneMonth)
        return (to.year() - from.year()) * 12 + to.month() - from.month() + 1;
    return from.daysTo(to) / (step == TrendStep::OneWeek ? 7 : 1) + 1;
}

} // namespace

TrendStep trendStep(QDate first, QDate last, int most)
{
    for (const TrendStep step : { TrendStep::OneDay, TrendStep::OneWeek }) {
        if (bucketsBetween(first, last, step) <= most)
            return step;
    }
    return TrendStep::OneMonth;
}

QDate bucketStart(QDate day, TrendStep step)
{
    switch (step) {
    case TrendStep::OneDay:
        return day;
    case TrendStep::OneWeek:
        return day.addDays(1 - day.dayOfWeek());
    case TrendStep::OneMonth:
        return { day.year(), day.month(), 1 };
    }
    return day;
}

QDate bucketEnd(QDate start, TrendStep step)
{
    switch (step) {
    case TrendStep::OneDay:
        return start;
    case TrendStep::OneWeek:
        return start.addDays(6);
    case TrendStep::OneMonth:
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
