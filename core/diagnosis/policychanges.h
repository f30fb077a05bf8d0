// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/diagnosis/policyhistory.h"

#include <string>
#include <vector>

namespace mxlens {

/// A change of the MTA-STS policy of a domain as reporters saw it: of its mode, its lifetime or its
/// MX patterns, or that a policy appeared (before is NoPolicyFound) or went.
struct PolicyChange {
    std::string domain; ///< Normalized.
    Day day = noDay; ///< The first on which a reporter saw what came.
    Day lastDay = noDay; ///< The day on which the last of the reporters saw it first.
    PolicyContent before, after;
    std::vector<std::string> reporters; ///< Once each, sorted.
};

/// The changes of all domains of a selection, by day, then by domain. What each reporter saw is
/// compared with what it saw before, so that two who disagree all the time make no change, and a
/// day on which one saw both is none yet. Reporters who see the same change within two weeks make
/// one.
std::vector<PolicyChange> policyChanges(
    const Snapshot& snapshot, const Selection& selection, std::stop_token stop = {});

} // namespace mxlens
