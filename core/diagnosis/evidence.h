// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/diagnosis/appliedpolicies.h"
#include "core/diagnosis/cause.h"
#include "core/query/selection.h"

#include <list>
#include <stop_token>
#include <vector>

namespace mxlens {

/// What one report adds to a group: rows and their sessions.
struct Observation {
    Count failed; ///< Failed sessions; sts and tlsa are the same ones, so the larger sum counts.
    /// The same to judge by: where a detail has no count, what the summary of its policy leaves for
    /// it, and one at the least.
    double likely = 0;
    Day day = noDay;
    StringId organization = 0; ///< That of Organizations.
    RowId report = 0;
    std::uint32_t applied = 0; ///< Policies that applied, one bit for each AppliedPolicy.
    const std::vector<RowId>* rows = nullptr; ///< Holds the rows begin to end; input order.
    std::uint32_t begin = 0, end = 0;
};

/// Failure details of one cause, policy domain and MX.
struct EvidenceGroup {
    StringId domain = 0; ///< Normalized.
    Cause cause = Cause::UnknownResultType; ///< As the details tell it one by one.
    StringId mx = 0; ///< Normalized; 0 where none is named, and for causes of the policy host.
    std::vector<Observation> observations; ///< By report, in input order.
};

/// All failure details of a selection, grouped. Moving it keeps the rows where they are.
struct Evidence {
    std::vector<EvidenceGroup> groups; ///< In the order in which they are met.
    std::list<std::vector<RowId>> rows; ///< Failure details, for the observations.
};

/// One pass over the failure details of a selection, on several threads where there are many; those
/// that say that no session failed are left out. Stops early when asked to.
Evidence collectEvidence(
    const Snapshot& snapshot, const Selection& selection, std::stop_token stop);

/// Whether a policy (MX patterns as in mx-host and as in its text) covers an MX; true also where it
/// names no pattern.
bool policyCovers(std::string_view mxHosts, std::string_view policyText, std::string_view mx);

} // namespace mxlens
