// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/trenddata.h"

#include <QAbstractTableModel>

namespace mxlens {

/// The numbers that a chart draws, as a table: a row for each bucket, or for each bucket and
/// series. GUI thread.
class TrendTableModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column {
        DayColumn,
        SeriesColumn,
        SessionsColumn,
        SuccessfulColumn,
        FailedColumn,
        RateColumn,
        CoveringColumn,
        columns
    };

    /// Role of the raw value: a number, or a day as YYYY-MM-DD; nothing where it is unknown.
    static constexpr int rawRole = Qt::UserRole + 1;
    /// Role of whether a number is there and not in the way: zero or unknown.
    static constexpr int dimRole = Qt::UserRole + 4;

    explicit TrendTableModel(QObject* parent = nullptr);

    /// Shows buckets of a step; with series those, else the whole.
    void show(const QVector<TrendBucket>& buckets, const QVector<TrendSeries>& series,
        TrendStep step, const TrendLabels& labels);
    /// Whether a column says anything about what is shown.
    bool isUsed(int column) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(
        int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct Row {
        TrendBucket bucket;
        qsizetype series = -1;
    };
    QString text(const Row& row, int column) const;
    QVariant rawValue(const Row& row, int column) const;

    QVector<Row> m_rows; ///< By day, then as the series stand.
    QStringList m_names;
    TrendStep m_step = TrendStep::OneDay;
    TrendLabels m_labels;
};

} // namespace mxlens
