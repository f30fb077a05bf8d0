// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/diagnosis/problem.h"
#include "core/query/figures.h"
#include "core/report/count.h"
#include "core/report/datetime.h"
#include "core/report/language.h"

#include <array>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace mxlens {

/// The fixed texts of a report for people in one language. What stands in braces is filled in.
struct PeopleWords {
    std::string_view title, titleOfAll, footer;
    // Facts
    std::string_view fact, value, domains, period, noPeriod, periodValue, reports, reportsValue,
        filter, allDomains;
    // Verdict
    std::string_view verdict, nothingToSay, unknownSessions, noSessions, noProblem, onlyInfo,
        notAllTold, warnings, wasRefused, wasLastRefused, isRefused, figures, figuresWithoutRate;
    // Trend
    std::string_view trend, trendCaption, trendOfNothing, noFailures, noFailureTold, mostFailures,
        from, to, sessions, succeeded, failed, failureRate;
    // Problems
    std::string_view problems, noProblems, facts, ongoing, lastSeen, over, fromTo, onDay, seenBy,
        others, whoActs, whatToDo, moreProblems, severityHead, subject, cause, firstDay, lastDay,
        domain;
    std::array<std::string_view, 3> severity;
    // Policies
    std::string_view policies, noPolicies, policyCaption, type, mode, hosts, changes, reporters,
        moreDomains;
    // Figures
    std::string_view figuresHead, byDomain, byMx, byReporter, noDomain, noMx, noOrganization,
        noResultType, mx, resultType, organization, share, moreRows, readiness;
    // How it was counted
    std::string_view counted;
    std::array<std::string_view, 7> countedRules;
    std::string_view detailFilter, sourcesLine;
};

/// `2026-09-01 to 2026-09-03`, or the day alone where both are the same.
std::string spanIn(Language language, Day first, Day last);

/// The texts of a language.
const PeopleWords& peopleWords(Language language);

/// Numbers as the language writes them: `1,204` or `1.204`.
std::string numberIn(Language language, std::int64_t value);
/// The same, or the word for unknown.
std::string countIn(Language language, Count count);
/// The failed sessions as `99.2 %` or `99,2 %` of all; empty where there is no such rate.
std::string failureRateIn(Language language, const SessionFigures& figures);

/// text with each {name} replaced by its value; values are not searched again.
std::string filledIn(std::string_view text,
    std::initializer_list<std::pair<std::string_view, std::string_view>> values);

} // namespace mxlens
