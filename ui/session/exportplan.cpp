// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/exportplan.h"

#include <utility>

namespace mxlens {

namespace {

std::vector<RowId> rowsOf(Table table, const Selection& selection)
{
    switch (table) {
    case Table::Failures:
        return selection.failures;
    case Table::Policies:
        return selection.policies;
    case Table::Reports:
        return selection.reports;
    case Table::Sources:
        return selection.sources;
    case Table::Trend:
    case Table::Problems:
    case Table::Domains:
        break;
    }
    return {};
}

} // namespace

ExportRequest requestOf(const ExportPlan& plan, const std::stop_token& stop)
{
    ExportRequest request = plan.request;
    if (plan.fill == ExportPlan::Fill::None)
        return request;
    request.selection = plan.fill == ExportPlan::Fill::All
        ? select(*plan.query.snapshot, Filter(), stop)
        : shownSelection(plan.query, stop);
    request.rows = rowsOf(request.table, request.selection);
    return request;
}

} // namespace mxlens
