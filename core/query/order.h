// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/columns.h"

#include <stop_token>
#include <vector>

namespace mxlens {

/// Rows sorted by a column: numbers by value (unknown first), texts ignoring ASCII case, dates by
/// time. Stable, so equal rows keep the order that they had.
std::vector<RowId> ordered(const Snapshot& snapshot, std::vector<RowId> failures,
    FailureColumn column, bool descending, std::stop_token stop = {});
std::vector<RowId> ordered(const Snapshot& snapshot, std::vector<RowId> policies,
    PolicyColumn column, bool descending, std::stop_token stop = {});
std::vector<RowId> ordered(const Snapshot& snapshot, std::vector<RowId> reports,
    ReportColumn column, bool descending, std::stop_token stop = {});
std::vector<RowId> ordered(const Snapshot& snapshot, std::vector<RowId> sources,
    SourceColumn column, bool descending, std::stop_token stop = {});

} // namespace mxlens
