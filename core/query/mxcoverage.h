// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/snapshot.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace mxlens {

/// Which MX a policy can mean (DESIGN.md section 3, rule 4). Knows the whole snapshot, since
/// whether the domain of a DANE policy is an MX or a recipient domain shows in other reports only.
/// One thread; lives no longer than its snapshot.
class MxCoverage final {
public:
    explicit MxCoverage(const Snapshot& snapshot);

    /// The MX that a policy means alone, normalized; empty where it can mean several. A DANE policy
    /// means its domain, another one its only MX pattern, if that has no wildcard; neither when a
    /// failure detail of the policy names another MX.
    std::string_view aloneHost(const RowPlace& policy);

    /// Whether a policy covers an MX (normalized): by a pattern, as a DANE policy of that name, or
    /// by a failure detail that names it.
    bool covers(const RowPlace& policy, std::string_view mx);

    /// Whether an MX pattern or the DANE domain of a policy covers an MX; failure details aside.
    bool patternsCover(const RowPlace& policy, std::string_view mx);

private:
    const std::vector<std::string>& patternsOf(const RowPlace& policy);
    bool isTlsa(const RowPlace& policy) const;
    bool daneDomainIsMx(const RowPlace& policy) const;

    const Snapshot& m_snapshot;
    std::unordered_set<StringId> m_recipientDomains; ///< Domains of policies other than tlsa.
    std::unordered_set<std::string_view> m_mxNames; ///< Named by failure details or patterns.
    std::unordered_map<std::uint64_t, std::vector<std::string>> m_patterns;
};

} // namespace mxlens
