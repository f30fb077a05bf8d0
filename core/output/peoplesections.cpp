// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/peoplesections.h"

#include "core/diagnosis/catalogue.h"
#include "core/output/peoplewords.h"

#include <algorithm>
#include <utility>

namespace mxlens {

namespace {

constexpr std::size_t mostTrendRows = 31;
/// Problems that are explained; the rest stands in a table.
constexpr std::size_t mostExplained = 12;
constexpr std::size_t mostProblemRows = 200;
constexpr std::size_t mostNamed = 5;

DocumentBlock textBlock(BlockKind kind, std::string text)
{
    DocumentBlock block;
    block.kind = kind;
    block.text = std::move(text);
    return block;
}

std::string dayText(Day day)
{
    return day == noDay ? std::string() : formatDay(day);
}

/// A few names, and how many more.
std::string namesOf(const std::vector<std::string>& all, Language language)
{
    const PeopleWords& words = peopleWords(language);
    std::string names;
    for (std::size_t i = 0; i < std::min(all.size(), mostNamed); ++i)
        names.append(i == 0 ? "" : ", ").append(all[i].empty() ? words.noOrganization : all[i]);
    if (all.size() <= mostNamed)
        return names;
    return filledIn(words.others,
        { { "names", names },
            { "n", numberIn(language, static_cast<std::int64_t>(all.size() - mostNamed)) } });
}

/// Days of the trend put together so that there are few rows.
struct Span {
    Day first = noDay, last = noDay;
    SessionFigures figures;
};

std::vector<Span> spansOf(const std::vector<DayFigures>& days)
{
    const auto length = static_cast<std::size_t>(days.back().day - days.front().day) + 1;
    const std::size_t each = length <= mostTrendRows
        ? 1
        : std::max<std::size_t>(7, (length + mostTrendRows - 1) / mostTrendRows);
    std::vector<Span> spans;
    std::size_t place = 0;
    for (const DayFigures& day : days) {
        const auto wanted = static_cast<std::size_t>(day.day - days.front().day) / each;
        if (spans.empty() || wanted != place) {
            const Day first = days.front().day + static_cast<Day>(wanted * each);
            const Day end = std::min(first + static_cast<Day>(each) - 1, days.back().day);
            spans.push_back({ first, end, {} });
        }
        place = wanted;
        spans.back().figures += day.figures;
    }
    return spans;
}

DocumentBlock trendTable(const std::vector<DayFigures>& days, Language language)
{
    const PeopleWords& words = peopleWords(language);
    DocumentBlock table = textBlock(BlockKind::Table, std::string(words.trendCaption));
    table.columns = { { std::string(words.from), false }, { std::string(words.to), false },
        { std::string(words.sessions), true }, { std::string(words.failed), true },
        { std::string(words.failureRate), true } };
    for (const Span& span : spansOf(days))
        table.rows.push_back(
            { dayText(span.first), dayText(span.last), countIn(language, span.figures.sessions),
                countIn(language, span.figures.failed), failureRateIn(language, span.figures) });
    return table;
}

/// Whether a problem is over.
std::string stateSentence(const Problem& problem, const PeopleWords& words)
{
    const ProblemState state = stateOf(problem);
    const std::string_view sentence = state == ProblemState::Over ? words.over
        : state == ProblemState::Ongoing                          ? words.ongoing
                                                                  : words.lastSeen;
    return filledIn(sentence, { { "last", formatDay(problem.lastDay) } });
}

void addProblem(std::vector<DocumentBlock>& blocks, const Problem& problem, std::size_t number,
    Language language)
{
    const PeopleWords& words = peopleWords(language);
    CaseNames names;
    names.mx = problem.subject;
    names.domain = problem.domain;
    names.organization = problem.reporters.size() == 1 ? problem.reporters.front() : std::string();
    names.firstDay = dayText(problem.firstDay);
    names.lastDay = dayText(problem.lastDay);
    names.written = problem.words.size() == 1 ? problem.words.front() : std::string();
    const Explanation explanation = explain(problem.cause, names, language);
    blocks.push_back(textBlock(BlockKind::Subheading,
        std::to_string(number)
            .append(". ")
            .append(words.severity.at(static_cast<std::size_t>(problem.severity)))
            .append(": ")
            .append(explanation.title)));
    blocks.push_back(textBlock(BlockKind::Paragraph, summaryOf(problem, language)));
    // What the summary does not say.
    const std::string state
        = problem.firstDay == noDay ? std::string() : stateSentence(problem, words);
    std::string facts = filledIn(words.facts,
        { { "state", state },
            { "domain", problem.domain.empty() ? words.noDomain : problem.domain } });
    facts.erase(0, facts.find_first_not_of(' '));
    if (!problem.reporters.empty())
        facts.append(" ").append(
            filledIn(words.seenBy, { { "reporters", namesOf(problem.reporters, language) } }));
    blocks.push_back(textBlock(BlockKind::Paragraph, std::move(facts)));
    blocks.push_back(textBlock(BlockKind::Paragraph, explanation.meaning));
    if (explanation.firstSteps.empty())
        return;
    std::string lead;
    if (!explanation.whoActs.empty())
        lead.append(words.whoActs).append(" ").append(explanation.whoActs).append(" ");
    DocumentBlock steps = textBlock(BlockKind::Steps, lead.append(words.whatToDo));
    steps.items = explanation.firstSteps;
    blocks.push_back(std::move(steps));
}

DocumentBlock problemTable(
    const std::vector<Problem>& problems, std::size_t from, Language language)
{
    const PeopleWords& words = peopleWords(language);
    DocumentBlock table = textBlock(BlockKind::Table, std::string(words.moreProblems));
    table.columns = { { std::string(words.severityHead), false },
        { std::string(words.cause), false }, { std::string(words.domain), false },
        { std::string(words.lastDay), false }, { std::string(words.failed), true } };
    const std::size_t end = std::min(problems.size(), from + mostProblemRows);
    for (std::size_t i = from; i < end; ++i) {
        const Problem& problem = problems[i];
        table.rows.push_back(
            { std::string(words.severity.at(static_cast<std::size_t>(problem.severity))),
                explain(problem.cause, {}, language).title + ": " + problem.subject, problem.domain,
                dayText(problem.lastDay), countIn(language, problem.failedSessions) });
    }
    return table;
}

} // namespace

DocumentBlock headingBlock(std::string_view text)
{
    return textBlock(BlockKind::Heading, std::string(text));
}

void addTrend(std::vector<DocumentBlock>& blocks, const std::vector<DayFigures>& days, bool allTold,
    Language language)
{
    const PeopleWords& words = peopleWords(language);
    blocks.push_back(headingBlock(words.trend));
    if (days.empty()) {
        blocks.push_back(textBlock(BlockKind::Paragraph, std::string(words.trendOfNothing)));
        return;
    }
    const auto most = std::ranges::max_element(
        days, {}, [](const DayFigures& day) { return day.figures.failed.valueOr(0); });
    blocks.push_back(textBlock(BlockKind::Paragraph,
        most->figures.failed.valueOr(0) <= 0
            ? std::string(allTold ? words.noFailures : words.noFailureTold)
            : filledIn(words.mostFailures,
                { { "day", formatDay(most->day) },
                    { "failed", countIn(language, most->figures.failed) },
                    { "sessions", countIn(language, most->figures.sessions) } })));
    DocumentBlock trend = textBlock(BlockKind::Trend, std::string(words.trendCaption));
    trend.days = days;
    blocks.push_back(std::move(trend));
    blocks.push_back(trendTable(days, language));
}

void addProblems(
    std::vector<DocumentBlock>& blocks, const std::vector<Problem>& problems, Language language)
{
    const PeopleWords& words = peopleWords(language);
    blocks.push_back(headingBlock(words.problems));
    if (problems.empty())
        blocks.push_back(textBlock(BlockKind::Paragraph, std::string(words.noProblems)));
    for (std::size_t i = 0; i < std::min(problems.size(), mostExplained); ++i)
        addProblem(blocks, problems[i], i + 1, language);
    if (problems.size() > mostExplained)
        blocks.push_back(problemTable(problems, mostExplained, language));
    if (problems.size() > mostExplained + mostProblemRows) {
        const std::size_t left = problems.size() - mostExplained - mostProblemRows;
        blocks.push_back(textBlock(BlockKind::Paragraph,
            filledIn(
                words.moreRows, { { "n", numberIn(language, static_cast<std::int64_t>(left)) } })));
    }
}

} // namespace mxlens
