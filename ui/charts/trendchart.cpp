// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/trendchart.h"

#include "ui/charts/chartaccessible.h"
#include "ui/charts/trendchartprivate.h"
#include "ui/charts/trendwords.h"
#include "ui/theme/theme.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace mxlens {

TrendChart::TrendChart(QWidget* parent)
    : QWidget(parent)
    , m_private(std::make_unique<Private>(this))
{
    installChartAccessibility();
    setObjectName(QStringLiteral("trendChart"));
    setAccessibleName(tr("Sessions and failures over time"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    m_private->refreshLooks();
    m_private->refresh();
}

TrendChart::~TrendChart() = default;

void TrendChart::setData(const TrendData& data)
{
    // One answer comes in parts. What says nothing new is not drawn again, and marks alone move no
    // bar.
    const TrendData& shown = m_private->data;
    if (data.days == shown.days && data.labels == shown.labels && data.series == shown.series) {
        if (data.changes != shown.changes) {
            m_private->data.changes = data.changes;
            m_private->refreshChanges();
        }
        return;
    }
    const bool otherSeries = !std::equal(data.series.cbegin(), data.series.cend(),
        m_private->data.series.cbegin(), m_private->data.series.cend(),
        [](const TrendSeries& a, const TrendSeries& b) { return a.name == b.name; });
    const int tracerSeries = m_private->tracerSeries;
    const qsizetype firstSeries = m_private->firstSeries;
    m_private->data = data;
    m_private->view.setDays(data.days);
    m_private->fold();
    if (!otherSeries) {
        m_private->tracerSeries = tracerSeries;
        m_private->firstSeries = firstSeries;
    }
    m_private->refresh();
    setAccessibleDescription(summarySentence());
}

void TrendChart::setTrend(const QVector<TrendBucket>& days, const TrendLabels& labels)
{
    setData({ days, labels, {}, {} });
}

const TrendData& TrendChart::data() const
{
    return m_private->data;
}

void TrendChart::setForm(ChartForm form)
{
    if (form == m_private->form)
        return;
    m_private->form = form;
    m_private->wantedSeries = 0;
    m_private->fold();
    m_private->refresh();
}

ChartForm TrendChart::form() const
{
    return m_private->form;
}

void TrendChart::setLogarithmic(bool logarithmic)
{
    if (logarithmic == m_private->logarithmic)
        return;
    m_private->logarithmic = logarithmic;
    m_private->refresh();
}

bool TrendChart::isLogarithmic() const
{
    return m_private->logarithmic;
}

void TrendChart::setMarkedDays(const QSet<QDate>& days)
{
    if (days == m_private->marked)
        return;
    m_private->marked = days;
    m_private->plot->setMarkedDays(days);
    m_private->refreshHeader();
}

QSet<QDate> TrendChart::markedDays() const
{
    return m_private->marked;
}

std::pair<QDate, QDate> TrendChart::selectedDays() const
{
    return { m_private->selection.from, m_private->selection.to };
}

void TrendChart::setSelectedDays(QDate from, QDate to)
{
    m_private->selection = { from, to };
    if (!m_private->selection.isValid())
        m_private->selection = {};
    m_private->plot->setSelection(m_private->selection);
    m_private->refreshHint();
}

void TrendChart::clearSelection()
{
    if (!m_private->selection.isValid())
        return;
    m_private->anchor = {};
    setSelectedDays({}, {});
    emit selectionCleared();
}

void TrendChart::resetZoom()
{
    m_private->wantedSeries = 0;
    m_private->firstSeries = 0;
    m_private->plot->resetValues();
    m_private->view.showAll();
    m_private->refresh();
    m_private->tellZoom(false);
}

void TrendChart::setZoom(QDate from, QDate to)
{
    const TrendView& view = m_private->view;
    const bool all = !from.isValid() || !to.isValid();
    if (all ? !view.isZoomed() : view.isZoomed() && from == view.first() && to == view.last())
        return;
    m_private->view.setZoom(from, to);
    m_private->refresh();
}

QString TrendChart::summarySentence() const
{
    return trendSentence(m_private->view.days(), m_private->data.labels);
}

QVector<TrendBucket> TrendChart::shownBuckets() const
{
    return m_private->view.buckets();
}

QVector<TrendSeries> TrendChart::shownSeries() const
{
    return m_private->plot->data().series;
}

TrendStep TrendChart::step() const
{
    return m_private->view.step();
}

std::pair<QDate, QDate> TrendChart::shownDays() const
{
    return { m_private->view.first(), m_private->view.last() };
}

QDate TrendChart::tracerDay() const
{
    return m_private->tracer;
}

QString TrendChart::hint() const
{
    return m_private->hint->text();
}

QPoint TrendChart::positionOf(QDate day) const
{
    const QDate start = bucketStart(day, step());
    const QRect area = m_private->plot->plotArea();
    const QPoint inPlot(
        m_private->plot->positionOf(start, bucketEnd(start, step())), area.center().y());
    return m_private->plot->mapTo(this, inPlot);
}

QPoint TrendChart::positionOfName(int series) const
{
    const QRect area = m_private->plot->plotArea();
    const PlotData& data = m_private->plot->data();
    const auto row = static_cast<int>(series - data.firstSeries);
    const int rows = std::max(1, static_cast<int>(data.shownSeries));
    const QPoint inPlot(
        area.left() - length(this, 2), area.top() + area.height() * (2 * row + 1) / (2 * rows));
    return m_private->plot->mapTo(this, inPlot);
}

int TrendChart::tracerSeries() const
{
    return m_private->tracerSeries;
}

const TrendPlot& TrendChart::plot() const
{
    return *m_private->plot;
}

QString TrendChart::changesAt(QPoint position) const
{
    return m_private->changesAt(position);
}

QSize TrendChart::sizeHint() const
{
    return { length(this, 60 * 4), length(this, 15 * 4) };
}

QSize TrendChart::minimumSizeHint() const
{
    return { length(this, 20 * 4), length(this, 12 * 4) };
}

bool TrendChart::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const QString text = m_private->changesAt(help->pos());
    if (text.isEmpty())
        QToolTip::hideText();
    else // never as rich text: names come from reports
        QToolTip::showText(help->globalPos(),
            QStringLiteral("<p>%1</p>")
                .arg(text.toHtmlEscaped().replace(QLatin1Char('\n'), QLatin1String("<br>"))),
            this);
    return true;
}

void TrendChart::contextMenuEvent(QContextMenuEvent* event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    int series = m_private->tracerSeries;
    if (!byKey) {
        series = m_private->namedSeriesAt(event->pos());
        if (series < 0 && m_private->inPlot(event->pos()))
            series = m_private->plot->seriesAt(m_private->plot->mapFrom(this, event->pos()));
    }
    emit menuRequested(event->globalPos(), series);
}

void TrendChart::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    // How many rows and words fit is known when the layout has done its work.
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (m_private->isInRows())
                m_private->refresh();
            m_private->refreshHint();
        },
        Qt::QueuedConnection);
}

void TrendChart::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange
        || event->type() == QEvent::StyleChange)
        m_private->refreshLooks();
}

void TrendChart::paintEvent(QPaintEvent* event)
{
    QWidget::paintEvent(event);
    if (!hasFocus())
        return;
    QPainter painter(this);
    const int width = std::max(1, length(this, 1) / 2);
    painter.setPen(QPen(
        colour(Colour::Accent, palette()), width, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
    const int inset = width / 2;
    painter.drawRect(rect().adjusted(inset, inset, -inset - 1, -inset - 1));
}

void TrendChart::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    update();
}

void TrendChart::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    m_private->anchor = {};
    update();
}

void TrendChart::keyPressEvent(QKeyEvent* event)
{
    const bool modified
        = event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier);
    if (modified || m_private->view.isEmpty()
        || !(m_private->handleZoomKey(*event) || m_private->handleMoveKey(*event)
            || m_private->handleSelectionKey(*event)))
        QWidget::keyPressEvent(event);
}

void TrendChart::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || m_private->view.isEmpty()
        || !(m_private->inPlot(event->position().toPoint())
            || m_private->namedSeriesAt(event->position().toPoint()) >= 0)) {
        QWidget::mousePressEvent(event);
        return;
    }
    const bool shift = event->modifiers().testFlag(Qt::ShiftModifier);
    m_private->press = Private::Press{ .position = event->position().toPoint(),
        .kind = shift ? TrendPlot::Band::Select : TrendPlot::Band::Zoom };
}

void TrendChart::mouseMoveEvent(QMouseEvent* event)
{
    const QPoint position = event->position().toPoint();
    if (m_private->view.isEmpty())
        return;
    if (m_private->press) {
        m_private->dragTo(position);
        return;
    }
    const bool inside = m_private->inPlot(position);
    const QDate start = bucketStart(m_private->dayAt(position), step());
    const QDate wanted = inside ? start : QDate();
    const int series
        = inside ? m_private->plot->seriesAt(m_private->plot->mapFrom(this, position)) : -1;
    if (wanted != m_private->tracer || series != m_private->tracerSeries)
        m_private->moveTracer(wanted, series, false);
    const bool name = m_private->namedSeriesAt(position) >= 0;
    setCursor(name ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void TrendChart::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || !m_private->press) {
        QWidget::mouseReleaseEvent(event);
        return;
    }
    if (m_private->press->dragging) {
        m_private->endDrag();
        return;
    }
    m_private->press.reset();
    m_private->clickAt(event->position().toPoint());
}

void TrendChart::mouseDoubleClickEvent(QMouseEvent* event)
{
    // The first of the two clicks did it; a second would undo it.
    event->accept();
}

void TrendChart::wheelEvent(QWheelEvent* event)
{
    const QPoint delta = event->angleDelta();
    if (m_private->view.isEmpty() || delta.isNull()) {
        event->ignore();
        return;
    }
    const QPoint position = event->position().toPoint();
    const double steps = delta.y() / 120.0;
    if (delta.x() != 0 && std::abs(delta.x()) > std::abs(delta.y())) {
        const auto [first, last] = shownDays();
        const auto days = static_cast<double>(first.daysTo(last) + 1);
        m_private->view.pan(qRound64(-delta.x() / 120.0 * std::max(1.0, days / 10)));
    } else if (m_private->plot->zoomValues(
                   m_private->plot->mapFrom(this, position), std::pow(1.25, steps))) {
        event->accept();
        return;
    } else if (m_private->plot->isOnValueAxis(m_private->plot->mapFrom(this, position))
        && m_private->zoomSeries(std::pow(0.8, steps))) {
        event->accept();
        return;
    } else {
        m_private->view.zoom(std::pow(0.8, steps), m_private->dayAt(position));
    }
    m_private->refresh();
    m_private->tellZoom(true);
    event->accept();
}

void TrendChart::leaveEvent(QEvent* event)
{
    QWidget::leaveEvent(event);
    if (!m_private->press)
        m_private->moveTracer({}, -1, false);
}

} // namespace mxlens
