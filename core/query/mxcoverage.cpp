// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/mxcoverage.h"

#include "core/policy/mxpattern.h"
#include "core/query/policytypes.h"

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
    for (const Snapshot::Part& part : m_snapshot.parts()) {
        for (const StringId mx : part.segment->failures.mxKey) {
            if (m_nameOfText[mx] == 0 && mx != 0)
                m_nameOfText[mx] = nameFor(m_snapshot.text(mx));
        }
    }
}

void MxCoverage::readPolicies()
{
    PolicyTypes types(m_snapshot);
    for (const Snapshot::Part& part : m_snapshot.parts()) {
        const auto& policies = part.segment->policies;
        for (std::size_t row = 0; row < policies.report.size(); ++row) {
            if (types.of(policies.type[row]) == PolicyType::Tlsa)
                continue;
            m_recipientDomains[policies.domainKey[row]] = true;
            addPatterns(policies, row);
        }
    }
}

void MxCoverage::addPatterns(const Segment::Policies& policies, std::size_t row)
{
    PatternSet& number = m_setNumbers[pairKey(policies.mxHosts[row], policies.policyText[row])];
    if (number != 0)
        return;
    Set& set = m_sets.emplace_back();
    number = static_cast<PatternSet>(m_sets.size());
    set.patterns = mxPatternsOf(
        m_snapshot.text(policies.mxHosts[row]), m_snapshot.text(policies.policyText[row]));
    for (const std::string& pattern : set.patterns) {
        if (!pattern.starts_with('*'))
            nameFor(pattern);
    }
    if (set.patterns.size() == 1 && set.patterns.front().find('*') == std::string::npos)
        set.alone = nameFor(set.patterns.front());
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
            const bool isMx
                = m_numbers.contains(m_snapshot.text(domain)) || !m_recipientDomains[domain];
            m_daneHosts[domain] = isMx ? domain : 0;
        }
    }
    // Names are given afterwards, so that those of DANE alone make no other one an MX.
    NumberMap<Name> hosts;
    for (const auto& [domain, host] : m_daneHosts.entries())
        hosts[domain] = host == 0 ? 0 : nameFor(m_snapshot.text(host));
    m_daneHosts = std::move(hosts);
}

MxCoverage::PatternSet MxCoverage::patternSet(const RowPlace& policy) const
{
    const auto& policies = policy.segment->policies;
    return *m_setNumbers.get(pairKey(policies.mxHosts[policy.row], policies.policyText[policy.row]))
        - 1;
}

MxCoverage::Name MxCoverage::daneHost(const RowPlace& policy) const
{
    const Name* const host = m_daneHosts.get(policy.segment->policies.domainKey[policy.row]);
    return host ? *host : 0;
}

MxCoverage::Name MxCoverage::aloneHost(const RowPlace& policy, PolicyType type) const
{
    const Name host
        = type == PolicyType::Tlsa ? daneHost(policy) : m_sets[patternSet(policy)].alone;
    const auto& first = policy.segment->policies.firstFailure;
    for (std::uint32_t row = first[policy.row]; row < first[policy.row + 1]; ++row) {
        const Name mx = m_nameOfText[policy.segment->failures.mxKey[row]];
        if (mx != 0 && mx != host)
            return 0;
    }
    return host;
}

bool MxCoverage::detailNames(const RowPlace& policy, std::string_view mx) const
{
    const auto& first = policy.segment->policies.firstFailure;
    for (std::uint32_t row = first[policy.row]; row < first[policy.row + 1]; ++row) {
        if (m_names[m_nameOfText[policy.segment->failures.mxKey[row]]] == mx)
            return true;
    }
    return false;
}

} // namespace mxlens
