// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/policy/dnsrecord.h"

#include <string>
#include <string_view>

namespace mxlens {

/// What a checker found, as a page for a terminal that ends with a line feed.
struct CheckText {
    std::string text;
    bool hasFault = false; ///< There is an error or a warning; hints alone are no fault.
};

/// The page on a DNS record: its kind, what it says, and the findings with their bytes.
CheckText recordCheckText(const DnsRecordCheck& check, Language language = Language::English);

/// Checks an MTA-STS policy text; the page has what it says and the findings with their lines.
CheckText policyCheckText(std::string_view policy, Language language = Language::English);

} // namespace mxlens
