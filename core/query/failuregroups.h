// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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
};

/// Groups of the rows `shown`, in order of their first rows there, and within a group in that
/// order. found: the same rows in input order.
FailureGroups failureGroups(const Snapshot& snapshot, const std::vector<RowId>& found,
    const std::vector<RowId>& shown, const std::stop_token& stop = {});

/// The same groups in order of their sums; equal ones keep their order.
FailureGroups orderedByFailed(FailureGroups groups, bool descending);

/// The largest count of a failure detail; zero where none is known.
Count largestFailure(const Snapshot& snapshot, const std::vector<RowId>& failures);

} // namespace mxlens
