// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/mxcoverage.h"

#include "core/policy/mxpattern.h"
#include "core/report/resulttype.h"

#include <algorithm>

namespace mxlens {

MxCoverage::MxCoverage(const Snapshot& snapshot)
    : m_snapshot(snapshot)
{
    for (std::uint32_t part = 0; part < snapshot.parts().size(); ++part) {
        const Segment& segment = *snapshot.parts()[part].segment;
        for (const StringId mx : segment.failures.mxKey)
            m_mxNames.insert(snapshot.text(mx));
        for (std::uint32_t row = 0; row < segment.policies.report.size(); ++row) {
            const RowPlace policy{ &segment, part, row };
            if (isTlsa(policy))
                continue;
            m_recipientDomains.insert(segment.policies.domainKey[row]);
            for (const std::string& pattern : patternsOf(policy)) {
                if (!pattern.starts_with('*'))
                    m_mxNames.insert(pattern);
            }
        }
    }
    m_mxNames.erase(std::string_view());
}

bool MxCoverage::isTlsa(const RowPlace& policy) const
{
    return policyTypeOf(m_snapshot.text(policy.segment->policies.type[policy.row]))
        == PolicyType::Tlsa;
}

const std::vector<std::string>& MxCoverage::patternsOf(const RowPlace& policy)
{
    const StringId hosts = policy.segment->policies.mxHosts[policy.row];
    const StringId text = policy.segment->policies.policyText[policy.row];
    const auto [entry, isNew]
        = m_patterns.try_emplace(static_cast<std::uint64_t>(hosts) << 32 | text);
    if (isNew)
        entry->second = mxPatternsOf(m_snapshot.text(hosts), m_snapshot.text(text));
    return entry->second;
}

// RFC 8460 has the MX there, Microsoft the recipient domain.
bool MxCoverage::daneDomainIsMx(const RowPlace& policy) const
{
    const StringId domain = policy.segment->policies.domainKey[policy.row];
    return domain != 0
        && (m_mxNames.contains(m_snapshot.text(domain)) || !m_recipientDomains.contains(domain));
}

std::string_view MxCoverage::aloneHost(const RowPlace& policy)
{
    const auto& policies = policy.segment->policies;
    std::string_view host;
    if (isTlsa(policy)) {
        if (daneDomainIsMx(policy))
            host = m_snapshot.text(policies.domainKey[policy.row]);
    } else if (const auto& patterns = patternsOf(policy);
               patterns.size() == 1 && patterns.front().find('*') == std::string::npos) {
        host = patterns.front();
    }
    for (std::uint32_t row = policies.firstFailure[policy.row];
         row < policies.firstFailure[policy.row + 1]; ++row) {
        const std::string_view mx = m_snapshot.text(policy.segment->failures.mxKey[row]);
        if (!mx.empty() && mx != host)
            return {};
    }
    return host;
}

bool MxCoverage::patternsCover(const RowPlace& policy, std::string_view mx)
{
    if (isTlsa(policy))
        return daneDomainIsMx(policy)
            && m_snapshot.text(policy.segment->policies.domainKey[policy.row]) == mx;
    const auto& patterns = patternsOf(policy);
    return std::any_of(patterns.begin(), patterns.end(),
        [mx](const std::string& pattern) { return mxPatternMatches(pattern, mx); });
}

bool MxCoverage::covers(const RowPlace& policy, std::string_view mx)
{
    const auto& policies = policy.segment->policies;
    for (std::uint32_t row = policies.firstFailure[policy.row];
         row < policies.firstFailure[policy.row + 1]; ++row) {
        if (m_snapshot.text(policy.segment->failures.mxKey[row]) == mx)
            return true;
    }
    return patternsCover(policy, mx);
}

} // namespace mxlens
