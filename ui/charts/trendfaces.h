// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/plotstrip.h"
#include "ui/charts/trenddata.h"

#include <QVector>

#include <utility>

namespace mxlens {

/// What a plot draws: the buckets on screen, and how.
struct PlotData {
    ChartForm form = ChartForm::Bars;
    bool logarithmic = false;
    TrendStep step = TrendStep::OneDay;
    QDate first, last; ///< Days on screen.
    QVector<TrendBucket> buckets; ///< Of the whole.
    QVector<TrendSeries> series; ///< Their days are buckets of the step.
    qsizetype firstSeries = 0; ///< Of those that are on screen (strips and heat map) ...
    qsizetype shownSeries = 0; ///< ... and how many are.
    TrendLabels labels;
};

/// A place on the time axis, where a day reaches from its number to the next.
double trendPlace(QDate day);
/// Middle of the days from..to on the time axis.
double trendMiddle(QDate from, QDate to);

/// The strips that draw the data, from above: failures and sessions; one for each series; or the
/// heat map, whose rows stand at 0.5, 1.5 ... from below. barShare: how much of a bucket its bar
/// fills. zooms: by how much the user stretched the values of each strip; 1 where there is none.
QVector<StripContent> stripsOf(const PlotData& data, double barShare, const QVector<double>& zooms);

/// Labels of the value axis of a strip of stripsOf(), about so many.
QVector<ValueTick> valueTicks(const PlotData& data, const StripContent& strip, int most);

/// The largest failures and sessions (covering ones where a series has none of its own) of any
/// series: the scale of all strips.
std::pair<qint64, qint64> largestOf(const PlotData& data);

/// Class of a heat map's cell: 0 where nothing failed, up to shareClasses - 1 or countClasses - 1.
int shareClass(qint64 failed, qint64 sessions);
int countClass(qint64 failed);

} // namespace mxlens
