// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/diagnosisrows.h"

#include "core/output/diagnosisrows.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace mxlens {

namespace {

Cell textCell(std::string_view text)
{
    return { std::string(text), {}, false };
}

Cell numberCell(Count number)
{
    return { {}, number, true };
}

/// Failed sessions in ten-thousandths of all; unknown where there is no such share.
Count shareOf(Count failed, Count sessions)
{
    if (!failed.known() || sessions.valueOr(0) <= 0 || failed.valueOr(0) > sessions.valueOr(0))
        return {};
    const double share
        = static_cast<double>(failed.valueOr(0)) / static_cast<double>(sessions.valueOr(0));
    return Count(std::llround(share * 10'000));
}

/// What tells a problem from the others: the first day only where nothing else does.
std::string nameOf(const Problem& problem)
{
    std::string name(causeName(problem.cause));
    return name.append("\n").append(problem.domain).append("\n").append(problem.subject);
}

} // namespace

std::string_view columnName(ProblemColumn column)
{
    if (column == ProblemColumn::Share)
        return "share";
    return column == ProblemColumn::Heading
        ? std::string_view("heading")
        : problemColumnNames.at(static_cast<std::size_t>(column));
}

std::string_view columnName(DomainColumn column)
{
    return domainColumnNames.at(static_cast<std::size_t>(column));
}

RowId RowNumbers::of(const std::string& name)
{
    return m_numbers.emplace(name, static_cast<RowId>(m_numbers.size())).first->second;
}

DiagnosisRows::DiagnosisRows(std::shared_ptr<const Snapshot> snapshot,
    std::shared_ptr<const Selection> around, Diagnosis diagnosis, Language language,
    RowNumbers& numbers)
    : m_snapshot(std::move(snapshot))
    , m_around(std::move(around))
    , m_diagnosis(std::make_shared<const Diagnosis>(std::move(diagnosis)))
    , m_language(language)
{
    // One that came back after weeks has the name of the one before it, and a number behind it.
    std::map<std::string, int> alike;
    for (const Problem& problem : m_diagnosis->problems) {
        std::string name = nameOf(problem);
        const int number = alike[name]++;
        if (number > 0)
            name.append("\n").append(std::to_string(number));
        const RowId id = numbers.of(name);
        m_problemPlaces.emplace(id, static_cast<std::uint32_t>(m_problems.size()));
        m_problems.push_back(id);
        m_summaries.push_back(summaryOf(problem, language));
        m_headings.push_back(headingOf(problem, language));
        m_titles.push_back(explain(problem.cause, {}, language).title);
    }
    for (const DomainStatus& domain : m_diagnosis->domains) {
        const RowId id = numbers.of(domain.domain);
        m_domainPlaces.emplace(id, static_cast<std::uint32_t>(m_domains.size()));
        m_domains.push_back(id);
        m_bases.push_back(basisOf(domain, language));
    }
}

const Problem* DiagnosisRows::problem(RowId id) const
{
    const auto place = m_problemPlaces.find(id);
    return place == m_problemPlaces.end() ? nullptr : &m_diagnosis->problems[place->second];
}

const DomainStatus* DiagnosisRows::domain(RowId id) const
{
    const auto place = m_domainPlaces.find(id);
    return place == m_domainPlaces.end() ? nullptr : &m_diagnosis->domains[place->second];
}

std::vector<RowId> DiagnosisRows::placesOf(RowKind kind, const std::vector<RowId>& ids) const
{
    const auto& places = kind == RowKind::Problem ? m_problemPlaces : m_domainPlaces;
    std::vector<RowId> result;
    for (const RowId id : ids) {
        const auto place = places.find(id);
        if (place != places.end())
            result.push_back(place->second);
    }
    return result;
}

Cell DiagnosisRows::cell(RowId id, ProblemColumn column) const
{
    const Problem* const row = problem(id);
    if (!row)
        return {};
    const std::size_t place = m_problemPlaces.at(id);
    switch (column) {
    case ProblemColumn::Severity:
        return textCell(severityName(row->severity));
    case ProblemColumn::PolicyDomain:
        return textCell(row->domain);
    case ProblemColumn::Subject:
        return textCell(row->subject);
    case ProblemColumn::Cause:
        return textCell(m_titles[place]);
    case ProblemColumn::FirstDay:
        return textCell(dayField(row->firstDay));
    case ProblemColumn::LastDay:
        return textCell(dayField(row->lastDay));
    case ProblemColumn::Ongoing:
        return textCell(row->ongoing ? "true" : "false");
    case ProblemColumn::FailedSessions:
        return numberCell(row->failedSessions);
    case ProblemColumn::Reporters:
        return numberCell(Count(static_cast<std::int64_t>(row->reporters.size())));
    case ProblemColumn::Impact:
        return textCell(impactName(row->impact));
    case ProblemColumn::Summary:
        return textCell(m_summaries[place]);
    case ProblemColumn::Heading:
        return textCell(m_headings[place]);
    case ProblemColumn::Share:
        break;
    }
    return numberCell(shareOf(row->failedSessions, row->sessions));
}

Cell DiagnosisRows::cell(RowId id, DomainColumn column) const
{
    const DomainStatus* const row = domain(id);
    if (!row)
        return {};
    switch (column) {
    case DomainColumn::PolicyDomain:
        return textCell(row->domain);
    case DomainColumn::FirstDay:
        return textCell(dayField(row->firstDay));
    case DomainColumn::LastDay:
        return textCell(dayField(row->lastDay));
    case DomainColumn::Reporters:
        return numberCell(Count(static_cast<std::int64_t>(row->reporters)));
    case DomainColumn::Sessions:
        return numberCell(row->figures.sessions);
    case DomainColumn::SuccessfulSessions:
        return numberCell(row->figures.successful);
    case DomainColumn::FailedSessions:
        return numberCell(row->figures.failed);
    case DomainColumn::PolicyType:
        return textCell(row->policyType);
    case DomainColumn::PolicyMode:
        return textCell(row->policyMode);
    case DomainColumn::Readiness:
        return textCell(readinessName(row->readiness));
    case DomainColumn::Basis:
        break;
    }
    return textCell(m_bases[m_domainPlaces.at(id)]);
}

std::vector<RowId> DiagnosisRows::sorted(RowKind kind, SortKey key) const
{
    const bool problems = kind == RowKind::Problem;
    std::vector<RowId> rows = problems ? m_problems : m_domains;
    if (key.column < 0)
        return rows;
    // Words with an order of their own stand by it; an unknown number before all others.
    struct Value {
        std::int64_t number = 0;
        std::string text;
        auto operator<=>(const Value&) const = default;
    };
    const auto valueOf = [&](RowId id) -> Value {
        if (problems && key.column == static_cast<int>(ProblemColumn::Severity))
            return { static_cast<std::int64_t>(problem(id)->severity), {} };
        if (problems && key.column == static_cast<int>(ProblemColumn::Impact))
            return { static_cast<std::int64_t>(problem(id)->impact), {} };
        if (!problems && key.column == static_cast<int>(DomainColumn::Readiness))
            return { static_cast<std::int64_t>(domain(id)->readiness), {} };
        const Cell value = problems ? cell(id, static_cast<ProblemColumn>(key.column))
                                    : cell(id, static_cast<DomainColumn>(key.column));
        return { value.isNumber ? value.number.valueOr(-1) : 0, value.text };
    };
    std::vector<std::pair<Value, RowId>> keyed;
    keyed.reserve(rows.size());
    for (const RowId id : rows)
        keyed.emplace_back(valueOf(id), id);
    std::ranges::stable_sort(keyed, [&key](const auto& a, const auto& b) {
        return key.descending ? b.first < a.first : a.first < b.first;
    });
    std::ranges::transform(keyed, rows.begin(), &std::pair<Value, RowId>::second);
    return rows;
}

} // namespace mxlens
