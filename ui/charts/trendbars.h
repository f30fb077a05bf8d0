// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/trendbucket.h"

#include <QPointF>
#include <QVector>

namespace mxlens {

/// What is drawn of some buckets: for each kind of bar or mark, its place on the time axis (x, as
/// trendMiddle() gives it) and its height (y).
struct TrendBars {
    QVector<QPointF> failures; ///< In the strip.
    QVector<QPointF> failuresUnknown; ///< Marks in the strip.
    QVector<QPointF> succeeded;
    QVector<QPointF> failed; ///< On top of succeeded.
    QVector<QPointF> undecided; ///< Sessions of which it is not known whether they succeeded.
    QVector<QPointF> none; ///< Reported, and no session: a line, unlike a day without a report.
    QVector<QPointF> sessionsUnknown; ///< Marks.
    QVector<QPointF> longRange; ///< Marks.
};

/// A day on the time axis, where it reaches from its number to the next.
double trendPlace(QDate day);
/// Middle of the days from..to on the time axis.
double trendMiddle(QDate from, QDate to);

/// Bars of buckets. Values that are not zero are drawn at least as high as can be seen:
/// leastFailures in the strip, leastSessions below it. Marks of long ranges stand at markHeight.
TrendBars trendBars(const QVector<TrendBucket>& buckets, TrendStep step, bool hasRate,
    double leastFailures, double leastSessions, double markHeight);

} // namespace mxlens
