// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/trendplot.h"

#include "ui/charts/chartmarks.h"
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

double coordinate(QDate day)
{
    return static_cast<double>(day.toJulianDay());
}

/// Middle of the days from..to on the time axis, where a day reaches from its number to the
/// next.
double middle(QDate from, QDate to)
{
    return (coordinate(from) + coordinate(to) + 1) / 2;
}

/// Few, whole and short numbers on a value axis.
class CountTicker final : public QCPAxisTicker {
public:
    explicit CountTicker(int count)
    {
        setTickCount(count);
        setTickStepStrategy(tssReadability);
    }

protected:
    double getTickStep(const QCPRange& range) override
    {
        const double raw = range.size() / tickCount();
        const double power = std::pow(10, std::floor(std::log10(std::max(raw, 1.0))));
        for (const double nice : { 1.0, 2.0, 5.0, 10.0 }) {
            if (nice * power >= raw)
                return nice * power;
        }
        return 10 * power;
    }
    int getSubTickCount(double /*tickStep*/) override { return 0; }
    QString getTickLabel(
        double tick, const QLocale& /*locale*/, QChar /*format*/, int /*precision*/) override
    {
        return axisNumber(tick);
    }
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

    void refreshTicks();
    void refreshValues();
    void refreshLooks();
    void fill();
    void shade(QCPItemRect* PlotPanel::*item, Span days);
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

    QVector<TrendBucket> buckets;
    TrendStep step = TrendStep::Day;
    bool hasRate = true;
    QDate first;
    QDate last;
    Band bandKind = Band::Zoom;

private:
    void addPanel(PlotPanel& panel, int row, int ticks);
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
    plot->setNoAntialiasingOnDrag(true);
    plot->plotLayout()->clear();
    addPanel(failures, 0, 2);
    addPanel(sessions, 1, 4);
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
    // Marks stand at the edge of their panel: half of each would be cut off.
    for (QCPGraph* marks : { longRange, marked, failures.unknown, sessions.unknown })
        marks->setAntialiased(true);

    zone = new QCPItemText(plot);
    zone->setText(TrendPlot::tr("UTC"));
    zone->setClipToAxisRect(false);
    zone->position->setTypeX(QCPItemPosition::ptAbsolute);
    zone->position->setTypeY(QCPItemPosition::ptAbsolute);
    zone->setPositionAlignment(Qt::AlignLeft | Qt::AlignBottom);
}

void TrendPlot::Private::addPanel(PlotPanel& panel, int row, int ticks)
{
    panel.rect = new QCPAxisRect(plot, true);
    plot->plotLayout()->addElement(row, 0, panel.rect);
    panel.rect->setupFullAxesBox(false);
    for (const auto type : { QCPAxis::atRight, QCPAxis::atTop })
        panel.rect->axis(type)->setVisible(false);
    panel.time()->grid()->setVisible(false);
    panel.time()->setSubTicks(false);
    panel.values()->setSubTicks(false);
    panel.values()->setTicker(QSharedPointer<CountTicker>::create(ticks));
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
    graph->setLayer(QStringLiteral("axes"));
    return graph;
}

double TrendPlot::Private::barWidth() const
{
    const double days = step == TrendStep::Day ? 1 : step == TrendStep::Week ? 7 : 30;
    const double pixels = sessions.rect->width() / std::max(1.0, sessions.time()->range().size());
    // A gap of less than a pixel would come and go from bar to bar.
    return days * pixels >= 5 ? days * 0.8 : days;
}

void TrendPlot::Private::shade(QCPItemRect* PlotPanel::*item, Span days)
{
    for (PlotPanel* panel : panels()) {
        QCPItemRect* rect = panel->*item;
        rect->setVisible(days.isValid());
        if (days.isValid()) {
            rect->topLeft->setCoords(coordinate(days.from), 0);
            rect->bottomRight->setCoords(coordinate(days.to) + 1, 1);
        }
    }
    replot();
}

void TrendPlot::Private::fill()
{
    for (QCPBars* bars : { failureStrip, succeeded, failed, undecided, empty }) {
        bars->data()->clear();
        bars->setWidth(barWidth());
    }
    for (QCPGraph* marks : { longRange, failures.unknown, sessions.unknown })
        marks->data()->clear();

    // What is not zero is at least two pixels high: 1 stays visible beside 1,000,000,000.
    const auto seen = [](const PlotPanel& panel, qint64 value) {
        return std::max(static_cast<double>(value), panel.visible());
    };
    for (const TrendBucket& bucket : buckets) {
        const double key = middle(bucket.day, bucketEnd(bucket.day, step));
        if (bucket.failed > 0)
            failureStrip->addData(key, seen(failures, bucket.failed));
        else if (bucket.failed < 0)
            failures.unknown->addData(key, failures.visible() * 3);

        const bool split = hasRate && bucket.successful >= 0 && bucket.failed >= 0;
        if (bucket.sessions < 0)
            sessions.unknown->addData(key, sessions.visible() * 3);
        else if (bucket.sessions == 0)
            empty->addData(key, sessions.visible() / 2);
        else if (!split)
            undecided->addData(key, seen(sessions, bucket.sessions));
        if (split && bucket.successful > 0)
            succeeded->addData(key, seen(sessions, bucket.successful));
        if (split && bucket.failed > 0)
            failed->addData(key, seen(sessions, bucket.failed));
        if (bucket.longRange)
            longRange->addData(key, sessions.values()->range().upper * 0.93);
    }
}

void TrendPlot::Private::refreshValues()
{
    double most = 0;
    double mostFailed = 0;
    for (const TrendBucket& bucket : buckets) {
        most = std::max(most, static_cast<double>(bucket.sessions));
        mostFailed = std::max(mostFailed, static_cast<double>(bucket.failed));
    }
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
    for (const TrendTick& tick : trendTicks(first, last, width * share,
             [&metrics](const QString& text) { return metrics.horizontalAdvance(text); }))
        ticker->addTick(coordinate(tick.day) + 0.5, tick.label);
    for (PlotPanel* panel : panels()) {
        panel->time()->setRange(coordinate(first) - spare, coordinate(last) + 1 + spare);
        panel->time()->setTicker(ticker);
    }
    zone->position->setCoords(0, plot->height());
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
    plot->plotLayout()->setRowSpacing(length(q, 1));
    for (PlotPanel* panel : panels()) {
        panel->rect->setMinimumMargins(QMargins(0, length(q, 1), length(q, 3), 0));
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
    zone->setColor(muted);
    zone->setFont(q->font());
    styleMarks();
}

TrendPlot::TrendPlot(QWidget* parent)
    : QWidget(parent)
    , m_private(std::make_unique<Private>(this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_private->plot);
    refreshLooks();
}

TrendPlot::~TrendPlot() = default;

void TrendPlot::setBuckets(const QVector<TrendBucket>& buckets, TrendStep step, bool hasRate)
{
    m_private->buckets = buckets;
    m_private->step = step;
    m_private->hasRate = hasRate;
    m_private->refreshValues();
    m_private->replot();
}

void TrendPlot::setShownDays(QDate first, QDate last)
{
    m_private->first = first;
    m_private->last = last;
    m_private->refreshTicks();
    m_private->fill();
    m_private->replot();
}

void TrendPlot::setMarkedDays(const QSet<QDate>& days)
{
    QCPGraph* marks = m_private->marked;
    marks->data()->clear();
    for (const QDate day : days) {
        const QDate start = bucketStart(day, m_private->step);
        marks->addData(middle(start, bucketEnd(start, m_private->step)),
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
    return qRound(m_private->sessions.time()->coordToPixel(middle(from, to)));
}

void TrendPlot::refreshLooks()
{
    m_private->refreshLooks();
    m_private->refreshTicks();
    m_private->replot();
}

void TrendPlot::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    // Ticks and the least height of bars depend on the size; margins are known after a layout.
    m_private->plot->replot(QCustomPlot::rpImmediateRefresh);
    m_private->refreshTicks();
    m_private->refreshValues();
    m_private->replot();
}

} // namespace mxlens
