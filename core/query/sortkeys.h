// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/columns.h"
#include "core/query/textranks.h"

#include <span>
#include <stop_token>
#include <vector>

namespace mxlens {

/// For each row a number that sorts as its cell of a column does: unknown and empty first. Without
/// ranks (null, or of another store) those of the column's texts are worked out for the rows at
/// hand. Asked to stop it returns early, with keys that must not be used.
std::vector<std::uint64_t> sortKeys(const Snapshot& snapshot, std::span<const RowId> failures,
    FailureColumn column, const TextRanks* ranks, const std::stop_token& stop);
std::vector<std::uint64_t> sortKeys(const Snapshot& snapshot, std::span<const RowId> policies,
    PolicyColumn column, const TextRanks* ranks, const std::stop_token& stop);
std::vector<std::uint64_t> sortKeys(const Snapshot& snapshot, std::span<const RowId> reports,
    ReportColumn column, const TextRanks* ranks, const std::stop_token& stop);
std::vector<std::uint64_t> sortKeys(const Snapshot& snapshot, std::span<const RowId> sources,
    SourceColumn column, const TextRanks* ranks, const std::stop_token& stop);

} // namespace mxlens
