// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartmarks.h"

#include "ui/theme/theme.h"

#include <QPainter>
#include <QPixmap>

namespace mxlens {

QBrush failureBrush(const QPalette& palette, qreal ratio)
{
    constexpr int side = 6;
    const int pixels = qRound(side * ratio);
    QImage tile(pixels, pixels, QImage::Format_ARGB32_Premultiplied);
    tile.fill(colour(Colour::Failure, palette));
    QPainter painter(&tile);
    QColor line = palette.color(QPalette::Base);
    line.setAlphaF(0.45F);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(line, 1.25 * ratio));
    // Three times, so that the lines meet at the edges of the tile.
    for (const int shift : { -pixels, 0, pixels })
        painter.drawLine(QPointF(shift - 1, pixels + 1), QPointF(shift + pixels + 1, -1));
    painter.end();

    QBrush brush(tile);
    brush.setTransform(QTransform::fromScale(1 / ratio, 1 / ratio));
    return brush;
}

void drawMark(QPainter& painter, const QRectF& rect, ChartMark mark, const QPalette& palette)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const QPointF centre = rect.center();
    switch (mark) {
    case ChartMark::Failed:
        painter.fillRect(rect, failureBrush(palette, painter.device()->devicePixelRatioF()));
        break;
    case ChartMark::Succeeded:
        painter.fillRect(rect, colour(Colour::Success, palette));
        break;
    case ChartMark::Sessions:
        painter.fillRect(rect, colour(Colour::Sessions, palette));
        break;
    case ChartMark::Unknown:
        painter.setPen(QPen(textColour(Colour::Unknown, palette), rect.width() / 8));
        painter.drawLine(rect.topLeft(), rect.bottomRight());
        painter.drawLine(rect.bottomLeft(), rect.topRight());
        break;
    case ChartMark::LongRange:
        painter.setPen(QPen(palette.color(QPalette::Text), rect.width() / 8));
        painter.setBrush(palette.color(QPalette::Base));
        painter.drawPolygon(QPolygonF({ { centre.x(), rect.top() }, { rect.right(), centre.y() },
            { centre.x(), rect.bottom() }, { rect.left(), centre.y() } }));
        break;
    case ChartMark::Marked:
        painter.setBrush(colour(Colour::Accent, palette));
        painter.drawPolygon(
            QPolygonF({ rect.topLeft(), rect.topRight(), { centre.x(), rect.bottom() } }));
        break;
    }
    painter.restore();
}

} // namespace mxlens
