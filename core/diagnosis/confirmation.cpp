// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diagnosis/confirmation.h"

#include "core/diagnosis/batch.h"

#include <algorithm>

namespace mxlens {

namespace {

constexpr Day neighbours = 1; // Days between sightings of one fault by two reporters.

bool isUnexact(Cause cause)
{
    return cause == Cause::ValidationFailure || cause == Cause::HandshakeFailure;
}

// The days of observations in any order; both noDay where none has one.
std::pair<Day, Day> daysOf(const std::vector<Observation>& observations)
{
    std::pair<Day, Day> days{ noDay, noDay };
    for (const Observation& observation : observations) {
        if (observation.day == noDay)
            continue;
        days.first = days.first == noDay ? observation.day : std::min(days.first, observation.day);
        days.second = std::max(days.second, observation.day);
    }
    return days;
}

bool shareAReporter(const Draft& a, const Draft& b)
{
    const std::vector<StringId> ofA = organizationsOf(a);
    const std::vector<StringId> ofB = organizationsOf(b);
    return std::ranges::any_of(ofA,
        [&ofB](StringId organization) { return std::ranges::binary_search(ofB, organization); });
}

/// Tells what others than those of a draft saw in its days.
class Others final {
public:
    explicit Others(const Draft& draft)
        : m_own(organizationsOf(draft))
    {
        const auto [first, last] = daysOf(draft.observations);
        if (first == noDay)
            return;
        m_begin = first - neighbours;
        m_end = last + neighbours;
    }

    /// The first and the last of these days; noDay for both where the draft has none.
    Day begin() const { return m_begin; }
    Day end() const { return m_end; }
    bool saw(Day day, StringId organization) const
    {
        return day != noDay && day >= m_begin && day <= m_end
            && !std::ranges::binary_search(m_own, organization);
    }

private:
    Day m_begin = noDay, m_end = noDay;
    const std::vector<StringId> m_own;
};

// Whether two drafts last about as long, at about the same time.
bool areAlikeInTime(const Draft& a, const Draft& b)
{
    const auto [firstA, lastA] = daysOf(a.observations);
    const auto [firstB, lastB] = daysOf(b.observations);
    if (firstA == noDay || firstB == noDay)
        return false;
    const Day common = std::min(lastA, lastB) - std::max(firstA, firstB) + 1;
    return 2 * common >= std::max(lastA - firstA, lastB - firstB) + 1;
}

} // namespace

HostSightings::HostSightings(const Background& background, const Evidence& evidence)
{
    const auto isDomain = [&background](StringId name) {
        return background.domainIndex.find({ name, 0, 0 }) != DenseIndex::none;
    };
    for (const EvidenceGroup& group : evidence.groups) {
        if (group.mx == 0 || isUnexact(group.cause) || group.cause == Cause::StarttlsNotSupported
            || !isDomain(group.mx))
            continue; // The others may come from a busy server twice, without being one fault.
        auto& sightings = m_byHost[{ group.mx, group.cause }];
        for (const Observation& observation : group.observations)
            sightings.push_back(
                { observation.day, observation.organization, group.domain, observation.likely });
    }
    for (auto& entry : m_byHost)
        sortByDay(entry.second);
}

double HostSightings::confirming(const Draft& draft) const
{
    const auto found = m_byHost.find({ draft.subject, draft.cause });
    if (draft.subject == 0 || found == m_byHost.end())
        return 0;
    const Others others(draft);
    double failed = 0;
    auto sighting = std::ranges::lower_bound(found->second, others.begin(), {}, &Sighting::day);
    for (; sighting != found->second.end() && sighting->day <= others.end(); ++sighting) {
        const bool isUnderAnotherName = sighting->domain != draft.domain
            && (sighting->domain == draft.subject || draft.domain == draft.subject);
        if (isUnderAnotherName && others.saw(sighting->day, sighting->organization))
            failed += sighting->failed;
    }
    return failed;
}

UnexactReasons::UnexactReasons(const std::vector<Draft>& drafts)
{
    for (const Draft& draft : drafts) {
        if (isUnexact(draft.cause) && draft.subject != 0)
            m_byMx.emplace(draft.subject, &draft);
    }
}

double UnexactReasons::confirming(const Draft& draft) const
{
    if (!isUnexact(draft.cause) || draft.subject == 0)
        return 0;
    const Others others(draft);
    double failed = 0;
    const auto [begin, end] = m_byMx.equal_range(draft.subject);
    for (auto other = begin; other != end; ++other) {
        if (other->second->cause == draft.cause)
            continue;
        for (const Observation& observation : other->second->observations) {
            if (others.saw(observation.day, observation.organization))
                failed += observation.likely;
        }
    }
    return failed;
}

void joinUnexactReasons(std::vector<Draft>& drafts)
{
    std::multimap<StringId, Draft*> unexact; // By MX.
    for (Draft& draft : drafts) {
        if (draft.cause == Cause::ValidationFailure && draft.subject != 0)
            unexact.emplace(draft.subject, &draft);
    }
    if (unexact.empty())
        return;
    for (Draft& draft : drafts) {
        if (draft.cause != Cause::HandshakeFailure)
            continue;
        const auto [begin, end] = unexact.equal_range(draft.subject);
        for (auto other = begin; other != end; ++other) {
            std::vector<Observation>& observations = other->second->observations;
            if (!areAlikeInTime(draft, *other->second) || shareAReporter(draft, *other->second))
                continue;
            draft.observations.insert(
                draft.observations.end(), observations.begin(), observations.end());
            draft.isJoined = true;
            observations.clear();
        }
        sortByDay(draft.observations);
    }
    dropEmpty(drafts);
}

} // namespace mxlens
