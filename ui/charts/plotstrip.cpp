// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/plotstrip.h"

#include "ui/theme/theme.h"

#include <qcustomplot.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace mxlens {
namespace {

/// Draws the areas of a strip on whole pixels, each at least so large that it is seen.
class RectLayer final : public QCPAbstractPlottable {
public:
    RectLayer(QCPAxis* time, QCPAxis* values)
        : QCPAbstractPlottable(time, values)
    {
    }

    QVector<PlotRect> rects;

    /// ratio: device pixels of a pattern's pixel.
    void setPaints(const QVector<PlotPaint>& paints, double ratio)
    {
        m_paints = paints;
        m_brushes.clear();
        for (const PlotPaint& paint : paints)
            m_brushes.append(brushOf(paint, ratio));
    }

    double selectTest(const QPointF&, bool, QVariant*) const override { return -1; }
    QCPRange getKeyRange(bool& found, QCP::SignDomain) const override
    {
        found = false;
        return {};
    }
    QCPRange getValueRange(bool& found, QCP::SignDomain, const QCPRange&) const override
    {
        found = false;
        return {};
    }

protected:
    void draw(QCPPainter* painter) override
    {
        painter->setAntialiasing(false);
        const bool vector = painter->modes().testFlag(QCPPainter::pmVectorized);
        // Neighbours of one paint are filled in one go; their order stays.
        QVector<QRectF> run;
        int paint = -1;
        for (const PlotRect& rect : std::as_const(rects)) {
            const QRectF pixels = pixelsOf(rect);
            if (pixels.isEmpty())
                continue;
            if (rect.paint != paint) {
                flush(*painter, run, paint, vector);
                paint = rect.paint;
            }
            run.append(pixels);
        }
        flush(*painter, run, paint, vector);
    }
    void drawLegendIcon(QCPPainter*, const QRectF&) const override { }

private:
    void flush(QCPPainter& painter, QVector<QRectF>& run, int paint, bool vector) const
    {
        if (paint >= 0 && paint < m_paints.size())
            fillRects(painter, run, m_paints.at(paint), vector ? QBrush() : m_brushes.at(paint));
        run.clear();
    }

    QRectF pixelsOf(const PlotRect& rect) const
    {
        const QCPAxis* time = keyAxis();
        const QCPAxis* values = valueAxis();
        if (rect.to < time->range().lower || rect.from > time->range().upper)
            return {};
        const double left = std::round(time->coordToPixel(rect.from));
        const double right = std::max(left + 1, std::round(time->coordToPixel(rect.to)));
        const double bottom = std::round(values->coordToPixel(rect.low));
        double top = std::round(values->coordToPixel(rect.high));
        // From the axis away, where that is: upwards, or downwards below zero.
        if (std::abs(bottom - top) < 2)
            top = rect.high >= rect.low ? bottom - 2 : bottom + 2;
        return QRectF(QPointF(left, std::min(top, bottom)), QPointF(right, std::max(top, bottom)));
    }

    QVector<PlotPaint> m_paints;
    QVector<QBrush> m_brushes; ///< Of m_paints: made once, not for each area.
};

constexpr std::size_t shadeCount = 3;

/// Most points of a line that are drawn as dots.
constexpr qsizetype mostDots = 31;

} // namespace

class PlotStrip::Private {
public:
    Private(QCustomPlot* owner, QCPMarginGroup* margins, int row);

    QCPAxis* time() const { return rect->axis(QCPAxis::atBottom); }
    QCPAxis* values() const { return rect->axis(QCPAxis::atLeft); }
    QCPAxis* shares() const { return rect->axis(QCPAxis::atRight); }
    QCPGraph* addMarks() const;
    QCPItemRect* addShade() const;
    void styleAxes(const QWidget& widget, bool last) const;
    void styleMarks(const QWidget& widget);
    void fillLine() const;
    static void fill(QCPGraph* graph, const QVector<QPointF>& points);

    QCustomPlot* plot;
    QPointer<QCPAxisRect> rect;
    RectLayer* areas = nullptr;
    QCPGraph* lineGround = nullptr; ///< Sets the line off from what it crosses.
    QCPGraph* line = nullptr;
    QCPScatterStyle lineDots; ///< While its points are few.
    QCPGraph* unknown = nullptr;
    QCPGraph* longRange = nullptr;
    QCPGraph* rows = nullptr;
    QCPGraph* changes = nullptr;
    QCPGraph* changeSigns = nullptr;
    QCPItemText* name = nullptr;
    QCPItemLine* zero = nullptr; ///< Between what stands upwards and downwards.
    std::array<QCPItemRect*, shadeCount> shades{};
    StripContent content;
    QVector<double> changePlaces;
    QVector<double> rowPlaces;
    bool isFirst = true;
    bool isLast = true;
};

PlotStrip::Private::Private(QCustomPlot* owner, QCPMarginGroup* margins, int row)
    : plot(owner)
    , rect(new QCPAxisRect(owner, true))
{
    plot->plotLayout()->addElement(row, 0, rect);
    rect->setMarginGroup(QCP::msLeft | QCP::msRight, margins);
    time()->grid()->setVisible(false);
    shares()->grid()->setVisible(false);
    for (QCPAxis* axis : { time(), values(), shares() }) {
        axis->setSubTicks(false);
        axis->setLayer(QStringLiteral("axes"));
        axis->grid()->setLayer(QStringLiteral("grid"));
        axis->setTicker(QSharedPointer<QCPAxisTickerText>::create());
    }
    for (QCPItemRect*& shade : shades)
        shade = addShade();

    areas = new RectLayer(time(), values());
    changes = new QCPGraph(time(), values());
    changes->setLineStyle(QCPGraph::lsImpulse);
    changes->setAntialiased(false);
    lineGround = new QCPGraph(time(), shares());
    line = new QCPGraph(time(), shares());
    for (QCPGraph* graph : { lineGround, line })
        graph->setLayer(QStringLiteral("axes"));
    unknown = addMarks();
    longRange = addMarks();
    rows = addMarks();
    changeSigns = addMarks();

    zero = new QCPItemLine(plot);
    zero->setLayer(QStringLiteral("axes"));
    zero->setAntialiased(false);
    zero->setClipAxisRect(rect);
    for (QCPItemPosition* position : { zero->start, zero->end }) {
        position->setAxisRect(rect);
        position->setAxes(time(), values());
        position->setTypeX(QCPItemPosition::ptAxisRectRatio);
        position->setTypeY(QCPItemPosition::ptPlotCoords);
    }
    zero->start->setCoords(0, 0);
    zero->end->setCoords(1, 0);
    zero->setVisible(false);

    name = new QCPItemText(plot);
    name->setLayer(QStringLiteral("axes"));
    name->setClipAxisRect(rect);
    name->position->setTypeX(QCPItemPosition::ptAxisRectRatio);
    name->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
    name->position->setAxisRect(rect);
    name->position->setCoords(0, 0);
    name->setPositionAlignment(Qt::AlignLeft | Qt::AlignTop);
    name->setVisible(false);
}

QCPItemRect* PlotStrip::Private::addShade() const
{
    auto* item = new QCPItemRect(plot);
    // A layer of their own, where the plot has one: moving a shade draws no bar again.
    item->setLayer(QStringLiteral("shades"));
    item->setClipAxisRect(rect);
    item->setAntialiased(false);
    for (QCPItemPosition* position : { item->topLeft, item->bottomRight }) {
        position->setAxisRect(rect);
        position->setAxes(time(), values());
        position->setTypeX(QCPItemPosition::ptPlotCoords);
        position->setTypeY(QCPItemPosition::ptAxisRectRatio);
    }
    item->setVisible(false);
    return item;
}

QCPGraph* PlotStrip::Private::addMarks() const
{
    auto* graph = new QCPGraph(time(), values());
    graph->setLineStyle(QCPGraph::lsNone);
    graph->setPen(Qt::NoPen);
    graph->setLayer(QStringLiteral("axes"));
    return graph;
}

void PlotStrip::Private::fill(QCPGraph* graph, const QVector<QPointF>& points)
{
    QVector<QCPGraphData> data;
    data.reserve(points.size());
    for (const QPointF& point : points)
        data.append(QCPGraphData(point.x(), point.y()));
    graph->data()->set(data, true);
}

/// The rate, with dots while its points are few, and without an axis where there is none.
void PlotStrip::Private::fillLine() const
{
    fill(line, content.line);
    fill(lineGround, content.line);
    const bool has = !content.line.isEmpty();
    shares()->setVisible(has);
    if (!has)
        return;
    // A little above the ground, where small bars stand.
    shares()->setRange(-content.lineTop * 0.1, content.lineTop * 1.08);
    line->setScatterStyle(
        content.line.size() <= mostDots ? lineDots : QCPScatterStyle(QCPScatterStyle::ssNone));
}

void PlotStrip::Private::styleAxes(const QWidget& widget, bool last) const
{
    const QPalette palette = widget.palette();
    const QPen border(colour(Colour::Border, palette), 1);
    const QColor muted = textColour(Colour::MutedText, palette);
    const QFont font = tabularFont(widget.font());
    for (QCPAxis* axis : { time(), values(), shares() }) {
        axis->setBasePen(axis == time() ? border : Qt::NoPen);
        // A tick of no length is still a dot in some print engines: one that is not seen.
        axis->setTickPen(axis == time() ? border : QPen(palette.color(QPalette::Base), 1));
        axis->setSubTickPen(Qt::NoPen);
        axis->setTickLength(0, axis == time() && last ? length(&widget, 1) : 0);
        axis->setTickLabelColor(muted);
        axis->setTickLabelFont(font);
        axis->setLabelColor(muted);
        axis->setLabelFont(widget.font());
        axis->setTickLabelPadding(length(&widget, 1));
        axis->setLabelPadding(length(&widget, 1));
        axis->setPadding(0);
        axis->grid()->setPen(border);
        axis->grid()->setZeroLinePen(Qt::NoPen);
    }
    time()->setTickLabels(last);
}

void PlotStrip::Private::styleMarks(const QWidget& widget)
{
    const QPalette palette = widget.palette();
    const double side = length(&widget, 2);
    const QColor ink = palette.color(QPalette::Text);
    const QColor ground = palette.color(QPalette::Base);
    QPainterPath triangle;
    triangle.addPolygon(QPolygonF({ { -5, -4 }, { 5, -4 }, { 0, 4 } }));
    triangle.closeSubpath();
    rows->setScatterStyle(
        QCPScatterStyle(triangle, Qt::NoPen, QBrush(colour(Colour::Accent, palette)), side * 1.4));
    QPainterPath flag;
    flag.addPolygon(QPolygonF({ { 0, 0 }, { 6, -3 }, { 0, -6 } }));
    flag.closeSubpath();
    const QColor sign = textColour(Colour::Testing, palette);
    changeSigns->setScatterStyle(QCPScatterStyle(flag, QPen(ground, 1), QBrush(sign), side * 2.2));
    changes->setPen(QPen(sign, 1, Qt::DashLine));
    longRange->setScatterStyle(
        QCPScatterStyle(QCPScatterStyle::ssDiamond, QPen(ink, 1.2), ground, side * 1.2));
    unknown->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssCross,
        QPen(textColour(Colour::Unknown, palette), 1.5), Qt::NoBrush, side));
    const double width = std::max(1.0, side / 5);
    line->setPen(QPen(ink, width));
    lineGround->setPen(QPen(ground, width + 2));
    lineDots = QCPScatterStyle(QCPScatterStyle::ssCircle, QPen(ground, 1), QBrush(ink), side * 0.9);
    zero->setPen(QPen(colour(Colour::Border, palette), 1));
}

PlotStrip::PlotStrip(QWidget* plot, QObject* margins, int row)
    : m_private(std::make_unique<Private>(
        qobject_cast<QCustomPlot*>(plot), qobject_cast<QCPMarginGroup*>(margins), row))
{
}

PlotStrip::~PlotStrip()
{
    // Items and graphs belong to the plot; what is left of the rectangle goes with its layout.
    Private& p = *m_private;
    if (!p.rect)
        return;
    for (QCPItemRect* shade : p.shades)
        p.plot->removeItem(shade);
    p.plot->removeItem(p.name);
    p.plot->removeItem(p.zero);
    for (QCPAbstractPlottable* one : std::initializer_list<QCPAbstractPlottable*>{ p.areas,
             p.lineGround, p.line, p.unknown, p.longRange, p.rows, p.changes, p.changeSigns })
        p.plot->removePlottable(one);
    p.plot->plotLayout()->remove(p.rect);
}

void PlotStrip::setContent(const StripContent& content)
{
    Private& p = *m_private;
    p.content = content;
    p.areas->rects = content.rects;
    p.values()->setRange(content.low, content.high);
    p.fillLine();
    Private::fill(p.unknown, content.unknown);
    Private::fill(p.longRange, content.longRange);
    const bool named = !content.rowNames.isEmpty();
    p.values()->grid()->setVisible(!named);
    p.zero->setVisible(named && content.low < 0);
    p.name->setText(content.name);
    p.name->setVisible(!content.name.isEmpty());
    setMarks(Mark::Rows, p.rowPlaces);
    setMarks(Mark::Change, p.changePlaces);
}

const StripContent& PlotStrip::content() const
{
    return m_private->content;
}

void PlotStrip::setLooks(const QWidget& widget, bool first, bool last)
{
    Private& p = *m_private;
    const QPalette palette = widget.palette();
    p.isFirst = first;
    p.isLast = last;
    p.areas->setPaints(chartPaints(palette), widget.devicePixelRatioF());
    // Half a line on top: QCustomPlot leaves out a label that would be cut off.
    const int top = first ? QFontMetrics(widget.font()).height() / 2 : 0;
    p.rect->setMinimumMargins(QMargins(0, top, length(&widget, 3), 0));
    p.styleAxes(widget, last);
    p.styleMarks(widget);
    p.fillLine();
    QColor ground = palette.color(QPalette::Base);
    ground.setAlphaF(0.82F);
    p.name->setFont(widget.font());
    p.name->setColor(palette.color(QPalette::Text));
    p.name->setBrush(ground);
    p.name->setPadding(QMargins(length(&widget, 1), 0, length(&widget, 1), 0));
    QColor accent = colour(Colour::Accent, palette);
    QCPItemRect* band = p.shades[static_cast<std::size_t>(Shade::Band)];
    band->setPen(QPen(accent, 1, band->pen().style()));
    accent.setAlphaF(0.16F);
    band->setBrush(accent);
    QCPItemRect* selection = p.shades[static_cast<std::size_t>(Shade::Selection)];
    selection->setPen(Qt::NoPen);
    selection->setBrush(accent);
    QColor shadow = palette.color(QPalette::Text);
    shadow.setAlphaF(0.09F);
    QCPItemRect* tracer = p.shades[static_cast<std::size_t>(Shade::Tracer)];
    tracer->setPen(Qt::NoPen);
    tracer->setBrush(shadow);
}

void PlotStrip::setValueTicks(const QVector<ValueTick>& ticks)
{
    auto ticker = QSharedPointer<QCPAxisTickerText>::create();
    for (const ValueTick& tick : ticks)
        ticker->addTick(tick.place, tick.label);
    m_private->values()->setTicker(ticker);
}

void PlotStrip::setShareTicks(const QVector<ValueTick>& ticks)
{
    auto ticker = QSharedPointer<QCPAxisTickerText>::create();
    for (const ValueTick& tick : ticks) {
        //: A share on an axis; %1: number
        const QString text = QCoreApplication::translate("mxlens::PlotStrip", "%1 %");
        ticker->addTick(tick.place, tick.label.isEmpty() ? QString() : text.arg(tick.label));
    }
    m_private->shares()->setTicker(ticker);
}

void PlotStrip::setTime(double from, double to, const QVector<ValueTick>& ticks)
{
    auto ticker = QSharedPointer<QCPAxisTickerText>::create();
    for (const ValueTick& tick : ticks)
        ticker->addTick(tick.place, tick.label);
    m_private->time()->setRange(from, to);
    m_private->time()->setTicker(ticker);
}

void PlotStrip::setShade(Shade shade, double from, double to)
{
    QCPItemRect* item = m_private->shades[static_cast<std::size_t>(shade)];
    item->setVisible(from < to);
    item->topLeft->setCoords(from, 0);
    item->bottomRight->setCoords(to, 1);
}

void PlotStrip::setShadeOutline(Shade shade, Qt::PenStyle style)
{
    QCPItemRect* item = m_private->shades[static_cast<std::size_t>(shade)];
    QPen pen = item->pen();
    pen.setStyle(style);
    item->setPen(pen);
}

void PlotStrip::setMarks(Mark mark, const QVector<double>& places)
{
    Private& p = *m_private;
    const QCPRange values = p.values()->range();
    QVector<QPointF> points;
    if (mark == Mark::Rows) {
        p.rowPlaces = places;
        if (p.isFirst) {
            for (const double place : places)
                points.append({ place, values.upper - values.size() * 0.06 });
        }
        Private::fill(p.rows, points);
        return;
    }
    p.changePlaces = places;
    std::sort(p.changePlaces.begin(), p.changePlaces.end());
    for (const double place : places) {
        points.append({ place, values.upper });
        if (values.lower < 0)
            points.append({ place, values.lower });
    }
    Private::fill(p.changes, points);
    spaceSigns();
}

void PlotStrip::spaceSigns()
{
    const Private& p = *m_private;
    const QCPRange values = p.values()->range();
    QVector<QPointF> signs;
    double free = -std::numeric_limits<double>::infinity();
    for (const double place : p.changePlaces) {
        // The line of one without a sign still stands.
        const double x = p.time()->coordToPixel(place);
        if (!p.isLast || x < free)
            continue;
        signs.append({ place, values.lower + values.size() * 0.02 });
        free = x + p.changeSigns->scatterStyle().size() + 1;
    }
    Private::fill(p.changeSigns, signs);
}

QVector<double> PlotStrip::signs() const
{
    QVector<double> places;
    for (const QCPGraphData& sign : *m_private->changeSigns->data())
        places.append(sign.key);
    return places;
}

QRect PlotStrip::area() const
{
    return m_private->rect->rect();
}

double PlotStrip::timeAt(double x) const
{
    return m_private->time()->pixelToCoord(x);
}

double PlotStrip::positionOf(double time) const
{
    return m_private->time()->coordToPixel(time);
}

double PlotStrip::heightOf(double value) const
{
    return m_private->values()->coordToPixel(value);
}

double PlotStrip::heightOfShare(double share) const
{
    return m_private->shares()->coordToPixel(share);
}

double PlotStrip::valueAt(double y) const
{
    return m_private->values()->pixelToCoord(y);
}

} // namespace mxlens
