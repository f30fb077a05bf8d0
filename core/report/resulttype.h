// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <string_view>

namespace mxlens {

/// The policy types of RFC 8460 section 4.4; Other is any other text, and none.
enum class PolicyType { Sts, Tlsa, NoPolicyFound, Other };

/// Blanks around it and upper case do not matter.
PolicyType policyTypeOf(std::string_view written);

/// The modes of an MTA-STS policy (RFC 8461 section 5); Absent without a mode, Other for other
/// text.
enum class PolicyMode { Enforce, Testing, None, Absent, Other };

/// Blanks around it and upper case do not matter.
PolicyMode policyModeOf(std::string_view written);

/// What is written for a mode; `unknown` for Absent and Other.
std::string_view policyModeName(PolicyMode mode);

/// The 11 result types of RFC 8460 section 4.3, in its order. The IANA registry has had no others
/// since 2018.
constexpr std::array<std::string_view, 11> resultTypes{
    "starttls-not-supported",
    "certificate-host-mismatch",
    "certificate-expired",
    "certificate-not-trusted",
    "validation-failure",
    "tlsa-invalid",
    "dnssec-invalid",
    "dane-required",
    "sts-policy-fetch-error",
    "sts-policy-invalid",
    "sts-webpki-invalid",
};

/// Whether text is, letter for letter, one of the 11 result types of RFC 8460 section 4.3.
bool isKnownResultType(std::string_view text);

} // namespace mxlens
