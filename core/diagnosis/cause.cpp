// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diagnosis/cause.h"

#include "core/diagnosis/catalogue.h"
#include "core/diagnosis/reasoncode.h"
#include "core/report/names.h"
#include "core/report/resulttype.h"

#include <algorithm>

namespace mxlens {

namespace {

// Causes that are no result types; their values in Cause follow those of the result types.
constexpr std::array<std::string_view, causeCount - resultTypes.size()> ownNames{
    "mx-not-in-policy",
    "starttls-stripped-on-path",
    "handshake-failure",
    "certificate-not-valid-yet",
    "certificate-revoked",
    "stale-policy",
    "noise",
    "silent-reporter",
    "inconsistent-counts",
    "unknown-result-type",
};
static_assert(static_cast<std::size_t>(Cause::MxNotInPolicy) == resultTypes.size());

bool isCertificateCause(Cause cause)
{
    switch (cause) {
    case Cause::CertificateHostMismatch:
    case Cause::CertificateExpired:
    case Cause::CertificateNotTrusted:
    case Cause::CertificateNotValidYet:
    case Cause::CertificateRevoked:
        return true;
    default:
        return false;
    }
}

} // namespace

std::string_view causeName(Cause cause)
{
    const auto number = static_cast<std::size_t>(cause);
    return number < resultTypes.size() ? resultTypes.at(number)
                                       : ownNames.at(number - resultTypes.size());
}

std::optional<Cause> causeNamed(std::string_view name)
{
    for (std::size_t number = 0; number < causeCount; ++number) {
        if (causeName(static_cast<Cause>(number)) == name)
            return static_cast<Cause>(number);
    }
    return std::nullopt;
}

bool isPolicyHostCause(Cause cause)
{
    return cause == Cause::StsPolicyFetchError || cause == Cause::StsPolicyInvalid
        || cause == Cause::StsWebpkiInvalid;
}

Cause causeOfWords(std::string_view resultType, std::string_view reasonCode)
{
    const std::optional<Cause> written = causeOfResultType(resultType);
    const std::optional<DecodedReason> reason = decodeReason(reasonCode);
    const std::optional<Cause> decoded = reason ? reason->cause : std::nullopt;
    if (!decoded)
        return written.value_or(Cause::UnknownResultType);
    if (!written || *written == Cause::ValidationFailure)
        return *decoded;
    // The CA being unknown to a sender is said of certificates that are past their time, too.
    if (*written == Cause::CertificateNotTrusted && isCertificateCause(*decoded))
        return *decoded;
    if (*written == Cause::StsPolicyFetchError && isCertificateCause(*decoded))
        return Cause::StsWebpkiInvalid;
    return *written;
}

} // namespace mxlens
