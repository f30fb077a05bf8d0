// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/rowcolumn.h"
#include "ui/session/rowlist.h"
#include "ui/session/viewstate.h"

#include <QAbstractItemModel>

#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace mxlens {

/// Reports with their policies and those with their failure details. Nothing is built: an index
/// holds its level and row id, and the snapshot knows the rest. Columns are those of the reports
/// table; a policy or failure detail fills those that it has a value for. Rows arrive in portions
/// as the view asks for more, so that a million of them opens at once. GUI thread.
class ReportTreeModel final : public QAbstractItemModel {
    Q_OBJECT
public:
    explicit ReportTreeModel(QObject* parent = nullptr);

    /// Shows these reports in this order.
    void setRows(std::shared_ptr<const Snapshot> snapshot, const RowList& reports);

    /// Shows times as seen from now: "3 days ago", with the moment in the tool tip.
    void setRelativeTimes(bool relative, const QDateTime& now = QDateTime::currentDateTimeUtc());

    const std::shared_ptr<const Snapshot>& snapshot() const { return m_snapshot; }
    /// All reports, also those that the view has not asked for yet.
    const std::vector<RowId>& rows() const { return m_rows.ids(); }
    const QList<RowColumn>& columns() const { return m_columns; }

    /// Key and value of the filter text for the name of a policy or failure detail: its domain or
    /// result type; empty ones elsewhere.
    std::pair<QString, QString> filterAt(const QModelIndex& index) const;
    /// What an index stands for; kind None for an invalid one.
    SelectedRow rowAt(const QModelIndex& index) const;
    /// Index of a report, policy or failure detail; makes it arrive where it has not. Invalid where
    /// it is not shown.
    QModelIndex indexOf(SelectedRow row);

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& child) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    bool hasChildren(const QModelIndex& parent = {}) const override;
    bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(
        int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString label(SelectedRow row) const;
    Cell cellAt(SelectedRow row, int column) const;
    QString shown(SelectedRow row, const Cell& value, int column) const;
    std::optional<double> share(SelectedRow row, int column) const;
    QVariant toolTip(SelectedRow row, int column) const;
    std::optional<int> rowOfReport(RowId report) const;
    void reveal(int count);

    const QList<RowColumn> m_columns;
    std::shared_ptr<const Snapshot> m_snapshot;
    std::vector<RowId> m_empty; ///< Reports of the snapshot without policies, in ascending order.
    RowList m_rows;
    mutable std::vector<int> m_rowOfReport; ///< By report id; -1 for not shown. Made when needed.
    int m_revealed = 0;
    bool m_relativeTimes = false;
    QDateTime m_now;
};

} // namespace mxlens
