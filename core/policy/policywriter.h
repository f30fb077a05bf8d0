// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/policy/dnsrecord.h"
#include "core/policy/stspolicy.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mxlens {

/// A TXT record that was put together.
struct TxtRecord {
    std::string name; ///< `_smtp._tls.example.com`
    std::string value;
    /// The value in character-strings of at most 255 bytes (RFC 1035 section 3.3), unquoted.
    std::vector<std::string> strings;
    std::vector<Finding> findings; ///< What is wrong with domain and value, with bytes of value.
};

/// The TLSRPT record of a domain for destinations as people type them: `mailto:` is put before a
/// bare mail address, and what a URI in rua may not hold (`,` `!` `;` and blanks) is encoded.
TxtRecord tlsRptRecord(std::string_view domain, std::span<const std::string> destinations);

/// The MTA-STS record of a domain. id: letters and digits, up to 32, another one for each policy.
TxtRecord mtaStsRecord(std::string_view domain, std::string_view id);

/// A TXT record as a line of a zone file: every string quoted, backslashes and quotes escaped.
std::string zoneLine(const TxtRecord& record);

/// Where senders look for the policy of a domain (RFC 8461 section 3.3).
std::string stsPolicyUrl(std::string_view domain);

/// The text of an MTA-STS policy: lines end with CRLF, the version stands first. Without a mode it
/// is written as testing, without a max_age as one week.
std::string stsPolicyText(const StsPolicy& policy);

} // namespace mxlens
