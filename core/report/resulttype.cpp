// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/resulttype.h"

#include "core/report/names.h"

#include <algorithm>
#include <array>

namespace mxlens {

namespace {

// RFC 8460 section 4.3; the IANA registry has had no others since 2018.
constexpr std::array<std::string_view, 11> knownResultTypes{
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

} // namespace

PolicyType policyTypeOf(std::string_view written)
{
    const std::string_view type = trimmed(written);
    if (equalIgnoringCase(type, "sts"))
        return PolicyType::Sts;
    if (equalIgnoringCase(type, "tlsa"))
        return PolicyType::Tlsa;
    if (equalIgnoringCase(type, "no-policy-found"))
        return PolicyType::NoPolicyFound;
    return PolicyType::Other;
}

PolicyMode policyModeOf(std::string_view written)
{
    const std::string_view mode = trimmed(written);
    if (mode.empty())
        return PolicyMode::Absent;
    if (equalIgnoringCase(mode, "enforce"))
        return PolicyMode::Enforce;
    if (equalIgnoringCase(mode, "testing"))
        return PolicyMode::Testing;
    if (equalIgnoringCase(mode, "none"))
        return PolicyMode::None;
    return PolicyMode::Other;
}

bool isKnownResultType(std::string_view text)
{
    return std::find(knownResultTypes.begin(), knownResultTypes.end(), text)
        != knownResultTypes.end();
}

} // namespace mxlens
