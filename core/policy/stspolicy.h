// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/policy/finding.h"
#include "core/report/resulttype.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mxlens {

/// What an MTA-STS policy text says (RFC 8461 section 3.2). Of a field that may stand once only the
/// first counts; fields with an error are left out.
struct StsPolicy {
    PolicyMode mode = PolicyMode::Absent;
    std::optional<std::int64_t> maxAge; ///< Seconds.
    std::vector<std::string> mx; ///< Patterns as written, in order.
};

/// A policy and what was noticed while it was read.
struct StsPolicyCheck {
    StsPolicy policy;
    std::vector<Finding> findings; ///< By line; those on the whole text come last.
};

/// The longest max_age that RFC 8461 allows, in seconds.
constexpr std::int64_t longestMaxAge = 31557600;

/// Reads an MTA-STS policy text line by line and checks it against the grammar of RFC 8461
/// section 3.2 with the errata 6253 (lines end in LF or CRLF) and 7282 (max_age has up to 8
/// digits).
StsPolicyCheck checkStsPolicy(std::string_view text);

} // namespace mxlens
