// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/trendbucket.h"

#include <QSet>
#include <QWidget>

#include <memory>

namespace mxlens {

/// Draws buckets: a strip of failures over bars of sessions, on one time axis. Knows no
/// interaction: TrendChart tells it what to show. Coordinates are those of this widget. GUI thread.
class TrendPlot final : public QWidget {
    Q_OBJECT
public:
    /// A span of days, both ends inclusive; invalid dates are no span.
    struct Span {
        QDate from;
        QDate to;
        bool isValid() const { return from.isValid() && to.isValid(); }
    };
    /// What a rubber band is about to do.
    enum class Band { Zoom, Select };

    explicit TrendPlot(QWidget* parent = nullptr);
    ~TrendPlot() override;

    /// Shows buckets of the given step; hasRate as in TrendLabels.
    void setBuckets(const QVector<TrendBucket>& buckets, TrendStep step, bool hasRate);
    /// The time axis from the first to the last day.
    void setShownDays(QDate first, QDate last);
    /// Marks days over the bars.
    void setMarkedDays(const QSet<QDate>& days);
    /// Shades the bucket under the tracer, the selection, and the band that is being drawn.
    void setTracer(Span days);
    void setSelection(Span days);
    void setBand(Span days, Band kind);

    /// Zooms the value axis under position; false where there is none.
    bool zoomValues(QPoint position, double factor);
    /// Fits both value axes to what is shown.
    void resetValues();

    /// Where bars are drawn.
    QRect plotArea() const;
    /// Day at a horizontal position, also outside of what is shown.
    QDate dayAt(int x) const;
    /// Horizontal middle of the days from..to.
    int positionOf(QDate from, QDate to) const;

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    class Private;
    std::unique_ptr<Private> m_private;
};

} // namespace mxlens
