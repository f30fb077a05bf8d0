// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/policy/stspolicy.h"

#include <span>
#include <string>
#include <vector>

namespace mxlens {

/// Which hosts (normalized) no pattern of a policy covers. Lines are those of stsPolicyText(). An
/// error in mode enforce, a warning in mode testing; a policy in mode none covers everything.
std::vector<Finding> coverageFindings(const StsPolicy& policy, std::span<const std::string> hosts);

} // namespace mxlens
