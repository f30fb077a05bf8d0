// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/policycoverage.h"

#include "core/policy/findingtexts.h"
#include "core/policy/mxpattern.h"
#include "core/report/names.h"

#include <algorithm>

namespace mxlens {

namespace {

constexpr std::size_t linesBeforeMx = 2; // version and mode

// A wildcard whose author may have meant the host, too: it lies more than one label below.
bool reachesFor(const std::string& pattern, std::string_view host)
{
    const std::string plain = normalizedName(pattern);
    return plain.starts_with("*.") && host.ends_with(std::string_view(plain).substr(1));
}

Finding notCovered(const StsPolicy& policy, const std::string& host)
{
    Finding finding;
    finding.severity
        = policy.mode == PolicyMode::Enforce ? FindingSeverity::Error : FindingSeverity::Warning;
    const auto wide = std::ranges::find_if(
        policy.mx, [&host](const std::string& pattern) { return reachesFor(pattern, host); });
    if (wide == policy.mx.end()) {
        finding.kind = FindingKind::MxNotCovered;
        finding.values = { host };
        return finding;
    }
    finding.kind = FindingKind::WildcardTooDeep;
    finding.line = linesBeforeMx + static_cast<std::size_t>(wide - policy.mx.begin()) + 1;
    finding.values = { *wide, std::string(mxRole), host, host.substr(host.find('.') + 1) };
    return finding;
}

} // namespace

std::vector<Finding> coverageFindings(const StsPolicy& policy, std::span<const std::string> hosts)
{
    std::vector<Finding> findings;
    if (policy.mode == PolicyMode::None)
        return findings;
    for (const std::string& host : hosts) {
        const auto covers
            = [&host](const std::string& pattern) { return mxPatternMatches(pattern, host); };
        if (std::ranges::none_of(policy.mx, covers))
            findings.push_back(notCovered(policy, host));
    }
    return findings;
}

} // namespace mxlens
