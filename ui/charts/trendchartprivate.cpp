// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/trendchartprivate.h"

#include "ui/charts/trendheader.h"
#include "ui/charts/trendwords.h"
#include "ui/theme/theme.h"
#include "ui/theme/words.h"

#include <QAccessible>
#include <QApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

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

void TrendChart::Private::refreshHeader()
{
    if (view.isEmpty()) {
        header->setTitle(labels.title);
        header->setEntries({});
        return;
    }
    QString what;
    switch (view.step()) {
    case TrendStep::Day:
        what = TrendChart::tr("sessions per day");
        break;
    case TrendStep::Week:
        what = TrendChart::tr("sessions per week");
        break;
    case TrendStep::Month:
        what = TrendChart::tr("sessions per month");
        break;
    }
    const QString days = daysText(view.first(), view.last());
    header->setTitle(labels.title.isEmpty()
            //: %1: "sessions per day"; %2: the days shown
            ? TrendChart::tr("%1, %2 (UTC)").arg(what, days)
            //: %1: what the chart is about; %2: "sessions per day"; %3: the days shown
            : TrendChart::tr("%1: %2, %3 (UTC)").arg(labels.title, what, days));

    QVector<TrendHeader::Entry> entries{ { ChartMark::Failed, labels.failures } };
    bool unknown = false;
    bool undecided = !labels.hasRate;
    bool longRange = false;
    for (const TrendBucket& bucket : view.buckets()) {
        unknown |= bucket.sessions < 0 || bucket.failed < 0;
        undecided |= bucket.sessions > 0 && bucket.successful < 0;
        longRange |= bucket.longRange;
    }
    if (labels.hasRate)
        entries.append({ ChartMark::Succeeded, TrendChart::tr("succeeded") });
    if (undecided)
        entries.append({ ChartMark::Sessions, labels.sessions });
    if (unknown)
        entries.append({ ChartMark::Unknown, TrendChart::tr("unknown") });
    if (longRange)
        entries.append({ ChartMark::LongRange, TrendChart::tr("more than 25 hours") });
    if (!marked.isEmpty())
        entries.append({ ChartMark::Marked, TrendChart::tr("selected rows") });
    header->setEntries(entries);
}

void TrendChart::Private::refresh()
{
    const bool nothing = view.isEmpty();
    plot->setVisible(!nothing);
    empty->setVisible(nothing);
    empty->setText(nothing ? q->summarySentence() : QString());
    if (!nothing) {
        plot->setShownDays(view.first(), view.last());
        plot->setBuckets(view.buckets(), view.step(), labels.hasRate);
        plot->setMarkedDays(marked);
        plot->setSelection(selection);
    }
    moveTracer(tracer.isValid() ? bucketStart(tracer, view.step()) : tracer, false);
    refreshHeader();
}

void TrendChart::Private::refreshHint()
{
    QString text;
    if (view.isEmpty()) {
        text.clear();
    } else if (band.isValid()) {
        const QString days = daysText(band.from, band.to);
        text = press->kind == TrendPlot::Band::Select
            ? TrendChart::tr("Release to select %1. Escape cancels.").arg(days)
            : TrendChart::tr("Release to zoom to %1. Escape cancels.").arg(days);
    } else if (tracer.isValid()) {
        const TrendBucket* bucket = view.bucketAt(tracer);
        text = bucketSentence(tracer, bucket, view.step(), labels);
        const TrendPlot::Span span = bucketSpan(tracer);
        const bool chosen = selection.from == span.from && selection.to == span.to;
        if (chosen)
            text += QLatin1Char(' ') + TrendChart::tr("Click to show all days again.");
        else if (bucket)
            text += QLatin1Char(' ') + TrendChart::tr("Click to show only this.");
    } else if (selection.isValid()) {
        text = TrendChart::tr("Selected: %1. Escape clears.")
                   .arg(daysText(selection.from, selection.to));
    } else {
        text = TrendChart::tr("Drag to zoom, Shift+drag to select days, click for one.");
    }
    hint->setText(text);
    hint->setToolTip(text);
}

void TrendChart::Private::moveTracer(QDate start, bool byKey)
{
    tracer = view.isEmpty() ? QDate() : start;
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
    if (view.isEmpty() || !inPlot(position))
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
    moveTracer(tracer, true);
    if (extend) {
        const QDate from = std::min(anchor, start);
        const QDate to = std::max(anchor, start);
        select(from, bucketEnd(bucketStart(to, view.step()), view.step()));
    }
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
