// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/snapshot.h"

#include <cstddef>
#include <vector>

namespace mxlens {

/// Whether some rows are sooner picked out of all in order than sorted. Any thread.
bool worthPicking(std::size_t some, std::size_t all);

/// Those of ordered that are among wanted, in the order that they have there. Neither is empty. Any
/// thread.
std::vector<RowId> picked(const std::vector<RowId>& ordered, const std::vector<RowId>& wanted);

} // namespace mxlens
