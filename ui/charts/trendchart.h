// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/trendbucket.h"
#include "ui/charts/trendlabels.h"

#include <QDate>
#include <QSet>
#include <QString>
#include <QWidget>

#include <memory>
#include <utility>

namespace mxlens {

/// Sessions and failures per UTC day: bars of sessions, and above them, on a scale of their own,
/// the failures, so that 3 failures are seen beside 100,000 sessions. Days without a report stay
/// empty.
///
/// Drag zooms, Shift+drag selects days, a click selects one bucket, the wheel zooms. Keys: + and -
/// zoom, left and right move the tracer (with Shift they select), Enter selects its bucket, Home
/// and End go to the first and last bucket, 0 shows everything, Escape clears the selection.
/// GUI thread.
class TrendChart final : public QWidget {
    Q_OBJECT
public:
    explicit TrendChart(QWidget* parent = nullptr);
    ~TrendChart() override;

    /// Shows days (sorted, each at most once; days without a report absent). Zoom and selection
    /// stay where they still make sense.
    void setTrend(const QVector<TrendBucket>& days, const TrendLabels& labels);
    /// Marks days under the bars, such as those of the rows selected in a table.
    void setMarkedDays(const QSet<QDate>& days);

    /// First and last selected day; both invalid without a selection.
    std::pair<QDate, QDate> selectedDays() const;
    /// Shows a selection made elsewhere; emits nothing. Invalid dates clear it.
    void setSelectedDays(QDate from, QDate to);
    /// Clears the selection; emits selectionCleared() where there was one.
    void clearSelection();
    /// Shows the whole time again.
    void resetZoom();

    /// What the chart shows, in one sentence: for a screen reader and for the empty state.
    QString summarySentence() const;

    /// The buckets on screen, as they are drawn.
    QVector<TrendBucket> shownBuckets() const;
    /// How many days a bucket on screen covers.
    TrendStep step() const;
    /// First and last day on screen.
    std::pair<QDate, QDate> shownDays() const;
    /// The bucket under the tracer: its first day, invalid without one.
    QDate tracerDay() const;
    /// The hint line: figures of the bucket under the tracer and what a click does.
    QString hint() const;
    /// Where the bar of a day stands, in coordinates of this widget.
    QPoint positionOf(QDate day) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    /// The user selected days, both ends inclusive.
    void daysSelected(QDate from, QDate to);
    void selectionCleared();

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    class Private;
    std::unique_ptr<Private> m_private;
};

} // namespace mxlens
