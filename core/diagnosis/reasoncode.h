// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/diagnosis/cause.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace mxlens {

/// A failure-reason-code that the catalogue knows, with its meaning in both languages.
struct ReasonEntry {
    std::string_view code; ///< As its software writes it; for free text the words looked for.
    std::string_view software; ///< `OpenSSL`, `Postfix`, ...
    std::optional<Cause> cause; ///< What it is a sign of; nothing where it says nothing about it.
    std::string_view english; ///< One sentence with its full stop.
    std::string_view spanish;
};

/// Every reason code that the catalogue knows, by software.
std::span<const ReasonEntry> opensslReasons();
std::span<const ReasonEntry> tlsAlertReasons(); ///< code: the alert's name, `handshake-failure`.
std::span<const ReasonEntry> softwareReasons(); ///< Postfix, mox, Stalwart, Microsoft, HTTP, SMTP.
std::span<const ReasonEntry> freeTextReasons(); ///< Words within English error texts, lower case.

/// A reason code as it was written, understood.
struct DecodedReason {
    const ReasonEntry* entry = nullptr;
    std::optional<Cause> cause;
    std::string number; ///< The HTTP status or SMTP reply where that is what was written.
};

/// Looks a reason code up: as a code, a TLS alert of mox or OpenSSL, an HTTP status, an SMTP reply,
/// or by the words in it. Nothing where none of that is found.
std::optional<DecodedReason> decodeReason(std::string_view written);

} // namespace mxlens
