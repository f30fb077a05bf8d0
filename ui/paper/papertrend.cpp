// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paper/papertrend.h"

#include "core/output/peoplewords.h"
#include "core/output/trendshape.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace mxlens {

namespace {

const QColor failColour(0xc4, 0x50, 0x1b);
const QColor goodColour(0x0a, 0x8a, 0x67);
const QColor lineColour(0x88, 0x88, 0x88);

QString utf8(const std::string& text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// One of the two parts: its name, its scale and its bars.
struct Panel {
    QRectF area; ///< Of the bars.
    QString name, most;
    QColor colour;
    double TrendBar::*height = nullptr;
};

void drawPanel(QPainter& painter, const Panel& panel, const TrendShape& shape)
{
    const QFontMetricsF metrics(painter.font());
    const double line = metrics.height();
    painter.setPen(Qt::black);
    painter.drawText(QPointF(panel.area.left(), panel.area.top() - line * 0.35), panel.name);
    const QRectF labels(panel.area.left() - metrics.horizontalAdvance(panel.most) - line * 0.5,
        panel.area.top(), metrics.horizontalAdvance(panel.most) + 1, panel.area.height());
    painter.drawText(labels, Qt::AlignRight | Qt::AlignTop, panel.most);
    painter.drawText(labels, Qt::AlignRight | Qt::AlignBottom, QStringLiteral("0"));
    for (const TrendBar& bar : shape.bars) {
        const double part = bar.*panel.height;
        if (part <= 0)
            continue;
        // Never so small that it is not seen.
        const double height = std::max(part * panel.area.height(), line / 12);
        const double left = panel.area.left() + bar.from * panel.area.width();
        const double width = (bar.to - bar.from) * panel.area.width() * 0.85;
        painter.fillRect(QRectF(left, panel.area.bottom() - height, width, height), panel.colour);
    }
    painter.setPen(QPen(lineColour, line / 20));
    painter.drawLine(panel.area.bottomLeft(), panel.area.bottomRight());
}

} // namespace

void drawTrend(QPainter& painter, const QRectF& rect, const QFont& font,
    const ReportDocument& document, const DocumentBlock& trend)
{
    const TrendShape shape = trendShape(trend.days);
    painter.save();
    painter.setFont(font);
    const QFontMetricsF metrics(font);
    const double line = metrics.height();
    const QString failed = utf8(numberIn(document.language, shape.mostFailed));
    const QString sessions = utf8(numberIn(document.language, shape.mostSessions));
    const double left
        = std::max(metrics.horizontalAdvance(failed), metrics.horizontalAdvance(sessions)) + line;
    const QRectF room = rect.adjusted(left, line * 1.2, 0, -line * 1.5);
    const double each = (room.height() - line * 1.4) / 2;
    const Panel upper{ QRectF(room.left(), room.top(), room.width(), each),
        utf8(document.failedWord), failed, failColour, &TrendBar::failed };
    const Panel lower{ QRectF(room.left(), room.bottom() - each, room.width(), each),
        utf8(document.sessionsWord), sessions, goodColour, &TrendBar::sessions };
    drawPanel(painter, upper, shape);
    drawPanel(painter, lower, shape);
    painter.setPen(Qt::black);
    const double base = room.bottom() + line * 1.1;
    painter.drawText(QPointF(room.left(), base), utf8(formatDay(shape.first)));
    if (shape.last != shape.first) {
        const QString last = utf8(formatDay(shape.last));
        const double end = room.left() + shape.bars.back().to * room.width();
        const double wide = metrics.horizontalAdvance(last);
        painter.drawText(QPointF(std::max(end - wide, room.left() + wide + line), base), last);
    }
    painter.restore();
}

} // namespace mxlens
