// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/trend.h"

#include <vector>

namespace mxlens {

/// A trend split by the mode of the MTA-STS policy that was applied; the key is empty for sessions
/// without one. Sessions count once: of sts and tlsa policies of one report and domain the sts ones
/// count under their modes, and what tlsa has beyond them without one (DESIGN.md section 3,
/// rule 3), so that the modes of a day add up to its sessions and failures.
std::vector<TrendRow> modeTrend(
    const Snapshot& snapshot, const Selection& selection, std::stop_token stop = {});

} // namespace mxlens
