// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/diagnosis/background.h"
#include "core/diagnosis/problem.h"

#include <optional>
#include <string>
#include <vector>

namespace mxlens {

struct DiagnosisInput;

/// Whether a domain can enforce its policy.
enum class Readiness {
    Ready, ///< In testing, and nothing that enforce would stop.
    NotReady, ///< In testing, and mail would be stopped.
    Enforcing, ///< MTA-STS in mode enforce, or DANE.
    NoPolicy, ///< No policy, or MTA-STS in mode none.
    Unsaid, ///< Too little to say.
};

/// Why a verdict is what it is.
enum class ReadinessReason {
    Quiet, ///< Ready: long enough, enough sessions and reporters, nothing to stop.
    OpenProblem, ///< Not ready: `blocking`.
    ManyFailures, ///< Not ready: more than 1 % of the sessions failed.
    TooFewDays,
    TooFewSessions,
    TooFewReporters,
    FailuresNotTold, ///< Of too few days, sessions or reporters it is known how many failed.
    ModeEnforce,
    Dane,
    NoneFound, ///< Nobody found a policy.
    ModeNone,
    PolicyNotShown, ///< Reports name a policy and not its mode.
};

/// A policy domain as the reports show it.
struct DomainStatus {
    std::string domain; ///< Normalized; may be empty.
    Day firstDay = noDay, lastDay = noDay;
    std::size_t reporters = 0;
    SessionFigures figures; ///< All days, rule 3.
    std::string policyType; ///< Latest seen, as written.
    std::string policyMode;
    Readiness readiness = Readiness::Unsaid;
    ReadinessReason reason = ReadinessReason::PolicyNotShown;
    // What the verdict rests on: since when the policy is as it is, at most the last four weeks for
    // one in testing.
    Day since = noDay;
    Day basisFrom = noDay; ///< The days from here to lastDay are those that are looked at.
    std::size_t basisDays = 0; ///< Days with reports.
    std::size_t basisReporters = 0;
    SessionFigures basisFigures;
    // What of the basis says how many sessions failed: the sentence is about these.
    std::size_t toldDays = 0;
    std::size_t toldReporters = 0;
    Count toldSessions;
    Count refused; ///< Failed ones of the basis under enforce or DANE.
    /// Last day of a policy that nobody finds any more; noDay where it is not so.
    Day lostOn = noDay;
    std::int64_t needed = 0; ///< Of the days, sessions or reporters that are too few; or 0.
    /// The most severe problem that enforce turns, or would turn, into lost mail; where the policy
    /// is in force, one that still does so before one that may be over.
    std::optional<Problem> blocking;
};

/// Whether the policy is in force and senders still refuse mail by it: `blocking` says why.
bool refusesMail(const DomainStatus& status);

/// `ready`, `not-ready`, `enforcing`, `no-policy`, `unsaid`.
std::string_view readinessName(Readiness readiness);

/// The basis of the verdict in one sentence.
std::string basisOf(const DomainStatus& status, Language language);

/// What the reports say of one domain. problems are those of its rows, most severe first.
DomainStatus domainStatus(
    const DiagnosisInput& input, const DomainView& view, const std::vector<Problem>& problems);

} // namespace mxlens
