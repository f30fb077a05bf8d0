// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/trenddata.h"

#include <QString>
#include <QVector>

namespace mxlens {

/// Name of a bucket: "3 September 2026 (UTC)", "week of 31 August 2026 (UTC)".
QString bucketName(QDate start, TrendStep step);

/// The figures of a bucket in one line: "3 September 2026 (UTC): 1,204 sessions, 3 failed
/// (0.25 %)."; "no report" without a bucket of that day.
QString bucketSentence(
    QDate start, const TrendBucket* bucket, TrendStep step, const TrendLabels& labels);

/// The same for a series; without a bucket of that day "no report".
QString seriesSentence(QDate start, const TrendSeries& series, const TrendBucket* bucket,
    TrendStep step, const TrendLabels& labels);

/// What days (sorted) tell, in one sentence or two.
QString trendSentence(const QVector<TrendBucket>& days, const TrendLabels& labels);

/// A number for a tick of an axis that reaches to largest, short: "1,200", "250 k", "3 M".
QString axisNumber(double value, double largest);

} // namespace mxlens
