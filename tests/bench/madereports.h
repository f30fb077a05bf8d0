// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/snapshot.h"

#include <cstddef>
#include <memory>

namespace mxlens::bench {

/// A store of made reports in the shape of generate.py: 70 % all success, 25 % with 1 to 5 failure
/// details, 5 % large, one in ten thousand with 5,000 details. The same number gives the same rows.
/// About 3.8 failure details and 1.7 policies for each report; segments of 4,096 reports.
std::shared_ptr<const Snapshot> madeSnapshot(std::size_t reports);

} // namespace mxlens::bench
