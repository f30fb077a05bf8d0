// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/selection.h"

#include <string>
#include <string_view>
#include <vector>

namespace mxlens {

/// The MX hosts of a policy domain that the reports of a selection name, normalized and sorted: MX
/// of failure details, and MX patterns of policies without a wildcard. A start for a policy; an MX
/// that no session failed at may be missing.
std::vector<std::string> mxHostsSeen(
    const Snapshot& snapshot, const Selection& selection, std::string_view domain);

} // namespace mxlens
