// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diagnosis/drafts.h"

#include <algorithm>
#include <map>

namespace mxlens {

namespace {

constexpr std::int64_t handful = 5; // Failed sessions of a small reporter in all ...
constexpr std::int64_t handfulOverDays = 10; // ... or this many, with at most
constexpr std::int64_t handfulADay = 2; // this many on each day.
constexpr std::int64_t smallReporter = 25; // Sessions in all, or
constexpr std::int64_t smallShare = 100; // at most one in so many of the domain's,
constexpr std::int64_t smallReport = 10; // and this many a report.
constexpr std::int64_t quietReport = 3; // Failures of a report that may be stray ...
constexpr std::int64_t quietShare = 20; // ... where they are few in the sessions of the day.
constexpr Day neighbours = 1; // Days between failures that may belong to one fault.
constexpr std::int64_t strayShare = 500; // Strays are less than one session in so many of all ...
constexpr std::int64_t handfulShare = 50; // ... or a handful, and less than one in so many.
constexpr double enoughMissed = 3.0; // Failures that the others should have had by now.

/// Observations of one day, all reporters.
struct DayOfDraft {
    Day day = noDay;
    std::int64_t failed = 0;
    std::int64_t most = 0; ///< Of one report.
};

std::vector<DayOfDraft> daysOf(const Draft& draft)
{
    std::vector<DayOfDraft> days;
    for (const Observation& observation : draft.observations) {
        if (days.empty() || days.back().day != observation.day)
            days.push_back({ observation.day, 0, 0 });
        const std::int64_t failed = observation.failed().valueOr(1);
        days.back().failed += failed;
        days.back().most = std::max(days.back().most, failed);
    }
    return days;
}

// Sessions of one reporter and of all others on the days of a draft.
struct Sides {
    std::int64_t own = 0;
    std::int64_t others = 0; ///< Successful ones.
};

Sides sidesOn(const Background& background, const DomainView& domain, StringId organization,
    const std::vector<DayOfDraft>& days)
{
    Sides sides;
    const ReporterView* const view = background.reporter(domain.name, organization);
    for (const DayOfDraft& day : days) {
        const SessionFigures all = domain.between(day.day, day.day);
        const SessionFigures own = view ? view->between(day.day, day.day) : SessionFigures{};
        sides.own += own.sessions.valueOr(0);
        sides.others += all.successful.valueOr(0) - own.successful.valueOr(0);
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
    const auto failed = static_cast<double>(failedOf(draft).valueOr(1));
    const auto own = static_cast<double>(std::max<std::int64_t>(sides.own, 1));
    return static_cast<double>(sides.others) * std::min(failed / own, 1.0) >= enoughMissed;
}

bool isHandful(const std::vector<DayOfDraft>& days)
{
    std::int64_t all = 0;
    std::int64_t most = 0;
    for (const DayOfDraft& day : days) {
        all += day.failed;
        most = std::max(most, day.failed);
    }
    return all <= handful || (all <= handfulOverDays && most <= handfulADay);
}

bool isSmall(const ReporterView& view, const DomainView& domain)
{
    const std::int64_t own = view.figures.sessions.valueOr(0);
    const std::int64_t all = domain.figures.sessions.valueOr(0);
    const bool few = own <= smallReporter
        || (own * smallShare <= all && own <= smallReport * std::int64_t{ view.reports });
    return few && own * 10 <= all;
}

bool isOfSmallReporter(const Background& background, const Draft& draft)
{
    const std::vector<StringId> organizations = organizationsOf(draft);
    if (organizations.size() != 1 || draft.observations.size() > handfulOverDays)
        return false;
    const DomainView* const domain = background.domain(draft.domain);
    const ReporterView* const view = background.reporter(draft.domain, organizations.front());
    return domain && view && isSmall(*view, *domain) && isHandful(daysOf(draft))
        && othersWouldHaveSeenIt(background, draft, organizations.front());
}

// Causes that a broken connection can give. A certificate does not expire by accident.
bool canBeStray(Cause cause)
{
    return cause == Cause::ValidationFailure || cause == Cause::HandshakeFailure;
}

/// What is more than stray failures: the days from first to last, both noDay where there is none.
struct LoudSpan {
    Day first = noDay, last = noDay;
    std::int64_t failed = 0; ///< On all days, stray or not.
};

LoudSpan loudSpan(const DomainView& domain, const Draft& draft)
{
    LoudSpan span;
    const std::vector<DayOfDraft> days = daysOf(draft);
    for (const DayOfDraft& day : days) {
        span.failed += day.failed;
        const Count sessions = domain.between(day.day, day.day).sessions;
        const bool few = day.failed == 1 || day.failed * quietShare < sessions.valueOr(0);
        if (few && day.most <= quietReport && day.day != noDay)
            continue;
        span.first = span.first == noDay ? day.day : span.first;
        span.last = day.day;
    }
    if (span.last == noDay)
        return span;
    // A fault may begin and end with few failures.
    for (const DayOfDraft& day : days) {
        if (day.day > span.last && day.day - span.last <= neighbours)
            span.last = day.day;
    }
    for (auto day = days.rbegin(); day != days.rend(); ++day) {
        if (day->day != noDay && day->day < span.first && span.first - day->day <= neighbours)
            span.first = day->day;
    }
    return span;
}

/// Moves stray observations of a draft to the noise: all of them where no day has more than a few
/// failures and they are very few, else those well before and well behind such days.
void takeStrays(const Background& background, Draft& draft, std::vector<Observation>& noise)
{
    const DomainView* const domain = background.domain(draft.domain);
    if (!domain)
        return;
    const LoudSpan span = loudSpan(*domain, draft);
    const std::int64_t sessions = domain->figures.sessions.valueOr(0);
    const bool areFew = span.failed * strayShare <= sessions
        || (span.failed <= handful && span.failed * handfulShare <= sessions);
    if (span.last == noDay && !areFew)
        return;
    const auto stays = [&span](const Observation& observation) {
        return span.last != noDay
            && (observation.day == noDay
                || (observation.day >= span.first && observation.day <= span.last));
    };
    const auto strays = std::ranges::stable_partition(draft.observations, stays);
    std::ranges::copy(strays, std::back_inserter(noise));
    draft.observations.erase(strays.begin(), strays.end());
}

Draft noiseDraft(StringId domain, StringId organization, std::vector<Observation> observations)
{
    Draft draft;
    draft.cause = Cause::Noise;
    draft.domain = domain;
    draft.subject = organization;
    draft.observations = std::move(observations);
    sortByDay(draft);
    return draft;
}

} // namespace

void sortOutNoise(const DiagnosisInput& input, std::vector<Draft>& drafts)
{
    std::map<StringId, std::vector<Observation>> strays; // By domain ...
    std::map<std::pair<StringId, StringId>, std::vector<Observation>> small; // ... and organization
    for (Draft& draft : drafts) {
        sortByDay(draft);
        if (isOfSmallReporter(input.background, draft)) {
            auto& noise = small[{ draft.domain, draft.observations.front().organization }];
            std::ranges::move(draft.observations, std::back_inserter(noise));
            draft.observations.clear();
        } else if (canBeStray(draft.cause)) {
            takeStrays(input.background, draft, strays[draft.domain]);
        }
    }
    std::erase_if(drafts,
        [](const Draft& draft) { return draft.observations.empty() && draft.policies.empty(); });
    for (auto& [domain, observations] : strays) {
        if (observations.empty())
            continue;
        Draft draft = noiseDraft(domain, 0, std::move(observations));
        const std::vector<StringId> organizations = organizationsOf(draft);
        if (organizations.size() != 1) {
            drafts.push_back(std::move(draft));
            continue;
        }
        auto& noise = small[{ domain, organizations.front() }];
        std::ranges::move(draft.observations, std::back_inserter(noise));
    }
    for (auto& [key, observations] : small)
        drafts.push_back(noiseDraft(key.first, key.second, std::move(observations)));
}

void findStrippedStarttls(const DiagnosisInput& input, std::vector<Draft>& drafts)
{
    std::map<std::pair<StringId, StringId>, std::vector<Observation>> alone;
    for (Draft& draft : drafts) {
        if (draft.cause != Cause::StarttlsNotSupported)
            continue;
        const std::vector<StringId> organizations = organizationsOf(draft);
        if (organizations.size() != 1
            || !othersWouldHaveSeenIt(input.background, draft, organizations.front()))
            continue;
        auto& observations = alone[{ draft.domain, organizations.front() }];
        std::ranges::move(draft.observations, std::back_inserter(observations));
        draft.observations.clear();
    }
    std::erase_if(drafts,
        [](const Draft& draft) { return draft.observations.empty() && draft.policies.empty(); });
    for (auto& [key, observations] : alone) {
        Draft& draft = drafts.emplace_back();
        draft.cause = Cause::StarttlsStrippedOnPath;
        draft.domain = key.first;
        draft.subject = key.second;
        draft.observations = std::move(observations);
        sortByDay(draft);
    }
}

} // namespace mxlens
