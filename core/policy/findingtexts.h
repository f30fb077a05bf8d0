// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/policy/finding.h"

#include <span>
#include <string_view>

namespace mxlens {

/// The words for a kind of finding. Placeholders: {0} and so on for its values; {name} for the role
/// of a name, which is its second value, and {rightname} for what to write in that role.
struct FindingText {
    FindingKind kind;
    std::string_view what;
    std::string_view advice;
};

/// Everything that is written about findings in one language.
struct FindingLanguage {
    std::span<const FindingText> texts; ///< In the order of FindingKind.
    std::string_view error, warning, hint;
    std::string_view line, byte; ///< Before their numbers.
    std::string_view noFault;
    std::string_view mxName, domainName; ///< {name}
    std::string_view rightMx, rightDomain; ///< {rightname}
};

/// The roles of a name, as a finding has them among its values.
constexpr std::string_view mxRole = "mx";
constexpr std::string_view domainRole = "domain";

const FindingLanguage& findingsIn(Language language);
const FindingLanguage& englishFindings();
const FindingLanguage& spanishFindings();

} // namespace mxlens
