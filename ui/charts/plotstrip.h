// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/plotpaint.h"
#include "ui/charts/valuescale.h"

#include <QPointF>
#include <QRect>
#include <QStringList>
#include <QVector>

#include <memory>

class QObject;
class QWidget;

namespace mxlens {

/// A filled area of a strip, in the coordinates of its axes.
struct PlotRect {
    double from = 0, to = 0; ///< On the time axis, where a day reaches from its number to the next.
    double low = 0, high = 0; ///< On the value axis.
    int paint = 0; ///< A PaintIndex.
    int series = -1; ///< What it belongs to; -1 for the whole.
};

/// What a strip shows.
struct StripContent {
    QString name; ///< Written into its corner; empty for none.
    QString axisLabel; ///< Written along its value axis where there is room.
    double low = 0, high = 1; ///< The value axis.
    QVector<PlotRect> rects; ///< In the order in which they are drawn.
    QVector<QPointF> line; ///< On the axis on the right; a NaN breaks it.
    double lineTop = 1; ///< End of that axis, in per cent.
    QVector<QPointF> unknown; ///< Crosses.
    QVector<QPointF> longRange; ///< Diamonds.
    QStringList rowNames; ///< In place of numbers on the value axis: its rows, from above.
};

/// One axis rectangle of a QCustomPlot with what is drawn in it: areas, a line, marks and shades.
/// It knows no meaning: trendfaces.h decides what stands where. GUI thread.
class PlotStrip final {
public:
    /// The shades of a strip, from below.
    enum class Shade { Selection, Tracer, Band };
    /// Marks that stand at a place in time.
    enum class Mark { Rows, Change };

    /// A strip in a row of a plot, which must be a QCustomPlot with a plot layout of one column;
    /// margins is the QCPMarginGroup that all of them share.
    PlotStrip(QWidget* plot, QObject* margins, int row);
    ~PlotStrip();

    void setContent(const StripContent& content);
    const StripContent& content() const;
    /// Colours and lengths of a widget. last: this strip carries the labels of time.
    void setLooks(const QWidget& widget, bool first, bool last);
    void setValueTicks(const QVector<ValueTick>& ticks);
    /// The same for the axis on the right.
    void setShareTicks(const QVector<ValueTick>& ticks);
    void setTime(double from, double to, const QVector<ValueTick>& ticks);
    /// Shades days, from the begin of one to the end of another; both 0 for none.
    void setShade(Shade shade, double from, double to);
    void setShadeOutline(Shade shade, Qt::PenStyle style);
    void setMarks(Mark mark, const QVector<double>& places);
    /// Leaves out signs of changes that would lie on each other, where the strip is now.
    void spaceSigns();
    /// Where the others stand.
    QVector<double> signs() const;

    /// Where it draws, in the plot's coordinates.
    QRect area() const;
    double timeAt(double x) const;
    double positionOf(double time) const;
    double valueAt(double y) const;
    /// Where a value or a share stands, in the plot's coordinates.
    double heightOf(double value) const;
    double heightOfShare(double share) const;

private:
    class Private;
    std::unique_ptr<Private> m_private;
};

} // namespace mxlens
