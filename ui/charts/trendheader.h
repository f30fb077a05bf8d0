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
        ChartMark mark;
        QString text;
    };

    explicit TrendHeader(QWidget* parent = nullptr);

    void setTitle(const QString& title);
    void setEntries(const QVector<Entry>& entries);

    bool hasHeightForWidth() const override;
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int lineHeight() const;

    int entryWidth(const Entry& entry) const;
    /// Top left corner of each entry.
    QVector<QPoint> places(int width) const;

    QString m_title;
    QVector<Entry> m_entries;
};

} // namespace mxlens
