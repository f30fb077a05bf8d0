// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diagnosis/strays.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <span>

namespace mxlens {

namespace {

// Ratios of counts that can be as large as counts get, so all of them are floating-point numbers.
constexpr Day neighbours = 1; // Days between failures of one fault that began or ended in between.
constexpr Day nearby = 3; // Days between failures that may belong to one fault, ...
constexpr Day nearbyOwn = 6; // ... if only those see them that saw it.
constexpr double reach = 3; // Times the usual step from one sighting to the next, if that is more.
constexpr double alike = 0.25; // Part of the share of failures in a fault that belongs to it.
constexpr double quietReport = 3; // Failures of a report that may be stray ...
constexpr double quietRun = 2; // ... and of all that lie close together.
constexpr double strayShare = 0.002; // Part of the sessions that may always be stray.
constexpr double handfulShare = 0.02; // Part of the sessions that a handful may be, ...
constexpr double accidentShare = 0.05; // ... for causes that happen by accident.
constexpr double largeShare = 0.2; // Part of the sessions that is no accident.
constexpr double noticedShare = 0.05; // Part of a reporter's sessions that it would notice.
constexpr double sharedShare = 0.02; // Part of the sessions that broken connections do not reach.
constexpr std::size_t enoughDays = 7; // Days with reports that show what stands alone.
constexpr std::size_t witnesses = 3; // Reporters that do not err together, ...
constexpr std::size_t again = 3; // ... and days on which one does not err again.

double numberOf(Count count)
{
    return static_cast<double>(count.valueOr(0));
}

// Causes that a broken connection or a busy server can give. A certificate does not expire by
// accident.
bool canHappenByAccident(Cause cause)
{
    return cause == Cause::ValidationFailure || cause == Cause::HandshakeFailure
        || cause == Cause::StarttlsNotSupported || cause == Cause::StsPolicyFetchError;
}

// Of a few days nobody can say what stands alone: there only those are strays that say the least.
bool canBeStray(Cause cause, const DomainView& domain)
{
    return domain.days.size() >= enoughDays || cause == Cause::ValidationFailure
        || cause == Cause::HandshakeFailure;
}

/// Observations that lie close together.
struct Run {
    std::span<const Observation> observations; ///< By day.
    double failed = 0;
    bool loud = false; ///< More than strays.

    Day first() const { return observations.front().day; }
    Day last() const { return observations.back().day; }
};

/// How many of some sessions failed.
struct Share {
    double failed = 0, sessions = 0;

    void add(double moreFailed, double moreSessions)
    {
        failed += moreFailed;
        sessions += moreSessions;
    }
};

struct FaultShares {
    Share all;
    std::map<StringId, Share> byOrganization;

    /// Whether all observations are of reporters that saw the fault.
    bool knows(std::span<const Observation> observations) const
    {
        return std::ranges::all_of(observations, [this](const Observation& observation) {
            return byOrganization.contains(observation.organization);
        });
    }
};

/// Judges the runs of one draft.
class Judge final {
public:
    Judge(const DiagnosisInput& input, const DomainView& domain, Cause cause)
        : m_background(input.background)
        , m_handful(static_cast<double>(input.thresholds.noiseSessions))
        , m_domain(domain)
        , m_byAccident(canHappenByAccident(cause))
        , m_isRare(isPolicyHostCause(cause))
    {
    }

    bool isLoud(const Run& run) const
    {
        // Reports without a day may be of any.
        if (run.first() == noDay || hasLoudReport(run))
            return true;
        if (m_isRare)
            return run.failed > quietRun || !m_byAccident;
        // So many do not come upon the same fault of one host by accident in the same days.
        const auto organizations = byOrganization(run);
        if (!m_byAccident && organizations.size() >= witnesses)
            return true;
        if (run.failed <= quietRun)
            return false;
        const double sessions = numberOf(m_domain.between(run.first(), run.last()).sessions);
        if (run.failed >= sessions * largeShare)
            return true;
        if (organizations.size() >= witnesses
            && run.failed > sessions * (m_byAccident ? sharedShare : strayShare))
            return true;
        return run.failed > m_handful
            && std::ranges::any_of(organizations,
                [this](const auto& seen) { return seesItAgain(seen.first, seen.second); });
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
                most = std::max(most, observation.likely);
        }
        const double sessions = numberOf(m_domain.figures.sessions);
        const bool aHandful = failed <= m_handful
            || (static_cast<double>(reports) <= 2 * m_handful && most <= quietRun);
        const bool isLong = m_domain.days.size() >= enoughDays;
        const double few = m_byAccident && isLong ? accidentShare : handfulShare;
        return (!m_isRare && failed <= sessions * strayShare)
            || (aHandful && failed <= sessions * few);
    }

    /// Failures and sessions of a fault on the days on which it was seen.
    FaultShares sharesOf(std::span<const Observation> fault) const
    {
        FaultShares shares;
        for (const Observation& observation : fault) {
            const double failed = observation.likely;
            const double sessions = sessionsOf(observation);
            shares.all.add(failed, sessions);
            shares.byOrganization[observation.organization].add(failed, sessions);
        }
        return shares;
    }

    /// Whether as large a part of the sessions fails in a run as in a fault that it may belong to.
    bool isAlike(const Run& run, const FaultShares& fault) const
    {
        return std::ranges::all_of(run.observations, [&](const Observation& observation) {
            const auto own = fault.byOrganization.find(observation.organization);
            const Share& share = own == fault.byOrganization.end() ? fault.all : own->second;
            return observation.likely * share.sessions
                >= share.failed * sessionsOf(observation) * alike;
        });
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
            const double failed = observation.likely;
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
            failed += seen->likely;
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
    const double m_handful; ///< Thresholds::noiseSessions
    const DomainView& m_domain;
    bool m_byAccident;
    /// Policies are fetched now and then: the number of sessions says nothing about how often.
    bool m_isRare;
};

Run runOver(std::span<const Observation> observations)
{
    Run run;
    run.observations = observations;
    for (const Observation& observation : observations)
        run.failed += observation.likely;
    return run;
}

std::vector<Run> runsOf(const std::vector<Observation>& observations)
{
    std::vector<Run> runs;
    for (std::size_t begin = 0; begin < observations.size();) {
        std::size_t end = begin + 1;
        while (end < observations.size()
            && (observations[end].day == observations[end - 1].day
                || (observations[end - 1].day != noDay
                    && observations[end].day - observations[end - 1].day <= neighbours)))
            ++end;
        runs.push_back(runOver(std::span(observations).subspan(begin, end - begin)));
        begin = end;
    }
    return runs;
}

// The observations of neighbouring runs.
std::span<const Observation> over(std::span<const Run> runs)
{
    const Observation* const begin = runs.front().observations.data();
    const auto& last = runs.back().observations;
    return { begin, last.data() + last.size() };
}

/// Judges runs each by itself, and those that are not loud together with others nearby.
void judgeRuns(const Judge& judge, std::span<Run> runs)
{
    for (Run& run : runs)
        run.loud = judge.isLoud(run);
    for (std::size_t begin = 0; begin < runs.size();) {
        std::size_t end = begin + 1;
        while (end < runs.size() && runs[end - 1].last() != noDay
            && runs[end].first() - runs[end - 1].last() <= nearby)
            ++end;
        const std::span<Run> together = runs.subspan(begin, end - begin);
        begin = end;
        if (std::ranges::any_of(together, &Run::loud) || !judge.isLoud(runOver(over(together))))
            continue;
        for (Run& run : together)
            run.loud = true;
    }
}

std::size_t daysOf(std::span<const Observation> observations)
{
    std::size_t days = 0;
    Day before = noDay;
    for (const Observation& observation : observations) {
        days += observation.day != before;
        before = observation.day;
    }
    return days;
}

// How many days away from a fault a failure may still be part of it.
Day reachOf(std::span<const Observation> fault)
{
    const std::size_t days = daysOf(fault);
    if (days < 2)
        return nearby;
    const double step
        = static_cast<double>(fault.back().day - fault.front().day) / static_cast<double>(days - 1);
    return std::clamp(static_cast<Day>(std::ceil(step * reach)), nearby, longRecovery - 1);
}

/// The runs of one fault: indices of the first and the last loud one.
struct Fault {
    std::size_t first = 0, last = 0;
};

/// Takes runs before and behind a fault into it that are close to it and like it.
void extend(const Judge& judge, std::span<const Run> runs, Fault& fault)
{
    const auto loud = over(runs.subspan(fault.first, fault.last - fault.first + 1));
    const Day far = reachOf(loud);
    std::optional<FaultShares> shares;
    const auto belongs = [&](const Run& run, Day fromEdge, Day fromLoud) {
        if (fromEdge > far && fromLoud > nearbyOwn)
            return false;
        if (!shares)
            shares = judge.sharesOf(loud);
        return (fromEdge <= far || shares->knows(run.observations)) && judge.isAlike(run, *shares);
    };
    for (; fault.first > 0 && runs[fault.first - 1].last() != noDay; --fault.first) {
        const Run& before = runs[fault.first - 1];
        if (!belongs(before, runs[fault.first].first() - before.last(),
                loud.front().day - before.last()))
            break;
    }
    for (; fault.last + 1 < runs.size(); ++fault.last) {
        const Run& after = runs[fault.last + 1];
        if (!belongs(
                after, after.first() - runs[fault.last].last(), after.first() - loud.back().day))
            break;
    }
}

/// Marks what lies between the loud runs of one fault, or belongs to its edges, as part of it.
void joinToFaults(const Judge& judge, std::vector<Run>& runs)
{
    for (std::size_t first = 0; first < runs.size(); ++first) {
        if (!runs[first].loud || runs[first].first() == noDay)
            continue;
        Fault fault{ first, first };
        for (std::size_t i = first + 1;
             i < runs.size() && runs[i].first() - runs[fault.last].last() < longRecovery; ++i) {
            if (runs[i].loud)
                fault.last = i;
        }
        extend(judge, runs, fault);
        for (std::size_t i = fault.first; i <= fault.last; ++i)
            runs[i].loud = true;
        first = fault.last;
    }
}

} // namespace

void takeStrays(const DiagnosisInput& input, Draft& draft, std::vector<Observation>& noise)
{
    const DomainView* const domain = input.background.domain(draft.domain);
    if (!domain || draft.observations.empty() || !canBeStray(draft.cause, *domain))
        return;
    const Judge judge(input, *domain, draft.cause);
    std::vector<Run> runs = runsOf(draft.observations);
    judgeRuns(judge, runs);
    joinToFaults(judge, runs);
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
