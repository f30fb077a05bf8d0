// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/rowtablemodel.h"
#include "ui/session/viewquery.h"
#include "ui/views/rowview.h"

#include <QTableView>

#include <functional>
#include <optional>
#include <utility>

namespace mxlens {

class FailureTableModel;

/// A flat table of failures, policies or sources. Keeps selection, current row and scroll position
/// by row id when its rows are exchanged. GUI thread.
class RecordTable final : public QTableView {
    Q_OBJECT
public:
    /// model becomes a child; markColumn carries the deviation mark.
    RecordTable(RowTableModel* model, RowKind kind, int markColumn, SortKey firstSort,
        QWidget* parent = nullptr);

    RowTableModel& records() { return *m_records; }
    const RowTableModel& records() const { return *m_records; }
    RowView& rowView() { return *m_rowView; }
    RowKind kind() const { return m_kind; }

    /// Exchanges the rows.
    void showRows(std::shared_ptr<const Snapshot> snapshot, const RowList& rows);
    /// The same with groups, where there are some, and what bars are measured by.
    void showArranged(std::shared_ptr<const Snapshot> snapshot, const TableRows& rows);
    /// Whether rows that come above the first one that is seen leave it where it is, also when the
    /// table stands at its beginning.
    void setKeepsPlace(bool keeps) { m_keepsPlace = keeps; }
    /// The rows that are selected, all of closed groups too.
    std::vector<RowId> selectedDetails() const;
    /// The current row; kind None without one.
    SelectedRow currentRow() const;
    /// The failure details that the current row stands for, where that is a group.
    std::vector<RowId> currentGroup() const;
    /// Makes a row current and selects it; false where it is not shown.
    bool selectRow(RowId id);

signals:
    /// The user, or selectRow(), made another row current.
    void currentRowChanged(mxlens::SelectedRow row);

protected:
    void changeEvent(QEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void showEvent(QShowEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void fixRowHeight();
    void exchange(
        const std::shared_ptr<const Snapshot>& snapshot, const std::function<void()>& setRows);
    /// Lets a row stand so many rows below the top.
    void keepPlace(RowId id, int below);
    /// The row that stays where it is when others come and go, and how far below the top it stands.
    std::optional<std::pair<RowId, int>> anchor() const;
    FailureTableModel* groups() const;
    /// Where a row stands: the first detail of an open group has the id of the group's row.
    std::optional<int> placeOf(SelectedRow row) const;
    bool toggleGroup(const QModelIndex& index, std::optional<bool> open = std::nullopt);

    RowTableModel* const m_records;
    const RowKind m_kind;
    RowView* m_rowView = nullptr;
    bool m_exchanging = false;
    bool m_keepsPlace = false;
    bool m_awaitsScroll = false; ///< Another row became current while nobody saw the table.
};

} // namespace mxlens
