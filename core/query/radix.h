// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/count.h"
#include "core/store/snapshot.h"

#include <cstdint>
#include <vector>

namespace mxlens {

/// The key of a count: unknown ones come first.
constexpr std::uint64_t sortKey(Count count)
{
    return static_cast<std::uint64_t>(count.valueOr(-1)) + 1; // 0 for unknown
}

/// Sorts rows by keys (one for each row, in the same order), the largest first where descending.
/// Stable. Takes the keys' memory; one pass over the rows for each 11 bits that the keys differ in.
void sortByKeys(std::vector<RowId>& rows, std::vector<std::uint64_t> keys, bool descending);

} // namespace mxlens
