// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/snapshot.h"

#include <cstdint>
#include <vector>

namespace mxlens {

/// Sorts rows by keys (one for each row, in the same order), the largest first where descending.
/// Stable. Takes the keys' memory; one pass over the rows for each 11 bits that the keys differ in.
void sortByKeys(std::vector<RowId>& rows, std::vector<std::uint64_t> keys, bool descending);

} // namespace mxlens
