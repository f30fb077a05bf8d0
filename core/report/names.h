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
/// Whether normalizedName() leaves it as it is.
bool isNormalizedName(std::string_view written);

} // namespace mxlens
