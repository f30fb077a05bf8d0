// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/diagnosis/cause.h"
#include "core/report/count.h"
#include "core/report/language.h"
#include "core/store/snapshot.h"

#include <string>
#include <string_view>
#include <vector>

namespace mxlens {

/// How much a problem matters (DESIGN.md section 6).
enum class Severity {
    Critical, ///< Mail is or was refused.
    Warning, ///< It would be under enforce, or went unprotected.
    Info, ///< Worth knowing.
};

/// What a problem did to mail, from the policies that were applied.
enum class Impact { Refused, Delivered, None, Unknown };

/// A diagnosis: one cause on one domain and subject over a span of days, and the rows that prove
/// it.
struct Problem {
    Cause cause = Cause::UnknownResultType;
    Severity severity = Severity::Info;
    Impact impact = Impact::Unknown;
    std::uint32_t applied = 0; ///< Policies that applied, one bit for each AppliedPolicy.
    std::string domain; ///< Policy domain, normalized; may be empty.
    /// The MX; `mta-sts.DOMAIN` for the three sts- causes; the organization where one reporter is
    /// the subject; the domain where the reports name nothing nearer.
    std::string subject;
    Day firstDay = noDay; ///< Of the reports that prove it; noDay where none has a day.
    Day lastDay = noDay;
    bool ongoing = false; ///< Seen on the last day with reports of a reporter that had seen it.
    Day lastReport = noDay; ///< The last day of all reports around it, whoever wrote them.
    Count failedSessions; ///< Of the rows that prove it, by rule 3.
    Count sessions; ///< Of the domain on the days from first to last, all reporters.
    std::vector<std::string> reporters; ///< Organizations that saw it, once each, sorted.
    std::vector<std::string> words; ///< Result types as written, sorted.
    std::vector<RowId> failures; ///< Failure details that prove it, by day.
    /// Policies that prove it: for StalePolicy and InconsistentCounts; for
    /// SilentReporter those of its last day.
    std::vector<RowId> policies;
};

/// Days after which what was seen last is no news: reports come late, but not by weeks.
constexpr Day recentDays = 14;

/// What the reports tell of whether a problem is over.
enum class ProblemState {
    Over, ///< Those who saw it have reported since.
    Ongoing, ///< They have not, and it was seen in the last two weeks that have reports.
    LastSeen, ///< They have not, while others went on for weeks: nobody tells.
};
ProblemState stateOf(const Problem& problem);

/// `critical`, `warning`, `info`.
std::string_view severityName(Severity severity);
/// `refused`, `delivered`, `none`, `unknown`.
std::string_view impactName(Impact impact);

/// One sentence on a problem.
std::string summaryOf(const Problem& problem, Language language);
/// What is wrong and where, in few words: for lists that say days, figures and effect beside it.
std::string headingOf(const Problem& problem, Language language);

} // namespace mxlens
