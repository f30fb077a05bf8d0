// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/trendplot.h"

#include "ui/charts/chartmarks.h"
#include "ui/charts/trendbars.h"
#include "ui/charts/trendticks.h"
#include "ui/charts/trendwords.h"
#include "ui/theme/theme.h"

#include <qcustomplot.h>

#include <array>
#include <cmath>

namespace mxlens {
namespace {

/// Fewest days that the axis shows, so that a single day is a bar and not a wall.
constexpr double fewestDays = 12;

/// Few, whole and short numbers on a value axis.
class CountTicker final : public QCPAxisTicker {
protected:
    double getTickStep(const QCPRange& range) override
    {
        m_largest = range.upper;
        return countStep(range.size(), tickCount());
    }
    int getSubTickCount(double /*tickStep*/) override { return 0; }
    QString getTickLabel(
        double tick, const QLocale& /*locale*/, QChar /*format*/, int /*precision*/) override
    {
        return axisNumber(tick, m_largest);
    }

private:
    double m_largest = 0;
};

} // namespace

/// One of the two axis rectangles with what is shaded in it.
struct PlotPanel {
    QCPAxisRect* rect = nullptr;
    QCPItemRect* selection = nullptr;
    QCPItemRect* tracer = nullptr;
    QCPItemRect* band = nullptr;
    QCPGraph* unknown = nullptr;
    double top = 1; ///< Largest value shown.
    double zoom = 1; ///< By which the user stretched the values.

    QCPAxis* time() const { return rect->axis(QCPAxis::atBottom); }
    QCPAxis* values() const { return rect->axis(QCPAxis::atLeft); }
    /// The least value that is seen.
    double visible() const { return values()->range().size() * 2.0 / std::max(1, rect->height()); }
};

class TrendPlot::Private {
public:
    explicit Private(TrendPlot* owner);

    void fit();
    void refreshTicks();
    void refreshValues();
    void refreshLooks();
    void fill();
    void shade(QCPItemRect* PlotPanel::*item, Span days);
    /// Everything; QCustomPlot cannot draw on nothing.
    QRect drawingArea() const { return q->rect() | QRect(0, 0, 1, 1); }
    void replot() { plot->replot(QCustomPlot::rpQueuedReplot); }

    TrendPlot* q;
    QCustomPlot* plot;
    PlotPanel failures;
    PlotPanel sessions;
    QCPBars* failureStrip = nullptr;
    QCPBars* succeeded = nullptr;
    QCPBars* failed = nullptr;
    QCPBars* undecided = nullptr;
    QCPBars* empty = nullptr;
    QCPGraph* longRange = nullptr;
    QCPGraph* marked = nullptr;
    QCPItemText* zone = nullptr;
    QCPItemText* none = nullptr;

    QVector<TrendBucket> buckets;
    TrendStep step = TrendStep::Day;
    bool hasRate = true;
    QDate first;
    QDate last;
    Band bandKind = Band::Zoom;

private:
    void addPanel(PlotPanel& panel, int row);
    QCPItemRect* addShade(const PlotPanel& panel);
    QCPGraph* addMarks(const PlotPanel& panel);
    QCPBars* addBars(const PlotPanel& panel);
    void styleMarks();
    double barWidth() const;
    std::array<PlotPanel*, 2> panels() { return { &failures, &sessions }; }
};

TrendPlot::Private::Private(TrendPlot* owner)
    : q(owner)
    , plot(new QCustomPlot(owner))
{
    // The chart handles mouse and keys; QCustomPlot only draws.
    plot->setAttribute(Qt::WA_TransparentForMouseEvents);
    plot->setFocusPolicy(Qt::NoFocus);

    plot->plotLayout()->clear();
    addPanel(failures, 0);
    addPanel(sessions, 1);
    plot->plotLayout()->setRowStretchFactor(0, 0.5);
    plot->plotLayout()->setRowStretchFactor(1, 1);
    auto* margins = new QCPMarginGroup(plot);
    for (PlotPanel* panel : panels())
        panel->rect->setMarginGroup(QCP::msLeft | QCP::msRight, margins);
    failures.time()->setTickLabels(false);

    failureStrip = addBars(failures);
    succeeded = addBars(sessions);
    failed = addBars(sessions);
    failed->moveAbove(succeeded);
    undecided = addBars(sessions);
    empty = addBars(sessions);
    longRange = addMarks(sessions);
    marked = addMarks(failures);

    zone = new QCPItemText(plot);
    zone->setText(TrendPlot::tr("UTC"));
    zone->setClipToAxisRect(false);
    zone->position->setTypeX(QCPItemPosition::ptAbsolute);
    zone->position->setTypeY(QCPItemPosition::ptAbsolute);
    zone->setPositionAlignment(Qt::AlignLeft | Qt::AlignTop);

    none = new QCPItemText(plot);
    none->setText(TrendPlot::tr("no failures"));
    none->position->setTypeX(QCPItemPosition::ptAxisRectRatio);
    none->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
    none->position->setAxisRect(failures.rect);
    none->position->setCoords(0.5, 0.5);
    none->setVisible(false);
}

void TrendPlot::Private::addPanel(PlotPanel& panel, int row)
{
    panel.rect = new QCPAxisRect(plot, true);
    plot->plotLayout()->addElement(row, 0, panel.rect);

    panel.time()->grid()->setVisible(false);
    panel.time()->setSubTicks(false);
    panel.values()->setSubTicks(false);
    panel.values()->setTicker(QSharedPointer<CountTicker>::create());
    for (QCPAxis* axis : { panel.time(), panel.values() }) {
        axis->setLayer(QStringLiteral("axes"));
        axis->grid()->setLayer(QStringLiteral("grid"));
    }
    panel.selection = addShade(panel);
    panel.tracer = addShade(panel);
    panel.band = addShade(panel);
    panel.unknown = addMarks(panel);
}

QCPItemRect* TrendPlot::Private::addShade(const PlotPanel& panel)
{
    auto* item = new QCPItemRect(plot);
    item->setLayer(QStringLiteral("grid"));
    item->setClipAxisRect(panel.rect);
    item->setAntialiased(false);
    for (QCPItemPosition* position : { item->topLeft, item->bottomRight }) {
        position->setAxisRect(panel.rect);
        position->setAxes(panel.time(), panel.values());
        position->setTypeX(QCPItemPosition::ptPlotCoords);
        position->setTypeY(QCPItemPosition::ptAxisRectRatio);
    }
    item->setVisible(false);
    return item;
}

QCPBars* TrendPlot::Private::addBars(const PlotPanel& panel)
{
    auto* bars = new QCPBars(panel.time(), panel.values());
    bars->setPen(Qt::NoPen);
    bars->setAntialiased(false);
    bars->setAntialiasedFill(false);
    bars->setWidthType(QCPBars::wtPlotCoords);
    return bars;
}

QCPGraph* TrendPlot::Private::addMarks(const PlotPanel& panel)
{
    auto* graph = new QCPGraph(panel.time(), panel.values());
    graph->setLineStyle(QCPGraph::lsNone);
    graph->setPen(Qt::NoPen);
    graph->setLayer(QStringLiteral("axes"));
    return graph;
}

double TrendPlot::Private::barWidth() const
{
    const double days = step == TrendStep::Day ? 1 : step == TrendStep::Week ? 7 : 31;
    const double pixels = sessions.rect->width() / std::max(1.0, sessions.time()->range().size());
    // A gap of less than a pixel would come and go from bar to bar.
    return days * pixels >= 5 ? days * 0.78 : days;
}

void TrendPlot::Private::shade(QCPItemRect* PlotPanel::*item, Span days)
{
    for (PlotPanel* panel : panels()) {
        QCPItemRect* rect = panel->*item;
        rect->setVisible(days.isValid());
        if (days.isValid()) {
            rect->topLeft->setCoords(trendPlace(days.from), 0);
            rect->bottomRight->setCoords(trendPlace(days.to) + 1, 1);
        }
    }
    replot();
}

void TrendPlot::Private::fill()
{
    const TrendBars bars = trendBars(buckets, step, hasRate, failures.visible(), sessions.visible(),
        sessions.values()->range().upper * 0.93);
    const std::array<std::pair<QCPBars*, const QVector<QPointF>*>, 5> series{
        { { failureStrip, &bars.failures }, { succeeded, &bars.succeeded },
            { failed, &bars.failed }, { undecided, &bars.undecided }, { empty, &bars.none } }
    };
    for (const auto& [target, points] : series) {
        target->data()->clear();
        target->setWidth(barWidth());
        for (const QPointF& point : *points)
            target->addData(point.x(), point.y());
    }
    const std::array<std::pair<QCPGraph*, const QVector<QPointF>*>, 3> marks{
        { { failures.unknown, &bars.failuresUnknown }, { sessions.unknown, &bars.sessionsUnknown },
            { longRange, &bars.longRange } }
    };
    for (const auto& [target, points] : marks) {
        target->data()->clear();
        for (const QPointF& point : *points)
            target->addData(point.x(), point.y());
    }
}

void TrendPlot::Private::refreshValues()
{
    double most = 0;
    double mostFailed = 0;
    bool failuresUnknown = false;
    for (const TrendBucket& bucket : buckets) {
        most = std::max(most, static_cast<double>(bucket.sessions));
        mostFailed = std::max(mostFailed, static_cast<double>(bucket.failed));
        failuresUnknown |= bucket.failed < 0;
    }
    none->setVisible(!buckets.isEmpty() && mostFailed <= 0 && !failuresUnknown);
    sessions.top = std::max(1.0, most);
    failures.top = std::max(1.0, mostFailed);
    for (PlotPanel* panel : panels())
        panel->values()->setRange(0, panel->top * 1.08 / panel->zoom);
    fill();
}

void TrendPlot::Private::refreshTicks()
{
    if (!first.isValid())
        return;
    const double days = static_cast<double>(first.daysTo(last) + 1);
    const double spare = std::max(0.0, fewestDays - days) / 2;
    const QFontMetricsF metrics(plot->font());
    auto ticker = QSharedPointer<QCPAxisTickerText>::create();
    const double width = std::max(1, sessions.rect->width());
    const double share = days / (days + 2 * spare);
    for (PlotPanel* panel : panels())
        panel->time()->setRange(trendPlace(first) - spare, trendPlace(last) + 1 + spare);
    const auto textWidth
        = [&metrics](const QString& text) { return metrics.horizontalAdvance(text); };
    const double reserved = textWidth(zone->text() + QLatin1Char(' '));
    for (const TrendTick& tick : trendTicks(first, last, width * share, textWidth)) {
        // A label that would stand on the zone, or over the edge, is left out.
        const double at = sessions.time()->coordToPixel(trendPlace(tick.day) + 0.5);
        const double half = textWidth(tick.label) / 2;
        if (at - half > reserved && at + half < plot->width())
            ticker->addTick(trendPlace(tick.day) + 0.5, tick.label);
    }
    for (PlotPanel* panel : panels())
        panel->time()->setTicker(ticker);
}

void TrendPlot::Private::fit()
{
    // The width of the number labels and with it the place of everything is known after a layout.
    const auto layOut = [this] {
        plot->plotLayout()->update(QCPLayoutElement::upPreparation);
        plot->plotLayout()->update(QCPLayoutElement::upMargins);
        plot->plotLayout()->update(QCPLayoutElement::upLayout);
    };
    // A plot that is not shown yet has not been told its size.
    plot->setViewport(drawingArea());
    refreshValues();
    layOut();
    for (PlotPanel* panel : panels()) {
        const QString name
            = panel == &failures ? TrendPlot::tr("failed") : TrendPlot::tr("sessions");
        const QFontMetrics metrics(q->font());
        const int height = panel->rect->height();
        panel->values()->setLabel(height > metrics.horizontalAdvance(name) ? name : QString());
        panel->values()->ticker()->setTickCount(std::clamp(height / (2 * metrics.height()), 1, 4));
    }
    layOut();
    refreshTicks();
    layOut();
    zone->position->setCoords(0, sessions.rect->bottom() + length(q, 2));
    refreshValues();
    replot();
}

void TrendPlot::Private::styleMarks()
{
    const QPalette palette = q->palette();
    const double side = length(q, 2);
    QPainterPath triangle;
    triangle.addPolygon(QPolygonF({ { -5, -4 }, { 5, -4 }, { 0, 4 } }));
    triangle.closeSubpath();
    marked->setScatterStyle(
        QCPScatterStyle(triangle, Qt::NoPen, QBrush(colour(Colour::Accent, palette)), side * 1.4));
    longRange->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDiamond,
        QPen(palette.color(QPalette::Text), 1.2), palette.color(QPalette::Base), side * 1.2));
    for (PlotPanel* panel : panels()) {
        panel->unknown->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssCross,
            QPen(textColour(Colour::Unknown, palette), 1.5), Qt::NoBrush, side));
    }
}

void TrendPlot::Private::refreshLooks()
{
    const QPalette palette = q->palette();
    const QPen line(colour(Colour::Border, palette), 1);
    const QColor muted = textColour(Colour::MutedText, palette);
    const QFont font = tabularFont(q->font());
    plot->setFont(font);
    plot->setBackground(QBrush(palette.color(QPalette::Base)));
    plot->plotLayout()->setRowSpacing(length(q, 3));
    for (PlotPanel* panel : panels()) {
        // Half a line on top: QCustomPlot leaves out a label that would be cut off.
        const int top = panel == &failures ? QFontMetrics(font).height() / 2 : 0;
        panel->rect->setMinimumMargins(QMargins(0, top, length(q, 3), 0));
        for (QCPAxis* axis : { panel->time(), panel->values() }) {
            axis->setBasePen(axis == panel->time() ? line : Qt::NoPen);
            axis->setTickPen(axis == panel->time() ? line : Qt::NoPen);
            axis->setTickLength(0, axis == panel->time() ? length(q, 1) : 0);
            axis->setTickLabelColor(muted);
            axis->setTickLabelFont(font);
            axis->setLabelColor(muted);
            axis->setLabelFont(q->font());
            axis->setTickLabelPadding(length(q, 1));
            axis->setLabelPadding(length(q, 1));
            axis->setPadding(0);
            axis->grid()->setPen(line);
            axis->grid()->setZeroLinePen(Qt::NoPen);
        }
        QColor accent = colour(Colour::Accent, palette);
        panel->band->setPen(QPen(accent, 1, bandKind == Band::Zoom ? Qt::DashLine : Qt::SolidLine));
        accent.setAlphaF(0.16F);
        panel->selection->setPen(Qt::NoPen);
        panel->selection->setBrush(accent);
        panel->band->setBrush(accent);
        QColor shadow = palette.color(QPalette::Text);
        shadow.setAlphaF(0.09F);
        panel->tracer->setPen(Qt::NoPen);
        panel->tracer->setBrush(shadow);
    }
    failures.time()->setTickLength(0, 0);
    const QBrush hatch = failureBrush(palette, q->devicePixelRatioF());
    failureStrip->setBrush(hatch);
    failed->setBrush(hatch);
    succeeded->setBrush(colour(Colour::Success, palette));
    undecided->setBrush(colour(Colour::Sessions, palette));
    empty->setBrush(colour(Colour::Unknown, palette));
    for (QCPItemText* text : { zone, none }) {
        text->setColor(muted);
        text->setFont(q->font());
    }
    styleMarks();
}

TrendPlot::TrendPlot(QWidget* parent)
    : QWidget(parent)
    , m_private(std::make_unique<Private>(this))
{
    m_private->refreshLooks();
}

TrendPlot::~TrendPlot() = default;

void TrendPlot::setBuckets(const QVector<TrendBucket>& buckets, TrendStep step, bool hasRate)
{
    m_private->buckets = buckets;
    m_private->step = step;
    m_private->hasRate = hasRate;
    m_private->fit();
}

void TrendPlot::setShownDays(QDate first, QDate last)
{
    m_private->first = first;
    m_private->last = last;
    m_private->fit();
}

void TrendPlot::setMarkedDays(const QSet<QDate>& days)
{
    QCPGraph* marks = m_private->marked;
    marks->data()->clear();
    for (const QDate day : days) {
        const QDate start = bucketStart(day, m_private->step);
        marks->addData(trendMiddle(start, bucketEnd(start, m_private->step)),
            m_private->failures.values()->range().upper * 0.94);
    }
    m_private->replot();
}

void TrendPlot::setTracer(Span days)
{
    m_private->shade(&PlotPanel::tracer, days);
}

void TrendPlot::setSelection(Span days)
{
    m_private->shade(&PlotPanel::selection, days);
}

void TrendPlot::setBand(Span days, Band kind)
{
    if (kind != m_private->bandKind) {
        m_private->bandKind = kind;
        m_private->refreshLooks();
    }
    m_private->shade(&PlotPanel::band, days);
}

bool TrendPlot::zoomValues(QPoint position, double factor)
{
    for (PlotPanel* panel : { &m_private->failures, &m_private->sessions }) {
        const QRect rect = panel->rect->rect();
        if (position.x() >= rect.left() || position.y() < rect.top()
            || position.y() > rect.bottom())
            continue;
        panel->zoom = std::clamp(panel->zoom * factor, 1.0, std::max(1.0, panel->top));
        m_private->refreshValues();
        m_private->replot();
        return true;
    }
    return false;
}

void TrendPlot::resetValues()
{
    m_private->failures.zoom = 1;
    m_private->sessions.zoom = 1;
    m_private->refreshValues();
    m_private->replot();
}

QRect TrendPlot::plotArea() const
{
    return m_private->failures.rect->rect() | m_private->sessions.rect->rect();
}

QDate TrendPlot::dayAt(int x) const
{
    const double key = m_private->sessions.time()->pixelToCoord(x);
    return QDate::fromJulianDay(static_cast<qint64>(std::floor(key)));
}

int TrendPlot::positionOf(QDate from, QDate to) const
{
    return qRound(m_private->sessions.time()->coordToPixel(trendMiddle(from, to)));
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
    m_private->plot->setGeometry(m_private->drawingArea());
    m_private->fit();
}

} // namespace mxlens
