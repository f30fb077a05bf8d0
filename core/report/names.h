// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace mxlens {

/// text without blanks, tabs, CR and LF at both ends.
std::string_view trimmed(std::string_view text);

/// ASCII lower case; other bytes stay.
std::string lowered(std::string_view text);

/// Whether two texts are equal but for ASCII case.
bool equalIgnoringCase(std::string_view a, std::string_view b);

/// A host or domain name as it is compared: trimmed, lower case, without the trailing dot
/// (DESIGN.md section 3, rule 7).
std::string normalizedName(std::string_view written);

/// Whether an MX pattern covers a host: equal names, or `*.` for exactly one label on the left
/// (RFC 8461 section 4.1). Both may be written in any form.
bool mxPatternMatches(std::string_view pattern, std::string_view host);

} // namespace mxlens
