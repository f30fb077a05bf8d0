// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/trendbucket.h"

#include <QDate>

#include <utility>

namespace mxlens {

/// Which days a chart shows, and as which buckets. Whole days; no widget. GUI thread.
class TrendView final {
public:
    /// Most buckets on screen.
    static constexpr int mostBuckets = 400;

    /// Takes days (sorted, each at most once). A zoom stays as it is, even where it shows none of
    /// them.
    void setDays(const QVector<TrendBucket>& days);

    const QVector<TrendBucket>& days() const { return m_days; }
    bool isEmpty() const { return m_days.isEmpty(); }
    /// Buckets of other days by the step and in the span that are on screen.
    QVector<TrendBucket> shown(const QVector<TrendBucket>& buckets) const;
    /// First and last day on screen.
    QDate first() const { return m_first; }
    QDate last() const { return m_last; }
    bool isZoomed() const { return m_zoomed; }
    /// Days of one bucket on screen.
    TrendStep step() const { return m_step; }
    /// The buckets on screen. At its edges a bucket holds the days that are out of sight too.
    const QVector<TrendBucket>& buckets() const { return m_buckets; }
    /// The bucket that begins on start, or none.
    const TrendBucket* bucketAt(QDate start) const;
    /// Bucket that follows (direction 1) or precedes (-1) the one of start, on screen or not; start
    /// itself where there is none. Without a start the first or last on screen.
    QDate neighbour(QDate start, int direction) const;
    /// First (direction -1) or last (1) bucket of all.
    QDate extreme(int direction) const;

    /// Shows the days from..to, as far as there are days.
    void show(QDate from, QDate to);
    void showAll();
    /// Shows the days from..to, whether there are any or not; invalid dates show all.
    void setZoom(QDate from, QDate to);
    /// Shows factor times as many days, around a day that keeps its place.
    void zoom(double factor, QDate around);
    /// Shows as many days, by so many later or earlier.
    void pan(qint64 days);
    /// Pans as little as it takes to show the bucket that begins on start.
    void reveal(QDate start);

private:
    void update();
    /// First and last day that there is something to see of: days, and where a zoom stands.
    std::pair<QDate, QDate> limits() const;

    QVector<TrendBucket> m_days;
    QVector<TrendBucket> m_all; ///< m_days by m_step.
    QVector<TrendBucket> m_buckets;
    QDate m_first;
    QDate m_last;
    TrendStep m_step = TrendStep::OneDay;
    bool m_zoomed = false;
};

} // namespace mxlens
