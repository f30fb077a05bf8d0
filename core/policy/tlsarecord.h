// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/policy/finding.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mxlens {

/// The fields of a TLSA record (RFC 6698 section 2.1).
struct TlsaRecord {
    int usage = 0; ///< 0 PKIX-TA, 1 PKIX-EE, 2 DANE-TA, 3 DANE-EE; 0 to 255.
    int selector = 0; ///< 0 whole certificate, 1 public key; 0 to 255.
    int matching = 0; ///< 0 the data itself, 1 SHA2-256, 2 SHA2-512; 0 to 255.
    std::string data; ///< Hexadecimal, lower case.
    friend bool operator==(const TlsaRecord&, const TlsaRecord&) = default;
};

/// TLSA records and what was noticed about them.
struct TlsaCheck {
    std::vector<TlsaRecord> records; ///< Those that could be read, in order.
    std::vector<Finding> findings; ///< In the order of the records.
};

/// Reads TLSA records in presentation form, one a line or in parentheses over several, with or
/// without what a zone file has before the data, and checks them for use with SMTP (RFC 7672
/// section 3.1). A line may hold a JSON array of records, as Microsoft writes them into one string.
TlsaCheck checkTlsaRecords(std::string_view text);

/// Usage, selector and matching type in words: `DANE-EE, public key, SHA2-256`.
std::string describe(const TlsaRecord& record, Language language = Language::English);

} // namespace mxlens
