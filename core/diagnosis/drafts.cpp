// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diagnosis/drafts.h"

#include "core/diagnosis/batch.h"

#include <algorithm>
#include <map>

namespace mxlens {

namespace {

constexpr Day unusual = 5; // Times as long as the gaps that are usual: a recovery, if there are ...
constexpr std::size_t wellDays = 7; // ... so many days with good reports.

// Days strictly between two on which somebody who saw the draft reported, without seeing it.
std::size_t wellDaysBetween(const Background& background, const Draft& draft, Day first, Day last)
{
    std::vector<Day> days;
    for (const StringId organization : organizationsOf(draft)) {
        const ReporterView* const view = background.reporter(draft.domain, organization);
        if (!view)
            continue;
        auto day = std::ranges::upper_bound(view->days, first, {}, &DaySessions::day);
        for (; day != view->days.end() && day->day < last; ++day) {
            if (day->figures.sessions.valueOr(0) > 0)
                days.push_back(day->day);
        }
    }
    std::ranges::sort(days);
    const auto end = std::unique(days.begin(), days.end());
    return static_cast<std::size_t>(end - days.begin());
}

// The gap between sightings of a draft that is usual for a cause that comes and goes. Observations
// are sorted by day.
Day usualGap(const Draft& draft)
{
    std::vector<Day> gaps;
    for (std::size_t i = 1; i < draft.observations.size(); ++i) {
        const Day before = draft.observations[i - 1].day;
        const Day after = draft.observations[i].day;
        if (before != noDay && after > before)
            gaps.push_back(after - before);
    }
    if (gaps.empty())
        return 0;
    const auto place = gaps.begin() + static_cast<std::ptrdiff_t>((gaps.size() - 1) / 2);
    std::ranges::nth_element(gaps, place);
    return *place;
}

// Whether anything of a draft is far enough from what came before it to be another problem.
bool hasLongGap(const std::vector<Observation>& observations)
{
    const auto isFar = [](const Observation& before, const Observation& after) {
        return before.day != noDay && after.day - before.day >= longRecovery;
    };
    return std::ranges::adjacent_find(observations, isFar) != observations.end();
}

// The draft that rows without an MX of one day belong to: the only one that is seen around that
// day, or one that has nearly all failures then; nullptr where nobody can tell.
Draft* meantOn(const Observation& nameless, const std::vector<Draft*>& named)
{
    constexpr double nearlyAll = 0.9;
    constexpr double alike = 0.25; // Part of the nameless failures that the others have at least.
    constexpr Day around = 7;
    const Day day = nameless.day;
    if (day == noDay)
        return named.size() == 1 ? named.front() : nullptr;
    double all = 0;
    double most = 0;
    Draft* meant = nullptr;
    for (Draft* const draft : named) {
        const auto& observations = draft->observations;
        double failed = 0;
        auto observation
            = std::ranges::lower_bound(observations, day - around, {}, &Observation::day);
        for (; observation != observations.end() && observation->day <= day + around; ++observation)
            failed += observation->likely;
        all += failed;
        if (failed > most) {
            most = failed;
            meant = draft;
        }
    }
    const double own = nameless.likely;
    return most >= all * nearlyAll && most >= own * alike ? meant : nullptr;
}

void joinNameless(Draft& nameless, const std::vector<Draft*>& named)
{
    std::vector<std::pair<Draft*, Observation>> joined;
    std::vector<Observation> rest;
    for (const Observation& observation : nameless.observations) {
        if (Draft* const meant = meantOn(observation, named))
            joined.emplace_back(meant, observation);
        else
            rest.push_back(observation);
    }
    nameless.observations = std::move(rest);
    for (const auto& [draft, observation] : joined) {
        draft->observations.push_back(observation);
        draft->isJoined = true;
    }
}

// Whether a reporter had right counts for so long that wrong ones after it are another matter.
bool isRecovery(const ReporterView& view, Day before, Day after)
{
    if (before == noDay || after - before < longRecovery)
        return false;
    const auto begin = std::ranges::upper_bound(view.days, before, {}, &DaySessions::day);
    const auto end = std::ranges::lower_bound(view.days, after, {}, &DaySessions::day);
    return end - begin >= static_cast<std::ptrdiff_t>(wellDays);
}

void addFault(const CountFault& fault, Draft& draft, FailedSum& sum)
{
    if (draft.observations.empty() || draft.observations.back().report != fault.report) {
        Observation& added = draft.observations.emplace_back();
        added.day = fault.day;
        added.organization = draft.subject;
        added.report = fault.report;
        sum = {};
    }
    sum.add(fault.type, fault.failed);
    draft.observations.back().failed = sum.sum();
    draft.observations.back().applied |= appliedBit(fault.applied);
    draft.policies.push_back(fault.policy);
}

bool canRecover(Cause cause)
{
    return cause != Cause::Noise && cause != Cause::InconsistentCounts
        && cause != Cause::SilentReporter && cause != Cause::StalePolicy;
}

} // namespace

bool isAboutReporter(Cause cause)
{
    switch (cause) {
    case Cause::StarttlsStrippedOnPath:
    case Cause::StalePolicy:
    case Cause::Noise:
    case Cause::SilentReporter:
    case Cause::InconsistentCounts:
        return true;
    default:
        return false;
    }
}

Draft& draftFor(std::vector<Draft>& drafts, Cause cause, StringId domain, StringId subject)
{
    const auto found = std::ranges::find_if(drafts, [&](const Draft& draft) {
        return draft.cause == cause && draft.domain == domain && draft.subject == subject;
    });
    if (found != drafts.end())
        return *found;
    Draft& added = drafts.emplace_back();
    added.cause = cause;
    added.domain = domain;
    added.subject = subject;
    return added;
}

void dropEmpty(std::vector<Draft>& drafts)
{
    std::erase_if(drafts,
        [](const Draft& draft) { return draft.observations.empty() && draft.policies.empty(); });
}

std::vector<StringId> organizationsOf(const Draft& draft)
{
    constexpr std::size_t few = 32; // Up to here a look through the list is faster than sorting.
    std::vector<StringId> organizations;
    for (const Observation& observation : draft.observations) {
        const StringId organization = observation.organization;
        if (organizations.empty() || organizations.back() != organization) {
            if (organizations.size() > few
                || std::ranges::find(organizations, organization) == organizations.end())
                organizations.push_back(organization);
        }
    }
    std::ranges::sort(organizations);
    organizations.erase(
        std::unique(organizations.begin(), organizations.end()), organizations.end());
    return organizations;
}

Count failedOf(const Draft& draft)
{
    Count sum;
    for (const Observation& observation : draft.observations)
        sum += observation.failed;
    return sum;
}

void joinNamelessRows(std::vector<Draft>& drafts)
{
    struct Candidates {
        Draft* nameless = nullptr;
        std::vector<Draft*> named;
    };
    std::map<std::pair<StringId, Cause>, Candidates> byCause;
    for (Draft& draft : drafts) {
        if (isPolicyHostCause(draft.cause))
            continue;
        Candidates& candidates = byCause[{ draft.domain, draft.cause }];
        if (draft.subject == 0)
            candidates.nameless = &draft;
        else
            candidates.named.push_back(&draft);
    }
    for (const auto& [key, candidates] : byCause) {
        if (!candidates.nameless)
            continue;
        for (Draft* const draft : candidates.named)
            sortByDay(draft->observations);
        sortByDay(candidates.nameless->observations);
        joinNameless(*candidates.nameless, candidates.named);
    }
    std::erase_if(drafts, [](const Draft& draft) { return draft.observations.empty(); });
}

void splitAtLongRecoveries(const DiagnosisInput& input, std::vector<Draft>& drafts)
{
    std::vector<Draft> later;
    for (Draft& draft : drafts) {
        sortByDay(draft.observations);
        if (!canRecover(draft.cause))
            continue;
        auto& observations = draft.observations;
        if (!hasLongGap(observations))
            continue;
        const Day shortest = std::max(longRecovery, unusual * usualGap(draft));
        // From the end, so that what is cut off is whole.
        for (std::size_t i = observations.size(); i-- > 1;) {
            const Day before = observations[i - 1].day;
            const Day after = observations[i].day;
            if (before == noDay || after - before < shortest
                || wellDaysBetween(input.background, draft, before, after) < wellDays)
                continue;
            Draft& part = later.emplace_back();
            part.cause = draft.cause;
            part.domain = draft.domain;
            part.subject = draft.subject;
            part.isJoined = draft.isJoined;
            const auto from = observations.begin() + static_cast<std::ptrdiff_t>(i);
            part.observations.assign(from, observations.end());
            observations.erase(from, observations.end());
        }
    }
    std::ranges::move(later, std::back_inserter(drafts));
}

void findInconsistentCounts(
    const DiagnosisInput& input, const DomainView& domain, std::vector<Draft>& drafts)
{
    for (const std::uint32_t index : domain.reporters) {
        const ReporterView& view = input.background.reporters[index];
        std::vector<CountFault> faults = view.faults;
        sortByDay(faults); // Policies of one report stay neighbours.
        FailedSum sum;
        Count bare;
        for (std::size_t i = 0; i < faults.size(); ++i) {
            if (i == 0 || isRecovery(view, faults[i - 1].day, faults[i].day)) {
                Draft& added = drafts.emplace_back();
                added.cause = Cause::InconsistentCounts;
                added.domain = domain.name;
                added.subject = view.organization;
                bare = {};
            }
            addFault(faults[i], drafts.back(), sum);
            if (faults[i].isBare)
                bare += faults[i].failed;
            drafts.back().tellsAlone = bare.valueOr(0) > input.thresholds.noiseSessions;
        }
    }
}

} // namespace mxlens
