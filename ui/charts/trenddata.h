// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/trendbucket.h"
#include "ui/charts/trendlabels.h"

#include <QDate>
#include <QString>
#include <QVector>

namespace mxlens {

/// How a chart is drawn.
enum class ChartForm {
    Bars, ///< Failures above sessions; series are stacked.
    Strips, ///< One strip for each series on a shared time axis.
    HeatMap, ///< One row for each series, days across.
};

/// One part of a trend: a domain, an MX, a reporter, a result type, a policy mode.
struct TrendSeries {
    QString name; ///< Shown as plain text.
    QVector<TrendBucket> days; ///< Sorted, each at most once; days without a report absent.
    bool isRest = false; ///< All others together ...
    qint64 keys = 1; ///< ... and how many those are.

    friend bool operator==(const TrendSeries&, const TrendSeries&) = default;
};

/// A change of a policy as reporters saw it: a mark on the time axis.
struct TrendChange {
    QDate day; ///< The first on which it was seen.
    QString text; ///< What changed, for whom; plain text, one line or more.

    friend bool operator==(const TrendChange&, const TrendChange&) = default;
};

/// Everything that a chart shows.
struct TrendData {
    QVector<TrendBucket> days; ///< Of the whole; sorted, each at most once.
    TrendLabels labels;
    QVector<TrendSeries> series; ///< Most important first, the rest last; empty without a split.
    QVector<TrendChange> changes; ///< Sorted by day.
};

/// At most `most` series and the rest, which takes what is left over.
QVector<TrendSeries> foldedSeries(const QVector<TrendSeries>& series, qsizetype most);

/// Name of the rest: "12 others".
QString restName(qint64 keys);

} // namespace mxlens
