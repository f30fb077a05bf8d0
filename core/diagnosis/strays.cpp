// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diagnosis/strays.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <span>

namespace mxlens {

namespace {

// Ratios of counts that can be as large as counts get, so all of them are floating-point numbers.
constexpr Day nearby = 3; // Days between failures that may belong to one fault; for causes that ...
constexpr Day nearbyAccident = 1; // ... happen by accident, too.
constexpr double sparse
    = 1.2; // Days from one sighting to the next where not every day has one, ...
constexpr double reach = 3; // ... and how many times as far such a fault may reach.
constexpr Day apart = 14; // Days between faults that are two, as in splitAtLongRecoveries().
constexpr double quietReport = 3; // Failures of a report that may be stray ...
constexpr double quietRun = 2; // ... and of all that lie close together.
constexpr double strayShare = 0.002; // Part of the sessions that may always be stray.
constexpr double handful = 5; // Failures in all, or ...
constexpr std::size_t handfulReports = 10; // ... reports with not more than quietRun, ...
constexpr double handfulShare = 0.05; // ... that may be strays as long as they are few.
constexpr double largeShare = 0.2; // Part of the sessions that is no accident.
constexpr double noticedShare = 0.05; // Part of a reporter's sessions that it would notice.
constexpr double sharedShare = 0.02; // Part of the sessions that broken connections do not reach.
constexpr std::size_t witnesses = 3; // Reporters that do not err together, ...
constexpr std::size_t again = 3; // ... and days on which one does not err again.

double numberOf(Count count, double unknown = 0)
{
    return count.known() ? static_cast<double>(count.valueOr(0)) : unknown;
}

double failedOf(const Observation& observation)
{
    return numberOf(observation.failed, 1);
}

// Causes that a broken connection or a busy server can give. A certificate does not expire by
// accident.
bool canHappenByAccident(Cause cause)
{
    return cause == Cause::ValidationFailure || cause == Cause::HandshakeFailure
        || cause == Cause::StarttlsNotSupported || cause == Cause::StsPolicyFetchError;
}

/// Observations that lie close together.
struct Run {
    std::span<const Observation> observations; ///< By day.
    double failed = 0;
    bool loud = false; ///< More than strays.

    Day first() const { return observations.front().day; }
    Day last() const { return observations.back().day; }
};

/// Judges the runs of one draft.
class Judge final {
public:
    Judge(const Background& background, const DomainView& domain, bool byAccident)
        : m_background(background)
        , m_domain(domain)
        , m_byAccident(byAccident)
    {
    }

    bool isLoud(const Run& run) const
    {
        // Reports without a day may be of any.
        if (run.first() == noDay || hasLoudReport(run))
            return true;
        if (run.failed <= quietRun)
            return false;
        const double sessions = numberOf(m_domain.between(run.first(), run.last()).sessions);
        if (run.failed >= sessions * largeShare)
            return true;
        const auto organizations = byOrganization(run);
        if (organizations.size() >= witnesses
            && run.failed > sessions * (m_byAccident ? sharedShare : strayShare))
            return true;
        return run.failed > handful && std::ranges::any_of(organizations, [this](const auto& seen) {
            return seesItAgain(seen.first, seen.second);
        });
    }

    /// Whether runs that are not loud are few enough to be strays.
    bool areFew(std::span<const Run> runs) const
    {
        double failed = 0;
        std::size_t reports = 0;
        double most = 0;
        for (const Run& run : runs) {
            if (run.loud)
                continue;
            failed += run.failed;
            reports += run.observations.size();
            for (const Observation& observation : run.observations)
                most = std::max(most, failedOf(observation));
        }
        const double sessions = numberOf(m_domain.figures.sessions);
        const bool aHandful = failed <= handful || (reports <= handfulReports && most <= quietRun);
        return failed <= sessions * strayShare || (aHandful && failed <= sessions * handfulShare);
    }

private:
    using Sightings = std::vector<const Observation*>;

    double sessionsOf(const Observation& observation) const
    {
        const ReporterView* const view
            = m_background.reporter(m_domain.name, observation.organization);
        return view ? numberOf(view->between(observation.day, observation.day).sessions) : 0;
    }

    bool hasLoudReport(const Run& run) const
    {
        return std::ranges::any_of(run.observations, [this](const Observation& observation) {
            const double failed = failedOf(observation);
            return failed > quietReport && failed > sessionsOf(observation) * strayShare;
        });
    }

    static std::map<StringId, Sightings> byOrganization(const Run& run)
    {
        std::map<StringId, Sightings> organizations;
        for (const Observation& observation : run.observations)
            organizations[observation.organization].push_back(&observation);
        return organizations;
    }

    // Whether a reporter sees it on at least half of its days, from the first time to the last.
    bool seesItAgain(StringId organization, const Sightings& sightings) const
    {
        const ReporterView* const view = m_background.reporter(m_domain.name, organization);
        if (!view)
            return false;
        std::size_t days = 0;
        double failed = 0;
        Day before = noDay;
        for (const Observation* const seen : sightings) {
            days += seen->day != before;
            before = seen->day;
            failed += failedOf(*seen);
        }
        if (days < again)
            return false;
        const Day first = sightings.front()->day;
        const Day last = sightings.back()->day;
        const auto begin = std::ranges::lower_bound(view->days, first, {}, &DaySessions::day);
        const auto end = std::ranges::upper_bound(view->days, last, {}, &DaySessions::day);
        if (2 * days < static_cast<std::size_t>(end - begin))
            return false;
        return !m_byAccident
            || failed >= numberOf(view->between(first, last).sessions) * noticedShare;
    }

    const Background& m_background;
    const DomainView& m_domain;
    bool m_byAccident;
};

std::vector<Run> runsOf(const std::vector<Observation>& observations, Day gap)
{
    std::vector<Run> runs;
    for (std::size_t begin = 0; begin < observations.size();) {
        Run& run = runs.emplace_back();
        std::size_t end = begin;
        for (; end < observations.size(); ++end) {
            const Day before = observations[end > begin ? end - 1 : begin].day;
            const Day day = observations[end].day;
            if (day != before && (before == noDay || day - before > gap))
                break;
            run.failed += failedOf(observations[end]);
        }
        run.observations = std::span(observations).subspan(begin, end - begin);
        begin = end;
    }
    return runs;
}

std::size_t sightingDays(std::span<const Run> runs)
{
    std::size_t days = 0;
    Day before = noDay;
    for (const Run& run : runs) {
        for (const Observation& observation : run.observations) {
            days += observation.day != before;
            before = observation.day;
        }
    }
    return days;
}

// How many days away from a fault a failure may still be part of it.
Day reachOf(std::span<const Run> fault, Day gap)
{
    const std::size_t days = sightingDays(fault);
    if (days < 2)
        return gap;
    const double step = static_cast<double>(fault.back().last() - fault.front().first())
        / static_cast<double>(days - 1);
    return step > sparse ? std::min(static_cast<Day>(std::ceil(step * reach)), apart - 1) : gap;
}

/// Marks what lies between the loud runs of one fault, or close to them, as part of it.
void joinToFaults(std::vector<Run>& runs, Day gap)
{
    for (std::size_t first = 0; first < runs.size(); ++first) {
        if (!runs[first].loud || runs[first].first() == noDay)
            continue;
        std::size_t last = first;
        for (std::size_t i = first + 1;
             i < runs.size() && runs[i].first() - runs[last].last() < apart; ++i) {
            if (runs[i].loud)
                last = i;
        }
        const Day far = reachOf(std::span(runs).subspan(first, last - first + 1), gap);
        std::size_t begin = first;
        while (begin > 0 && runs[begin - 1].last() != noDay
            && runs[begin].first() - runs[begin - 1].last() <= far)
            --begin;
        while (last + 1 < runs.size() && runs[last + 1].first() - runs[last].last() <= far)
            ++last;
        for (std::size_t i = begin; i <= last; ++i)
            runs[i].loud = true;
        first = last;
    }
}

} // namespace

void takeStrays(const Background& background, Draft& draft, std::vector<Observation>& noise)
{
    const DomainView* const domain = background.domain(draft.domain);
    if (!domain || draft.observations.empty())
        return;
    const bool byAccident = canHappenByAccident(draft.cause);
    const Judge judge(background, *domain, byAccident);
    const Day gap = byAccident ? nearbyAccident : nearby;
    std::vector<Run> runs = runsOf(draft.observations, gap);
    for (Run& run : runs)
        run.loud = judge.isLoud(run);
    joinToFaults(runs, gap);
    if (std::ranges::all_of(runs, &Run::loud) || !judge.areFew(runs))
        return;
    std::vector<Observation> kept;
    for (const Run& run : runs) {
        auto& target = run.loud ? kept : noise;
        target.insert(target.end(), run.observations.begin(), run.observations.end());
    }
    draft.observations = std::move(kept);
}

} // namespace mxlens
