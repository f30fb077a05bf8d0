// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/diagnosis/problems.h"

#include <array>
#include <string>
#include <string_view>

namespace mxlens {

/// Columns of the problems table (DESIGN.md section 6).
constexpr std::array<std::string_view, 11> problemColumnNames{ "severity", "policy_domain",
    "subject", "cause", "first_day", "last_day", "ongoing", "failed_sessions", "reporters",
    "impact", "summary" };

/// Columns of the domains table.
constexpr std::array<std::string_view, 11> domainColumnNames{ "policy_domain", "first_day",
    "last_day", "reporters", "sessions", "successful_sessions", "failed_sessions", "policy_type",
    "policy_mode", "readiness", "basis" };

/// YYYY-MM-DD, empty for noDay.
inline std::string dayField(Day day)
{
    return day == noDay ? std::string() : formatDay(day);
}

/// Writes a row of the problems table through a CsvWriter or JsonLinesWriter.
template <typename Writer>
void problemRow(Writer& writer, const Problem& problem, Language language)
{
    writer.text(severityName(problem.severity));
    writer.text(problem.domain);
    writer.text(problem.subject);
    writer.text(causeName(problem.cause));
    writer.text(dayField(problem.firstDay));
    writer.text(dayField(problem.lastDay));
    writer.boolean(problem.ongoing);
    writer.number(problem.failedSessions);
    writer.number(Count(static_cast<std::int64_t>(problem.reporters.size())));
    writer.text(impactName(problem.impact));
    writer.text(summaryOf(problem, language));
    writer.endRow();
}

/// Writes a row of the domains table.
template <typename Writer>
void domainRow(Writer& writer, const DomainStatus& domain, Language language)
{
    writer.text(domain.domain);
    writer.text(dayField(domain.firstDay));
    writer.text(dayField(domain.lastDay));
    writer.number(Count(static_cast<std::int64_t>(domain.reporters)));
    writer.number(domain.figures.sessions);
    writer.number(domain.figures.successful);
    writer.number(domain.figures.failed);
    writer.text(domain.policyType);
    writer.text(domain.policyMode);
    writer.text(readinessName(domain.readiness));
    writer.text(basisOf(domain, language));
    writer.endRow();
}

} // namespace mxlens
