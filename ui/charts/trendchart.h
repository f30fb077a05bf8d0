// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/trenddata.h"

#include <QDate>
#include <QSet>
#include <QString>
#include <QWidget>

#include <memory>
#include <utility>

namespace mxlens {

class TrendPlot;

/// Sessions and failures per UTC day: bars of sessions, and above them, on a scale of their own,
/// the failures with their rate, so that 3 failures are seen beside 100,000 sessions; or the parts
/// of a trend, stacked, one strip each or as a heat map. Days without a report stay empty, and are
/// hatched in the heat map.
///
/// Drag zooms, Shift+drag selects days, a click selects one bucket, the wheel zooms time or the
/// axis under it; a click on a name chooses that series. Keys: + and - zoom, left and right move
/// the tracer (with Shift they select), up and down move it from series to series, Enter selects
/// its bucket, Home and End go to the first and last bucket, 0 shows everything, Escape clears the
/// selection. Only the user moves the zoom. GUI thread.
class TrendChart final : public QWidget {
    Q_OBJECT
public:
    explicit TrendChart(QWidget* parent = nullptr);
    ~TrendChart() override;

    /// Shows a trend. Zoom and selection stay as they are.
    void setData(const TrendData& data);
    /// Shows days (sorted, each at most once; days without a report absent) without series.
    void setTrend(const QVector<TrendBucket>& days, const TrendLabels& labels);
    const TrendData& data() const;

    /// How it is drawn. Strips and heat map need series; without any they are bars.
    void setForm(ChartForm form);
    ChartForm form() const;
    /// Whether counts stand on a logarithmic scale.
    void setLogarithmic(bool logarithmic);
    bool isLogarithmic() const;

    /// Marks days under the bars, such as those of the rows selected in a table.
    void setMarkedDays(const QSet<QDate>& days);

    QSet<QDate> markedDays() const;

    /// First and last selected day; both invalid without a selection.
    std::pair<QDate, QDate> selectedDays() const;
    /// Shows a selection made elsewhere; emits nothing. Invalid dates clear it.
    void setSelectedDays(QDate from, QDate to);
    /// Clears the selection; emits selectionCleared() where there was one.
    void clearSelection();
    /// Shows the whole time again, as if the user had asked for it.
    void resetZoom();
    /// Shows a zoom made elsewhere; emits nothing. Invalid dates show the whole time.
    void setZoom(QDate from, QDate to);

    /// What the chart shows, in one sentence: for a screen reader and for the empty state.
    QString summarySentence() const;

    /// The buckets on screen, as they are drawn.
    QVector<TrendBucket> shownBuckets() const;
    /// The series that are drawn, by buckets on screen.
    QVector<TrendSeries> shownSeries() const;
    /// How many days a bucket on screen covers.
    TrendStep step() const;
    /// First and last day on screen.
    std::pair<QDate, QDate> shownDays() const;
    /// The bucket under the tracer: its first day, invalid without one.
    QDate tracerDay() const;
    /// The hint line: figures of the bucket under the tracer and what a click does.
    QString hint() const;
    /// The series under the tracer, -1 without one.
    int tracerSeries() const;
    /// The part that draws: for tests and for output on paper.
    const TrendPlot& plot() const;
    /// Where the bar of a day stands, in coordinates of this widget.
    QPoint positionOf(QDate day) const;
    /// Where a row's name stands, in strips and heat map.
    QPoint positionOfName(int series) const;
    /// What a tooltip says at a position: what changed there; plain text.
    QString changesAt(QPoint position) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    /// The user selected days, both ends inclusive.
    void daysSelected(QDate from, QDate to);
    void selectionCleared();
    /// The user zoomed to days, both ends inclusive, or to the whole time (invalid dates). goesOn:
    /// one of many small steps.
    void zoomed(QDate from, QDate to, bool goesOn);
    /// The user chose a series of data() by its name.
    void seriesChosen(int series);
    /// Other buckets are on screen, or drawn in another way.
    void shownChanged();
    /// The user asked for a menu; series is -1 where none is under it.
    void menuRequested(QPoint global, int series);

protected:
    bool event(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
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
