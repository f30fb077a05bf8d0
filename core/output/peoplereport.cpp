// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/peoplereport.h"

#include "core/diagnosis/problems.h"
#include "core/output/peoplesections.h"
#include "core/output/peoplewords.h"
#include "core/query/totals.h"

#include <algorithm>
#include <utility>

namespace mxlens {

namespace {

using Severities = std::array<std::size_t, 3>;

/// How many problems there are of each severity, and which critical ones are not over.
struct ProblemCounts {
    Severities bySeverity{};
    std::size_t criticalOngoing = 0;
    Day lastRefused = noDay; ///< Of those.
    Day lastSeen = noDay; ///< Of those of which nobody tells any more.
};

ProblemCounts countsOf(const std::vector<Problem>& problems)
{
    ProblemCounts counts;
    for (const Problem& problem : problems) {
        ++counts.bySeverity.at(static_cast<std::size_t>(problem.severity));
        if (problem.severity != Severity::Critical)
            continue;
        const ProblemState state = stateOf(problem);
        if (state == ProblemState::Ongoing) {
            ++counts.criticalOngoing;
            counts.lastRefused = std::max(counts.lastRefused, problem.lastDay);
        } else if (state == ProblemState::LastSeen) {
            counts.lastSeen = std::max(counts.lastSeen, problem.lastDay);
        }
    }
    return counts;
}

/// What is wrong, in one sentence, without figures.
std::string judgement(
    const PeopleReportRequest& request, bool allTold, const std::vector<Problem>& problems)
{
    const PeopleWords& words = peopleWords(request.language);
    const ProblemCounts counts = countsOf(problems);
    const auto number = [&](std::size_t value) {
        return numberIn(request.language, static_cast<std::int64_t>(value));
    };
    const auto [critical, warnings, infos] = counts.bySeverity;
    if (counts.criticalOngoing > 0)
        return filledIn(words.isRefused,
            { { "last", formatDay(counts.lastRefused) },
                { "critical", number(counts.criticalOngoing) } });
    if (counts.lastSeen != noDay)
        return filledIn(words.wasLastRefused,
            { { "last", formatDay(counts.lastSeen) }, { "critical", number(critical) } });
    if (critical > 0)
        return filledIn(words.wasRefused, { { "critical", number(critical) } });
    if (warnings > 0)
        return filledIn(words.warnings, { { "warnings", number(warnings) } });
    if (infos > 0)
        return std::string(words.onlyInfo);
    return std::string(allTold ? words.noProblem : words.notAllTold);
}

/// allTold: no session count is missing.
std::string verdictOf(const PeopleReportRequest& request, const Totals& shown, bool allTold,
    const std::vector<Problem>& problems)
{
    const PeopleWords& words = peopleWords(request.language);
    const SessionFigures& figures = shown.figures;
    if (shown.reports == 0)
        return std::string(words.nothingToSay);
    std::string text = judgement(request, allTold, problems);
    if (!figures.sessions.known())
        return text.append(" ").append(words.unknownSessions);
    if (figures.sessions == Count::zero())
        return text.append(" ").append(words.noSessions);
    const std::string rate = failureRateIn(request.language, figures);
    return text.append(" ").append(filledIn(rate.empty() ? words.figuresWithoutRate : words.figures,
        { { "failed", countIn(request.language, figures.failed) },
            { "sessions", countIn(request.language, figures.sessions) }, { "share", rate } }));
}

/// The policy domains by name: a few, and how many more.
std::string domainsOf(const std::vector<DomainNode>& tree, Language language)
{
    const PeopleWords& words = peopleWords(language);
    std::string names;
    constexpr std::size_t mostNamed = 3;
    std::size_t named = 0;
    for (const DomainNode& domain : tree) {
        if (named == mostNamed)
            break;
        names.append(names.empty() ? "" : ", ")
            .append(domain.domain.empty() ? words.noDomain : domain.domain);
        ++named;
    }
    if (tree.size() <= named)
        return names;
    return filledIn(words.allDomains,
        { { "first", names },
            { "more", numberIn(language, static_cast<std::int64_t>(tree.size() - named)) } });
}

DocumentBlock factsOf(
    const PeopleReportRequest& request, const Totals& shown, const std::vector<DomainNode>& tree)
{
    const PeopleWords& words = peopleWords(request.language);
    DocumentBlock table;
    table.kind = BlockKind::Table;
    table.columns = { { std::string(words.fact), false }, { std::string(words.value), false } };
    const auto add = [&table](std::string_view name, std::string value) {
        table.rows.push_back({ std::string(name), std::move(value) });
    };
    add(words.domains, domainsOf(tree, request.language));
    add(words.period,
        shown.firstDay == noDay
            ? std::string(words.noPeriod)
            : filledIn(words.periodValue,
                { { "span", spanIn(request.language, shown.firstDay, shown.lastDay) } }));
    add(words.reports,
        filledIn(words.reportsValue,
            { { "reports", numberIn(request.language, static_cast<std::int64_t>(shown.reports)) },
                { "organizations",
                    numberIn(request.language, static_cast<std::int64_t>(shown.reporters)) } }));
    if (!request.filterText.empty())
        add(words.filter, request.filterText);
    return table;
}

} // namespace

ReportDocument peopleReport(
    const Snapshot& snapshot, const PeopleReportRequest& request, const std::stop_token& stop)
{
    const PeopleWords& words = peopleWords(request.language);
    const Overview shown = overview(snapshot, request.selection, stop);
    const Filter around = surroundings(request.filter);
    const bool isWide = around.terms.size() == request.filter.terms.size();
    const Selection surrounding = isWide ? Selection() : select(snapshot, around, stop);
    const Diagnosis diagnosis = diagnose(snapshot, request.selection,
        isWide ? request.selection : surrounding, stop, request.thresholds);

    ReportDocument document;
    document.language = request.language;
    document.footer = words.footer;
    document.sessionsWord = words.sessions;
    document.failedWord = words.failed;
    document.title = shown.tree.size() == 1 && !shown.tree.front().domain.empty()
        ? filledIn(words.title, { { "domain", shown.tree.front().domain } })
        : std::string(words.titleOfAll);
    std::vector<DocumentBlock>& blocks = document.blocks;
    blocks.push_back(factsOf(request, shown.totals, shown.tree));
    blocks.push_back(headingBlock(words.verdict));
    const bool allTold = shown.totals.unknownCounts == 0;
    DocumentBlock verdict;
    verdict.kind = BlockKind::Verdict;
    verdict.text = verdictOf(request, shown.totals, allTold, diagnosis.problems);
    blocks.push_back(std::move(verdict));
    if (shown.totals.reports > 0) {
        addTrend(blocks, shown.days, allTold, request.language);
        addProblems(blocks, diagnosis.problems, request.language);
        addPolicies(blocks, snapshot, request.selection, shown.tree, request.language, stop);
        addFigures(blocks, snapshot, request.selection, shown.tree, diagnosis.domains,
            request.language, stop);
    }
    addCounting(blocks, snapshot, request);
    return document;
}

} // namespace mxlens
