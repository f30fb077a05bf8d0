// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/failuretablemodel.h"

namespace mxlens {

FailureTableModel::FailureTableModel(QObject* parent)
    : RowTableModel(failureColumns(), parent)
{
}

Cell FailureTableModel::cellAt(RowId id, int column) const
{
    return cell(*snapshot(), id, static_cast<FailureColumn>(column));
}

std::optional<RowId> FailureTableModel::reportOf(RowId id) const
{
    return snapshot()->reportOfPolicy(snapshot()->policyOfFailure(id));
}

} // namespace mxlens
