// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/trendchart.h"
#include "ui/charts/trendplot.h"
#include "ui/charts/trendview.h"

#include <algorithm>
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
    void refreshChanges();
    void refreshHint();
    void refreshLooks();
    /// Says which days the user made it show. goesOn: one of many small steps.
    void tellZoom(bool goesOn);
    void moveTracer(QDate start, int series, bool byKey);
    void select(QDate from, QDate to);
    void clickAt(QPoint position);
    void dragTo(QPoint position);
    void endDrag();
    bool handleZoomKey(const QKeyEvent& event);
    bool handleMoveKey(const QKeyEvent& event);
    bool handleSelectionKey(const QKeyEvent& event);
    void moveByKey(QDate start, bool extend);
    void moveSeriesByKey(int direction);
    /// Shows factor times as many series, around the one under the tracer; false where they are
    /// not rows.
    bool zoomSeries(double factor);
    QString tracerText() const;
    /// What changed on the days of a bucket, and beside a position for its tooltip.
    QStringList changesIn(TrendPlot::Span days) const;
    QString changesAt(QPoint position) const;
    /// The series that a click at a position narrows to: an entry of the legend or a row's name.
    int namedSeriesAt(QPoint position) const;
    bool isInRows() const { return form != ChartForm::Bars && !folded.isEmpty(); }

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
    TrendData data;
    ChartForm form = ChartForm::Bars;
    bool logarithmic = false;
    QVector<TrendSeries> folded; ///< Series by days, as many as the form shows.
    QSet<QDate> marked;
    QDate tracer;
    int tracerSeries = -1; ///< Index in folded.
    qsizetype firstSeries = 0; ///< The first row on screen.
    qsizetype wantedSeries = 0; ///< Rows that the user wants to see; 0 for as many as fit.
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

private:
    PlotData plotData();
    QVector<QDate> changeDays() const;
    /// folded by the step on screen, made once for each step.
    const QVector<TrendSeries>& seriesByStep();
    void placeRows(PlotData& shown);
    QString bandText() const;

public:
    /// Takes the series of data as the form shows them.
    void fold();

private:
    QVector<TrendSeries> m_byStep;
    std::optional<TrendStep> m_step;
};

} // namespace mxlens
