// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/diagnosis/policyhistory.h"
#include "core/diagnosis/readiness.h"
#include "core/diagnosis/thresholds.h"
#include "core/store/snapshot.h"

#include <QStringList>

#include <optional>
#include <stop_token>

namespace mxlens {

/// What the reports say of a policy domain, for one who writes a policy.
struct DomainFacts {
    std::vector<std::string> mxSeen; ///< mxHostsSeen()
    std::optional<PolicyVersion> latest; ///< The MTA-STS policy seen last.
    std::optional<DomainStatus> status; ///< Ready to enforce?
};

/// The policy domains of all reports, normalized and sorted. Any thread.
QStringList loadedDomains(const Snapshot& snapshot, const std::stop_token& stop);

/// Reads all reports on a domain. Any thread; part of the answer where it is stopped.
DomainFacts domainFacts(const Snapshot& snapshot, const std::string& domain,
    const Thresholds& thresholds, const std::stop_token& stop);

} // namespace mxlens
