// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diagnosis/batch.h"
#include "core/diagnosis/drafts.h"
#include "core/diagnosis/policyhistory.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace mxlens {

namespace {

constexpr Day remembered = 7; // Days for which a policy counts that a reporter saw last.
constexpr Day slowest = 3; // Days in which everybody may still have the old policy.
constexpr std::size_t mostContents = 500; // Of one domain; past this nobody can say what is old.

/// One reporter's sighting of an MTA-STS policy.
struct Seen {
    Day day = noDay;
    std::uint32_t view = 0; ///< Index in Background::reporters.
    std::size_t content = 0; ///< Index in the contents of the domain.
    RowId policy = 0;
};

/// A distinct content of the policies of a domain.
struct Content {
    PolicyContent policy;
    Day firstSeen = noDay, lastSeen = noDay;
    double sessions = 0; ///< Of those who saw it.
};

/// A time in which a domain had one policy.
struct Period {
    std::size_t content = 0; ///< What most reporters saw.
    Day start = noDay; ///< The first day on which somebody saw it.
    Day accepted = noDay; ///< The first day on which most did.
};

/// What a reporter saw on a day when others saw something else.
struct Stale {
    StringId organization = 0;
    Day day = noDay;
    std::vector<RowId> policies;
    std::size_t period = 0;
    bool early = false; ///< In the first days of the period, when most had not seen its policy.
};

/// Looks for stale copies of the policy of one domain.
class DomainWatch final {
public:
    DomainWatch(const DiagnosisInput& input, const DomainView& domain, PolicyContents& contents)
        : m_input(input)
    {
        std::map<std::uint32_t, std::size_t> ofForm;
        for (const std::uint32_t view : domain.reporters) {
            for (const PolicySighting& sighting : input.background.reporters[view].sightings) {
                const PolicyContent& content = contents.of(sighting.form);
                if (sighting.day == noDay || content.type != PolicyType::Sts
                    || content.mode == PolicyMode::Absent)
                    continue;
                auto [known, isNew] = ofForm.emplace(sighting.form, 0);
                if (isNew && m_contents.size() < mostContents)
                    known->second = indexOf(content);
                m_seen.push_back({ sighting.day, view, known->second, sighting.policy });
            }
        }
    }

    std::vector<Stale> find()
    {
        if (m_contents.size() < 2 || m_contents.size() >= mostContents)
            return {};
        std::ranges::stable_sort(m_seen, {}, &Seen::day);
        for (const Seen& seen : m_seen) {
            Content& content = m_contents[seen.content];
            content.firstSeen = content.firstSeen == noDay ? seen.day : content.firstSeen;
            content.lastSeen = seen.day;
            m_lastSeen[seen.view] = seen;
        }
        addSessions();
        m_final = std::exchange(m_lastSeen, {});
        forEachDay([this](std::span<const Seen> day) { continuePeriods(day); });
        std::size_t period = 0;
        forEachDay([&](std::span<const Seen> day) {
            while (period + 1 < m_periods.size() && m_periods[period + 1].start <= day.front().day)
                ++period;
            findOn(day, period);
        });
        dropChanges();
        return std::move(m_stale);
    }

    /// What the domain really had when a stale copy was seen.
    const PolicyContent& current(const Stale& stale) const
    {
        return m_contents[m_periods[stale.period].content].policy;
    }

private:
    std::size_t indexOf(const PolicyContent& content)
    {
        const auto same = std::ranges::find_if(m_contents,
            [&](const Content& other) { return !policiesDiffer(other.policy, content); });
        const auto index = static_cast<std::size_t>(same - m_contents.begin());
        if (index == m_contents.size())
            m_contents.push_back({ content, noDay, noDay });
        return index;
    }

    template <typename Each> void forEachDay(Each each) const
    {
        for (std::size_t i = 0; i < m_seen.size();) {
            std::size_t end = i;
            while (end < m_seen.size() && m_seen[end].day == m_seen[i].day)
                ++end;
            each(std::span(m_seen).subspan(i, end - i));
            i = end;
        }
    }

    // What most reporters saw, today or, where they did not report, in the days before; of equals
    // the one that is seen longer, then the newer one, then that of the larger reporters. What
    // stands last is there for the answer not to depend on the order of reports.
    std::size_t currentOn(std::span<const Seen> day) const
    {
        std::map<std::size_t, std::set<std::uint32_t>> views;
        std::set<std::uint32_t> today;
        for (const Seen& seen : day) {
            views[seen.content].insert(seen.view);
            today.insert(seen.view);
        }
        for (const auto& [view, seen] : m_lastSeen) {
            if (!today.contains(view) && day.front().day - seen.day < remembered)
                views[seen.content].insert(view);
        }
        const auto rank = [&](const auto& seen) {
            const Content& content = m_contents[seen.first];
            return std::tuple(seen.second.size(), content.lastSeen, content.firstSeen,
                content.sessions, content.policy.mode, content.policy.maxAge,
                content.policy.patterns);
        };
        return std::ranges::max_element(views, {}, rank)->first;
    }

    // Takes the next day into the periods.
    void continuePeriods(std::span<const Seen> day)
    {
        const Day today = day.front().day;
        for (const Seen& seen : day) {
            const auto before = m_lastSeen.find(seen.view);
            const bool changed
                = before != m_lastSeen.end() && before->second.content != seen.content;
            // Somebody comes to it from another one, or it was never seen before.
            if (changed || m_contents[seen.content].firstSeen == today)
                m_arrivals[seen.content].push_back(today);
        }
        // Mostly everybody sees what was seen before, and there is nothing to count.
        const bool isSame = !m_periods.empty()
            && std::ranges::all_of(
                day, [this](const Seen& seen) { return seen.content == m_periods.back().content; });
        if (!isSame) {
            const std::size_t current = currentOn(day);
            if (m_periods.empty() || m_periods.back().content != current)
                m_periods.push_back({ current, startOf(current, today), today });
        }
        for (const Seen& seen : day)
            m_lastSeen[seen.view] = seen;
    }

    // The first arrival at a content since the present period was accepted.
    Day startOf(std::size_t content, Day today) const
    {
        const auto arrivals = m_arrivals.find(content);
        if (m_periods.empty() || arrivals == m_arrivals.end())
            return today;
        const auto first = std::ranges::upper_bound(arrivals->second, m_periods.back().accepted);
        return first == arrivals->second.end() ? today : std::min(today, *first);
    }

    void addSessions()
    {
        std::set<std::pair<std::size_t, std::uint32_t>> known;
        for (const Seen& seen : m_seen) {
            if (known.emplace(seen.content, seen.view).second)
                m_contents[seen.content].sessions += static_cast<double>(
                    m_input.background.reporters[seen.view].figures.sessions.valueOr(0));
        }
    }

    // Whether a reporter has what nobody had before, and which is stricter, up to its last report:
    // then it is the first to see a new policy, and has no old one.
    bool isAhead(const Seen& seen, const Period& now) const
    {
        const Content& content = m_contents[seen.content];
        const PolicyMode mode = m_contents[now.content].policy.mode;
        return content.firstSeen > now.start && content.policy.mode == PolicyMode::Enforce
            && (mode == PolicyMode::Testing || mode == PolicyMode::None)
            && m_final.at(seen.view).content == seen.content;
    }

    void findOn(std::span<const Seen> day, std::size_t period)
    {
        std::map<std::uint32_t, Stale> byView;
        std::set<std::uint32_t> upToDate;
        const Period& now = m_periods[period];
        for (const Seen& seen : day) {
            if (seen.content == now.content || isAhead(seen, now)) {
                upToDate.insert(seen.view);
                continue;
            }
            Stale& stale = byView[seen.view];
            stale.organization = m_input.background.reporters[seen.view].organization;
            stale.day = seen.day;
            stale.period = period;
            stale.early = seen.day - now.start < slowest
                && (seen.day == now.start || seen.day < now.accepted);
            stale.policies.push_back(seen.policy);
        }
        for (auto& [view, stale] : byView) {
            if (!upToDate.contains(view))
                m_stale.push_back(std::move(stale));
        }
    }

    // In the first days of a new policy everybody may still have the old one; who has it longer had
    // it then, too.
    void dropChanges()
    {
        std::set<std::pair<StringId, std::size_t>> later;
        for (const Stale& stale : m_stale) {
            if (!stale.early)
                later.emplace(stale.organization, stale.period);
        }
        std::erase_if(m_stale, [&](const Stale& stale) {
            return !later.contains({ stale.organization, stale.period });
        });
    }

    const DiagnosisInput& m_input;
    std::vector<Seen> m_seen;
    std::vector<Content> m_contents;
    std::vector<Period> m_periods; ///< By start.
    std::map<std::uint32_t, Seen> m_lastSeen; ///< By view.
    std::map<std::uint32_t, Seen> m_final; ///< By view: what it saw at last.
    std::map<std::size_t, std::vector<Day>> m_arrivals; ///< By content; days in order.
    std::vector<Stale> m_stale;
};

bool contentCovers(const PolicyContent& content, std::string_view mx)
{
    std::string patterns;
    for (const std::string& pattern : content.patterns)
        patterns += pattern + '\n';
    return policyCovers(patterns, {}, mx);
}

/// Moves what failed because of a stale copy, though the present policy covers the MX.
void moveFailures(const DiagnosisInput& input, const DomainWatch& watch, const Stale& stale,
    StringId domain, std::vector<Draft>& drafts, Draft& target)
{
    for (Draft& draft : drafts) {
        if (draft.cause != Cause::MxNotInPolicy || draft.domain != domain
            || !contentCovers(watch.current(stale), input.snapshot.text(draft.subject)))
            continue;
        const auto isOther = [&stale](const Observation& observation) {
            return observation.organization != stale.organization || observation.day != stale.day;
        };
        target.isJoined = true;
        const auto end = draft.observations.end();
        const auto moved = std::stable_partition(draft.observations.begin(), end, isOther);
        std::copy(moved, end, std::back_inserter(target.observations));
        draft.observations.erase(moved, end);
    }
}

} // namespace

void findStalePolicies(
    const DiagnosisInput& input, const DomainView& domain, std::vector<Draft>& drafts)
{
    if (domain.name == 0 || domain.reporters.size() < 2)
        return;
    std::vector<Draft> found;
    PolicyContents contents(input.snapshot, input.background);
    DomainWatch watch(input, domain, contents);
    std::map<StringId, std::size_t> latest; // By organization: index in found.
    for (const Stale& stale : watch.find()) {
        const auto [place, isNew] = latest.emplace(stale.organization, found.size());
        if (!isNew && stale.day - found[place->second].observations.back().day >= longRecovery)
            place->second = found.size();
        if (place->second == found.size()) {
            Draft& added = found.emplace_back();
            added.cause = Cause::StalePolicy;
            added.domain = domain.name;
            added.subject = stale.organization;
        }
        Draft& draft = found[place->second];
        Observation& observation = draft.observations.emplace_back();
        observation.day = stale.day;
        observation.organization = stale.organization;
        observation.failed = Count::zero();
        std::ranges::copy(stale.policies, std::back_inserter(draft.policies));
        moveFailures(input, watch, stale, domain.name, drafts, draft);
    }
    std::erase_if(drafts, [](const Draft& draft) { return draft.observations.empty(); });
    for (Draft& draft : found)
        sortByDay(draft.observations);
    std::ranges::move(found, std::back_inserter(drafts));
}

} // namespace mxlens
