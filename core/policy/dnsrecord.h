// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/policy/finding.h"
#include "core/policy/tlsarecord.h"

#include <string>
#include <string_view>
#include <vector>

namespace mxlens {

/// The kinds of DNS record that the checker knows.
enum class DnsRecordKind {
    TlsRpt, ///< `v=TLSRPTv1`, RFC 8460 section 3.
    MtaSts, ///< `v=STSv1`, RFC 8461 section 3.1.
    Tlsa, ///< RFC 6698.
    Unknown, ///< None of these.
};

/// A DNS record of one of the kinds, read and checked.
struct DnsRecordCheck {
    DnsRecordKind kind = DnsRecordKind::Unknown;
    std::string name; ///< Owner name, where the text had one; normalized.
    std::string value; ///< The value, its character-strings joined.
    /// For each byte of value, the byte of the checked text that it comes from, from 0.
    std::vector<std::size_t> places;
    std::vector<std::string> destinations; ///< TLSRPT: the URIs of rua, as written.
    std::string id; ///< MTA-STS: the id of the policy.
    std::vector<TlsaRecord> tlsa; ///< TLSA: the record.
    std::vector<Finding> findings; ///< By column, which counts bytes of value from 1.
};

/// Reads a record as people have it at hand: its value alone, with or without quotes, in several
/// quoted character-strings, as a line of a zone file with name, TTL, class and type before it, or
/// as dig prints it.
DnsRecordCheck checkDnsRecord(std::string_view text);

/// `TLSRPT record (RFC 8460 section 3)` and the like.
std::string_view kindName(DnsRecordKind kind, Language language = Language::English);

} // namespace mxlens
