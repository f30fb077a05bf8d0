// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/rowcolumn.h"

#include <QAbstractTableModel>
#include <QCache>

#include <memory>
#include <optional>
#include <vector>

namespace mxlens {

/// A flat table over a snapshot and a list of row ids: what the tables of failures, policies and
/// sources have in common. Holds no copy of a cell but a bounded cache of shown texts. GUI thread.
class RowTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    RowTableModel(QList<RowColumn> columns, QObject* parent);

    /// Shows these rows in this order.
    void setRows(std::shared_ptr<const Snapshot> snapshot, std::vector<RowId> rows);

    const std::shared_ptr<const Snapshot>& snapshot() const { return m_snapshot; }
    const std::vector<RowId>& rows() const { return m_rows; }
    const QList<RowColumn>& columns() const { return m_columns; }
    /// First row with that id; nothing where it is not shown.
    std::optional<int> rowOf(RowId id) const;
    /// Rows with these ids, from the top; those that are not shown are left out.
    std::vector<int> rowsOf(const std::vector<RowId>& ids) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(
        int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

protected:
    /// The value of a cell; column is within columns().
    virtual Cell cellAt(RowId id, int column) const = 0;
    /// The report that a row belongs to; nothing for a row without.
    virtual std::optional<RowId> reportOf(RowId id) const = 0;
    /// How a text cell is shown; as it is unless overridden.
    virtual QString shown(const Cell& cell, int column) const;

private:
    QString display(RowId id, int column) const;
    QVariant toolTip(RowId id, int column) const;

    const QList<RowColumn> m_columns;
    std::shared_ptr<const Snapshot> m_snapshot;
    std::vector<RowId> m_rows;
    mutable QCache<quint64, QString> m_texts;
};

} // namespace mxlens
