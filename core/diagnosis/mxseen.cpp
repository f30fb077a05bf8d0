// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diagnosis/mxseen.h"

#include "core/policy/domainname.h"
#include "core/policy/mxpattern.h"
#include "core/report/names.h"

#include <set>
#include <utility>

namespace mxlens {

namespace {

void addPatterns(const Snapshot& snapshot, const std::set<std::pair<StringId, StringId>>& policies,
    std::set<std::string>& hosts)
{
    for (const auto& [mxHosts, text] : policies) {
        for (std::string& pattern : mxPatternsOf(snapshot.text(mxHosts), snapshot.text(text)))
            hosts.insert(std::move(pattern));
    }
}

} // namespace

std::vector<std::string> mxHostsSeen(
    const Snapshot& snapshot, const Selection& selection, std::string_view domain)
{
    const std::string name = normalizedName(domain);
    std::set<std::pair<StringId, StringId>> policies; // Texts with patterns, each once ...
    std::set<StringId> named; // ... and MX of failure details.
    for (const RowId id : selection.policies) {
        const RowPlace place = snapshot.policy(id);
        const Segment::Policies& rows = place.segment->policies;
        if (snapshot.text(rows.domainKey[place.row]) != name)
            continue;
        policies.emplace(rows.mxHosts[place.row], rows.policyText[place.row]);
        for (std::uint32_t row = rows.firstFailure[place.row];
             row < rows.firstFailure[place.row + 1]; ++row)
            named.insert(place.segment->failures.mxKey[row]);
    }
    std::set<std::string> hosts;
    addPatterns(snapshot, policies, hosts);
    for (const StringId mx : named)
        hosts.emplace(snapshot.text(mx));
    // No wildcards, and nothing that cannot stand in a policy.
    std::erase_if(hosts, [](const std::string& host) { return domainFault(host).has_value(); });
    return { hosts.begin(), hosts.end() };
}

} // namespace mxlens
