// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chartmarks.h"

#include <QString>
#include <QVector>
#include <QWidget>

namespace mxlens {

/// Title of a chart and its legend, on one line where both fit, else below each other. GUI thread.
class TrendHeader final : public QWidget {
    Q_OBJECT
public:
    /// A mark and what it stands for.
    struct Entry {
        ChartMark mark = ChartMark::Painted;
        QString text;
        int paint = -1; ///< Of Painted.
        int series = -1; ///< The series that it stands for.

        friend bool operator==(const Entry&, const Entry&) = default;
    };

    explicit TrendHeader(QWidget* parent = nullptr);

    void setTitle(const QString& title);
    /// passing: an entry that comes and goes, for which there is always room, so that nothing
    /// moves for it; shown: whether it is there now.
    void setEntries(const QVector<Entry>& entries, const Entry& passing, bool shown);
    /// The same with none that comes and goes.
    void setEntries(const QVector<Entry>& entries) { setEntries(entries, Entry(), false); }
    QString title() const { return m_title; }

    /// The series whose entry is at a position; -1 where there is none.
    int seriesAt(QPoint position) const;
    /// Draws it all as it would be that wide. vector: the device keeps shapes.
    void paintOn(QPainter& painter, int width, bool vector) const;

    bool hasHeightForWidth() const override;
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int lineHeight() const;
    QString shownText(const Entry& entry) const;
    int entryWidth(const Entry& entry) const;
    /// Top left corner of each entry, then that of the one that comes and goes.
    QVector<QPoint> places(int width) const;
    /// What is shown, in the order of places().
    QVector<Entry> shownEntries() const;

    QString m_title;
    QVector<Entry> m_entries;
    Entry m_passing; ///< Without a text: none.
    bool m_passingShown = false;
};

} // namespace mxlens
