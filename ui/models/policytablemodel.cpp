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

std::optional<double> PolicyTableModel::share(RowId id, int column) const
{
    if (static_cast<PolicyColumn>(column) != PolicyColumn::TotalFailureSessionCount)
        return std::nullopt;
    const RowPlace place = snapshot()->policy(id);
    const Segment::Policies& policies = place.segment->policies;
    const Count failed = policies.failed[place.row];
    return failedShare(failed, policies.successful[place.row] + failed);
}

} // namespace mxlens
