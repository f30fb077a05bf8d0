// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/trendfaces.h"

#include <QSet>
#include <QWidget>

#include <functional>
#include <memory>

class QPaintDevice;
class QPainter;

namespace mxlens {

/// Draws a trend on one time axis, in any form. Knows no interaction: TrendChart tells it what to
/// show. Coordinates are those of this widget. GUI thread.
class TrendPlot final : public QWidget {
    Q_OBJECT
public:
    /// A span of days, both ends inclusive; invalid dates are no span.
    struct Span {
        QDate from;
        QDate to;
        bool isValid() const { return from.isValid() && to.isValid(); }
        friend bool operator==(const Span&, const Span&) = default;
    };
    /// What a rubber band is about to do.
    enum class Band { Zoom, Select };

    explicit TrendPlot(QWidget* parent = nullptr);
    ~TrendPlot() override;

    void setData(const PlotData& data);
    const PlotData& data() const;
    /// What is drawn, strip by strip: for tests.
    QVector<StripContent> strips() const;
    /// The labels on the axis of time, and where it begins and ends: for tests.
    QStringList timeLabels() const;
    /// The labels on the axes of values, from below, strip by strip, those that are left out empty:
    /// for tests.
    QStringList valueLabels() const;
    /// Where signs of changes stand, on the axis of time: for tests.
    QVector<double> changeSigns() const;
    Span wholeTime() const;
    /// Marks days over the bars.
    void setMarkedDays(const QSet<QDate>& days);
    /// Marks days on which a policy changed.
    void setChanges(const QVector<QDate>& days);
    /// Shades the bucket under the tracer, the selection, and the band that is being drawn.
    void setTracer(Span days);
    void setSelection(Span days);
    void setBand(Span days, Band kind);

    /// Whether a position is on a value axis.
    bool isOnValueAxis(QPoint position) const;
    /// Zooms the value axis under position; false where there is none that can be zoomed.
    bool zoomValues(QPoint position, double factor);
    /// Fits all value axes to what is shown.
    void resetValues();
    /// How many series have room below each other, at least 1.
    qsizetype seriesThatFit(ChartForm form) const;

    /// Where the chart is drawn.
    QRect plotArea() const;
    /// Day at a horizontal position, also outside of what is shown.
    QDate dayAt(int x) const;
    /// Horizontal middle of the days from..to.
    int positionOf(QDate from, QDate to) const;
    /// The series under a position; -1 where there is none or it is not of one series.
    int seriesAt(QPoint position) const;

    /// Draws what is shown into a device, patterns as lines, as if it were that large. before draws
    /// on the same painter first; what is shown begins at the place that it returns. Afterwards
    /// this is of another size.
    void paintOn(QPaintDevice& device, QSize size, double scale,
        const std::function<QPoint(QPainter&)>& before);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    class Private;
    std::unique_ptr<Private> m_private;
};

} // namespace mxlens
