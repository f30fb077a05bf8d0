// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/trendchartprivate.h"

#include "ui/charts/trendheader.h"
#include "ui/charts/trendlegend.h"
#include "ui/theme/seriescolours.h"
#include "ui/theme/theme.h"

#include <QAccessible>
#include <QApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace mxlens {

TrendChart::Private::Private(TrendChart* owner)
    : q(owner)
    , header(new TrendHeader(owner))
    , plot(new TrendPlot(owner))
    , hint(new QLabel(owner))
    , empty(new QLabel(owner))
{
    hint->setTextFormat(Qt::PlainText);
    hint->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    empty->setTextFormat(Qt::PlainText);
    empty->setAlignment(Qt::AlignCenter);
    empty->setWordWrap(true);
    for (QWidget* part : { static_cast<QWidget*>(header), static_cast<QWidget*>(plot),
             static_cast<QWidget*>(hint), static_cast<QWidget*>(empty) })
        part->setAttribute(Qt::WA_TransparentForMouseEvents);

    auto* layout = new QVBoxLayout(owner);
    layout->setSpacing(0);
    layout->addWidget(header);
    layout->addWidget(plot, 1);
    layout->addWidget(empty, 1);
    layout->addWidget(hint);
}

void TrendChart::Private::refreshLooks()
{
    const int margin = length(q, 2);
    q->layout()->setContentsMargins(margin, length(q, 1), margin, length(q, 1));
    QPalette muted = q->palette();
    for (const auto role : { QPalette::WindowText, QPalette::Text })
        muted.setColor(role, textColour(Colour::MutedText, q->palette()));
    hint->setPalette(muted);
    empty->setPalette(muted);

    header->update();
    q->updateGeometry();
    q->update();
}

void TrendChart::Private::fold()
{
    folded
        = form == ChartForm::HeatMap ? data.series : foldedSeries(data.series, seriesColourCount);
    m_step.reset();
    tracerSeries = -1;
    firstSeries = 0;
}

const QVector<TrendSeries>& TrendChart::Private::seriesByStep()
{
    if (m_step != view.step()) {
        m_byStep = folded;
        for (TrendSeries& series : m_byStep)
            series.days = grouped(series.days, view.step());
        m_step = view.step();
    }
    return m_byStep;
}

void TrendChart::Private::placeRows(PlotData& shown)
{
    const qsizetype all = shown.series.size();
    const qsizetype fit = std::min(all, plot->seriesThatFit(form));
    shown.shownSeries = std::clamp<qsizetype>(wantedSeries > 0 ? wantedSeries : fit, 1, all);
    if (tracerSeries >= 0)
        firstSeries = std::clamp<qsizetype>(
            firstSeries, tracerSeries - shown.shownSeries + 1, tracerSeries);
    firstSeries = std::clamp<qsizetype>(firstSeries, 0, all - shown.shownSeries);
    shown.firstSeries = firstSeries;
}

PlotData TrendChart::Private::plotData()
{
    PlotData shown;
    shown.form = form;
    shown.logarithmic = logarithmic;
    shown.step = view.step();
    shown.first = view.first();
    shown.last = view.last();
    shown.buckets = view.buckets();
    shown.labels = data.labels;
    for (const TrendSeries& series : seriesByStep())
        shown.series.append({ series.name, view.shown(series.days), series.isRest, series.keys });
    shown.shownSeries = shown.series.size();
    if (isInRows())
        placeRows(shown);
    return shown;
}

void TrendChart::Private::refresh()
{
    const bool nothing = view.isEmpty();
    plot->setVisible(!nothing);
    empty->setVisible(nothing);
    empty->setText(nothing ? q->summarySentence() : QString());
    if (!nothing) {
        plot->setData(plotData());
        plot->setMarkedDays(marked);
        plot->setChanges(changeDays());
        plot->setSelection(selection);
    }
    moveTracer(tracer.isValid() ? bucketStart(tracer, view.step()) : tracer, tracerSeries, false);
    refreshHeader();
    emit q->shownChanged();
}

QVector<QDate> TrendChart::Private::changeDays() const
{
    QVector<QDate> days;
    for (const TrendChange& change : data.changes)
        days.append(change.day);
    return days;
}

void TrendChart::Private::refreshChanges()
{
    if (view.isEmpty())
        return;
    plot->setChanges(changeDays());
    refreshHint();
    refreshHeader();
}

void TrendChart::Private::refreshHeader()
{
    if (view.isEmpty()) {
        header->setTitle(data.labels.title);
        header->setEntries({});
        return;
    }
    const bool changes = !changesIn({ view.first(), view.last() }).isEmpty();
    header->setTitle(chartTitle(plot->data()));
    header->setEntries(chartLegend(plot->data(), changes), markedLegend(), !marked.isEmpty());
}

void TrendChart::Private::tellZoom(bool goesOn)
{
    if (view.isZoomed())
        emit q->zoomed(view.first(), view.last(), goesOn);
    else
        emit q->zoomed({}, {}, goesOn);
}

void TrendChart::Private::moveTracer(QDate start, int series, bool byKey)
{
    tracer = view.isEmpty() ? QDate() : start;
    tracerSeries = series < folded.size() ? series : -1;
    plot->setTracer(bucketSpan(tracer));
    refreshHint();
    if (byKey) {
        QAccessibleValueChangeEvent event(q, hint->text());
        QAccessible::updateAccessibility(&event);
    }
}

void TrendChart::Private::select(QDate from, QDate to)
{
    selection = { from, to };
    plot->setSelection(selection);
    refreshHint();
    emit q->daysSelected(from, to);
}

void TrendChart::Private::clickAt(QPoint position)
{
    if (view.isEmpty())
        return;
    if (const int series = namedSeriesAt(position); series >= 0) {
        emit q->seriesChosen(series);
        return;
    }
    if (!inPlot(position))
        return;
    const QDate start = bucketStart(dayAt(position), view.step());
    const TrendPlot::Span span = bucketSpan(start);
    if (selection.from == span.from && selection.to == span.to)
        q->clearSelection();
    else if (view.bucketAt(start))
        select(span.from, span.to);
}

void TrendChart::Private::dragTo(QPoint position)
{
    const int moved = (position - press->position).manhattanLength();
    if (!press->dragging && moved < QApplication::startDragDistance())
        return;
    press->dragging = true;
    const QDate a = dayAt(press->position);
    const QDate b = dayAt(position);
    band = { bucketStart(std::min(a, b), view.step()),
        bucketEnd(bucketStart(std::max(a, b), view.step()), view.step()) };
    plot->setTracer({});
    tracer = {};
    plot->setBand(band, press->kind);
    refreshHint();
}

void TrendChart::Private::endDrag()
{
    const TrendPlot::Span days = band;
    const TrendPlot::Band kind = press->kind;
    press.reset();
    band = {};
    plot->setBand(band, kind);
    if (!days.isValid()) {
        refreshHint();
        return;
    }
    if (kind == TrendPlot::Band::Select) {
        select(days.from, days.to);
    } else {
        view.show(days.from, days.to);
        refresh();
        tellZoom(false);
    }
}

void TrendChart::Private::moveByKey(QDate start, bool extend)
{
    if (!start.isValid())
        return;
    if (extend && !anchor.isValid())
        anchor = tracer.isValid() ? tracer : start;
    if (!extend)
        anchor = {};
    view.reveal(start);
    tracer = start;
    refresh();
    tellZoom(true);
    moveTracer(tracer, tracerSeries, true);
    if (extend) {
        const QDate from = std::min(anchor, start);
        const QDate to = std::max(anchor, start);
        select(from, bucketEnd(bucketStart(to, view.step()), view.step()));
    }
}

void TrendChart::Private::moveSeriesByKey(int direction)
{
    const int last = static_cast<int>(folded.size()) - 1;
    tracerSeries = std::clamp(tracerSeries + direction, isInRows() ? 0 : -1, last);
    if (!tracer.isValid())
        tracer = view.neighbour({}, -1);
    refresh();
    moveTracer(tracer, tracerSeries, true);
}

bool TrendChart::Private::zoomSeries(double factor)
{
    if (form != ChartForm::HeatMap || folded.isEmpty())
        return false;
    const auto shown = static_cast<double>(plot->data().shownSeries);
    const double wanted = factor < 1 ? std::min(std::round(shown * factor), shown - 1)
                                     : std::max(std::round(shown * factor), shown + 1);
    const qsizetype rows
        = std::clamp(static_cast<qsizetype>(wanted), qsizetype(1), qsizetype(folded.size()));
    if (tracerSeries >= 0)
        firstSeries = tracerSeries - rows / 2;
    wantedSeries = rows;
    refresh();
    return true;
}

bool TrendChart::Private::handleZoomKey(const QKeyEvent& event)
{
    const QDate middle = view.first().addDays(view.first().daysTo(view.last()) / 2);
    const QDate around = tracer.isValid() ? tracer : middle;
    switch (event.key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal: // the same key without Shift on many keyboards
        view.zoom(0.5, around);
        break;
    case Qt::Key_Minus:
        view.zoom(2.0, around);
        break;
    case Qt::Key_0:
        q->resetZoom();
        return true;
    default:
        return false;
    }
    refresh();
    tellZoom(true);
    return true;
}

bool TrendChart::Private::handleMoveKey(const QKeyEvent& event)
{
    const bool extend = event.modifiers().testFlag(Qt::ShiftModifier);
    switch (event.key()) {
    case Qt::Key_Left:
        moveByKey(view.neighbour(tracer, -1), extend);
        return true;
    case Qt::Key_Right:
        moveByKey(view.neighbour(tracer, 1), extend);
        return true;
    case Qt::Key_Up:
    case Qt::Key_Down:
        if (folded.isEmpty())
            return false;
        moveSeriesByKey(event.key() == Qt::Key_Up ? -1 : 1);
        return true;
    case Qt::Key_Home:
        moveByKey(view.extreme(-1), extend);
        return true;
    case Qt::Key_End:
        moveByKey(view.extreme(1), extend);
        return true;
    default:
        return false;
    }
}

bool TrendChart::Private::handleSelectionKey(const QKeyEvent& event)
{
    switch (event.key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (!view.bucketAt(tracer))
            return false;
        select(tracer, bucketSpan(tracer).to);
        return true;
    case Qt::Key_Escape:
        if (press) {
            band = {};
            endDrag();
            return true;
        }
        if (!selection.isValid())
            return false;
        q->clearSelection();
        return true;
    default:
        return false;
    }
}

} // namespace mxlens
