// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/diagnosis/catalogue.h"
#include "core/diagnosis/problem.h"
#include "core/query/selection.h"

#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace mxlens {

/// Rows of a problem that belong together, and the failed sessions that they add up to by rule 3 of
/// the design: per report the larger of what sts and tlsa say.
struct EvidencePart {
    Count failed; ///< Zero where the rows prove no failure.
    std::vector<RowId> failures, policies; ///< Each in ascending order.

    std::size_t rows() const { return failures.size() + policies.size(); }
};

/// What the reports of one day prove.
struct DayEvidence {
    Day day = noDay;
    EvidencePart part;
    Count sessions; ///< Of the domain on that day, all reporters ...
    std::vector<RowId> around; ///< ... and the policies that they come from.
};

/// What one organization saw.
struct ReporterEvidence {
    std::string organization; ///< As in Problem::reporters.
    Day firstDay = noDay, lastDay = noDay; ///< On which it saw the problem.
    EvidencePart part;
    Count sessions; ///< Of that organization on the domain on the days of the problem ...
    std::vector<RowId> around; ///< ... and the policies that they come from.
};

/// An organization that reported on the domain on the days of the problem and saw nothing of it.
struct OtherEvidence {
    std::string organization; ///< As in Problem::reporters.
    Count sessions; ///< Of that organization on the domain on these days ...
    std::vector<RowId> around; ///< ... and the policies that they come from.
};

/// What was written for it.
struct WordEvidence {
    std::string resultType, reason; ///< As written.
    EvidencePart part;
};

/// The network that sessions came from: the first 24 bits of IPv4, the first 48 of IPv6.
struct NetworkEvidence {
    std::string network; ///< `192.0.2.0/24`; empty where no address is given.
    EvidencePart part;
};

/// Sessions to which one kind of policy applied.
struct AppliedEvidence {
    AppliedPolicy policy = AppliedPolicy::Unknown;
    EvidencePart part;
};

/// The rows of a problem, taken apart: each list holds all of them, largest part first (days in
/// order).
struct ProblemEvidence {
    EvidencePart all; ///< Its failed sessions are those of the problem.
    std::vector<DayEvidence> days; ///< Rows without a day stand under noDay.
    std::vector<ReporterEvidence> reporters;
    std::vector<WordEvidence> words; ///< Of the failure details.
    std::vector<NetworkEvidence> networks; ///< Of the failure details.
    std::vector<AppliedEvidence> applied; ///< In the order of AppliedPolicy.
    std::vector<OtherEvidence> others; ///< Most sessions first.
    /// All policies of the domain on these days: what Problem::sessions comes from.
    std::vector<RowId> around;
    std::optional<RowId> latestPolicy; ///< The policy of the latest row.
};

/// Parts of a problem as one: all their rows, and the failed sessions that these add up to by
/// rule 3. Any thread.
EvidencePart joinParts(
    const Snapshot& snapshot, const Problem& problem, std::span<const EvidencePart* const> parts);

/// Takes the rows of a problem apart. around: what was diagnosed, with what surrounds it. Any
/// thread; stopped early it gives part of the answer.
ProblemEvidence evidenceOf(const Snapshot& snapshot, const Problem& problem,
    const Selection& around, const std::stop_token& stop = {});

} // namespace mxlens
