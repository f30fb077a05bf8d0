// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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
    Rate, ///< A line with a dot.
    Change, ///< A flag.
    Painted, ///< An area of a PlotPaint.
};

/// Draws a mark into rect, as the legend shows it. paint: for Painted, a PaintIndex. vector: the
/// device keeps shapes.
void drawMark(QPainter& painter, const QRectF& rect, ChartMark mark, const QPalette& palette,
    int paint = -1, bool vector = false);

} // namespace mxlens
