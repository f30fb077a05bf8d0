// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/columns.h"
#include "core/query/textranks.h"
#include "core/report/count.h"
#include "core/store/snapshot.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <stop_token>
#include <vector>

namespace mxlens {

/// Failure details in groups: those of one policy that differ in their sending address and count
/// alone. Immutable once made.
struct FailureGroups {
    std::vector<RowId> details; ///< Group after group.
    std::vector<std::uint32_t> begin; ///< Where each group begins in details, and their number.
    std::vector<Count> failed; ///< Sum of each group.

    std::size_t size() const { return failed.size(); }
    std::span<const RowId> of(std::size_t group) const
    {
        return std::span(details).subspan(begin[group], begin[group + 1] - begin[group]);
    }
    friend bool operator==(const FailureGroups&, const FailureGroups&) = default;
};

/// Groups of some rows, which stand in input order. So do the rows of a group, and groups by the
/// first row that each has among all rows, found or not: a filter changes no order. None when asked
/// to stop.
FailureGroups failureGroups(
    const Snapshot& snapshot, const std::vector<RowId>& found, const std::stop_token& stop = {});

/// Whether all details of a group say the same in a column.
bool isSameInGroup(FailureColumn column);

/// Groups that failureGroups() made, sorted by a column: within each group the rows as ordered()
/// has them, groups by their first rows, or by their sums for FailedSessionCount. Equal ones stay
/// as they were. ranks as there; none when asked to stop.
FailureGroups orderedGroups(const Snapshot& snapshot, const FailureGroups& groups,
    FailureColumn column, bool descending, const std::stop_token& stop = {},
    const TextRanks* ranks = nullptr);

/// The largest count of a failure detail; zero where none is known.
Count largestFailure(const Snapshot& snapshot, const std::vector<RowId>& failures);

} // namespace mxlens
