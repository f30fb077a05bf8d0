// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/columns.h"
#include "core/query/textranks.h"

#include <stop_token>
#include <vector>

namespace mxlens {

/// Rows sorted by a column: numbers by value (unknown first), texts ignoring ASCII case, dates by
/// time, addresses by value (none first, then IPv4, IPv6 and what is no address). Stable, so equal
/// rows keep the order that they had. With the ranks of the store's texts it takes some
/// milliseconds for a million rows; without them (null, or of another store) those that are needed
/// are worked out. Asked to stop it gives the rows as they were.
std::vector<RowId> ordered(const Snapshot& snapshot, std::vector<RowId> failures,
    FailureColumn column, bool descending, std::stop_token stop = {},
    const TextRanks* ranks = nullptr);
std::vector<RowId> ordered(const Snapshot& snapshot, std::vector<RowId> policies,
    PolicyColumn column, bool descending, std::stop_token stop = {},
    const TextRanks* ranks = nullptr);
std::vector<RowId> ordered(const Snapshot& snapshot, std::vector<RowId> reports,
    ReportColumn column, bool descending, std::stop_token stop = {},
    const TextRanks* ranks = nullptr);
std::vector<RowId> ordered(const Snapshot& snapshot, std::vector<RowId> sources,
    SourceColumn column, bool descending, std::stop_token stop = {},
    const TextRanks* ranks = nullptr);

} // namespace mxlens
