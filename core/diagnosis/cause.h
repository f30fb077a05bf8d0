// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace mxlens {

/// What a problem comes from: the result types of RFC 8460 section 4.3 where they are the cause,
/// and causes that reports show without naming them.
enum class Cause {
    StarttlsNotSupported,
    CertificateHostMismatch,
    CertificateExpired,
    CertificateNotTrusted,
    ValidationFailure,
    TlsaInvalid,
    DnssecInvalid,
    DaneRequired,
    StsPolicyFetchError,
    StsPolicyInvalid,
    StsWebpkiInvalid,
    MxNotInPolicy, ///< The MX is not among the `mx` patterns of the policy.
    StarttlsStrippedOnPath, ///< One reporter alone is not offered STARTTLS.
    HandshakeFailure,
    CertificateNotValidYet,
    CertificateRevoked,
    StalePolicy, ///< A reporter applies an old copy of the policy.
    Noise, ///< A handful of sessions that nobody else confirms.
    SilentReporter, ///< Reported regularly and stopped.
    InconsistentCounts, ///< Failure details and summary cannot both be right.
    UnknownResultType,
};

/// Number of values of Cause.
constexpr int causeCount = static_cast<int>(Cause::UnknownResultType) + 1;

/// The word in exports: `certificate-expired`.
std::string_view causeName(Cause cause);

/// The cause with that name, letter for letter.
std::optional<Cause> causeNamed(std::string_view name);

/// Whether it is about the host that serves the MTA-STS policy, not about an MX.
bool isPolicyHostCause(Cause cause);

/// The cause of a failure detail as its words tell it, policy and MX aside: the result type,
/// refined by the reason code where the type is a general one. Never one of StarttlsStrippedOnPath,
/// StalePolicy, Noise, SilentReporter and InconsistentCounts, which show over many reports only.
Cause causeOfWords(std::string_view resultType, std::string_view reasonCode);

} // namespace mxlens
