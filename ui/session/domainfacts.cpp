// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/domainfacts.h"

#include "core/diagnosis/mxseen.h"
#include "core/diagnosis/problems.h"

#include <algorithm>
#include <set>
#include <span>

namespace mxlens {

namespace {

Filter filterOf(const std::string& domain)
{
    std::variant<Filter, FilterError> parsed = parseFilter("domain:" + quoteForFilter(domain));
    const auto* const filter = std::get_if<Filter>(&parsed);
    return filter ? *filter : Filter{};
}

std::optional<PolicyVersion> latestOf(std::vector<PolicyVersion> history)
{
    std::erase_if(history,
        [](const PolicyVersion& version) { return version.content.type != PolicyType::Sts; });
    const auto last
        = std::ranges::max_element(history, [](const PolicyVersion& a, const PolicyVersion& b) {
              return std::pair(a.lastDay, a.firstDay) < std::pair(b.lastDay, b.firstDay);
          });
    if (last == history.end())
        return std::nullopt;
    return std::move(*last);
}

} // namespace

QStringList loadedDomains(const Snapshot& snapshot, const std::stop_token& stop)
{
    std::set<StringId> ids;
    for (const Snapshot::Part& part : snapshot.parts()) {
        if (stop.stop_requested())
            return {};
        const std::span<const StringId> domains = part.segment->policies.domainKey.ids();
        ids.insert(domains.begin(), domains.end());
    }
    QStringList names;
    for (const StringId id : ids) {
        const std::string_view text = snapshot.text(id);
        if (!text.empty())
            names.append(QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())));
    }
    names.sort();
    return names;
}

DomainFacts domainFacts(const Snapshot& snapshot, const std::string& domain,
    const Thresholds& thresholds, const std::stop_token& stop)
{
    DomainFacts facts;
    const Selection selection = select(snapshot, filterOf(domain), stop);
    facts.mxSeen = mxHostsSeen(snapshot, selection, domain);
    facts.latest = latestOf(policyHistory(snapshot, selection, domain, stop));
    for (DomainStatus& status :
        diagnose(snapshot, selection, selection, stop, thresholds).domains) {
        if (status.domain == domain)
            facts.status = std::move(status);
    }
    return facts;
}

} // namespace mxlens
