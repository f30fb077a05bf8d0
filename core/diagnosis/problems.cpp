// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diagnosis/problems.h"

#include "core/diagnosis/confirmation.h"
#include "core/diagnosis/drafts.h"
#include "core/diagnosis/missedstarttls.h"
#include "core/query/markrows.h"
#include "core/query/parallel.h"

#include <algorithm>
#include <set>
#include <span>
#include <tuple>

namespace mxlens {

namespace {

constexpr std::size_t mostWords = 5; // Distinct words that a problem shows.

bool has(unsigned applied, AppliedPolicy policy)
{
    return (applied & appliedBit(policy)) != 0;
}

// The strongest effect that the applied policies had.
Impact impactOf(Cause cause, unsigned applied)
{
    if (has(applied, AppliedPolicy::Enforce) || has(applied, AppliedPolicy::Dane))
        return Impact::Refused;
    if (has(applied, AppliedPolicy::Testing) || has(applied, AppliedPolicy::NoPolicy))
        return Impact::Delivered;
    // Where no policy could be had, senders deliver as if there were none (RFC 8461 section 3.3).
    if (has(applied, AppliedPolicy::Unknown))
        return isPolicyHostCause(cause) ? Impact::Delivered : Impact::Unknown;
    return Impact::None;
}

Severity severityOf(Cause cause, Impact impact, bool tellsAlone)
{
    switch (cause) {
    case Cause::InconsistentCounts:
        if (tellsAlone)
            break;
        return Severity::Info;
    case Cause::Noise:
    case Cause::SilentReporter:
        return Severity::Info;
    default:
        break;
    }
    switch (impact) {
    case Impact::Refused:
        return Severity::Critical;
    case Impact::Delivered:
    case Impact::Unknown:
        return Severity::Warning;
    case Impact::None:
        break;
    }
    return Severity::Info;
}

/// Makes problems of drafts.
class Writer final {
public:
    explicit Writer(const DiagnosisInput& input)
        : m_input(input)
    {
    }

    Problem problem(const Draft& draft) const
    {
        Problem problem;
        problem.cause = draft.cause;
        problem.domain = m_input.snapshot.text(draft.domain);
        problem.subject = subjectOf(draft);
        problem.policies = draft.policies;
        days(draft, problem);
        sessions(draft, problem);
        rows(draft, problem);
        for (const Observation& observation : draft.observations)
            problem.applied |= observation.applied;
        problem.impact = impactOf(draft.cause, problem.applied);
        problem.severity = severityOf(draft.cause, problem.impact, draft.tellsAlone);
        words(problem);
        return problem;
    }

private:
    std::string subjectOf(const Draft& draft) const
    {
        if (draft.subject != 0)
            return std::string(m_input.snapshot.text(draft.subject));
        const std::string domain(m_input.snapshot.text(draft.domain));
        return isPolicyHostCause(draft.cause) && !domain.empty() ? "mta-sts." + domain : domain;
    }

    void days(const Draft& draft, Problem& problem) const
    {
        problem.firstDay = draft.firstDay;
        problem.lastDay = draft.lastDay;
        for (const Observation& observation : draft.observations) {
            if (observation.day == noDay)
                continue;
            problem.firstDay = problem.firstDay == noDay
                ? observation.day
                : std::min(problem.firstDay, observation.day);
            problem.lastDay = std::max(problem.lastDay, observation.day);
        }
        std::vector<StringId> organizations = organizationsOf(draft);
        if (draft.cause == Cause::SilentReporter)
            organizations.push_back(draft.subject);
        Day lastReport = noDay;
        for (const StringId organization : organizations) {
            problem.reporters.emplace_back(m_input.snapshot.text(organization));
            if (const auto* const view = m_input.background.reporter(draft.domain, organization))
                lastReport = std::max(lastReport, view->lastDay());
        }
        std::ranges::sort(problem.reporters);
        problem.ongoing = problem.lastDay != noDay && problem.lastDay >= lastReport;
        problem.lastReport = m_input.lastReport;
    }

    void sessions(const Draft& draft, Problem& problem) const
    {
        problem.failedSessions
            = draft.cause == Cause::SilentReporter ? Count::zero() : failedSessions(draft);
        const DomainView* const domain = m_input.background.domain(draft.domain);
        if (!domain || problem.firstDay == noDay)
            return;
        problem.sessions = domain->between(problem.firstDay, problem.lastDay).sessions;
    }

    // A draft of several groups may have more than one observation of a report: what sts tells of
    // its sessions in one and tlsa in another are the same sessions all the same.
    Count failedSessions(const Draft& draft) const
    {
        if (!draft.isJoined)
            return failedOf(draft);
        std::vector<const Observation*> byReport;
        for (const Observation& observation : draft.observations)
            byReport.push_back(&observation);
        std::ranges::stable_sort(byReport, {}, &Observation::report);
        Count failed;
        for (std::size_t i = 0; i < byReport.size();) {
            std::size_t end = i + 1;
            while (end < byReport.size() && byReport[end]->report == byReport[i]->report)
                ++end;
            failed += end == i + 1 ? byReport[i]->failed
                                   : failedTogether(std::span(byReport).subspan(i, end - i));
            i = end;
        }
        return failed;
    }

    Count failedTogether(std::span<const Observation* const> observations) const
    {
        FailedSum sum;
        Count others;
        for (const Observation* const observation : observations) {
            if (!observation->rows) {
                others += observation->failed;
                continue;
            }
            for (std::uint32_t i = observation->begin; i < observation->end; ++i) {
                const RowPlace place = m_input.snapshot.failure((*observation->rows)[i]);
                const Segment& segment = *place.segment;
                const StringId type = segment.policies.type[segment.failures.policy[place.row]];
                sum.add(
                    policyTypeOf(m_input.snapshot.text(type)), segment.failures.count[place.row]);
            }
        }
        return sum.sum() + others;
    }

    void rows(const Draft& draft, Problem& problem) const
    {
        std::size_t count = 0;
        for (const Observation& observation : draft.observations)
            count += observation.end - observation.begin;
        problem.failures.reserve(count);
        for (const Observation& observation : draft.observations) {
            if (observation.rows)
                problem.failures.insert(problem.failures.end(),
                    observation.rows->begin() + observation.begin,
                    observation.rows->begin() + observation.end);
        }
    }

    void words(Problem& problem) const
    {
        if (problem.cause != Cause::UnknownResultType && problem.cause != Cause::Noise)
            return;
        std::set<std::string> found;
        for (const RowId id : problem.failures) {
            const RowPlace place = m_input.snapshot.failure(id);
            found.emplace(m_input.snapshot.text(place.segment->failures.resultType[place.row]));
            if (found.size() == mostWords)
                break;
        }
        found.erase(std::string());
        problem.words.assign(found.begin(), found.end());
    }

    const DiagnosisInput& m_input;
};

bool isMoreSevere(const Problem& a, const Problem& b)
{
    return std::tuple(a.severity, b.failedSessions, a.domain, a.cause, a.subject, a.firstDay)
        < std::tuple(b.severity, a.failedSessions, b.domain, b.cause, b.subject, b.firstDay);
}

/// What is worked on for one domain.
struct DomainWork {
    const DomainView* view = nullptr;
    std::vector<Draft> drafts;
    std::vector<Problem> problems; ///< Most severe first.
    DomainStatus status; ///< Of all rows of the domain alone.
};

/// Groups of failure details as drafts, by domain; domains in input order.
std::vector<DomainWork> workOf(const Background& background, Evidence& evidence)
{
    std::vector<DomainWork> work(background.domains.size());
    for (std::size_t i = 0; i < work.size(); ++i)
        work[i].view = &background.domains[i];
    for (EvidenceGroup& group : evidence.groups) {
        // Unknown only where a stop cut the background short.
        const std::uint32_t index = background.domainIndex.find({ group.domain, 0, 0 });
        if (index == DenseIndex::none)
            continue;
        Draft& draft = work[index].drafts.emplace_back();
        draft.cause = group.cause;
        draft.domain = group.domain;
        draft.subject = group.mx;
        draft.observations = std::move(group.observations);
    }
    return work;
}

/// The rules that look at one domain alone, up to those about STARTTLS.
void draw(const DiagnosisInput& input, const HostSightings& hosts, DomainWork& work)
{
    joinNamelessRows(work.drafts);
    findStalePolicies(input, *work.view, work.drafts);
    sortOutNoise(input, hosts, work.drafts);
    // Each time has its own cause, and the times of one reporter on several MX are one.
    splitAtLongRecoveries(input, work.drafts);
    joinUnexactReasons(work.drafts);
}

/// The rules that come after those; then problems are made of the drafts.
void conclude(
    const DiagnosisInput& input, const MissedStarttls& missed, bool isWhole, DomainWork& work)
{
    std::vector<Draft>& drafts = work.drafts;
    findStrippedStarttls(input, missed, drafts);
    splitAtLongRecoveries(input, drafts);
    if (isWhole) {
        // Facts about whole reports: a filter on details does not ask for them.
        findInconsistentCounts(input, *work.view, drafts);
        findSilentReporters(input, *work.view, drafts);
    } else {
        std::erase_if(drafts, [](const Draft& draft) {
            return std::ranges::none_of(draft.observations, &Observation::rows);
        });
    }
    work.problems.reserve(drafts.size());
    const Writer writer(input);
    for (Draft& draft : drafts) {
        work.problems.push_back(writer.problem(draft));
        draft = {};
    }
    std::ranges::stable_sort(work.problems, isMoreSevere);
    if (isWhole)
        work.status = domainStatus(input, *work.view, work.problems);
}

Day lastDayOf(const Background& background)
{
    Day last = noDay;
    for (const DomainView& domain : background.domains)
        last = std::max(last, domain.lastDay);
    return last;
}

/// All rules over the rows of a selection, by domain in input order.
std::vector<DomainWork> workedOut(
    const DiagnosisInput& input, const Selection& rows, bool isWhole, const std::stop_token& stop)
{
    Evidence evidence = collectEvidence(input.snapshot, rows, stop);
    const HostSightings hosts(input.background, evidence);
    std::vector<DomainWork> domains = workOf(input.background, evidence);
    inParallel(domains.size(), [&](std::size_t i) { draw(input, hosts, domains[i]); });
    MissedStarttls missed;
    for (const DomainWork& domain : domains)
        missed.add(domain.drafts);
    inParallel(
        domains.size(), [&](std::size_t i) { conclude(input, missed, isWhole, domains[i]); });
    return domains;
}

} // namespace

Filter surroundings(const Filter& filter)
{
    Filter result;
    // What picks policies by their counts leaves out the good days behind a fault, too.
    const auto isAboutFaults = [](const FilterTerm& term) {
        return isAboutDetails(term) || term.key == FilterKey::Failures
            || term.key == FilterKey::Sessions;
    };
    std::ranges::remove_copy_if(filter.terms, std::back_inserter(result.terms), isAboutFaults);
    return result;
}

Diagnosis diagnose(const Snapshot& snapshot, const Selection& shown, const Selection& around,
    std::stop_token stop, const Thresholds& thresholds)
{
    const Background background = collectBackground(snapshot, around, stop);
    const DiagnosisInput input{ snapshot, background, thresholds, lastDayOf(background) };
    const bool isWhole = &shown == &around;
    std::vector<DomainWork> domains = workedOut(input, shown, isWhole, stop);
    Diagnosis diagnosis;
    for (DomainWork& domain : domains)
        std::ranges::move(domain.problems, std::back_inserter(diagnosis.problems));
    std::ranges::stable_sort(diagnosis.problems, isMoreSevere);
    // A verdict is about the whole domain: a filter for one fault does not make the others good.
    if (!isWhole) {
        domains = workedOut(input, around, true, stop);
        IdMarks names(snapshot.pool().size());
        markRows<PolicyRows>(
            snapshot, shown.policies, names, [](const Segment& segment, std::uint32_t row) {
                return segment.policies.domainKey[row];
            });
        std::erase_if(domains,
            [&names](const DomainWork& domain) { return !names.contains(domain.view->name); });
    }
    diagnosis.domains.reserve(domains.size());
    for (DomainWork& domain : domains)
        diagnosis.domains.push_back(std::move(domain.status));
    return diagnosis;
}

} // namespace mxlens
