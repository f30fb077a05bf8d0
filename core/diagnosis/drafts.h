// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/diagnosis/background.h"
#include "core/diagnosis/evidence.h"
#include "core/diagnosis/thresholds.h"

#include <vector>

namespace mxlens {

class HostSightings;
class MissedStarttls;

/// A problem while the rules work on it.
struct Draft {
    Cause cause = Cause::UnknownResultType;
    StringId domain = 0;
    /// An MX or an organization, by isAboutReporter(); 0 for the domain or its policy host.
    StringId subject = 0;
    std::vector<Observation> observations; ///< By day once tidied; those without a day first.
    std::vector<RowId> policies; ///< For causes that policies prove.
    /// Observations come of several groups, so that there may be several of one report.
    bool isJoined = false;
    /// For InconsistentCounts: more than a handful of failures that no detail tells of, so that
    /// nothing else shows them.
    bool tellsAlone = false;
    Day firstDay = noDay, lastDay = noDay; ///< Where no observation gives them (SilentReporter).
};

/// Days between two sightings that may be a recovery.
constexpr Day longRecovery = 10;

/// Whether the subject of a cause is an organization.
bool isAboutReporter(Cause cause);

/// Everything that the rules look at.
struct DiagnosisInput {
    const Snapshot& snapshot;
    const Background& background;
    const Thresholds& thresholds;
    Day lastReport = noDay; ///< The last day of the background.
};

// The rules, in the order in which they have to run. Each changes the drafts of one domain and
// looks at nothing else, so that several domains can be worked on at once; only what confirms a
// fault of a host (HostSightings) and STARTTLS is looked for on other domains, too, the latter in
// what was found there up to then (MissedStarttls).

/// Rows without an MX join the draft of the MX that has the same cause and domain, where it is the
/// only one or has nearly all failures of these days.
void joinNamelessRows(std::vector<Draft>& drafts);

/// Reporters that applied an older policy than others did on the same day; what failed by it moves
/// to them.
void findStalePolicies(
    const DiagnosisInput& input, const DomainView& domain, std::vector<Draft>& drafts);

/// A few failures of one small reporter, and stray ones among very many sessions, become noise
/// (takeStrays()); not where others saw the same under another name.
void sortOutNoise(
    const DiagnosisInput& input, const HostSightings& hosts, std::vector<Draft>& drafts);

/// A problem that was away for weeks while those who had seen it went on reporting is two problems.
void splitAtLongRecoveries(const DiagnosisInput& input, std::vector<Draft>& drafts);

/// STARTTLS that one reporter alone misses becomes that reporter's problem.
void findStrippedStarttls(
    const DiagnosisInput& input, const MissedStarttls& missed, std::vector<Draft>& drafts);

/// Policies whose failure details and summary cannot both be right.
void findInconsistentCounts(
    const DiagnosisInput& input, const DomainView& domain, std::vector<Draft>& drafts);

/// Regular reporters that stopped while others went on.
void findSilentReporters(
    const DiagnosisInput& input, const DomainView& domain, std::vector<Draft>& drafts);

/// The draft for a cause, domain and subject: there already, or added.
Draft& draftFor(std::vector<Draft>& drafts, Cause cause, StringId domain, StringId subject);

/// Takes out drafts of which nothing is left.
void dropEmpty(std::vector<Draft>& drafts);

/// Organizations that saw a draft, each once and sorted.
std::vector<StringId> organizationsOf(const Draft& draft);

/// Sum of the failed sessions of a draft.
Count failedOf(const Draft& draft);

} // namespace mxlens
