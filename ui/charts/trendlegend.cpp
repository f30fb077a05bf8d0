// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/trendlegend.h"

#include "ui/theme/words.h"

#include <QCoreApplication>

#include <algorithm>

namespace mxlens {
namespace {

using Entry = TrendHeader::Entry;

struct Legend {
    Q_DECLARE_TR_FUNCTIONS(mxlens::TrendChart)
};

QString stepText(const PlotData& data)
{
    const bool rows = !data.series.isEmpty()
        && (data.form == ChartForm::HeatMap || !data.labels.seriesHaveSessions);
    switch (data.step) {
    case TrendStep::OneDay:
        return rows ? Legend::tr("failures per day") : Legend::tr("sessions per day");
    case TrendStep::OneWeek:
        return rows ? Legend::tr("failures per week") : Legend::tr("sessions per week");
    case TrendStep::OneMonth:
        break;
    }
    return rows ? Legend::tr("failures per month") : Legend::tr("sessions per month");
}

/// Whether something holds for a bucket on screen of any series.
template <typename Test> bool anyOfSeries(const PlotData& data, const Test& test)
{
    return std::any_of(data.series.cbegin(), data.series.cend(), [&test](const TrendSeries& one) {
        return std::any_of(one.days.cbegin(), one.days.cend(), test);
    });
}

/// Whether something holds for a bucket on screen, of the whole or of a series.
template <typename Test> bool anyBucket(const PlotData& data, const Test& test)
{
    return std::any_of(data.buckets.cbegin(), data.buckets.cend(), test) || anyOfSeries(data, test);
}

void addSeries(QVector<Entry>& entries, const PlotData& data)
{
    for (qsizetype i = 0; i < data.series.size(); ++i) {
        const TrendSeries& series = data.series.at(i);
        const int colour
            = series.isRest ? SeriesFailedPaint - SeriesPaint - 1 : static_cast<int>(i);
        const int paint
            = (data.labels.seriesHaveSessions ? SeriesPaint : SeriesFailedPaint) + colour;
        entries.append(
            { ChartMark::Painted, series.name, paint, series.isRest ? -1 : static_cast<int>(i) });
    }
}

/// The cells of a heat map that have no class, as far as there are any.
void addGreyCells(QVector<Entry>& entries, const PlotData& data)
{
    const bool rate = data.labels.hasRate && data.labels.seriesHaveSessions;
    const bool unknown = anyOfSeries(data, [rate](const TrendBucket& bucket) {
        return bucket.failed < 0 || (rate && bucket.failed == 0 && bucket.sessions < 0);
    });
    const bool none = rate && anyOfSeries(data, [](const TrendBucket& bucket) {
        return bucket.failed == 0 && bucket.sessions == 0;
    });
    if (unknown || none)
        entries.append({ ChartMark::Painted,
            !none          ? Legend::tr("unknown")
                : !unknown ? Legend::tr("no sessions")
                           : Legend::tr("unknown or no sessions"),
            NoSessionsPaint });
}

void addHeatClasses(QVector<Entry>& entries, const PlotData& data)
{
    if (data.labels.hasRate && data.labels.seriesHaveSessions) {
        const QStringList names{ Legend::tr("none failed"), Legend::tr("up to 0.1 %"),
            Legend::tr("1 %"), Legend::tr("5 %"), Legend::tr("20 %"), Legend::tr("50 %"),
            Legend::tr("more") };
        for (int i = 0; i < names.size(); ++i)
            entries.append({ ChartMark::Painted, names.at(i), SharePaint + i });
    } else {
        const QStringList names{ Legend::tr("none failed"), Legend::tr("1 to 9 failed"),
            Legend::tr("10 to 99"), Legend::tr("100 to 999"), Legend::tr("more") };
        for (int i = 0; i < names.size(); ++i)
            entries.append({ ChartMark::Painted, names.at(i), CountPaint + i });
    }
    entries.append({ ChartMark::Painted, Legend::tr("no report"), MissingPaint });
    addGreyCells(entries, data);
}

void addStripMarks(QVector<Entry>& entries, const PlotData& data)
{
    const auto [failed, sessions] = largestOf(data);
    entries.append(
        { ChartMark::Failed, Legend::tr("failed (upwards, at most %1)").arg(countText(failed)) });
    const bool own = anyOfSeries(data, [](const TrendBucket& b) { return b.sessions > 0; });
    if (own && data.labels.hasRate)
        entries.append({ ChartMark::Succeeded,
            Legend::tr("sessions (downwards, at most %1)").arg(countText(sessions)) });
    else if (own)
        //: %1: "sessions of the policies that match"
        entries.append({ ChartMark::Sessions,
            Legend::tr("%1 (downwards, at most %2)")
                .arg(data.labels.sessions, countText(sessions)) });
    if (!data.labels.covering.isEmpty()
        && anyOfSeries(data, [](const TrendBucket& b) { return b.sessions < 0 && b.covering > 0; }))
        //: %1: "sessions of the policies that cover it"
        entries.append({ ChartMark::Sessions,
            Legend::tr("%1 (downwards, at most %2)")
                .arg(data.labels.covering, countText(sessions)) });
}

void addBarMarks(QVector<Entry>& entries, const PlotData& data)
{
    const bool hasRate = data.labels.hasRate;
    if (data.series.isEmpty()) {
        entries.append({ ChartMark::Failed, data.labels.failures });
        if (hasRate)
            entries.append({ ChartMark::Succeeded, Legend::tr("succeeded") });
    } else {
        addSeries(entries, data);
    }
    const bool undecided = std::any_of(
        data.buckets.cbegin(), data.buckets.cend(), [&](const TrendBucket& bucket) {
            return bucket.sessions > 0 && (!hasRate || bucket.successful < 0 || bucket.failed < 0);
        });
    const bool whole = !data.series.isEmpty() && !data.labels.seriesHaveSessions;
    if (whole || (data.series.isEmpty() && undecided))
        entries.append({ ChartMark::Sessions, data.labels.sessions });
    if (hasRate && anyBucket(data, [](const TrendBucket& bucket) { return bucket.failed > 0; }))
        entries.append({ ChartMark::Rate,
            data.series.isEmpty() ? Legend::tr("failure rate")
                                  : Legend::tr("failure rate of all together") });
}

/// Whether a bar or strip on screen says by a cross that its figure is unknown.
bool hasCrosses(const PlotData& data)
{
    const bool parts = !data.series.isEmpty();
    if (parts && data.form == ChartForm::HeatMap)
        return false;
    if (parts && data.form == ChartForm::Strips)
        return anyOfSeries(data, [](const TrendBucket& bucket) { return bucket.failed < 0; });
    return std::any_of(data.buckets.cbegin(), data.buckets.cend(),
        [](const TrendBucket& bucket) { return bucket.failed < 0 || bucket.sessions < 0; });
}

} // namespace

QString chartTitle(const PlotData& data)
{
    QString what = stepText(data);
    if (!data.series.isEmpty())
        //: %1: "sessions per day"; %2: "MX", "reporter"
        what = Legend::tr("%1 by %2").arg(what, data.labels.split);
    if (data.form != ChartForm::Bars && data.shownSeries < data.series.size())
        //: %1: what is shown; %2, %3: numbers
        what = Legend::tr("%1, %2 of %3 rows")
                   .arg(what)
                   .arg(data.shownSeries)
                   .arg(data.series.size());
    if (!data.first.isValid())
        return data.labels.title;
    const QString days = daysText(data.first, data.last);
    return data.labels.title.isEmpty()
        //: %1: "sessions per day"; %2: the days shown
        ? Legend::tr("%1, %2 (UTC)").arg(what, days)
        //: %1: what the chart is about; %2: "sessions per day"; %3: the days shown
        : Legend::tr("%1: %2, %3 (UTC)").arg(data.labels.title, what, days);
}

QVector<TrendHeader::Entry> chartLegend(const PlotData& data, bool changes)
{
    QVector<Entry> entries;
    const bool parts = !data.series.isEmpty();
    if (parts && data.form == ChartForm::HeatMap)
        addHeatClasses(entries, data);
    else if (parts && data.form == ChartForm::Strips)
        addStripMarks(entries, data);
    else
        addBarMarks(entries, data);
    if (hasCrosses(data))
        entries.append({ ChartMark::Unknown, Legend::tr("unknown") });
    const bool bars = !parts || data.form == ChartForm::Bars;
    if (bars
        && std::any_of(data.buckets.cbegin(), data.buckets.cend(),
            [](const TrendBucket& bucket) { return bucket.longRange; }))
        entries.append({ ChartMark::LongRange, Legend::tr("more than 25 hours") });
    if (changes)
        entries.append({ ChartMark::Change, Legend::tr("policy changed") });
    return entries;
}

TrendHeader::Entry markedLegend()
{
    return { ChartMark::Marked, Legend::tr("selected rows") };
}

} // namespace mxlens
