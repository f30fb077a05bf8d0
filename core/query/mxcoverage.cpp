// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/mxcoverage.h"

#include "core/policy/mxpattern.h"

#include <algorithm>

namespace mxlens {

MxCoverage::MxCoverage(const Snapshot& snapshot)
    : m_snapshot(snapshot)
    , m_types(snapshot)
    , m_nameOfText(snapshot.pool().size(), 0)
    , m_recipientDomains(snapshot.pool().size())
{
    readMxNames();
    readPolicies();
    m_isMxName.assign(m_names.size(), true);
    m_isMxName[0] = false;
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
    for (const Snapshot::Part& part : m_snapshot.parts()) {
        const auto& policies = part.segment->policies;
        for (std::size_t row = 0; row < policies.report.size(); ++row) {
            if (m_types.of(policies.type[row]) == PolicyType::Tlsa)
                continue;
            m_recipientDomains[policies.domainKey[row]] = true;
            PatternSet& number
                = m_setNumbers[pairKey(policies.mxHosts[row], policies.policyText[row])];
            if (number != 0)
                continue;
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
    }
}

bool MxCoverage::isTlsa(const RowPlace& policy)
{
    return m_types.of(policy.segment->policies.type[policy.row]) == PolicyType::Tlsa;
}

MxCoverage::PatternSet MxCoverage::patternSet(const RowPlace& policy) const
{
    const auto& policies = policy.segment->policies;
    return *m_setNumbers.get(pairKey(policies.mxHosts[policy.row], policies.policyText[policy.row]))
        - 1;
}

// RFC 8460 has the MX there, Microsoft the recipient domain.
MxCoverage::Name MxCoverage::daneHost(const RowPlace& policy)
{
    const StringId domain = policy.segment->policies.domainKey[policy.row];
    if (domain == 0)
        return 0;
    Name& known = m_daneHosts[domain];
    if (known == 0) {
        const Name name = nameFor(m_snapshot.text(domain));
        const bool isMx
            = (name < m_isMxName.size() && m_isMxName[name]) || !m_recipientDomains[domain];
        known = isMx ? name + 1 : 1;
    }
    return known - 1;
}

MxCoverage::Name MxCoverage::aloneHost(const RowPlace& policy)
{
    const Name host = isTlsa(policy) ? daneHost(policy) : m_sets[patternSet(policy)].alone;
    const auto& first = policy.segment->policies.firstFailure;
    for (std::uint32_t row = first[policy.row]; row < first[policy.row + 1]; ++row) {
        const Name mx = m_nameOfText[policy.segment->failures.mxKey[row]];
        if (mx != 0 && mx != host)
            return 0;
    }
    return host;
}

bool MxCoverage::patternsCover(const RowPlace& policy, std::string_view mx)
{
    if (isTlsa(policy)) {
        const Name host = daneHost(policy);
        return host != 0 && m_names[host] == mx;
    }
    const auto& wanted = patterns(patternSet(policy));
    return std::any_of(wanted.begin(), wanted.end(),
        [mx](const std::string& pattern) { return mxPatternMatches(pattern, mx); });
}

bool MxCoverage::covers(const RowPlace& policy, std::string_view mx)
{
    const auto& first = policy.segment->policies.firstFailure;
    for (std::uint32_t row = first[policy.row]; row < first[policy.row + 1]; ++row) {
        if (m_names[m_nameOfText[policy.segment->failures.mxKey[row]]] == mx)
            return true;
    }
    return patternsCover(policy, mx);
}

} // namespace mxlens
