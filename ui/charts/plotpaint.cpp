// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/plotpaint.h"

#include "ui/theme/seriescolours.h"
#include "ui/theme/theme.h"

#include <QBrush>
#include <QImage>
#include <QLineF>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>

namespace mxlens {
namespace {

/// Distance of a pattern's lines along an axis.
constexpr int hatchedStep = 6;
constexpr int missingStep = 7;
constexpr double lineWidth = 1.25;

int stepOf(const PlotPaint& paint)
{
    return paint.pattern == PlotPaint::Pattern::Missing ? missingStep : hatchedStep;
}

/// One tile of a pattern, sharp at that many device pixels for each of its own.
QBrush tileOf(const PlotPaint& paint, double ratio)
{
    const bool rising = paint.pattern == PlotPaint::Pattern::Hatched;
    const int pixels = qRound(stepOf(paint) * ratio);
    QImage tile(pixels, pixels, QImage::Format_ARGB32_Premultiplied);
    tile.fill(paint.fill.isValid() ? paint.fill : QColor(Qt::transparent));
    QPainter painter(&tile);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(paint.line, (rising ? lineWidth : 1.0) * ratio));
    // Three times, so that the lines meet at the edges of the tile.
    for (const int shift : { -pixels, 0, pixels }) {
        if (rising)
            painter.drawLine(QPointF(shift - 1, pixels + 1), QPointF(shift + pixels + 1, -1));
        else
            painter.drawLine(QPointF(shift - 1, -1), QPointF(shift + pixels + 1, pixels + 1));
    }
    painter.end();
    QBrush brush(tile);
    brush.setTransform(QTransform::fromScale(1 / ratio, 1 / ratio));
    return brush;
}

/// The pattern's lines inside a rectangle.
void appendLines(QVector<QLineF>& lines, const QRectF& rect, const PlotPaint& paint)
{
    const int step = stepOf(paint);
    const bool rising = paint.pattern == PlotPaint::Pattern::Hatched;
    // Lines on which x + y (rising) or x - y is a multiple of the step.
    const auto at = [rising](double x, double y) { return rising ? x + y : x - y; };
    const double low = rising ? at(rect.left(), rect.top()) : at(rect.left(), rect.bottom());
    const double high = rising ? at(rect.right(), rect.bottom()) : at(rect.right(), rect.top());
    const double first = std::ceil(low / step) * step;
    const auto count = static_cast<qint64>(std::ceil((high - first) / step));
    for (qint64 i = 0; i < count; ++i) {
        const double sum = first + static_cast<double>(i * step);
        const double left = std::max(rect.left(), rising ? sum - rect.bottom() : sum + rect.top());
        const double right
            = std::min(rect.right(), rising ? sum - rect.top() : sum + rect.bottom());
        if (left < right)
            lines.append(QLineF(
                left, rising ? sum - left : left - sum, right, rising ? sum - right : right - sum));
    }
}

QColor faded(QColor colour, float opacity)
{
    colour.setAlphaF(opacity);
    return colour;
}

} // namespace

QVector<PlotPaint> chartPaints(const QPalette& palette)
{
    using Pattern = PlotPaint::Pattern;
    const QColor ground = palette.color(QPalette::Base);
    const QColor hatch = faded(ground, 0.45F);
    const QColor failure = colour(Colour::Failure, palette);
    QVector<PlotPaint> paints(paintCount);
    paints[FailedPaint] = { failure, hatch, Pattern::Hatched };
    paints[SucceededPaint] = { colour(Colour::Success, palette), {}, Pattern::Solid };
    paints[SessionsPaint] = { colour(Colour::Sessions, palette), {}, Pattern::Solid };
    paints[NoSessionsPaint] = { colour(Colour::Unknown, palette), {}, Pattern::Solid };
    paints[MissingPaint] = { {}, faded(colour(Colour::Unknown, palette), 0.55F), Pattern::Missing };

    // None failed is calm; what failed grows from pale to full, and past it to the darkest.
    const QColor calm = mixedColour(ground, colour(Colour::Success, palette), 0.34);
    const QColor end = mixedColour(failure, palette.color(QPalette::Text), 0.45);
    constexpr std::array<double, shareClasses - 1> shares{ 0.22, 0.38, 0.56, 0.78, 1.0, 2.0 };
    constexpr std::array<double, countClasses - 1> counts{ 0.3, 0.62, 1.0, 2.0 };
    const auto warm = [&](double share) -> PlotPaint {
        return { share > 1 ? end : mixedColour(ground, failure, share), {}, Pattern::Solid };
    };
    paints[SharePaint] = { calm, {}, Pattern::Solid };
    for (std::size_t i = 0; i < shares.size(); ++i)
        paints[SharePaint + 1 + static_cast<int>(i)] = warm(shares.at(i));
    paints[CountPaint]
        = { mixedColour(ground, colour(Colour::Sessions, palette), 0.4), {}, Pattern::Solid };
    for (std::size_t i = 0; i < counts.size(); ++i)
        paints[CountPaint + 1 + static_cast<int>(i)] = warm(counts.at(i));
    for (int i = 0; i <= seriesColourCount; ++i) {
        const QColor own = seriesColour(i, palette);
        paints[SeriesPaint + i] = { own, {}, Pattern::Solid };
        paints[SeriesFailedPaint + i] = { own, hatch, Pattern::Hatched };
    }
    return paints;
}

QBrush brushOf(const PlotPaint& paint, double ratio)
{
    return paint.pattern == PlotPaint::Pattern::Solid ? QBrush(paint.fill) : tileOf(paint, ratio);
}

void fillRects(
    QPainter& painter, const QVector<QRectF>& rects, const PlotPaint& paint, const QBrush& brush)
{
    if (rects.isEmpty())
        return;
    painter.setPen(Qt::NoPen);
    if (brush.style() != Qt::NoBrush) {
        painter.setBrush(brush);
        painter.drawRects(rects);
        return;
    }
    if (paint.fill.isValid()) {
        painter.setBrush(paint.fill);
        painter.drawRects(rects);
    }
    if (paint.pattern == PlotPaint::Pattern::Solid)
        return;
    QVector<QLineF> lines;
    for (const QRectF& rect : rects)
        appendLines(lines, rect, paint);
    const bool smooth = painter.testRenderHint(QPainter::Antialiasing);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(paint.line, lineWidth));
    painter.drawLines(lines);
    painter.setRenderHint(QPainter::Antialiasing, smooth);
}

} // namespace mxlens
