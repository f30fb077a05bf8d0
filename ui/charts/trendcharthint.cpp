// SPDX-License-Identifier: GPL-3.0-or-later
// The part of a TrendChart that says in words what is under the mouse and what a click does.
#include "ui/charts/trendchartprivate.h"
#include "ui/charts/trendheader.h"
#include "ui/charts/trendwords.h"
#include "ui/theme/theme.h"
#include "ui/theme/words.h"

#include <QLabel>

#include <algorithm>
#include <cstdlib>

namespace mxlens {

QStringList TrendChart::Private::changesIn(TrendPlot::Span days) const
{
    QStringList texts;
    if (!days.isValid())
        return texts;
    for (const TrendChange& change : data.changes) {
        if (change.day >= days.from && change.day <= days.to)
            texts.append(change.text);
    }
    return texts;
}

QString TrendChart::Private::changesAt(QPoint position) const
{
    if (view.isEmpty() || !inPlot(position))
        return {};
    const int x = plot->mapFrom(q, position).x();
    const int reach = length(q, 2);
    // A mark stands at the begin of its bucket.
    for (const int shift : { reach, 0, -reach }) {
        const QDate start = bucketStart(
            std::clamp(plot->dayAt(x + shift), view.first(), view.last()), view.step());
        const int middle = plot->positionOf(start, bucketEnd(start, view.step()));
        const int before
            = plot->positionOf(start.addDays(-1), bucketEnd(start, view.step()).addDays(-1));
        const QDate end = bucketEnd(start, view.step());
        const qint64 days = start.daysTo(end) + 1;
        const int begin = middle - static_cast<int>((middle - before) * days / 2);
        const QStringList texts = changesIn({ start, end });
        if (!texts.isEmpty() && std::abs(begin - x) <= reach)
            return texts.join(QLatin1Char('\n'));
    }
    return {};
}

int TrendChart::Private::namedSeriesAt(QPoint position) const
{
    if (view.isEmpty() || folded.isEmpty())
        return -1;
    const QPoint inside = plot->mapFrom(q, position);
    int series = -1;
    if (header->geometry().contains(position))
        series = header->seriesAt(header->mapFrom(q, position));
    else if (isInRows() && plot->isOnValueAxis(inside))
        series = plot->seriesAt(inside);
    return series >= 0 && !folded.at(series).isRest ? series : -1;
}

QString TrendChart::Private::tracerText() const
{
    const TrendPlot::Span span = bucketSpan(tracer);
    const TrendBucket* bucket = view.bucketAt(tracer);
    QString text;
    if (tracerSeries >= 0 && tracerSeries < plot->data().series.size()) {
        const TrendSeries& series = plot->data().series.at(tracerSeries);
        const auto found = std::find_if(series.days.cbegin(), series.days.cend(),
            [this](const TrendBucket& one) { return one.day == tracer; });
        const TrendBucket* own = found == series.days.cend() ? nullptr : &*found;
        text = seriesSentence(tracer, series, own, view.step(), data.labels);
    } else {
        text = bucketSentence(tracer, bucket, view.step(), data.labels);
    }
    if (selection == span)
        text += QLatin1Char(' ') + TrendChart::tr("Click to show all days again.");
    else if (bucket)
        text += QLatin1Char(' ') + TrendChart::tr("Click to show only this.");
    for (const QString& change : changesIn(span))
        text += QLatin1Char(' ') + QString(change).replace(QLatin1Char('\n'), QLatin1Char(' '));
    return text;
}

QString TrendChart::Private::bandText() const
{
    const QString days = daysText(band.from, band.to);
    return press->kind == TrendPlot::Band::Select
        ? TrendChart::tr("Release to select %1. Escape cancels.").arg(days)
        : TrendChart::tr("Release to zoom to %1. Escape cancels.").arg(days);
}

void TrendChart::Private::refreshHint()
{
    QString text;
    if (view.isEmpty())
        text.clear();
    else if (band.isValid() && press)
        text = bandText();
    else if (tracer.isValid())
        text = tracerText();
    else if (view.buckets().isEmpty())
        text = TrendChart::tr("No report in the days shown. 0 shows all days.");
    else if (selection.isValid())
        text = TrendChart::tr("Selected: %1. Escape clears.")
                   .arg(daysText(selection.from, selection.to));
    else if (view.isZoomed())
        text = TrendChart::tr("Not all days are shown: 0 shows them again. Shift+drag to select "
                              "days, click for one.");
    else
        text = TrendChart::tr("Drag to zoom, Shift+drag to select days, click for one.");
    if (!view.isEmpty() && !tracer.isValid() && !band.isValid() && !data.labels.note.isEmpty()) {
        const QString both = data.labels.note + QLatin1Char(' ') + text;
        // What the figures mean matters more than what the mouse can do.
        text = hint->fontMetrics().horizontalAdvance(both) <= hint->width() ? both
                                                                            : data.labels.note;
    }
    hint->setText(text);
    hint->setToolTip(text); // where there is no room for all of it
}

} // namespace mxlens
