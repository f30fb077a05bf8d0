// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/rowcolumn.h"
#include "ui/session/rowlist.h"

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

    /// Shows these rows in this order. largest: what the bars are measured by, where the table has
    /// such.
    void setRows(std::shared_ptr<const Snapshot> snapshot, const RowList& rows,
        Count largest = Count::zero());
    /// Shows times as seen from now: "3 days ago", with the moment in the tool tip.
    void setRelativeTimes(bool relative, const QDateTime& now = QDateTime::currentDateTimeUtc());

    const std::shared_ptr<const Snapshot>& snapshot() const { return m_snapshot; }
    const std::vector<RowId>& rows() const { return m_rows.ids(); }
    const QList<RowColumn>& columns() const { return m_columns; }
    /// What the rows stand for, one by one: all rows of closed groups too.
    virtual std::vector<RowId> details() const { return rows(); }
    virtual std::size_t detailCount() const { return m_rows.size(); }
    /// First row with that id, or that stands for it; nothing where it is not shown.
    virtual std::optional<int> rowOf(RowId id) const;
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
    /// How the cell of a row is shown, for eyes and for screen readers: as it is, or a time as seen
    /// from now, unless overridden.
    virtual QString shown(RowId id, const Cell& cell, int column) const;
    /// What the tool tip of a cell says, in full: its text, unless overridden.
    virtual QString told(RowId id, const Cell& cell, int column) const;
    /// Length of the bar of a cell, 0 to 1; nothing for none.
    virtual std::optional<double> share(RowId id, int column) const;

    /// Exchanges the rows, for models that show and hide some and tell the views themselves.
    void changeRows(const RowList& rows) { m_rows = rows; }
    Count largest() const { return m_largest; }

private:
    QString display(RowId id, int column) const;
    QVariant toolTip(RowId id, int column) const;

    const QList<RowColumn> m_columns;
    std::shared_ptr<const Snapshot> m_snapshot;
    RowList m_rows;
    Count m_largest = Count::zero();
    bool m_relativeTimes = false;
    QDateTime m_now;
    mutable QCache<quint64, QString> m_texts;
};

} // namespace mxlens
