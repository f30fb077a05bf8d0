// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diagnosis/batch.h"
#include "core/diagnosis/drafts.h"
#include "core/diagnosis/policyhistory.h"

#include <algorithm>
#include <map>
#include <set>

namespace mxlens {

namespace {

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
    Day firstCurrent = noDay, lastCurrent = noDay; ///< Days on which most reporters saw it.
};

/// What a reporter saw on a day when others saw something else.
struct Stale {
    StringId organization = 0;
    Day day = noDay;
    std::vector<RowId> policies;
    std::size_t current = 0; ///< Content that the others saw.
    bool dayOfChange = false; ///< The first day of that content.
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
        }
        std::vector<std::size_t> currents;
        forEachDay([&](std::span<const Seen> day) {
            currents.push_back(currentOf(day));
            Content& content = m_contents[currents.back()];
            content.firstCurrent
                = content.firstCurrent == noDay ? day.front().day : content.firstCurrent;
            content.lastCurrent = day.front().day;
        });
        std::size_t next = 0;
        forEachDay([&](std::span<const Seen> day) { findOn(day, currents[next++]); });
        dropChanges();
        return std::move(m_stale);
    }

    const PolicyContent& content(std::size_t index) const { return m_contents[index].policy; }

private:
    std::size_t indexOf(const PolicyContent& content)
    {
        const auto same = std::ranges::find_if(m_contents,
            [&](const Content& other) { return !policiesDiffer(other.policy, content); });
        const auto index = static_cast<std::size_t>(same - m_contents.begin());
        if (index == m_contents.size())
            m_contents.push_back({ content, noDay, noDay, noDay, noDay });
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

    // What most reporters saw; of equals the one that is seen longer, then the newer one.
    std::size_t currentOf(std::span<const Seen> day) const
    {
        std::map<std::size_t, std::set<std::uint32_t>> views;
        for (const Seen& seen : day)
            views[seen.content].insert(seen.view);
        std::size_t best = day.front().content;
        const auto rank = [&](std::size_t content) {
            return std::tuple(
                views[content].size(), m_contents[content].lastSeen, m_contents[content].firstSeen);
        };
        for (const Seen& seen : day) {
            if (rank(seen.content) > rank(best))
                best = seen.content;
        }
        return best;
    }

    void findOn(std::span<const Seen> day, std::size_t current)
    {
        std::map<std::uint32_t, Stale> byView;
        std::set<std::uint32_t> upToDate;
        for (const Seen& seen : day) {
            // One that most will see later is new, not old.
            if (seen.content == current || m_contents[seen.content].lastCurrent > seen.day) {
                upToDate.insert(seen.view);
                continue;
            }
            Stale& stale = byView[seen.view];
            stale.organization = m_input.background.reporters[seen.view].organization;
            stale.day = seen.day;
            stale.current = current;
            stale.dayOfChange = m_contents[current].firstCurrent == seen.day;
            stale.policies.push_back(seen.policy);
        }
        for (auto& [view, stale] : byView) {
            if (!upToDate.contains(view))
                m_stale.push_back(std::move(stale));
        }
    }

    // On the day of a change everybody may still have seen the old policy in the morning.
    void dropChanges()
    {
        std::set<StringId> later;
        for (const Stale& stale : m_stale) {
            if (!stale.dayOfChange)
                later.insert(stale.organization);
        }
        std::erase_if(
            m_stale, [&](const Stale& stale) { return !later.contains(stale.organization); });
    }

    const DiagnosisInput& m_input;
    std::vector<Seen> m_seen;
    std::vector<Content> m_contents;
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
            || !contentCovers(watch.content(stale.current), input.snapshot.text(draft.subject)))
            continue;
        const auto isOther = [&stale](const Observation& observation) {
            return observation.organization != stale.organization || observation.day != stale.day;
        };
        const auto end = draft.observations.end();
        const auto moved = std::stable_partition(draft.observations.begin(), end, isOther);
        std::copy(moved, end, std::back_inserter(target.observations));
        draft.observations.erase(moved, end);
    }
}

} // namespace

void findStalePolicies(const DiagnosisInput& input, std::vector<Draft>& drafts)
{
    std::vector<Draft> found;
    PolicyContents contents(input.snapshot, input.background);
    for (const DomainView& domain : input.background.domains) {
        if (domain.name == 0 || domain.reporters.size() < 2)
            continue;
        DomainWatch watch(input, domain, contents);
        for (const Stale& stale : watch.find()) {
            Draft& draft = draftFor(found, Cause::StalePolicy, domain.name, stale.organization);
            Observation& observation = draft.observations.emplace_back();
            observation.day = stale.day;
            observation.organization = stale.organization;
            observation.failed = Count::zero();
            std::ranges::copy(stale.policies, std::back_inserter(draft.policies));
            moveFailures(input, watch, stale, domain.name, drafts, draft);
        }
    }
    std::erase_if(drafts, [](const Draft& draft) { return draft.observations.empty(); });
    for (Draft& draft : found)
        sortByDay(draft.observations);
    std::ranges::move(found, std::back_inserter(drafts));
}

} // namespace mxlens
