// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/trendchart.h"
#include "ui/charts/trendplot.h"
#include "ui/charts/trendview.h"

#include <optional>

class QKeyEvent;
class QLabel;

namespace mxlens {

class TrendHeader;

/// What a TrendChart knows, and what it does when it is touched. Part of TrendChart: no one else
/// includes this.
class TrendChart::Private {
public:
    explicit Private(TrendChart* owner);

    void refresh();
    void refreshHeader();
    void refreshHint();
    void refreshLooks();
    void moveTracer(QDate start, bool byKey);
    void select(QDate from, QDate to);
    void clickAt(QPoint position);
    void dragTo(QPoint position);
    void endDrag();
    bool handleZoomKey(const QKeyEvent& event);
    bool handleMoveKey(const QKeyEvent& event);
    bool handleSelectionKey(const QKeyEvent& event);
    void moveByKey(QDate start, bool extend);
    TrendPlot::Span bucketSpan(QDate start) const
    {
        return start.isValid() ? TrendPlot::Span{ start, bucketEnd(start, view.step()) }
                               : TrendPlot::Span{};
    }
    /// Day under a position, kept within what is shown.
    QDate dayAt(QPoint position) const
    {
        return std::clamp(plot->dayAt(plot->mapFrom(q, position).x()), view.first(), view.last());
    }
    bool inPlot(QPoint position) const
    {
        return plot->plotArea().contains(plot->mapFrom(q, position));
    }

    TrendChart* q;
    TrendHeader* header;
    TrendPlot* plot;
    QLabel* hint;
    QLabel* empty;
    TrendView view;
    TrendLabels labels;
    QSet<QDate> marked;
    QDate tracer;
    TrendPlot::Span selection;
    QDate anchor; ///< Where a selection by keys began.
    /// A press of the left button: where, whether it became a drag, and of which kind.
    struct Press {
        QPoint position;
        bool dragging = false;
        TrendPlot::Band kind = TrendPlot::Band::Zoom;
    };
    std::optional<Press> press;
    TrendPlot::Span band;
};

} // namespace mxlens
