// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QVector>

namespace mxlens {

/// Figures of one UTC day, or of the week or month that begins on it. -1 is unknown, which is not
/// zero (DESIGN.md section 3, rule 6).
struct TrendBucket {
    QDate day; ///< First day.
    qint64 sessions = -1;
    qint64 successful = -1;
    qint64 failed = -1;
    bool longRange = false; ///< A report that counts here covers more than 25 hours (rule 1).
    /// Of an MX: sessions of the policies that cover it (rule 4).
    qint64 covering = -1;

    /// Whether its failures are a part of its sessions that can be told as a rate.
    bool hasRate() const
    {
        return sessions > 0 && successful >= 0 && failed >= 0 && failed <= sessions;
    }
    friend bool operator==(const TrendBucket&, const TrendBucket&) = default;
};

/// How many days one bucket covers.
enum class TrendStep { OneDay, OneWeek, OneMonth };

/// The finest step by which the days first..last give at most `most` buckets; OneMonth where none
/// does.
TrendStep trendStep(QDate first, QDate last, int most = 400);

/// First day of the bucket in which day lies: the day, its Monday or the first of its month.
QDate bucketStart(QDate day, TrendStep step);

/// Last day of the bucket that begins on start.
QDate bucketEnd(QDate start, TrendStep step);

/// Days (sorted, each at most once) summed into buckets. A bucket without any day does not exist; a
/// figure is unknown where it is in all its days. Sums stop at the largest 64-bit number.
QVector<TrendBucket> grouped(const QVector<TrendBucket>& days, TrendStep step);

/// The sum of all figures, by the same rules; without a day.
TrendBucket total(const QVector<TrendBucket>& buckets);

} // namespace mxlens
