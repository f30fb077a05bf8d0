// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/policy/finding.h"
#include "core/policy/tlsarecord.h"
#include "ui/panels/detailstext.h"

namespace mxlens {

/// The policy of a row of a segment as the reporter saw it. mx is the host of a failure, which is
/// compared with the patterns, or empty.
DetailsSection policySection(
    const Snapshot& snapshot, const Segment& segment, std::uint32_t policy, const std::string& mx);

/// What is to be said of the text of that policy: an MTA-STS policy by RFC 8461, TLSA records by
/// RFC 7672. Without a title where there is nothing to say.
DetailsSection policyCheckSection(
    const Snapshot& snapshot, const Segment& segment, std::uint32_t policy);

/// `604,800 seconds (7 days)`.
QString secondsText(qint64 seconds);

/// TLSA records, one a row: their fields, what these say, their data.
DetailsTable tlsaTable(const std::vector<TlsaRecord>& records);

/// Findings of a checker, one a line: place, how much it matters, what and what to do.
QStringList findingLines(const std::vector<Finding>& findings);

} // namespace mxlens
