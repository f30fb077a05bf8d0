// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/mxofpolicies.h"

#include "core/query/mxcoverage.h"

#include <algorithm>

namespace mxlens {

MxOfPolicies::MxOfPolicies(const Snapshot& snapshot, std::uint32_t part, std::size_t terms)
    : m_snapshot(snapshot)
    , m_number(part)
    , m_segment(*snapshot.parts()[part].segment)
    , m_types(snapshot)
    , m_covers(terms)
{
}

bool MxOfPolicies::covers(MatchTerm& term, std::size_t index, std::uint32_t policy)
{
    const auto& policies = m_segment.policies;
    if (!isDane(policy))
        return term.patternsCover({ &m_segment, m_number, policy });
    if (term.textMeets(m_snapshot, policies.domainKey[policy]))
        return true;
    // Hardly any DANE policy has patterns, and those that have are in no set.
    const StringId hosts = policies.mxHosts[policy];
    const StringId text = policies.policyText[policy];
    char& known = m_covers[index][pairKey(hosts, text)];
    if (known == 0)
        known = term.patternsCover(m_snapshot, hosts, text) ? 2 : 1;
    return known == 2;
}

const std::vector<std::uint32_t>& MxOfPolicies::unnamedOf(MatchTerm& term, const RowMask& in)
{
    const auto& policies = m_segment.policies;
    const auto& mxKey = m_segment.failures.mxKey;
    m_unnamed.clear();
    const auto isIn = [](const IdColumn& column, const auto& meets) {
        return std::ranges::any_of(column.ids(), meets);
    };
    if (!isIn(mxKey, [](StringId id) { return id == 0; }))
        return m_unnamed;
    // Most terms name one MX, which most parts mean in few policies: those are looked for first.
    const bool mayBeDane = isIn(
        policies.domainKey, [&](StringId id) { return id != 0 && term.textMeets(m_snapshot, id); });
    if (!mayBeDane && !term.mayBeMeantAlone())
        return m_unnamed;
    const auto policyCount = static_cast<std::uint32_t>(policies.report.size());
    for (std::uint32_t policy = 0; policy < policyCount; ++policy) {
        const bool meant = term.mayBeMeantAlone()
            && term.isMeantAlone({ &m_segment, m_number, policy }) && !isDane(policy);
        if (!meant && !(mayBeDane && meansDaneDomain(term, policy)))
            continue;
        for (std::uint32_t row = policies.firstFailure[policy];
             row < policies.firstFailure[policy + 1]; ++row) {
            if (in[row] != 0 && mxKey[row] == 0
                && !MxCoverage::isBeforeMx(m_snapshot.text(m_segment.failures.resultType[row])))
                m_unnamed.push_back(row);
        }
    }
    return m_unnamed;
}

bool MxOfPolicies::meansDaneDomain(MatchTerm& term, std::uint32_t policy)
{
    const auto& policies = m_segment.policies;
    const StringId domain = policies.domainKey[policy];
    if (domain == 0 || !term.textMeets(m_snapshot, domain) || !isDane(policy))
        return false;
    for (std::uint32_t row = policies.firstFailure[policy]; row < policies.firstFailure[policy + 1];
         ++row) {
        const StringId mx = m_segment.failures.mxKey[row];
        if (mx != 0 && mx != domain)
            return false;
    }
    return true;
}

} // namespace mxlens
