// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartmarks.h"

#include "ui/charts/plotpaint.h"
#include "ui/theme/theme.h"

#include <QPainter>

namespace mxlens {

void drawMark(QPainter& painter, const QRectF& rect, ChartMark mark, const QPalette& palette,
    int paint, bool vector)
{
    const auto fill = [&](int index) {
        const PlotPaint own = chartPaints(palette).at(index);
        fillRects(painter, { rect }, own,
            vector ? QBrush() : brushOf(own, painter.device()->devicePixelRatioF()));
    };
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const QPointF centre = rect.center();
    switch (mark) {
    case ChartMark::Failed:
        fill(FailedPaint);
        break;
    case ChartMark::Succeeded:
        fill(SucceededPaint);
        break;
    case ChartMark::Sessions:
        fill(SessionsPaint);
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
    case ChartMark::Painted:
        painter.setRenderHint(QPainter::Antialiasing, false);
        fill(paint);
        break;
    case ChartMark::Rate:
        painter.setPen(QPen(palette.color(QPalette::Text), rect.width() / 8));
        painter.drawLine(QPointF(rect.left(), centre.y()), QPointF(rect.right(), centre.y()));
        painter.setBrush(palette.color(QPalette::Text));
        painter.drawEllipse(centre, rect.width() / 6, rect.width() / 6);
        break;
    case ChartMark::Change:
        painter.setBrush(textColour(Colour::Testing, palette));
        painter.drawPolygon(QPolygonF(
            { rect.bottomLeft(), rect.topLeft(), { rect.right(), rect.top() + rect.height() / 3 },
                { rect.left() + rect.width() / 4, rect.top() + rect.height() * 2 / 3 } }));
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
