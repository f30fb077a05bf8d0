// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/trendplot.h"

#include "ui/charts/trendticks.h"
#include "ui/charts/valueaxes.h"
#include "ui/theme/theme.h"

#include <qcustomplot.h>

#include <QTimer>

#include <algorithm>
#include <cmath>

namespace mxlens {
namespace {

/// Fewest days that the axis shows, so that a single day is a bar and not a wall.
constexpr double fewestDays = 12;

/// A layer of its own over the areas, so that moving a shade draws no bar again and a shade is seen
/// on a heat map.
const QLatin1String shadeLayer("shades");

} // namespace

class TrendPlot::Private {
public:
    explicit Private(TrendPlot* owner);

    void rebuild();
    void fit();
    void refreshLooks();
    void refreshMarks();
    void refreshShade(PlotStrip::Shade shade, Span days);
    /// Draws everything soon, and only once however often it is asked for; what is not seen is
    /// drawn when it is.
    void replot() { replotSoon.start(); }
    void replotNow() const
    {
        if (q->isVisible())
            plot->replot(QCustomPlot::rpQueuedRefresh);
    }
    /// Draws the shades anew, unless everything is about to be.
    void replotShades() const
    {
        if (!replotSoon.isActive() && q->isVisible())
            plot->layer(shadeLayer)->replot();
    }
    /// Everything; QCustomPlot cannot draw on nothing.
    QRect drawingArea() const { return q->rect() | QRect(0, 0, 1, 1); }

    TrendPlot* q;
    QCustomPlot* plot;
    QCPMarginGroup* margins;
    std::vector<std::unique_ptr<PlotStrip>> strips;
    QCPItemText* zone = nullptr;
    PlotData data;
    QVector<double> zooms; ///< By strip; one for all strips of series.
    QSet<QDate> marked;
    QVector<QDate> changes;
    Span tracer, selection, band;
    Band bandKind = Band::Zoom;
    QStringList timeLabels; ///< As drawn.
    QStringList valueLabels; ///< As drawn, from below, strip by strip.
    QTimer replotSoon;

private:
    void setStripCount(qsizetype count);
    void layOut() const;
    void refreshTime();
    void shareHeight() const;
    double barShare() const;
};

TrendPlot::Private::Private(TrendPlot* owner)
    : q(owner)
    , plot(new QCustomPlot(owner))
    , margins(new QCPMarginGroup(plot))
{
    // The chart handles mouse and keys; QCustomPlot only draws.
    plot->setAttribute(Qt::WA_TransparentForMouseEvents);
    plot->setFocusPolicy(Qt::NoFocus);
    plot->setObjectName(QStringLiteral("plotSurface"));
    // A jagged line as one wide, smooth polygon takes longer than all else that is drawn.
    plot->setPlottingHint(QCP::phFastPolylines, true);
    plot->addLayer(shadeLayer, plot->layer(QStringLiteral("main")), QCustomPlot::limAbove);
    plot->layer(shadeLayer)->setMode(QCPLayer::lmBuffered);
    plot->plotLayout()->clear();

    replotSoon.setSingleShot(true);
    replotSoon.setInterval(0);
    QObject::connect(&replotSoon, &QTimer::timeout, q, [this] { replotNow(); });

    setStripCount(2);
    zone = new QCPItemText(plot);
    zone->setText(TrendPlot::tr("UTC"));
    zone->setClipToAxisRect(false);
    zone->position->setTypeX(QCPItemPosition::ptAbsolute);
    zone->position->setTypeY(QCPItemPosition::ptAbsolute);
    zone->setPositionAlignment(Qt::AlignLeft | Qt::AlignTop);
}

void TrendPlot::Private::setStripCount(qsizetype count)
{
    const auto wanted = static_cast<std::size_t>(std::max<qsizetype>(1, count));
    if (strips.size() == wanted)
        return;
    strips.clear();
    plot->plotLayout()->clear();
    for (std::size_t i = 0; i < wanted; ++i)
        strips.push_back(std::make_unique<PlotStrip>(plot, margins, static_cast<int>(i)));
    refreshLooks();
}

/// Failures are a little lower than sessions; strips of series are equally high, with half a line
/// above the first and the labels of time below the last.
void TrendPlot::Private::shareHeight() const
{
    const auto rows = static_cast<int>(strips.size());
    const bool bars = data.form == ChartForm::Bars || data.series.isEmpty();
    const double line = q->fontMetrics().height();
    const double each = std::max(line, (q->height() - 2 * line) / std::max(1, rows));
    for (int row = 0; row < rows; ++row) {
        const double more = (row == 0 ? line / 2 : 0) + (row + 1 == rows ? line * 3 / 2 : 0);
        const double share = bars ? (row == 0 ? 0.8 : 1) : (each + more) / each;
        plot->plotLayout()->setRowStretchFactor(row, share);
    }
}

double TrendPlot::Private::barShare() const
{
    const double days = data.step == TrendStep::OneDay ? 1
        : data.step == TrendStep::OneWeek              ? 7
                                                       : 31;
    const double shown
        = data.first.isValid() ? static_cast<double>(data.first.daysTo(data.last) + 1) : 1;
    const double pixels = q->width() / std::max(fewestDays, shown);
    // A gap of less than a pixel would come and go from bar to bar.
    return days * pixels >= 5 ? 0.78 : 1;
}

void TrendPlot::Private::layOut() const
{
    plot->plotLayout()->update(QCPLayoutElement::upPreparation);
    plot->plotLayout()->update(QCPLayoutElement::upMargins);
    plot->plotLayout()->update(QCPLayoutElement::upLayout);
}

void TrendPlot::Private::rebuild()
{
    const QVector<StripContent> contents = stripsOf(data, barShare(), zooms);
    setStripCount(contents.size());
    for (std::size_t i = 0; i < strips.size() && i < static_cast<std::size_t>(contents.size()); ++i)
        strips[i]->setContent(contents.at(static_cast<qsizetype>(i)));
    shareHeight();
    refreshMarks();
    fit();
}

void TrendPlot::Private::refreshTime()
{
    if (!data.first.isValid())
        return;
    // Weeks and months as a whole: half a bar would look like half a week.
    const QDate first = bucketStart(data.first, data.step);
    const QDate end = bucketEnd(bucketStart(data.last, data.step), data.step);
    const double days = static_cast<double>(first.daysTo(end) + 1);
    const double spare = std::max(0.0, fewestDays - days) / 2;
    const double from = trendPlace(first) - spare;
    const double to = trendPlace(end) + 1 + spare;
    for (const std::unique_ptr<PlotStrip>& strip : strips)
        strip->setTime(from, to, {});

    const QFontMetricsF metrics(tabularFont(q->font()));
    const auto textWidth
        = [&metrics](const QString& text) { return metrics.horizontalAdvance(text); };
    const PlotStrip& last = *strips.back();
    const double width = std::max(1, last.area().width());
    const double reserved = textWidth(zone->text() + QLatin1Char(' '));
    QVector<ValueTick> ticks;
    for (const TrendTick& tick :
        trendTicks(first, end, width * days / (days + 2 * spare), textWidth)) {
        // A label that would stand on the zone, or over the edge, is left out.
        const double place = trendPlace(tick.day) + 0.5;
        const double at = last.positionOf(place);
        const double half = textWidth(tick.label) / 2;
        if (at - half > reserved && at + half < plot->viewport().right())
            ticks.append({ place, tick.label });
    }
    timeLabels.clear();
    for (const ValueTick& tick : ticks)
        timeLabels.append(tick.label);
    for (const std::unique_ptr<PlotStrip>& strip : strips)
        strip->setTime(from, to, ticks);
}

void TrendPlot::Private::fit()
{
    // A plot that is not shown yet has not been told its size. The width of the number labels and
    // with it the place of everything is known after a layout.
    plot->setViewport(drawingArea());
    layOut();
    valueLabels = labelValueAxes(*q, data, strips);
    layOut();
    refreshTime();
    layOut();
    for (const std::unique_ptr<PlotStrip>& strip : strips)
        strip->spaceSigns();
    zone->position->setCoords(0, strips.back()->area().bottom() + length(q, 2));
    refreshShade(PlotStrip::Shade::Selection, selection);
    refreshShade(PlotStrip::Shade::Tracer, tracer);
    refreshShade(PlotStrip::Shade::Band, band);
    replot();
}

void TrendPlot::Private::refreshMarks()
{
    const auto places = [this](const auto& days, bool middle) {
        QSet<double> found;
        for (const QDate day : days) {
            const QDate start = bucketStart(day, data.step);
            found.insert(
                middle ? trendMiddle(start, bucketEnd(start, data.step)) : trendPlace(start));
        }
        return QVector<double>(found.cbegin(), found.cend());
    };
    for (const std::unique_ptr<PlotStrip>& strip : strips) {
        strip->setMarks(PlotStrip::Mark::Rows, places(marked, true));
        strip->setMarks(PlotStrip::Mark::Change, places(changes, false));
    }
}

void TrendPlot::Private::refreshShade(PlotStrip::Shade shade, Span days)
{
    const bool any = days.isValid();
    for (const std::unique_ptr<PlotStrip>& strip : strips)
        strip->setShade(shade, any ? trendPlace(days.from) : 0, any ? trendPlace(days.to) + 1 : 0);
}

void TrendPlot::Private::refreshLooks()
{
    plot->setBackground(QBrush(q->palette().color(QPalette::Base)));
    plot->plotLayout()->setRowSpacing(length(q, strips.size() > 2 ? 1 : 3));
    for (std::size_t i = 0; i < strips.size(); ++i)
        strips[i]->setLooks(*q, i == 0, i + 1 == strips.size());
    if (!zone)
        return; // the first strips come before it
    zone->setColor(textColour(Colour::MutedText, q->palette()));
    zone->setFont(q->font());
}

TrendPlot::TrendPlot(QWidget* parent)
    : QWidget(parent)
    , m_private(std::make_unique<Private>(this))
{
    m_private->refreshLooks();
}

TrendPlot::~TrendPlot() = default;

void TrendPlot::setData(const PlotData& data)
{
    const bool otherForm = data.form != m_private->data.form
        || data.logarithmic != m_private->data.logarithmic
        || data.series.isEmpty() != m_private->data.series.isEmpty();
    m_private->data = data;
    if (otherForm)
        m_private->zooms.clear();
    m_private->rebuild();
}

const PlotData& TrendPlot::data() const
{
    return m_private->data;
}

QVector<StripContent> TrendPlot::strips() const
{
    QVector<StripContent> contents;
    for (const std::unique_ptr<PlotStrip>& strip : m_private->strips)
        contents.append(strip->content());
    return contents;
}

QStringList TrendPlot::timeLabels() const
{
    return m_private->timeLabels;
}

QStringList TrendPlot::valueLabels() const
{
    return m_private->valueLabels;
}

QVector<double> TrendPlot::changeSigns() const
{
    return m_private->strips.back()->signs();
}

TrendPlot::Span TrendPlot::wholeTime() const
{
    const QRect area = m_private->strips.back()->area();
    return { dayAt(area.left() + 1), dayAt(area.right()) };
}

void TrendPlot::setMarkedDays(const QSet<QDate>& days)
{
    if (days == m_private->marked)
        return;
    m_private->marked = days;
    m_private->refreshMarks();
    m_private->replot();
}

void TrendPlot::setChanges(const QVector<QDate>& days)
{
    if (days == m_private->changes)
        return;
    m_private->changes = days;
    m_private->refreshMarks();
    m_private->replot();
}

void TrendPlot::setTracer(Span days)
{
    if (days == m_private->tracer)
        return;
    m_private->tracer = days;
    m_private->refreshShade(PlotStrip::Shade::Tracer, days);
    m_private->replotShades();
}

void TrendPlot::setSelection(Span days)
{
    if (days == m_private->selection)
        return;
    m_private->selection = days;
    m_private->refreshShade(PlotStrip::Shade::Selection, days);
    m_private->replotShades();
}

void TrendPlot::setBand(Span days, Band kind)
{
    m_private->band = days;
    for (const std::unique_ptr<PlotStrip>& strip : m_private->strips)
        strip->setShadeOutline(
            PlotStrip::Shade::Band, kind == Band::Zoom ? Qt::DashLine : Qt::SolidLine);
    m_private->refreshShade(PlotStrip::Shade::Band, days);
    m_private->replotShades();
}

bool TrendPlot::isOnValueAxis(QPoint position) const
{
    return std::ranges::any_of(m_private->strips, [&](const std::unique_ptr<PlotStrip>& strip) {
        const QRect area = strip->area();
        return position.x() < area.left() && position.y() >= area.top()
            && position.y() <= area.bottom();
    });
}

bool TrendPlot::zoomValues(QPoint position, double factor)
{
    Private& p = *m_private;
    if (p.data.form == ChartForm::HeatMap && !p.data.series.isEmpty())
        return false;
    const bool shared = p.data.form == ChartForm::Strips && !p.data.series.isEmpty();
    for (std::size_t i = 0; i < p.strips.size(); ++i) {
        const QRect area = p.strips[i]->area();
        if (position.x() >= area.left() || position.y() < area.top()
            || position.y() > area.bottom())
            continue;
        const qsizetype place = shared ? 0 : static_cast<qsizetype>(i);
        while (p.zooms.size() <= place)
            p.zooms.append(1);
        const double top = p.strips[i]->content().high * p.zooms.at(place);
        const double least = shared ? 1e-6 : ValueScale(p.data.logarithmic).place(1);
        p.zooms[place] = std::clamp(p.zooms.at(place) * factor, 1.0, std::max(1.0, top / least));
        p.rebuild();
        return true;
    }
    return false;
}

void TrendPlot::resetValues()
{
    m_private->zooms.clear();
    m_private->rebuild();
}

qsizetype TrendPlot::seriesThatFit(ChartForm form) const
{
    const int line = fontMetrics().height();
    const int each = form == ChartForm::HeatMap ? line * 9 / 8 : line * 7 / 4;
    return std::max(1, (height() - 2 * line) / each);
}

QRect TrendPlot::plotArea() const
{
    return m_private->strips.front()->area() | m_private->strips.back()->area();
}

QDate TrendPlot::dayAt(int x) const
{
    const double time = m_private->strips.back()->timeAt(x);
    return QDate::fromJulianDay(static_cast<qint64>(std::floor(time)));
}

int TrendPlot::positionOf(QDate from, QDate to) const
{
    return qRound(m_private->strips.back()->positionOf(trendMiddle(from, to)));
}

int TrendPlot::seriesAt(QPoint position) const
{
    const Private& p = *m_private;
    for (std::size_t i = 0; i < p.strips.size(); ++i) {
        const QRect area = p.strips[i]->area();
        if (p.data.series.isEmpty() || position.y() < area.top() || position.y() > area.bottom())
            continue;
        if (p.data.form == ChartForm::Strips)
            return static_cast<int>(p.data.firstSeries) + static_cast<int>(i);
        const double value = p.strips[i]->valueAt(position.y());
        if (p.data.form == ChartForm::HeatMap) {
            const auto row = static_cast<qsizetype>(p.strips[i]->content().high - value);
            const qsizetype place = p.data.firstSeries + row;
            return place < p.data.series.size() ? static_cast<int>(place) : -1;
        }
        const double time = p.strips[i]->timeAt(position.x());
        for (const PlotRect& rect : p.strips[i]->content().rects) {
            if (time >= rect.from && time < rect.to && value >= rect.low && value < rect.high)
                return rect.series;
        }
    }
    return -1;
}

void TrendPlot::paintOn(
    QPaintDevice& device, QSize size, double scale, const std::function<QPoint(QPainter&)>& before)
{
    QCPPainter painter;
    if (!painter.begin(&device))
        return;
    painter.scale(scale, scale);
    painter.setMode(QCPPainter::pmVectorized);
    painter.setMode(QCPPainter::pmNoCaching);
    painter.save();
    const QPoint origin = before(painter);
    painter.restore();
    painter.translate(origin);
    resize(size.width() - origin.x(), size.height() - origin.y());
    m_private->plot->setGeometry(m_private->drawingArea());
    m_private->rebuild();
    m_private->plot->toPainter(&painter, width(), height());
}

void TrendPlot::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::PaletteChange && event->type() != QEvent::FontChange)
        return;
    m_private->refreshLooks();
    m_private->fit();
}

void TrendPlot::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    // QCustomPlot draws all at once when its size changes: with what is shown then.
    m_private->rebuild();
    m_private->replotSoon.stop();
    m_private->plot->setGeometry(m_private->drawingArea());
}

void TrendPlot::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_private->replot();
}

} // namespace mxlens
