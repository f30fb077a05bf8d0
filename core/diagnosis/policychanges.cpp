// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diagnosis/policychanges.h"

#include <algorithm>
#include <optional>
#include <tuple>

namespace mxlens {

namespace {

/// Reporters keep a policy for as long as its max_age says, mostly a week or two.
constexpr Day together = 14;

/// Follows what one reporter saw of one domain, day by day.
class ReporterWatch final {
public:
    struct Seen {
        Day day = noDay;
        PolicyContent before, after;
    };

    explicit ReporterWatch(PolicyContents& contents)
        : m_contents(contents)
    {
    }

    std::vector<Seen> changes(const ReporterView& view)
    {
        const auto& sightings = view.sightings;
        for (std::size_t at = 0; at < sightings.size();) {
            const Day day = sightings[at].day;
            std::vector<std::uint32_t> forms;
            for (; at < sightings.size() && sightings[at].day == day; ++at) {
                const PolicyType type = m_contents.of(sightings[at].form).type;
                const bool counts = type == PolicyType::Sts || type == PolicyType::NoPolicyFound;
                if (counts && std::ranges::find(forms, sightings[at].form) == forms.end())
                    forms.push_back(sightings[at].form);
            }
            if (day != noDay && !forms.empty())
                follow(day, forms);
        }
        return std::move(m_changes);
    }

private:
    void follow(Day day, const std::vector<std::uint32_t>& forms)
    {
        if (!m_now) {
            m_now = m_contents.of(forms.back());
            return;
        }
        bool stays = false;
        for (const std::uint32_t form : forms) {
            const PolicyContent& content = m_contents.of(form);
            if (!policiesDiffer(*m_now, content))
                stays = true;
            else
                notice(content, day);
        }
        if (stays)
            return;
        const PolicyContent& next = m_contents.of(forms.back());
        const auto first = std::ranges::find_if(
            m_noticed, [&next](const auto& one) { return !policiesDiffer(one.second, next); });
        m_changes.push_back({ first == m_noticed.end() ? day : first->first, *m_now, next });
        m_now = next;
        m_noticed.clear();
    }

    /// Something else was seen, perhaps beside what holds.
    void notice(const PolicyContent& content, Day day)
    {
        const bool known = std::ranges::any_of(m_noticed,
            [&content](const auto& one) { return !policiesDiffer(one.second, content); });
        if (!known)
            m_noticed.emplace_back(day, content);
    }

    PolicyContents& m_contents;
    std::optional<PolicyContent> m_now;
    std::vector<std::pair<Day, PolicyContent>> m_noticed; ///< Since the last change.
    std::vector<Seen> m_changes;
};

/// Puts what several reporters saw together.
void join(std::vector<PolicyChange>& changes, std::size_t firstOfDomain,
    const ReporterWatch::Seen& seen, const std::string& domain, const std::string& reporter)
{
    for (std::size_t i = changes.size(); i-- > firstOfDomain;) {
        PolicyChange& change = changes[i];
        if (seen.day - change.lastDay > together || policiesDiffer(change.after, seen.after)
            || policiesDiffer(change.before, seen.before))
            continue;
        change.lastDay = std::max(change.lastDay, seen.day);
        const auto place = std::ranges::lower_bound(change.reporters, reporter);
        if (place == change.reporters.end() || *place != reporter)
            change.reporters.insert(place, reporter);
        return;
    }
    changes.push_back({ domain, seen.day, seen.day, seen.before, seen.after, { reporter } });
}

} // namespace

std::vector<PolicyChange> policyChanges(
    const Snapshot& snapshot, const Selection& selection, std::stop_token stop)
{
    const Background background = collectBackground(snapshot, selection, stop);
    PolicyContents contents(snapshot, background);
    std::vector<PolicyChange> changes;
    for (const DomainView& domain : background.domains) {
        if (stop.stop_requested())
            break;
        std::vector<std::pair<ReporterWatch::Seen, std::string>> seen;
        for (const std::uint32_t reporter : domain.reporters) {
            const ReporterView& view = background.reporters[reporter];
            for (ReporterWatch::Seen& one : ReporterWatch(contents).changes(view))
                seen.emplace_back(std::move(one), snapshot.text(view.organization));
        }
        std::ranges::stable_sort(seen, {}, [](const auto& one) { return one.first.day; });
        const std::size_t first = changes.size();
        for (const auto& [one, reporter] : seen)
            join(changes, first, one, std::string(snapshot.text(domain.name)), reporter);
    }
    std::ranges::stable_sort(changes, [](const PolicyChange& a, const PolicyChange& b) {
        return std::tie(a.day, a.domain) < std::tie(b.day, b.domain);
    });
    return changes;
}

} // namespace mxlens
