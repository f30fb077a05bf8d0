// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/mxcoverage.h"

#include "core/policy/mxpattern.h"
#include "core/query/parallel.h"
#include "core/query/patternindex.h"
#include "core/query/policytypes.h"

#include <algorithm>
#include <utility>

namespace mxlens {

MxCoverage::MxCoverage(const Snapshot& snapshot)
    : m_snapshot(snapshot)
    , m_nameOfText(snapshot.pool().size(), 0)
    , m_recipientDomains(snapshot.pool().size())
{
    readMxNames();
    readPolicies();
    readDaneDomains();
    findCovered();
    readDetails();
}

MxCoverage::Name MxCoverage::nameFor(std::string_view text)
{
    if (text.empty())
        return 0;
    const auto [entry, isNew] = m_numbers.try_emplace(text, nameCount());
    if (isNew)
        m_names.push_back(text);
    return entry->second;
}

MxCoverage::Name MxCoverage::named(std::string_view text) const
{
    const auto found = m_numbers.find(text);
    return found == m_numbers.end() ? 0 : found->second;
}

void MxCoverage::readMxNames()
{
    const auto& parts = m_snapshot.parts();
    IdMarks named(m_nameOfText.size());
    inParallel(parts.size(), [&](std::size_t part) {
        for (const StringId mx : parts[part].segment->failures.mxKey.ids())
            named.set(mx);
    });
    for (StringId id = 1; id < named.size(); ++id) {
        if (named.contains(id))
            m_nameOfText[id] = nameFor(m_snapshot.text(id));
    }
}

void MxCoverage::readPolicies()
{
    const auto& parts = m_snapshot.parts();
    m_setOfPolicy.resize(m_snapshot.policyCount());
    // Sets are numbered within each part first, so that parts can be read on several threads.
    std::vector<NumberMap<PatternSet>> known(parts.size());
    inParallel(parts.size(), [&](std::size_t part) {
        PolicyTypes types(m_snapshot);
        const auto& policies = parts[part].segment->policies;
        PatternSet* const sets = m_setOfPolicy.data() + parts[part].firstPolicy;
        for (std::size_t row = 0; row < policies.report.size(); ++row) {
            if (types.of(policies.type[row]) == PolicyType::Tlsa)
                continue;
            m_recipientDomains.set(policies.domainKey[row]);
            PatternSet& number
                = known[part][pairKey(policies.mxHosts[row], policies.policyText[row])];
            if (number == 0)
                number = static_cast<PatternSet>(known[part].size());
            sets[row] = number - 1;
        }
    });
    std::vector<std::vector<PatternSet>> numbers(parts.size());
    for (std::size_t part = 0; part < parts.size(); ++part) {
        for (const auto& entry : known[part].entries())
            numbers[part].push_back(
                setFor(static_cast<StringId>(entry.key >> 32), static_cast<StringId>(entry.key)));
    }
    inParallel(parts.size(), [&](std::size_t part) {
        if (numbers[part].empty())
            return;
        PatternSet* const sets = m_setOfPolicy.data() + parts[part].firstPolicy;
        for (std::size_t row = 0; row < parts[part].segment->policies.report.size(); ++row)
            sets[row] = numbers[part][sets[row]];
    });
}

MxCoverage::PatternSet MxCoverage::setFor(StringId mxHosts, StringId policyText)
{
    PatternSet& number = m_setNumbers[pairKey(mxHosts, policyText)];
    if (number != 0)
        return number - 1;
    Set& set = m_sets.emplace_back();
    number = static_cast<PatternSet>(m_sets.size());
    set.patterns = mxPatternsOf(m_snapshot.text(mxHosts), m_snapshot.text(policyText));
    for (const std::string& pattern : set.patterns) {
        if (!pattern.starts_with('*'))
            nameFor(pattern);
    }
    if (set.patterns.size() == 1 && set.patterns.front().find('*') == std::string::npos)
        set.alone = nameFor(set.patterns.front());
    return number - 1;
}

// The domain of a DANE policy is the MX by RFC 8460, the recipient domain by Microsoft: an MX where
// failure details or patterns name it, or where no other policy is about it.
void MxCoverage::readDaneDomains()
{
    PolicyTypes types(m_snapshot);
    for (const Snapshot::Part& part : m_snapshot.parts()) {
        const auto& policies = part.segment->policies;
        for (std::size_t row = 0; row < policies.report.size(); ++row) {
            const StringId domain = policies.domainKey[row];
            if (domain == 0 || types.of(policies.type[row]) != PolicyType::Tlsa
                || m_daneHosts.get(domain))
                continue;
            const bool isMx = m_numbers.contains(m_snapshot.text(domain))
                || !m_recipientDomains.contains(domain);
            m_daneHosts[domain] = isMx ? domain : 0;
        }
    }
    // Names are given afterwards, so that those of DANE alone make no other one an MX.
    NumberMap<Name> hosts;
    for (const auto& [domain, host] : m_daneHosts.entries())
        hosts[domain] = host == 0 ? 0 : nameFor(m_snapshot.text(host));
    m_daneHosts = std::move(hosts);
}

// When all names are known. By pattern, not by set: thousands of domains with a provider's pattern
// would each have thousands of names.
void MxCoverage::findCovered()
{
    const PatternIndex index(m_names);
    std::unordered_map<std::string_view, Pattern> known;
    for (Set& set : m_sets) {
        for (const std::string& text : set.patterns) {
            const auto [entry, isNew] = known.try_emplace(text, patternCount());
            if (isNew)
                m_patterns.push_back({ text, index.coveredBy(text) });
            set.numbers.push_back(entry->second);
        }
        std::ranges::sort(set.numbers);
    }
    m_coveringPatterns.resize(nameCount());
    for (Pattern pattern = 0; pattern < patternCount(); ++pattern) {
        for (const Name name : coveredBy(pattern))
            m_coveringPatterns[name].push_back(pattern);
    }
}

// For each policy once, as it takes a look at all of its failure details.
void MxCoverage::readDetails()
{
    m_aloneOfPolicy.resize(m_setOfPolicy.size());
    m_namesOthers.resize(m_setOfPolicy.size());
    m_mxOfFailure.resize(m_snapshot.failureCount());
    const auto& parts = m_snapshot.parts();
    inParallel(parts.size(), [&](std::size_t index) {
        PolicyTypes types(m_snapshot);
        const Snapshot::Part& part = parts[index];
        RowPlace policy{ part.segment.get(), static_cast<std::uint32_t>(index), 0 };
        for (; policy.row < part.segment->policies.report.size(); ++policy.row) {
            readDetailsOf(policy, types.of(part.segment->policies.type[policy.row]));
            placeDetailsOf(policy);
        }
    });
}

void MxCoverage::readDetailsOf(const RowPlace& policy, PolicyType type)
{
    const bool isDane = type == PolicyType::Tlsa;
    const PatternSet set = patternSet(policy);
    const Name host = isDane ? daneHost(policy) : m_sets[set].alone;
    const auto& first = policy.segment->policies.firstFailure;
    const auto& mxKey = policy.segment->failures.mxKey;
    bool alone = true;
    bool others = false;
    for (std::uint32_t row = first[policy.row]; row < first[policy.row + 1] && !others; ++row) {
        const Name mx = m_nameOfText[mxKey[row]];
        if (mx == 0 || mx == host)
            continue;
        alone = false;
        others = isDane || !isCovered(set, mx);
    }
    m_aloneOfPolicy[idOf(policy)] = alone ? host : 0;
    m_namesOthers[idOf(policy)] = others;
}

void MxCoverage::placeDetailsOf(const RowPlace& policy)
{
    const auto& failures = policy.segment->failures;
    const auto& first = policy.segment->policies.firstFailure;
    Name* const mxs = m_mxOfFailure.data() + m_snapshot.parts()[policy.segmentIndex].firstFailure;
    const Name alone = aloneHost(policy);
    for (std::uint32_t row = first[policy.row]; row < first[policy.row + 1]; ++row) {
        mxs[row] = m_nameOfText[failures.mxKey[row]];
        if (mxs[row] == 0 && alone != 0 && !isBeforeMx(m_snapshot.text(failures.resultType[row])))
            mxs[row] = alone;
    }
}

// A name has two patterns at the most, and a set may have thousands.
bool MxCoverage::isCovered(PatternSet set, Name name) const
{
    return std::ranges::any_of(m_coveringPatterns[name],
        [&](Pattern pattern) { return std::ranges::binary_search(patternNumbers(set), pattern); });
}

MxCoverage::Name MxCoverage::daneHost(const RowPlace& policy) const
{
    const Name* const host = m_daneHosts.get(policy.segment->policies.domainKey[policy.row]);
    return host ? *host : 0;
}

bool MxCoverage::detailNames(const RowPlace& policy, std::string_view mx) const
{
    if (!namesOthers(policy))
        return false;
    const auto& first = policy.segment->policies.firstFailure;
    for (std::uint32_t row = first[policy.row]; row < first[policy.row + 1]; ++row) {
        if (m_names[m_nameOfText[policy.segment->failures.mxKey[row]]] == mx)
            return true;
    }
    return false;
}

} // namespace mxlens
