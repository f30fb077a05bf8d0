// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diagnosis/readiness.h"

#include "core/diagnosis/drafts.h"
#include "core/report/names.h"

#include <algorithm>
#include <map>
#include <set>

namespace mxlens {

namespace {

constexpr Day latestDays
    = 7; // Reports come late: a policy seen this near to the end is the latest.
constexpr Day basisDays = 28;
constexpr std::int64_t toleratedShare = 100; // One failed session in so many, or what may be noise.

// Whether a problem refuses mail up to the last days with reports. It may be called ongoing for
// long where the only one who saw it reports no more.
bool stillRefuses(const Problem& problem, Day lastDay)
{
    return problem.ongoing && problem.impact == Impact::Refused && problem.lastDay != noDay
        && lastDay - problem.lastDay < recentDays;
}

/// Looks at one domain.
class Judge final {
public:
    Judge(const DiagnosisInput& input, const DomainView& view)
        : m_snapshot(input.snapshot)
        , m_background(input.background)
        , m_thresholds(input.thresholds)
        , m_view(view)
    {
    }

    DomainStatus status(const std::vector<Problem>& problems)
    {
        m_status.domain = m_snapshot.text(m_view.name);
        m_status.firstDay = m_view.firstDay;
        m_status.lastDay = m_view.lastDay;
        m_status.figures = m_view.figures;
        std::set<StringId> organizations;
        for (const std::uint32_t index : m_view.reporters)
            organizations.insert(m_background.reporters[index].organization);
        m_status.reporters = organizations.size();
        const PolicySighting* const latest = latestSighting();
        if (!latest)
            return std::move(m_status);
        const PolicyForm& form = m_background.forms[latest->form];
        m_status.policyType = trimmed(m_snapshot.text(form.type));
        m_status.policyMode = trimmed(m_snapshot.text(form.mode));
        m_isTesting = form.policyType == PolicyType::Sts && form.policyMode == PolicyMode::Testing;
        findStaleSightings(problems);
        basis(form, recoveredOn(problems));
        if (form.policyType == PolicyType::NoPolicyFound)
            m_status.lostOn = lastPolicyDay();
        verdict(form, problems);
        return std::move(m_status);
    }

private:
    // How much a form says: many reporters know no MTA-STS, and some do not show the text.
    int strengthOf(const PolicyForm& form) const
    {
        const PolicyMode mode = form.policyMode;
        switch (form.policyType) {
        case PolicyType::Sts:
            return mode == PolicyMode::Absent || mode == PolicyMode::Other ? 2 : 4;
        case PolicyType::Tlsa:
            return 3;
        case PolicyType::NoPolicyFound:
            return 1;
        case PolicyType::Other:
            break;
        }
        return 0;
    }

    // The strongest of what reporters saw last.
    const PolicySighting* latestSighting() const
    {
        std::map<std::uint32_t, Day> firstSeen; // By form.
        for (const std::uint32_t index : m_view.reporters) {
            for (const PolicySighting& sighting : m_background.reporters[index].sightings) {
                const auto [known, isNew] = firstSeen.emplace(sighting.form, sighting.day);
                known->second = std::min(known->second, sighting.day);
            }
        }
        const PolicySighting* best = nullptr;
        const auto rank = [&](const PolicySighting& sighting) {
            return std::tuple(sighting.day == noDay || m_view.lastDay - sighting.day < latestDays,
                strengthOf(m_background.forms[sighting.form]), sighting.day,
                firstSeen.at(sighting.form));
        };
        for (const std::uint32_t index : m_view.reporters) {
            const auto& sightings = m_background.reporters[index].sightings;
            for (auto sighting = sightings.rbegin();
                 sighting != sightings.rend() && sighting->day == sightings.back().day;
                 ++sighting) {
                if (!best || rank(*sighting) > rank(*best))
                    best = &*sighting;
            }
        }
        return best;
    }

    // The last day on which a reporter saw MTA-STS or DANE; noDay where nobody did.
    Day lastPolicyDay() const
    {
        Day last = noDay;
        for (const std::uint32_t index : m_view.reporters) {
            for (const PolicySighting& sighting : m_background.reporters[index].sightings) {
                const PolicyType type = m_background.forms[sighting.form].policyType;
                if (type == PolicyType::Sts || type == PolicyType::Tlsa)
                    last = std::max(last, sighting.day);
            }
        }
        return last;
    }

    void findStaleSightings(const std::vector<Problem>& problems)
    {
        for (const Problem& problem : problems) {
            if (problem.cause == Cause::StalePolicy)
                m_stale.insert(problem.policies.begin(), problem.policies.end());
        }
    }

    // The first day of the type and mode of a form since nothing else was seen. In testing days
    // with two modes do not count; what is enforced is from the first day on.
    Day since(const PolicyForm& form) const
    {
        std::set<Day> with;
        std::set<Day> withOther;
        for (const std::uint32_t index : m_view.reporters) {
            for (const PolicySighting& sighting : m_background.reporters[index].sightings) {
                const PolicyForm& seen = m_background.forms[sighting.form];
                if (seen.policyType != form.policyType || sighting.day == noDay)
                    continue;
                if (seen.policyMode == form.policyMode)
                    with.insert(sighting.day);
                // Some reporters do not show the text of the policy, and so no mode.
                else if (seen.policyMode != PolicyMode::Absent
                    && !m_stale.contains(sighting.policy))
                    withOther.insert(sighting.day);
            }
        }
        Day lastOther = noDay;
        for (const Day day : withOther) {
            if (m_isTesting || !with.contains(day))
                lastOther = day;
        }
        const auto first = with.lower_bound(lastOther);
        return first == with.end() ? noDay : *first;
    }

    // Days since which the domain has a policy of this type and mode; in testing without those on
    // which a problem was there that is over.
    void basis(const PolicyForm& form, Day recovered)
    {
        const Day first = since(form);
        m_status.since = first;
        if (first == noDay)
            return;
        const Day from
            = m_isTesting ? std::max({ first, m_view.lastDay - basisDays + 1, recovered }) : first;
        m_status.basisFrom = from;
        m_status.basisFigures = m_view.between(from, m_view.lastDay);
        for (const DaySessions& day : m_view.days) {
            if (day.day < from)
                continue;
            ++m_status.basisDays;
            m_status.toldDays += day.told.known();
            m_status.toldSessions += day.told;
            m_status.refused += day.refused;
            m_failedBesideDane += day.failedBesideDane;
        }
        for (const std::uint32_t index : m_view.reporters) {
            const ReporterView& view = m_background.reporters[index];
            m_status.basisReporters += view.lastDay() >= from;
            m_status.toldReporters += std::ranges::any_of(view.days,
                [from](const DaySessions& day) { return day.day >= from && day.told.known(); });
        }
    }

    void verdict(const PolicyForm& form, const std::vector<Problem>& problems)
    {
        const PolicyType type = form.policyType;
        const PolicyMode mode = form.policyMode;
        block(problems,
            type == PolicyType::Tlsa || (type == PolicyType::Sts && mode == PolicyMode::Enforce));
        if (type == PolicyType::Sts && mode == PolicyMode::Testing)
            return judgeTesting();
        if (type == PolicyType::Sts && mode == PolicyMode::Enforce)
            return decide(Readiness::Enforcing, ReadinessReason::ModeEnforce);
        if (type == PolicyType::Sts && mode == PolicyMode::None)
            return decide(Readiness::NoPolicy, ReadinessReason::ModeNone);
        if (type == PolicyType::Tlsa)
            return decide(Readiness::Enforcing, ReadinessReason::Dane);
        if (type == PolicyType::NoPolicyFound)
            return decide(Readiness::NoPolicy, ReadinessReason::NoneFound);
        decide(Readiness::Unsaid, ReadinessReason::PolicyNotShown);
    }

    void decide(Readiness readiness, ReadinessReason reason)
    {
        m_status.readiness = readiness;
        m_status.reason = reason;
    }

    void tooFew(ReadinessReason reason, std::int64_t needed)
    {
        m_status.needed = needed;
        decide(Readiness::Unsaid, reason);
    }

    // Whether a problem is no reason against enforce. What fails by DANE alone does so whatever the
    // mode of MTA-STS.
    bool isMild(const Problem& problem) const
    {
        return (m_isTesting && problem.applied == appliedBit(AppliedPolicy::Dane))
            || problem.cause == Cause::Noise || problem.cause == Cause::SilentReporter
            || problem.cause == Cause::InconsistentCounts
            || (problem.cause == Cause::StalePolicy && problem.failures.empty());
    }

    // One that is over for longer does not stand in the way.
    bool isPast(const Problem& problem) const
    {
        return problem.lastDay != noDay && !problem.ongoing
            && m_view.lastDay - problem.lastDay >= recentDays;
    }

    // The day after the last problem that is over for long; noDay where there was none.
    Day recoveredOn(const std::vector<Problem>& problems) const
    {
        Day last = noDay;
        for (const Problem& problem : problems) {
            if (!isMild(problem) && isPast(problem))
                last = std::max(last, problem.lastDay + 1);
        }
        return last;
    }

    // problems stand most severe first.
    void block(const std::vector<Problem>& problems, bool isInForce)
    {
        for (const Problem& problem : problems) {
            if (isMild(problem) || isPast(problem))
                continue;
            const bool refuses = isInForce && stillRefuses(problem, m_view.lastDay);
            if (!m_status.blocking || refuses)
                m_status.blocking = problem;
            if (!isInForce || refuses)
                return;
        }
    }

    void judgeTesting()
    {
        const std::int64_t sessions = m_status.basisFigures.sessions.valueOr(0);
        if (m_status.blocking)
            return decide(Readiness::NotReady, ReadinessReason::OpenProblem);
        if (m_failedBesideDane.valueOr(0)
            > std::max(m_thresholds.noiseSessions, sessions / toleratedShare))
            return decide(Readiness::NotReady, ReadinessReason::ManyFailures);
        if (static_cast<std::int64_t>(m_status.basisDays) < m_thresholds.readyDays)
            return tooFew(ReadinessReason::TooFewDays, m_thresholds.readyDays);
        if (sessions < m_thresholds.readySessions)
            return tooFew(ReadinessReason::TooFewSessions, m_thresholds.readySessions);
        if (static_cast<std::int64_t>(m_status.basisReporters) < m_thresholds.readyReporters)
            return tooFew(ReadinessReason::TooFewReporters, m_thresholds.readyReporters);
        // A missing count is not zero (DESIGN.md section 3, rule 6).
        if (static_cast<std::int64_t>(m_status.toldDays) < m_thresholds.readyDays
            || m_status.toldSessions.valueOr(0) < m_thresholds.readySessions
            || static_cast<std::int64_t>(m_status.toldReporters) < m_thresholds.readyReporters)
            return decide(Readiness::Unsaid, ReadinessReason::FailuresNotTold);
        decide(Readiness::Ready, ReadinessReason::Quiet);
    }

    const Snapshot& m_snapshot;
    const Background& m_background;
    const Thresholds& m_thresholds;
    const DomainView& m_view;
    DomainStatus m_status;
    bool m_isTesting = false; ///< The policy is MTA-STS in mode testing.
    Count m_failedBesideDane; ///< Of the basis.
    std::set<RowId> m_stale; ///< Policies that reporters applied after they were replaced.
};

} // namespace

bool refusesMail(const DomainStatus& status)
{
    return status.readiness == Readiness::Enforcing && status.blocking
        && stillRefuses(*status.blocking, status.lastDay);
}

std::string_view readinessName(Readiness readiness)
{
    switch (readiness) {
    case Readiness::Ready:
        return "ready";
    case Readiness::NotReady:
        return "not-ready";
    case Readiness::Enforcing:
        return "enforcing";
    case Readiness::NoPolicy:
        return "no-policy";
    case Readiness::Unsaid:
        break;
    }
    return "unsaid";
}

DomainStatus domainStatus(
    const DiagnosisInput& input, const DomainView& view, const std::vector<Problem>& problems)
{
    return Judge(input, view).status(problems);
}

} // namespace mxlens
