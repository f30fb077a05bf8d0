// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/policy/finding.h"

#include <optional>
#include <string_view>

namespace mxlens {

/// Why text is no `Domain` of RFC 5321 section 4.1.2 (labels of letters, digits and hyphens,
/// A-labels for other scripts), as an error without a place; nothing where it is one.
std::optional<Finding> domainFault(std::string_view text);

/// Likewise for the value of an `mx` field (RFC 8461 section 3.2): a Domain, or `*.` and a Domain.
std::optional<Finding> mxValueFault(std::string_view text);

} // namespace mxlens
