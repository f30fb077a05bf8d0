// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/export.h"
#include "ui/session/viewquery.h"

namespace mxlens {

/// An export whose rows are still to be found: what is not on screen is asked for when it is
/// written, off the GUI thread.
struct ExportPlan {
    ExportRequest request; ///< Its rows, where `fill` is None.
    enum class Fill {
        None, ///< The rows are there: those of a table as it is shown.
        Shown, ///< What the query leaves, in input order.
        All ///< Everything that was read.
    };
    Fill fill = Fill::None;
    ViewQuery query; ///< Its snapshot is that of the export.
};

/// Finds the rows of a plan. Any thread; asked to stop, it gives a request that must be dropped.
ExportRequest requestOf(const ExportPlan& plan, const std::stop_token& stop);

} // namespace mxlens
