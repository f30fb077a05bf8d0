// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/exportplan.h"

namespace mxlens {

ExportRequest requestOf(const ExportPlan& plan, const std::stop_token& stop)
{
    ExportRequest request = plan.request;
    if (plan.fill == ExportPlan::Fill::None)
        return request;
    request.selection = plan.fill == ExportPlan::Fill::All
        ? select(*plan.query.snapshot, Filter(), stop)
        : *findRows(tableScope(plan.query), {}, stop);
    request.rows = rowsOf(request.table, request.selection);
    return request;
}

} // namespace mxlens
