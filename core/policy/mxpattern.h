// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mxlens {

/// Whether an MX pattern covers a host: equal names, or `*.` for exactly one label on the left
/// (RFC 8461 section 4.1). Both may be written in any form.
bool mxPatternMatches(std::string_view pattern, std::string_view host);

/// The MX patterns of a policy, normalized, without repeats: its mx-host entries (an `mx:` before
/// one and brackets around it are taken off), or where it has none the `mx:` lines of its text.
/// Both are given as one text, entries divided by line feeds.
std::vector<std::string> mxPatternsOf(std::string_view mxHosts, std::string_view policyText);

} // namespace mxlens
