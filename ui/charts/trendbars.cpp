// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/trendbars.h"

#include <algorithm>

namespace mxlens {

double trendPlace(QDate day)
{
    return static_cast<double>(day.toJulianDay());
}

double trendMiddle(QDate from, QDate to)
{
    return (trendPlace(from) + trendPlace(to) + 1) / 2;
}

TrendBars trendBars(const QVector<TrendBucket>& buckets, TrendStep step, bool hasRate,
    double leastFailures, double leastSessions, double markHeight)
{
    TrendBars bars;
    for (const TrendBucket& bucket : buckets) {
        const double place = trendMiddle(bucket.day, bucketEnd(bucket.day, step));
        const auto high = [place](qint64 value, double least) {
            return QPointF(place, std::max(static_cast<double>(value), least));
        };
        if (bucket.failed > 0)
            bars.failures.append(high(bucket.failed, leastFailures));
        else if (bucket.failed < 0)
            bars.failuresUnknown.append({ place, leastFailures * 3 });

        const bool split = hasRate && bucket.successful >= 0 && bucket.failed >= 0;
        if (bucket.sessions < 0)
            bars.sessionsUnknown.append({ place, leastSessions * 3 });
        else if (bucket.sessions == 0)
            bars.none.append({ place, leastSessions / 2 });
        else if (!split)
            bars.undecided.append(high(bucket.sessions, leastSessions));
        if (split && bucket.successful > 0)
            bars.succeeded.append(high(bucket.successful, leastSessions));
        if (split && bucket.failed > 0)
            bars.failed.append(high(bucket.failed, leastSessions));
        if (bucket.longRange)
            bars.longRange.append({ place, markHeight });
    }
    return bars;
}

} // namespace mxlens
