// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QBrush>
#include <QPalette>
#include <QRectF>

class QPainter;

namespace mxlens {

/// What stands for what in a chart. Each differs by shape or pattern, not by colour alone.
enum class ChartMark {
    Failed, ///< Hatched.
    Succeeded, ///< Solid.
    Sessions, ///< Solid: sessions of which it is not known whether they succeeded.
    Unknown, ///< A cross.
    LongRange, ///< A diamond.
    Marked, ///< A triangle.
};

/// Fill of the bars of failures: hatched, sharp at a device pixel ratio.
QBrush failureBrush(const QPalette& palette, qreal ratio);

/// Draws a mark into rect, as the legend shows it.
void drawMark(QPainter& painter, const QRectF& rect, ChartMark mark, const QPalette& palette);

} // namespace mxlens
