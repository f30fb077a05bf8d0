// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/failuregroups.h"
#include "ui/models/rowtablemodel.h"

#include <set>

namespace mxlens {

/// The failures table: one row per failure detail, or one for each group of those that differ in
/// their sending address alone, which opens.
class FailureTableModel final : public RowTableModel {
    Q_OBJECT
public:
    explicit FailureTableModel(QObject* parent = nullptr);

    /// Shows groups instead of rows; those that were open stay so. The row of a group has the id of
    /// its first detail.
    void setGroups(std::shared_ptr<const Snapshot> snapshot,
        std::shared_ptr<const FailureGroups> groups, Count largest);
    /// Shows rows without groups.
    void setSingle(std::shared_ptr<const Snapshot> snapshot, const RowList& rows, Count largest);

    bool isGrouped() const { return m_groups != nullptr; }
    /// Number of groups, those of one detail too; 0 where rows are shown without groups.
    std::size_t groupCount() const { return m_groups ? m_groups->size() : 0; }
    Branch branchOf(int row) const;
    /// Whether a row stands for several details.
    bool standsForGroup(int row) const;
    /// The details that a row stands for.
    std::vector<RowId> detailsOf(int row) const;
    /// Shows or hides the details of a group.
    void setOpen(int row, bool open);

    std::vector<RowId> details() const override;
    std::size_t detailCount() const override;
    std::optional<int> rowOf(RowId id) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

protected:
    Cell cellAt(RowId id, int column) const override;
    std::optional<RowId> reportOf(RowId id) const override;
    std::optional<double> share(RowId id, int column) const override;

private:
    QVariant groupData(int row, int column, int role) const;
    QVariant addressData(int row, int role) const;
    QVariant sumData(int row, int role) const;

    /// A row that is shown: a group, or a detail of one that is open.
    struct Line {
        std::uint32_t group = 0;
        bool member = false;
    };
    std::shared_ptr<const FailureGroups> m_groups;
    std::vector<Line> m_lines; ///< One for each row.
    std::set<RowId> m_open; ///< The smallest ids of the details of open groups.
};

} // namespace mxlens
