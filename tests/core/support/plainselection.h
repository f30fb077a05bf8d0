// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/policy/mxpattern.h"
#include "core/query/selection.h"
#include "core/report/names.h"
#include "core/report/resulttype.h"

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

// What selection.h promises, row by row on one thread: what select() is compared with.
namespace mxlens::testing {

namespace plain {

// What a term speaks about.
enum class Level { Report, Policy, Failure, Word };

inline Level levelOf(FilterKey key)
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

inline bool isName(FilterKey key)
{
    return key == FilterKey::Domain || key == FilterKey::Mx;
}

inline bool inRange(const FilterTerm& term, Count count)
{
    return count.known() && count.valueOr(0) >= term.lowest && count.valueOr(0) <= term.highest;
}

inline bool patternMeets(const FilterPattern& pattern, FilterKey key, std::string_view text)
{
    if (key == FilterKey::Ip && pattern.address) {
        const auto address = IpAddress::parse(text);
        if (!address)
            return false;
        // An IPv4 address may be written as an IPv6 one, on either side.
        const auto asV6 = [](const IpAddress& one) { return one.isV4() ? one.mapped() : one; };
        const bool isV4 = pattern.address->isV4();
        return address->sharesPrefix(*pattern.address, pattern.prefixBits)
            || ((isV4 || pattern.prefixBits >= 96)
                && asV6(*address).sharesPrefix(
                    asV6(*pattern.address), pattern.prefixBits + (isV4 ? 96 : 0)));
    }
    const std::string value = isName(key) ? normalizedName(text) : lowered(text);
    std::string_view wanted = pattern.text;
    if (isName(key) && wanted.size() > 1 && wanted.ends_with('.'))
        wanted.remove_suffix(1);
    if (key == FilterKey::Any)
        return pattern.hasWildcard ? wildcardMatches("*" + pattern.text + "*", value)
                                   : value.find(wanted) != std::string::npos;
    return pattern.hasWildcard ? wildcardMatches(wanted, value) : value == wanted;
}

} // namespace plain

using namespace plain;

/// Decides whether rows of a snapshot meet a filter. Each distinct text is compared once for each
/// term, however many rows share it. One thread; lives no longer than its snapshot and filter.
class PlainMatcher final {
public:
    PlainMatcher(const Snapshot& snapshot, const Filter& filter);

    /// Looks at one report from now on: terms about the report are settled here. False when they
    /// leave the whole report out.
    bool enterReport(const RowPlace& report);
    /// Looks at one policy of that report (row of its segment). False when its terms leave it out.
    bool enterPolicy(std::uint32_t policy);
    /// Whether a failure detail of that policy (row of its segment) is in.
    bool failureIsIn(std::uint32_t failure);
    /// Whether the policy is in; failureIn: a failure detail of it is.
    bool policyIsIn(bool failureIn);
    /// Whether the report is in though it has no policies.
    bool reportIsInByItself();
    /// Whether a source that holds no report is in.
    bool sourceIsIn(const RowPlace& source);

private:
    bool textMeets(std::size_t term, StringId id);
    bool addressMeets(std::size_t term, AddressId id)
    {
        return termMeets(m_filter.terms[term], m_snapshot.addressText(id));
    }
    bool anyOf(std::size_t term, std::initializer_list<StringId> ids);
    bool sourceMeets(std::size_t term, const RowPlace& source);
    bool termMeets(const FilterTerm& term, std::string_view text) const;
    bool reportMeets(std::size_t term);
    bool policyMeets(std::size_t term);
    bool covers(std::size_t term);
    bool belongsToMx(const FilterTerm& term, std::uint32_t failure) const;
    bool policyIsInByItself();

    const Snapshot& m_snapshot;
    const Filter& m_filter;
    std::vector<std::vector<std::uint8_t>>
        m_known; ///< For each term and text: 0 unknown, 1 no, 2 yes.
    std::unordered_map<std::uint64_t, bool> m_coverKnown;
    RowPlace m_report;
    std::uint32_t m_policy = 0;
    std::vector<bool> m_wordInReport; ///< For each bare word: found in a text of the report ...
    std::vector<bool> m_wordInPolicy; ///< ... or of the policy.
};

inline PlainMatcher::PlainMatcher(const Snapshot& snapshot, const Filter& filter)
    : m_snapshot(snapshot)
    , m_filter(filter)
    , m_known(filter.terms.size())
    , m_wordInReport(filter.terms.size())
    , m_wordInPolicy(filter.terms.size())
{
    for (auto& known : m_known)
        known.assign(snapshot.pool().size(), 0);
}

inline bool PlainMatcher::termMeets(const FilterTerm& term, std::string_view text) const
{
    return std::any_of(term.patterns.begin(), term.patterns.end(),
        [&](const FilterPattern& pattern) { return patternMeets(pattern, term.key, text); });
}

inline bool PlainMatcher::textMeets(std::size_t term, StringId id)
{
    std::uint8_t& known = m_known[term][id];
    if (known == 0)
        known = termMeets(m_filter.terms[term], m_snapshot.text(id)) ? 2 : 1;
    return known == 2;
}

inline bool PlainMatcher::anyOf(std::size_t term, std::initializer_list<StringId> ids)
{
    return std::any_of(ids.begin(), ids.end(), [&](StringId id) { return textMeets(term, id); });
}

inline bool PlainMatcher::sourceMeets(std::size_t term, const RowPlace& source)
{
    return termMeets(m_filter.terms[term], m_snapshot.sourceText(source));
}

inline bool PlainMatcher::reportMeets(std::size_t index)
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

inline bool PlainMatcher::enterReport(const RowPlace& report)
{
    m_report = report;
    const auto& reports = report.segment->reports;
    for (std::size_t i = 0; i < m_filter.terms.size(); ++i) {
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

inline bool PlainMatcher::policyMeets(std::size_t index)
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

inline bool PlainMatcher::enterPolicy(std::uint32_t policy)
{
    m_policy = policy;
    const auto& policies = m_report.segment->policies;
    for (std::size_t i = 0; i < m_filter.terms.size(); ++i) {
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

inline bool PlainMatcher::failureIsIn(std::uint32_t row)
{
    const auto& failures = m_report.segment->failures;
    for (std::size_t i = 0; i < m_filter.terms.size(); ++i) {
        const FilterTerm& term = m_filter.terms[i];
        bool meets = !term.negated;
        switch (term.key) {
        case FilterKey::Mx:
            meets
                = textMeets(i, failures.mxKey[row]) || (!term.namedOnly && belongsToMx(term, row));
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

// Whether a failure detail names no MX, and its policy means one alone that the term names.
inline bool PlainMatcher::belongsToMx(const FilterTerm& term, std::uint32_t failure) const
{
    const auto& policies = m_report.segment->policies;
    const auto& failures = m_report.segment->failures;
    if (failures.mxKey[failure] != 0
        || m_snapshot.text(failures.resultType[failure]).starts_with("sts-"))
        return false;
    std::string host;
    if (policyTypeOf(m_snapshot.text(policies.type[m_policy])) == PolicyType::Tlsa) {
        host = m_snapshot.text(policies.domainKey[m_policy]);
    } else {
        const auto patterns = mxPatternsOf(m_snapshot.text(policies.mxHosts[m_policy]),
            m_snapshot.text(policies.policyText[m_policy]));
        if (patterns.size() == 1 && patterns[0].find('*') == std::string::npos)
            host = patterns[0];
    }
    for (std::uint32_t row = policies.firstFailure[m_policy];
         row < policies.firstFailure[m_policy + 1]; ++row) {
        const std::string_view mx = m_snapshot.text(failures.mxKey[row]);
        if (!mx.empty() && mx != host)
            return false;
    }
    return !host.empty() && termMeets(term, host);
}

// Whether the policy covers an MX that the term names.
inline bool PlainMatcher::covers(std::size_t index)
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
            result |= wanted.hasWildcard ? patternMeets(wanted, FilterKey::Mx, pattern)
                                         : mxPatternMatches(pattern, wanted.text);
    }
    return m_coverKnown[key] = result;
}

inline bool PlainMatcher::policyIsIn(bool failureIn)
{
    if (failureIn)
        return true;
    for (const FilterTerm& term : m_filter.terms) {
        if (term.key == FilterKey::Failures
            && inRange(term, m_report.segment->policies.failed[m_policy]) == term.negated)
            return false;
    }
    return policyIsInByItself();
}

inline bool PlainMatcher::policyIsInByItself()
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
            if (term.negated && hasDetails)
                return false;
            if ((term.key == FilterKey::Mx && covers(i)) == term.negated)
                return false;
            break;
        case Level::Policy:
        case Level::Report:
            break; // settled before
        }
    }
    return true;
}

inline bool PlainMatcher::reportIsInByItself()
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

inline bool PlainMatcher::sourceIsIn(const RowPlace& source)
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

// Applies a filter to one part of a snapshot and appends to a selection.
class PlainSelector {
public:
    PlainSelector(const Snapshot& snapshot, PlainMatcher& matcher, Selection& selection)
        : m_snapshot(snapshot)
        , m_matcher(matcher)
        , m_selection(selection)
    {
    }

    void run(std::uint32_t partIndex)
    {
        m_part = &m_snapshot.parts()[partIndex];
        m_partIndex = partIndex;
        const auto& sources = m_part->segment->sources;
        for (std::uint32_t row = 0; row < sources.name.size(); ++row) {
            const RowPlace place{ m_part->segment.get(), partIndex, row };
            bool in = false;
            if (sources.firstReport[row] == sources.firstReport[row + 1])
                in = m_matcher.sourceIsIn(place);
            for (std::uint32_t report = sources.firstReport[row];
                 report < sources.firstReport[row + 1]; ++report)
                in |= takeReport(report);
            if (in)
                m_selection.sources.push_back(m_part->firstSource + row);
        }
    }

private:
    // Whether the report is in. The rows of a duplicate are looked at, never taken.
    bool takeReport(std::uint32_t row)
    {
        const RowPlace place{ m_part->segment.get(), m_partIndex, row };
        if (!m_matcher.enterReport(place))
            return false;
        const bool take = m_snapshot.mark(place) != ReportMark::Duplicate;
        const auto& reports = m_part->segment->reports;
        const std::uint32_t begin = reports.firstPolicy[row];
        const std::uint32_t end = reports.firstPolicy[row + 1];
        bool in = begin == end && m_matcher.reportIsInByItself();
        for (std::uint32_t policy = begin; policy < end; ++policy)
            in |= takePolicy(policy, take);
        if (in && take)
            m_selection.reports.push_back(m_part->firstReport + row);
        return in;
    }

    bool takePolicy(std::uint32_t row, bool take)
    {
        if (!m_matcher.enterPolicy(row))
            return false;
        const auto& policies = m_part->segment->policies;
        bool in = false;
        for (std::uint32_t failure = policies.firstFailure[row];
             failure < policies.firstFailure[row + 1]; ++failure) {
            if (!m_matcher.failureIsIn(failure))
                continue;
            in = true;
            if (take)
                m_selection.failures.push_back(m_part->firstFailure + failure);
        }
        in = m_matcher.policyIsIn(in);
        if (in && take)
            m_selection.policies.push_back(m_part->firstPolicy + row);
        return in;
    }

    const Snapshot& m_snapshot;
    PlainMatcher& m_matcher;
    Selection& m_selection;
    const Snapshot::Part* m_part = nullptr;
    std::uint32_t m_partIndex = 0;
};

/// select() the plain way.
inline Selection plainlySelected(const Snapshot& snapshot, const Filter& filter)
{
    Selection selection;
    PlainMatcher matcher(snapshot, filter);
    PlainSelector selector(snapshot, matcher, selection);
    for (const std::uint32_t part : snapshot.inputOrder())
        selector.run(part);
    return selection;
}

} // namespace mxlens::testing
