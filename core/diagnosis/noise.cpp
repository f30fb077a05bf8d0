// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diagnosis/drafts.h"

#include "core/diagnosis/batch.h"
#include "core/diagnosis/confirmation.h"
#include "core/diagnosis/evidence.h"
#include "core/diagnosis/missedstarttls.h"
#include "core/diagnosis/strays.h"

#include <algorithm>
#include <map>

namespace mxlens {

namespace {

// Ratios of counts that can be as large as counts get, so all of them are floating-point numbers.
constexpr double handfulADay = 2; // Failed sessions on a day that may be one of a handful.
constexpr double smallReporter = 25; // Sessions in all, or
constexpr double smallShare = 0.01; // at most this part of the domain's,
constexpr double smallReport = 10; // and this many a report.
constexpr double noticeable = 0.1; // Part of the domain's sessions that no small reporter has.
constexpr Day neighbours = 1; // Days between failures that may belong to one fault.
// Part of one reporter's failures that others have by chance ...
constexpr double besideShare = 0.1;
constexpr double besideShareOfSmall = 0.25; // ... or as handfuls of small reporters.
constexpr double enoughMissed = 3; // Failures that the others should have had by now.

double numberOf(Count count)
{
    return static_cast<double>(count.valueOr(0));
}

// Failed sessions of a draft to judge by.
double likelyOf(const Draft& draft)
{
    double sum = 0;
    for (const Observation& observation : draft.observations)
        sum += observation.likely;
    return sum;
}

/// Observations of one day, all reporters.
struct DayOfDraft {
    Day day = noDay;
    double failed = 0;
};

std::vector<DayOfDraft> daysOf(const Draft& draft)
{
    std::vector<DayOfDraft> days;
    for (const Observation& observation : draft.observations) {
        if (days.empty() || days.back().day != observation.day)
            days.push_back({ observation.day, 0 });
        days.back().failed += observation.likely;
    }
    return days;
}

// Sessions of one reporter and of all others on the days of a draft.
struct Sides {
    double own = 0;
    double others = 0; ///< Successful ones.
};

Sides sidesOn(const Background& background, const DomainView& domain, StringId organization,
    const std::vector<DayOfDraft>& days)
{
    Sides sides;
    const ReporterView* const view = background.reporter(domain.name, organization);
    for (const DayOfDraft& day : days) {
        const SessionFigures all = domain.between(day.day, day.day);
        const SessionFigures own = view ? view->between(day.day, day.day) : SessionFigures{};
        sides.own += numberOf(own.sessions);
        sides.others += numberOf(all.successful) - numberOf(own.successful);
    }
    return sides;
}

// Whether the others, had they the same cause, would have met it by now. The share of a reporter's
// sessions that fail is about the share of the traffic that goes to the failing MX.
bool othersWouldHaveSeenIt(const Background& background, const Draft& draft, StringId organization)
{
    const DomainView* const domain = background.domain(draft.domain);
    if (!domain)
        return false;
    const std::vector<DayOfDraft> days = daysOf(draft);
    const Sides sides = sidesOn(background, *domain, organization, days);
    const double share = likelyOf(draft) / std::max(sides.own, 1.0);
    return sides.others * std::min(share, 1.0) >= enoughMissed;
}

// Thresholds::noiseSessions in all, or twice as many in ones and twos.
bool isHandful(const Thresholds& thresholds, const std::vector<DayOfDraft>& days)
{
    double all = 0;
    double most = 0;
    for (const DayOfDraft& day : days) {
        all += day.failed;
        most = std::max(most, day.failed);
    }
    const auto handful = static_cast<double>(thresholds.noiseSessions);
    return all <= handful || (all <= 2 * handful && most <= handfulADay);
}

bool isSmall(const ReporterView& view, const DomainView& domain)
{
    const double own = numberOf(view.figures.sessions);
    const double all = numberOf(domain.figures.sessions);
    const bool few
        = own <= smallReporter || (own <= all * smallShare && own <= smallReport * view.reports);
    return few && own <= all * noticeable;
}

bool isOfSmallReporter(const DiagnosisInput& input, const Draft& draft)
{
    const Background& background = input.background;
    if (draft.observations.size() > 2 * static_cast<std::size_t>(input.thresholds.noiseSessions))
        return false;
    const std::vector<StringId> organizations = organizationsOf(draft);
    if (organizations.size() != 1)
        return false;
    // Policies are fetched seldom: two times in a row are much, and the others may have a copy.
    if (isPolicyHostCause(draft.cause) && likelyOf(draft) > handfulADay)
        return false;
    const DomainView* const domain = background.domain(draft.domain);
    const ReporterView* const view = background.reporter(draft.domain, organizations.front());
    return domain && view && isSmall(*view, *domain) && isHandful(input.thresholds, daysOf(draft))
        && othersWouldHaveSeenIt(background, draft, organizations.front());
}

using ByReporter = std::map<std::pair<StringId, StringId>, std::vector<Observation>>;

/// Moves what small reporters saw on other days than everybody else to their noise.
void takeOutliers(const DiagnosisInput& input, Draft& draft, ByReporter& noise)
{
    const Background& background = input.background;
    const DomainView* const domain = background.domain(draft.domain);
    std::map<StringId, Draft> small;
    Day first = noDay;
    Day last = noDay;
    for (const Observation& observation : draft.observations) {
        const ReporterView* const view
            = background.reporter(draft.domain, observation.organization);
        if (domain && view && isSmall(*view, *domain)) {
            small[observation.organization].observations.push_back(observation);
            continue;
        }
        first = first == noDay ? observation.day : first;
        last = observation.day;
    }
    if (first == noDay || small.empty())
        return;
    for (auto& [organization, part] : small) {
        part.domain = draft.domain;
        const bool apart = part.observations.front().day != noDay
            && (part.observations.front().day > last + neighbours
                || part.observations.back().day < first - neighbours);
        if (!apart || !isHandful(input.thresholds, daysOf(part))
            || !othersWouldHaveSeenIt(background, part, organization))
            continue;
        std::erase_if(draft.observations, [id = organization](const Observation& observation) {
            return observation.organization == id;
        });
        std::ranges::move(
            part.observations, std::back_inserter(noise[{ draft.domain, organization }]));
    }
}

/// The observations of the organization with most failures in a draft; the others go to rest.
Draft mostlyOf(const Draft& draft, Draft& rest)
{
    std::map<StringId, double> failed;
    for (const Observation& observation : draft.observations)
        failed[observation.organization] += observation.likely;
    const auto most = std::ranges::max_element(
        failed, {}, [](const auto& organization) { return organization.second; });
    Draft main;
    main.domain = draft.domain;
    main.cause = draft.cause;
    for (const Observation& observation : draft.observations)
        (observation.organization == most->first ? main : rest).observations.push_back(observation);
    return main;
}

// Whether what others saw is too little to speak of the same cause: strays beside the main draft,
// or handfuls of small reporters.
bool isNothingBeside(const DiagnosisInput& input, StringId domainName,
    const std::vector<Observation>& observations, const Draft& main)
{
    double failed = 0;
    for (const Observation& observation : observations)
        failed += observation.likely;
    const Background& background = input.background;
    const auto handful = static_cast<double>(input.thresholds.noiseSessions);
    if (failed <= handful && failed <= likelyOf(main) * besideShare)
        return true;
    if (failed > likelyOf(main) * besideShareOfSmall)
        return false;
    const DomainView* const domain = background.domain(domainName);
    std::map<StringId, Draft> byOrganization;
    for (const Observation& observation : observations)
        byOrganization[observation.organization].observations.push_back(observation);
    return std::ranges::all_of(byOrganization, [&](const auto& part) {
        const ReporterView* const view = background.reporter(domainName, part.first);
        return domain && view && isSmall(*view, *domain)
            && isHandful(input.thresholds, daysOf(part.second));
    });
}

/// What one reporter alone misses, on all MX that it reaches.
struct PathOfOne {
    std::vector<Draft*> drafts;
    std::vector<StringId> mxes; ///< 0: none is named.
    Draft main;
    std::vector<Observation> rest; ///< Of others, in the same drafts.
};

// Whether the policies that a reporter saw on these days cover one of the MX: only then do its
// sessions tell that STARTTLS is offered there.
bool reachesOneOf(const DiagnosisInput& input, const ReporterView& view,
    const std::vector<StringId>& mxes, Day first, Day last)
{
    const Snapshot& snapshot = input.snapshot;
    auto sighting = std::ranges::lower_bound(view.sightings, first, {}, &PolicySighting::day);
    std::uint32_t before = ~std::uint32_t{ 0 };
    for (; sighting != view.sightings.end() && sighting->day <= last; ++sighting) {
        if (sighting->form == before)
            continue;
        before = sighting->form;
        const PolicyForm& form = input.background.forms[before];
        const auto isCovered = [&](StringId mx) {
            return mx == 0
                || policyCovers(
                    snapshot.text(form.mxHosts), snapshot.text(form.text), snapshot.text(mx));
        };
        if (std::ranges::any_of(mxes, isCovered))
            return true;
    }
    return false;
}

// Whether the others, had they the same on their way to these MX, would have met it by now.
bool othersReachThere(const DiagnosisInput& input, const PathOfOne& path, StringId organization)
{
    const DomainView* const domain = input.background.domain(path.main.domain);
    if (!domain)
        return false;
    const std::vector<DayOfDraft> days = daysOf(path.main);
    const Day first = days.front().day;
    const Day last = days.back().day;
    double own = 0;
    double others = 0;
    for (const std::uint32_t index : domain->reporters) {
        const ReporterView& view = input.background.reporters[index];
        const bool isOwn = view.organization == organization;
        if (!isOwn && !reachesOneOf(input, view, path.mxes, first, last))
            continue;
        for (const DayOfDraft& day : days) {
            const SessionFigures figures = view.between(day.day, day.day);
            (isOwn ? own : others) += numberOf(isOwn ? figures.sessions : figures.successful);
        }
    }
    return others * std::min(likelyOf(path.main) / std::max(own, 1.0), 1.0) >= enoughMissed;
}

Draft noiseDraft(StringId domain, StringId organization, std::vector<Observation> observations)
{
    Draft draft;
    draft.cause = Cause::Noise;
    draft.domain = domain;
    draft.subject = organization;
    draft.observations = std::move(observations);
    draft.isJoined = true;
    sortByDay(draft.observations);
    return draft;
}

} // namespace

void sortOutNoise(
    const DiagnosisInput& input, const HostSightings& hosts, std::vector<Draft>& drafts)
{
    if (input.thresholds.noiseSessions <= 0)
        return;
    std::map<StringId, std::vector<Observation>> strays; // By domain.
    ByReporter small;
    const UnexactReasons reasons(drafts);
    const auto handful = static_cast<double>(input.thresholds.noiseSessions);
    for (Draft& draft : drafts) {
        if (draft.cause == Cause::StalePolicy)
            continue;
        sortByDay(draft.observations);
        takeOutliers(input, draft, small);
        const bool isShort
            = draft.observations.back().day - draft.observations.front().day < longRecovery;
        if (isShort && (hosts.confirming(draft) > handful || reasons.confirming(draft) > handful))
            continue;
        if (isOfSmallReporter(input, draft)) {
            auto& noise = small[{ draft.domain, draft.observations.front().organization }];
            std::ranges::move(draft.observations, std::back_inserter(noise));
            draft.observations.clear();
        } else {
            takeStrays(input, draft, strays[draft.domain]);
        }
    }
    dropEmpty(drafts);
    for (auto& entry : strays) {
        const StringId domain = entry.first;
        std::vector<Observation>& observations = entry.second;
        // Those of a small reporter are its own affair; the others are the domain's.
        const auto ofSmall = [&](const Observation& observation) {
            const DomainView* const view = input.background.domain(domain);
            const ReporterView* const reporter
                = input.background.reporter(domain, observation.organization);
            return view && reporter && isSmall(*reporter, *view);
        };
        const auto rest = std::partition(observations.begin(), observations.end(), ofSmall);
        Draft draft = noiseDraft(domain, 0, { rest, observations.end() });
        observations.erase(rest, observations.end());
        for (const Observation& observation : observations)
            small[{ domain, observation.organization }].push_back(observation);
        const std::vector<StringId> organizations = organizationsOf(draft);
        if (organizations.size() == 1)
            std::ranges::move(
                draft.observations, std::back_inserter(small[{ domain, organizations.front() }]));
        else if (!organizations.empty())
            drafts.push_back(std::move(draft));
    }
    for (auto& [key, observations] : small)
        drafts.push_back(noiseDraft(key.first, key.second, std::move(observations)));
}

void findStrippedStarttls(
    const DiagnosisInput& input, const MissedStarttls& missed, std::vector<Draft>& drafts)
{
    std::map<std::pair<StringId, StringId>, PathOfOne> paths; // By domain and organization.
    for (Draft& draft : drafts) {
        if (draft.cause != Cause::StarttlsNotSupported || draft.observations.empty())
            continue;
        Draft rest;
        const Draft main = mostlyOf(draft, rest);
        const StringId organization = main.observations.front().organization;
        if (missed.othersSeeIt(draft, organization)
            || !isNothingBeside(input, draft.domain, rest.observations, main))
            continue;
        PathOfOne& path = paths[{ draft.domain, organization }];
        path.drafts.push_back(&draft);
        path.mxes.push_back(draft.subject);
        path.main.domain = draft.domain;
        std::ranges::copy(main.observations, std::back_inserter(path.main.observations));
        std::ranges::copy(rest.observations, std::back_inserter(path.rest));
    }
    std::vector<Draft> found;
    ByReporter noise;
    for (auto& [key, path] : paths) {
        sortByDay(path.main.observations);
        if (!othersReachThere(input, path, key.second))
            continue;
        for (Draft* const draft : path.drafts)
            draft->observations.clear();
        Draft& draft = found.emplace_back(std::move(path.main));
        draft.cause = Cause::StarttlsStrippedOnPath;
        draft.subject = key.second;
        draft.isJoined = true;
        for (const Observation& observation : path.rest)
            noise[{ key.first, observation.organization }].push_back(observation);
    }
    dropEmpty(drafts);
    std::ranges::move(found, std::back_inserter(drafts));
    for (auto& [key, observations] : noise) {
        Draft& draft = draftFor(drafts, Cause::Noise, key.first, key.second);
        draft.isJoined = true;
        std::ranges::move(observations, std::back_inserter(draft.observations));
        sortByDay(draft.observations);
    }
}

} // namespace mxlens
