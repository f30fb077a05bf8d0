// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diagnosis/appliedpolicies.h"
#include "core/diagnosis/mxseen.h"
#include "core/diagnosis/policyhistory.h"
#include "core/query/rowruns.h"
#include "ui/models/diagnosismodels.h"
#include "ui/panels/detailssentence.h"
#include "ui/panels/displaytext.h"
#include "ui/panels/policysection.h"
#include "ui/panels/problemdetails.h"
#include "ui/theme/englishplurals.h"
#include "ui/theme/words.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace mxlens {
namespace {

using Kind = DetailsField::Kind;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(mxlens::DomainDetails)
};

constexpr std::size_t shownVersions = 20;

QDate dateOf(Day day)
{
    return QDate(1970, 1, 1).addDays(day);
}

QVector<DetailsTerm> termsOf(const char* key, const std::vector<std::string>& texts)
{
    QVector<DetailsTerm> terms;
    for (const std::string& text : texts)
        terms.append(detailsTerm(key, text));
    return terms;
}

QString joined(const std::vector<std::string>& texts, const QString& between)
{
    QStringList list;
    for (const std::string& text : texts)
        list.append(displayText(text, 300));
    return list.join(between);
}

/// The rows of one domain; sources are left out.
Selection rowsOfDomain(const Snapshot& snapshot, const Selection& all, const std::string& domain)
{
    Selection result;
    forEachRun<PolicyRows>(
        snapshot, all.policies, [&](std::uint32_t index, std::size_t begin, std::size_t end) {
            const Snapshot::Part& part = snapshot.parts()[index];
            const Segment::Policies& policies = part.segment->policies;
            for (std::size_t i = begin; i < end; ++i) {
                const std::uint32_t row = all.policies[i] - part.firstPolicy;
                if (snapshot.text(policies.domainKey[row]) != domain)
                    continue;
                result.policies.push_back(all.policies[i]);
                const RowId report = part.firstReport + policies.report[row];
                if (result.reports.empty() || result.reports.back() != report)
                    result.reports.push_back(report);
                for (std::uint32_t failure = policies.firstFailure[row];
                     failure < policies.firstFailure[row + 1]; ++failure)
                    result.failures.push_back(part.firstFailure + failure);
            }
        });
    return result;
}

QString missingText(const DomainStatus& status)
{
    switch (status.reason) {
    case ReadinessReason::Quiet:
        return Words::tr("Nothing. Set mode to enforce in the policy and give the _mta-sts record "
                         "a new id.");
    case ReadinessReason::OpenProblem:
        return Words::tr("Mend this problem; enforce would stop mail until then.");
    case ReadinessReason::ManyFailures:
        return Words::tr("Fewer failures: find out what fails, and mend it before enforce.");
    case ReadinessReason::TooFewDays:
        return Words::tr("More days with reports: stay in testing and look again then.");
    case ReadinessReason::TooFewSessions:
        return Words::tr("More sessions: stay in testing until there is more to judge by.");
    case ReadinessReason::TooFewReporters:
        return Words::tr("Reports of other organizations: one alone may see its own path only.");
    case ReadinessReason::FailuresNotTold:
        return Words::tr("Reports that say how many sessions failed: some leave the number out.");
    case ReadinessReason::ModeEnforce:
    case ReadinessReason::Dane:
        if (!refusesMail(status) && !status.refused.known())
            return Words::tr("The policy is in force. The reports do not say whether it refused "
                             "mail.");
        return refusesMail(status) || status.refused.valueOr(0) > 0
            ? Words::tr("The policy is in force. Look at the problems of this domain: they say why "
                        "mail was refused.")
            : Words::tr("Nothing: the policy is in force and refused no mail.");
    case ReadinessReason::NoneFound:
        return status.blocking
            ? Words::tr("Mend this problem, then publish a policy in mode testing.")
            : Words::tr("A policy: publish one in mode testing that names every MX.");
    case ReadinessReason::ModeNone:
        return Words::tr("A mode: none asks for nothing. Set it to testing to learn what enforce "
                         "would stop.");
    case ReadinessReason::PolicyNotShown:
        break;
    }
    return Words::tr("Reports that show the mode of the policy.");
}

/// Writes the details of one domain.
class Writer final {
public:
    Writer(const DiagnosisRows& rows, const DomainStatus& status, const std::stop_token& stop)
        : m_rows(rows)
        , m_snapshot(*rows.snapshot())
        , m_status(status)
        , m_stop(stop)
        , m_selection(rowsOfDomain(m_snapshot, *rows.around(), status.domain))
        , m_name(status.domain.empty() ? Words::tr("a domain that is not named")
                                       : displayText(status.domain, 200))
    {
    }

    DetailsText text()
    {
        //: %1: domain; %2: "ready to enforce"; %3: a sentence
        m_details.sentence
            = Words::tr("%1: %2. %3")
                  .arg(m_name, verdict(), displayText(basisOf(m_status, m_rows.language())));
        m_details.sections = { missing(), basis(), whole() };
        if (m_status.readiness == Readiness::NoPolicy)
            m_details.sections.append(start());
        addHistory();
        return std::move(m_details);
    }

private:
    QString verdict() const
    {
        switch (m_status.readiness) {
        case Readiness::Ready:
            return Words::tr("ready to enforce");
        case Readiness::NotReady:
            return Words::tr("not ready to enforce");
        case Readiness::Enforcing:
            return refusesMail(m_status) ? Words::tr("enforced, and mail is refused")
                                         : Words::tr("enforced already");
        case Readiness::NoPolicy:
            return Words::tr("no policy in force");
        case Readiness::Unsaid:
            break;
        }
        return Words::tr("too little to say whether it is ready to enforce");
    }

    /// Rows of the domain that can be opened.
    int open(const QString& title, std::vector<RowId> failures, std::vector<RowId> policies)
    {
        if (failures.empty() && policies.empty())
            return -1;
        auto rows = std::make_shared<RowEvidence>();
        rows->title = title;
        rows->snapshot = m_rows.snapshot();
        rows->failures = std::move(failures);
        rows->policies = std::move(policies);
        m_details.openings.append(rows);
        return static_cast<int>(m_details.openings.size()) - 1;
    }

    /// The policies of the domain that a test leaves, with their failure details.
    template <typename Test> int openPolicies(const QString& title, Test isMeant)
    {
        std::vector<RowId> failures;
        std::vector<RowId> policies;
        forEachRun<PolicyRows>(m_snapshot, m_selection.policies,
            [&](std::uint32_t index, std::size_t begin, std::size_t end) {
                const Snapshot::Part& part = m_snapshot.parts()[index];
                const Segment::Policies& columns = part.segment->policies;
                for (std::size_t i = begin; i < end; ++i) {
                    const std::uint32_t row = m_selection.policies[i] - part.firstPolicy;
                    if (!isMeant(*part.segment, row))
                        continue;
                    policies.push_back(m_selection.policies[i]);
                    for (std::uint32_t failure = columns.firstFailure[row];
                         failure < columns.firstFailure[row + 1]; ++failure)
                        failures.push_back(part.firstFailure + failure);
                }
            });
        return open(title, std::move(failures), std::move(policies));
    }

    static bool hasFailures(const Segment& segment, std::uint32_t policy)
    {
        return segment.policies.failed[policy].valueOr(0) > 0;
    }

    DetailsSection missing()
    {
        DetailsSection section;
        section.title = Words::tr("What is missing");
        section.remarks.append(missingText(m_status));
        if (!m_status.blocking)
            return section;
        section.remarks.append(displayText(summaryOf(*m_status.blocking, m_rows.language())));
        m_details.openings.append(rowsOf(m_rows.snapshot(), *m_status.blocking, m_rows.language()));
        section.opens = static_cast<int>(m_details.openings.size()) - 1;
        const auto rows = static_cast<qint64>(m_details.openings.last()->size());
        section.action
            = Words::tr("Show its %1 row(s)", nullptr, pluralNumber(rows)).arg(countText(rows));
        return section;
    }

    DetailsSection basis()
    {
        DetailsSection section;
        section.title = Words::tr("What the verdict rests on");
        if (m_status.since != noDay)
            section.fields.append(
                { Words::tr("Since"), Words::tr("%1 (UTC)").arg(dayText(dateOf(m_status.since))) });
        const auto isBasis = [this](const Segment& segment, std::uint32_t policy) {
            return m_status.basisFrom != noDay
                && segment.reports.day[segment.policies.report[policy]] >= m_status.basisFrom;
        };
        const int rows = openPolicies(
            Words::tr("sessions of %1 that the verdict rests on").arg(m_name), isBasis);
        section.fields.append({ Words::tr("Days with reports"),
            countText(static_cast<qint64>(m_status.basisDays)), Kind::Figure, false, rows });
        section.fields.append({ Words::tr("Reporters"),
            countText(static_cast<qint64>(m_status.basisReporters)), Kind::Figure, false, rows });
        addFigures(section, m_status.basisFigures, rows,
            openPolicies(Words::tr("what failed of %1 since then").arg(m_name),
                [&](const Segment& segment, std::uint32_t policy) {
                    return isBasis(segment, policy) && hasFailures(segment, policy);
                }));
        if (m_status.readiness == Readiness::Enforcing || m_status.refused.valueOr(0) > 0) {
            const qint64 refused = countOf(m_status.refused);
            const QString share = m_status.basisFigures.haveRate()
                ? shareText(refused, countOf(m_status.basisFigures.sessions))
                : QString();
            section.fields.append({ Words::tr("Refused by the policy"),
                share.isEmpty() ? countText(refused)
                                : Words::tr("%1 (%2)").arg(countText(refused), share),
                Kind::Figure, refused > 0,
                openPolicies(Words::tr("what was refused of %1").arg(m_name),
                    [&, applied = AppliedPolicies(m_snapshot)](
                        const Segment& segment, std::uint32_t policy) mutable {
                        const AppliedPolicy how = applied.of(segment.policies, policy);
                        return isBasis(segment, policy) && hasFailures(segment, policy)
                            && (how == AppliedPolicy::Enforce || how == AppliedPolicy::Dane);
                    }) });
        }
        return section;
    }

    static void addFigures(
        DetailsSection& section, const SessionFigures& figures, int opensSessions, int opens)
    {
        section.fields.append({ Words::tr("Sessions"), countText(countOf(figures.sessions)),
            Kind::Figure, false, opensSessions });
        const qint64 failed = countOf(figures.failed);
        const QString share = failureShareText(figures);
        section.fields.append({ Words::tr("Failed"),
            share.isEmpty() ? countText(failed)
                            : Words::tr("%1 (%2)").arg(countText(failed), share),
            Kind::Figure, false, opens });
    }

    DetailsSection whole()
    {
        DetailsSection section;
        section.title = Words::tr("All days");
        if (m_status.firstDay != noDay)
            section.fields.append({ Words::tr("Days (UTC)"),
                daysText(dateOf(m_status.firstDay), dateOf(m_status.lastDay)) });
        const int rows = openPolicies(Words::tr("all sessions of %1").arg(m_name),
            [](const Segment&, std::uint32_t) { return true; });
        section.fields.append({ Words::tr("Reporters"),
            countText(static_cast<qint64>(m_status.reporters)), Kind::Figure, false, rows });
        // The summaries of policies are the authority for what failed, not their details.
        addFigures(section, m_status.figures, rows,
            openPolicies(Words::tr("what failed of %1").arg(m_name), hasFailures));
        return section;
    }

    /// What the reports say to somebody who is about to publish a policy.
    DetailsSection start() const
    {
        DetailsSection section;
        section.title = Words::tr("If you start a policy");
        const std::vector<std::string> hosts
            = mxHostsSeen(m_snapshot, m_selection, m_status.domain);
        if (hosts.empty())
            section.remarks.append(Words::tr("The reports name no MX of this domain. The policy "
                                             "must name every MX that the DNS has."));
        else
            section.fields.append({ Words::tr("MX seen"), joined(hosts, QStringLiteral("\n")),
                Kind::Record, false, -1, termsOf("mx", hosts) });
        const Count failed = m_status.basisFigures.failed;
        if (failed == Count::zero())
            section.remarks.append(Words::tr(
                "Not one session failed: mode testing would find nothing to stop so far."));
        else if (failed.known())
            section.remarks.append(Words::tr("%1 session(s) failed; under enforce mail like theirs "
                                             "would be refused.",
                nullptr, pluralNumber(failed.valueOr(0)))
                                       .arg(countText(countOf(failed))));
        return section;
    }

    void addHistory()
    {
        const std::vector<PolicyVersion> history
            = policyHistory(m_snapshot, m_selection, m_status.domain, m_stop, m_rows.language());
        // The latest first: it is what is in force.
        std::size_t shown = 0;
        m_details.side.append({ Words::tr("Policies over time"), {}, {},
            { history.empty() ? Words::tr("No report says on which day it saw a policy.")
                              : Words::tr("The latest first. What changed is said against the "
                                          "policy of the same type before it.") },
            {}, {}, -1 });
        for (std::size_t i = history.size(); i-- > 0 && shown < shownVersions; ++shown)
            m_details.side.append(versionSection(history[i]));
        if (history.size() > shown)
            m_details.side.last().remarks.append(
                Words::tr("%1 earlier one(s).", nullptr,
                    pluralNumber(static_cast<qint64>(history.size() - shown)))
                    .arg(countText(static_cast<qint64>(history.size() - shown))));
    }

    static QString kindOf(const PolicyContent& content)
    {
        switch (content.type) {
        case PolicyType::Sts: {
            const std::string_view mode = policyModeName(content.mode);
            return content.mode == PolicyMode::Absent || content.mode == PolicyMode::Other
                ? Words::tr("MTA-STS, mode unknown")
                : Words::tr("MTA-STS, mode %1")
                      .arg(QString::fromUtf8(mode.data(), static_cast<qsizetype>(mode.size())));
        }
        case PolicyType::Tlsa:
            return Words::tr("DANE (TLSA)");
        case PolicyType::NoPolicyFound:
            return Words::tr("no policy found");
        case PolicyType::Other:
            break;
        }
        return displayText(content.otherType, 100);
    }

    static DetailsSection versionSection(const PolicyVersion& version)
    {
        DetailsSection section;
        const PolicyContent& content = version.content;
        //: %1: kind of policy; %2: days
        section.title = Words::tr("%1: %2").arg(
            kindOf(content), daysText(dateOf(version.firstDay), dateOf(version.lastDay)));
        section.fields.append(
            { Words::tr("Seen by"), joined(version.reporters, QStringLiteral(", ")), Kind::Text,
                false, -1, termsOf("org", version.reporters) });
        if (!content.patterns.empty())
            section.fields.append({ Words::tr("MX patterns"),
                joined(content.patterns, QStringLiteral("\n")), Kind::Record });
        if (content.maxAge)
            section.fields.append({ Words::tr("Kept for"), secondsText(*content.maxAge) });
        section.table = tlsaTable(content.tlsa);
        if (!version.changes.empty())
            section.fields.append(
                { Words::tr("Changed"), joined(version.changes, QStringLiteral("\n")) });
        return section;
    }

    const DiagnosisRows& m_rows;
    const Snapshot& m_snapshot;
    const DomainStatus& m_status;
    const std::stop_token m_stop;
    const Selection m_selection;
    const QString m_name;
    DetailsText m_details;
};

} // namespace

DetailsText domainDetails(const DiagnosisRows& rows, RowId id, const std::stop_token& stop)
{
    const DomainStatus* const status = rows.domain(id);
    return status ? Writer(rows, *status, stop).text() : DetailsText();
}

} // namespace mxlens
