// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/policytablemodel.h"

namespace mxlens {

PolicyTableModel::PolicyTableModel(QObject* parent)
    : RowTableModel(policyColumns(), parent)
{
}

Cell PolicyTableModel::cellAt(RowId id, int column) const
{
    return cell(*snapshot(), id, static_cast<PolicyColumn>(column));
}

std::optional<RowId> PolicyTableModel::reportOf(RowId id) const
{
    return snapshot()->reportOfPolicy(id);
}

} // namespace mxlens
