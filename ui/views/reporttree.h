// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/reporttreemodel.h"
#include "ui/views/longtree.h"
#include "ui/views/rowview.h"

namespace mxlens {

/// The tree of reports, policies and failure details. Keeps what is current, the scroll position
/// and what is unfolded by row id when its rows are exchanged. GUI thread.
class ReportTree final : public LongTree {
    Q_OBJECT
public:
    explicit ReportTree(SortKey firstSort, QWidget* parent = nullptr);

    ReportTreeModel& reports() { return *m_reports; }
    const ReportTreeModel& reports() const { return *m_reports; }
    RowView& rowView() { return *m_rowView; }

    /// Exchanges the reports.
    void showRows(std::shared_ptr<const Snapshot> snapshot, const RowList& rows);
    /// Whether rows that come above the first one that is seen leave it where it is, also when the
    /// tree stands at its beginning.
    void setKeepsPlace(bool keeps) { m_keepsPlace = keeps; }
    /// The reports that are selected.
    std::vector<RowId> selectedReports() const;
    /// The current row; kind None without one.
    SelectedRow currentRow() const;
    /// The row at an index of reports().
    SelectedRow rowAt(const QModelIndex& index) const { return m_reports->rowAt(index); }
    /// Makes a report, policy or failure detail current; false where it is not shown.
    bool selectRow(SelectedRow row);

signals:
    /// The user, or selectRow(), made another row current.
    void currentRowChanged(mxlens::SelectedRow row);

protected:
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

private:
    void carryUnfolded(const Snapshot& to);

    ReportTreeModel* const m_reports;
    RowView* m_rowView = nullptr;
    std::vector<SelectedRow> m_unfolded; ///< In the order in which they were unfolded.
    bool m_exchanging = false;
    bool m_keepsPlace = false;
};

} // namespace mxlens
