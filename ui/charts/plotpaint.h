// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QBrush>
#include <QColor>
#include <QPalette>
#include <QRect>
#include <QVector>

class QPainter;

namespace mxlens {

/// How an area of a chart is filled. Patterns say what colours say a second time.
struct PlotPaint {
    enum class Pattern {
        Solid,
        Hatched, ///< Failures.
        Missing, ///< No report: sparse lines in the other direction, without a fill.
    };
    QColor fill;
    QColor line; ///< Of the pattern.
    Pattern pattern = Pattern::Solid;
};

/// Places of the paints in what chartPaints() gives.
enum PaintIndex : int {
    FailedPaint,
    SucceededPaint,
    SessionsPaint, ///< Sessions of which it is not known whether they succeeded.
    NoSessionsPaint, ///< Reported, and no session.
    MissingPaint,
    SharePaint, ///< The first of shareClasses: how large a share failed.
    CountPaint = SharePaint + 7, ///< The first of countClasses: how many failed.
    SeriesPaint = CountPaint + 5, ///< The first of the series' and the rest's: their sessions.
    SeriesFailedPaint = SeriesPaint + 9, ///< Likewise: their failures.
    paintCount = SeriesFailedPaint + 9,
};
/// How many classes of failure shares, and of failure counts, a heat map tells apart.
constexpr int shareClasses = CountPaint - SharePaint;
constexpr int countClasses = SeriesPaint - CountPaint;

/// All paints for a palette, in the order of PaintIndex.
QVector<PlotPaint> chartPaints(const QPalette& palette);

/// The brush of a paint, sharp at that many device pixels for each pixel of its pattern.
QBrush brushOf(const PlotPaint& paint, double ratio);

/// Fills rectangles with a paint whose brush is given; without one its pattern is drawn as lines,
/// for devices that keep shapes.
void fillRects(
    QPainter& painter, const QVector<QRectF>& rects, const PlotPaint& paint, const QBrush& brush);

} // namespace mxlens
