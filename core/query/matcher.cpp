// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/matcher.h"

#include "core/policy/mxpattern.h"
#include "core/report/names.h"
#include "core/report/resulttype.h"

#include <algorithm>

namespace mxlens {

namespace {

// What a term speaks about.
enum class Level { Report, Policy, Failure, Word };

Level levelOf(FilterKey key)
{
    switch (key) {
    case FilterKey::Any:
        return Level::Word;
    case FilterKey::Org:
    case FilterKey::Report:
    case FilterKey::Source:
    case FilterKey::After:
    case FilterKey::Before:
        return Level::Report;
    case FilterKey::Mx:
    case FilterKey::Result:
    case FilterKey::Ip:
    case FilterKey::Reason:
        return Level::Failure;
    default:
        return Level::Policy;
    }
}

bool inRange(const FilterTerm& term, Count count)
{
    return count.known() && count.valueOr(0) >= term.lowest && count.valueOr(0) <= term.highest;
}

} // namespace

Matcher::Matcher(
    const Snapshot& snapshot, const Filter& filter, KnownTexts& known, KnownTexts& knownAddresses)
    : m_snapshot(snapshot)
    , m_filter(filter)
    , m_known(known)
    , m_knownAddresses(knownAddresses)
    , m_wordInReport(filter.terms.size())
    , m_wordInPolicy(filter.terms.size())
{
    for (std::size_t i = 0; i < filter.terms.size(); ++i) {
        const FilterTerm& term = filter.terms[i];
        const Level level = levelOf(term.key);
        if (level == Level::Report || level == Level::Word)
            m_reportTerms.push_back(i);
        if (level == Level::Policy || level == Level::Word)
            m_policyTerms.push_back(i);
        if (level == Level::Failure || level == Level::Word || term.key == FilterKey::Failures)
            m_failureTerms.push_back(i);
    }
}

bool Matcher::textMeets(std::size_t term, StringId id)
{
    return m_known.get(
        term, id, [&] { return m_match.meets(m_filter.terms[term], { m_snapshot.text(id) }); });
}

bool Matcher::addressMeets(std::size_t index, AddressId id)
{
    return m_knownAddresses.get(index, id, [&] {
        const FilterTerm& term = m_filter.terms[index];
        const std::string text = m_snapshot.addressText(id);
        const auto value = m_snapshot.addresses().entry(id).value();
        return std::any_of(
            term.patterns.begin(), term.patterns.end(), [&](const FilterPattern& pattern) {
                if (term.key == FilterKey::Ip && pattern.address)
                    return value && value->sharesPrefix(*pattern.address, pattern.prefixBits);
                return m_match.meets(pattern, term.key, text);
            });
    });
}

bool Matcher::anyOf(std::size_t term, std::initializer_list<StringId> ids)
{
    return std::any_of(ids.begin(), ids.end(), [&](StringId id) { return textMeets(term, id); });
}

bool Matcher::sourceMeets(std::size_t term, const RowPlace& source)
{
    const auto& sources = source.segment->sources;
    return m_match.meets(m_filter.terms[term],
        { m_snapshot.text(sources.folder[source.row]), m_snapshot.text(sources.name[source.row]),
            m_snapshot.text(sources.inner[source.row]) });
}

bool Matcher::reportMeets(std::size_t index)
{
    const FilterTerm& term = m_filter.terms[index];
    const auto& reports = m_report.segment->reports;
    const std::uint32_t row = m_report.row;
    switch (term.key) {
    case FilterKey::Org:
        return textMeets(index, reports.organization[row]);
    case FilterKey::Report:
        return textMeets(index, reports.reportId[row]);
    case FilterKey::Source:
        return sourceMeets(index, { m_report.segment, m_report.segmentIndex, reports.source[row] });
    case FilterKey::After:
        return reports.day[row] != noDay && reports.day[row] >= term.day;
    default:
        return reports.day[row] != noDay && reports.day[row] <= term.day;
    }
}

bool Matcher::enterReport(const RowPlace& report)
{
    m_report = report;
    const auto& reports = report.segment->reports;
    for (const std::size_t i : m_reportTerms) {
        const FilterTerm& term = m_filter.terms[i];
        if (levelOf(term.key) == Level::Report && reportMeets(i) == term.negated)
            return false;
        if (levelOf(term.key) != Level::Word)
            continue;
        m_wordInReport[i] = anyOf(i,
                                { reports.organization[report.row], reports.contact[report.row],
                                    reports.reportId[report.row] })
            || sourceMeets(i, { report.segment, report.segmentIndex, reports.source[report.row] });
        if (m_wordInReport[i] && term.negated)
            return false;
    }
    return true;
}

bool Matcher::policyMeets(std::size_t index)
{
    const FilterTerm& term = m_filter.terms[index];
    const auto& policies = m_report.segment->policies;
    switch (term.key) {
    case FilterKey::Domain:
        return textMeets(index, policies.domainKey[m_policy]);
    case FilterKey::Type:
        return textMeets(index, policies.type[m_policy]);
    case FilterKey::Mode:
        return textMeets(index, policies.mode[m_policy]);
    case FilterKey::Sessions:
        return inRange(term, policies.successful[m_policy] + policies.failed[m_policy]);
    default:
        return true; // failures: is about the row at hand
    }
}

bool Matcher::enterPolicy(std::uint32_t policy)
{
    m_policy = policy;
    const auto& policies = m_report.segment->policies;
    for (const std::size_t i : m_policyTerms) {
        const FilterTerm& term = m_filter.terms[i];
        const Level level = levelOf(term.key);
        if (level == Level::Policy && term.key != FilterKey::Failures
            && policyMeets(i) == term.negated)
            return false;
        if (level != Level::Word)
            continue;
        m_wordInPolicy[i] = m_wordInReport[i]
            || anyOf(i,
                { policies.type[policy], policies.mode[policy], policies.domain[policy],
                    policies.policyText[policy], policies.mxHosts[policy] });
        if (m_wordInPolicy[i] && term.negated)
            return false;
    }
    return true;
}

bool Matcher::failureIsIn(std::uint32_t row)
{
    const auto& failures = m_report.segment->failures;
    for (const std::size_t i : m_failureTerms) {
        const FilterTerm& term = m_filter.terms[i];
        bool meets = !term.negated;
        switch (term.key) {
        case FilterKey::Mx:
            meets = textMeets(i, failures.mxKey[row]);
            break;
        case FilterKey::Result:
            meets = textMeets(i, failures.resultType[row]);
            break;
        case FilterKey::Ip:
            meets = addressMeets(i, failures.sendingIp[row])
                || addressMeets(i, failures.receivingIp[row]);
            break;
        case FilterKey::Reason:
            meets = textMeets(i, failures.reason[row]);
            break;
        case FilterKey::Failures:
            meets = inRange(term, failures.count[row]);
            break;
        case FilterKey::Any:
            meets = m_wordInPolicy[i]
                || anyOf(i,
                    { failures.resultType[row], failures.mx[row], failures.helo[row],
                        failures.information[row], failures.reason[row] })
                || addressMeets(i, failures.sendingIp[row])
                || addressMeets(i, failures.receivingIp[row]);
            break;
        default:
            break; // settled for the report or the policy
        }
        if (meets == term.negated)
            return false;
    }
    return true;
}

// Whether the policy covers an MX that the term names.
bool Matcher::covers(std::size_t index)
{
    const auto& policies = m_report.segment->policies;
    const FilterTerm& term = m_filter.terms[index];
    if (policyTypeOf(m_snapshot.text(policies.type[m_policy])) == PolicyType::Tlsa
        && textMeets(index, policies.domainKey[m_policy]))
        return true;
    const StringId hosts = policies.mxHosts[m_policy];
    const StringId text = policies.policyText[m_policy];
    const std::uint64_t key = (static_cast<std::uint64_t>(index) << 58)
        ^ (static_cast<std::uint64_t>(hosts) << 29) ^ text;
    if (const auto known = m_coverKnown.find(key); known != m_coverKnown.end())
        return known->second;
    bool result = false;
    for (const std::string& pattern : mxPatternsOf(m_snapshot.text(hosts), m_snapshot.text(text))) {
        for (const FilterPattern& wanted : term.patterns)
            result |= wanted.hasWildcard ? m_match.meets(wanted, FilterKey::Mx, pattern)
                                         : mxPatternMatches(pattern, wanted.text);
    }
    return m_coverKnown[key] = result;
}

bool Matcher::policyIsIn(bool failureIn)
{
    for (const FilterTerm& term : m_filter.terms) {
        if (term.key == FilterKey::Failures
            && inRange(term, m_report.segment->policies.failed[m_policy]) == term.negated)
            return false;
    }
    return failureIn || policyIsInByItself();
}

bool Matcher::policyIsInByItself()
{
    const auto& policies = m_report.segment->policies;
    const bool hasDetails = policies.firstFailure[m_policy] != policies.firstFailure[m_policy + 1];
    for (std::size_t i = 0; i < m_filter.terms.size(); ++i) {
        const FilterTerm& term = m_filter.terms[i];
        switch (levelOf(term.key)) {
        case Level::Word:
            if (!term.negated && !m_wordInPolicy[i])
                return false;
            if (term.negated && hasDetails)
                return false;
            break;
        case Level::Failure:
            if (term.negated ? hasDetails : term.key != FilterKey::Mx || !covers(i))
                return false;
            break;
        case Level::Policy:
        case Level::Report:
            break; // settled before
        }
    }
    return true;
}

bool Matcher::reportIsInByItself()
{
    for (std::size_t i = 0; i < m_filter.terms.size(); ++i) {
        const FilterTerm& term = m_filter.terms[i];
        const Level level = levelOf(term.key);
        if (!term.negated
            && (level == Level::Policy || level == Level::Failure
                || (level == Level::Word && !m_wordInReport[i])))
            return false;
    }
    return true;
}

bool Matcher::sourceIsIn(const RowPlace& source)
{
    for (std::size_t i = 0; i < m_filter.terms.size(); ++i) {
        const FilterTerm& term = m_filter.terms[i];
        bool meets = false;
        if (term.key == FilterKey::Source)
            meets = sourceMeets(i, source);
        else if (term.key == FilterKey::Any)
            meets = sourceMeets(i, source)
                || textMeets(i, source.segment->sources.detail[source.row]);
        if (meets == term.negated)
            return false;
    }
    return true;
}

} // namespace mxlens
