// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/problemdetails.h"

#include "core/diagnosis/drafts.h"
#include "core/diagnosis/problemevidence.h"
#include "core/diagnosis/reasoncode.h"
#include "ui/models/diagnosismodels.h"
#include "ui/panels/detailssentence.h"
#include "ui/panels/displaytext.h"
#include "ui/panels/explanationtext.h"
#include "ui/panels/policysection.h"
#include "ui/theme/englishplurals.h"
#include "ui/theme/words.h"

#include <QCoreApplication>

#include <algorithm>
#include <span>
#include <utility>

namespace mxlens {
namespace {

using Kind = DetailsField::Kind;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(mxlens::ProblemDetails)
};

QDate dateOf(Day day)
{
    return QDate(1970, 1, 1).addDays(day);
}

QString dayWords(Day day)
{
    return day == noDay ? Words::tr("unknown") : shortDayText(dateOf(day));
}

QString named(std::string_view text)
{
    return text.empty() ? QStringLiteral("–") : displayText(text, 200);
}

/// Rows of each table: the rest is one row below them.
constexpr std::size_t shownParts = 20;

/// What the catalogue fills in. Names of MX and reporters stand where the cause is about one.
CaseNames namesOf(const Problem& problem)
{
    CaseNames names;
    names.domain = problem.domain;
    const bool isReporter = isAboutReporter(problem.cause) && problem.subject != problem.domain;
    if (isReporter)
        names.organization = problem.subject;
    else if (problem.reporters.size() == 1)
        names.organization = problem.reporters.front();
    if (!isReporter && !isPolicyHostCause(problem.cause) && problem.subject != problem.domain)
        names.mx = problem.subject;
    if (problem.firstDay != noDay) {
        names.firstDay = formatDay(problem.firstDay);
        names.lastDay = formatDay(problem.lastDay);
    }
    for (const std::string& word : problem.words)
        names.written.append(names.written.empty() ? "" : ", ").append(word);
    return names;
}

/// Writes the details of one problem.
class Writer final {
public:
    Writer(const DiagnosisRows& rows, const Problem& problem, ProblemEvidence evidence)
        : m_rows(rows)
        , m_problem(problem)
        , m_evidence(std::move(evidence))
        , m_explanation(explain(problem.cause, namesOf(problem), rows.language()))
    {
        m_title
            = displayText(m_explanation.title, 200) + QStringLiteral(": ") + named(problem.subject);
    }

    DetailsText text()
    {
        m_details.sentence = displayText(summaryOf(m_problem, m_rows.language()));
        m_whole = static_cast<int>(m_details.openings.size());
        m_details.openings.append(rowsOf(m_rows.snapshot(), m_problem, m_rows.language()));
        std::vector<AppliedSessions> applied;
        for (const AppliedEvidence& part : m_evidence.applied)
            applied.push_back({ part.policy, countOf(part.part.failed),
                open(policyNameOf(part.policy, m_rows.language()), part.part) });
        m_details.sections = explanationSections(m_explanation, applied);
        addOverlap();
        m_details.side = { figures(), reporters(), others(), words() };
        if (m_problem.reporters.size() == 1)
            m_details.side.append(networks());
        m_details.side.append(days());
        addPolicy();
        m_details.side.removeIf([](const DetailsSection& section) {
            return section.fields.isEmpty() && section.table.rows.isEmpty()
                && section.remarks.isEmpty();
        });
        return std::move(m_details);
    }

private:
    /// Says where policies tell of the same sessions, so that theirs are more than all.
    void addOverlap()
    {
        qint64 told = 0;
        for (const AppliedEvidence& part : m_evidence.applied)
            told += countOf(part.part.failed);
        if (told > countOf(m_problem.failedSessions))
            m_details.sections[1].remarks.append(
                Words::tr("Some of these are the same sessions, told under both policies."));
    }

    /// Makes a part of the rows one that can be opened.
    int open(const std::string& what, const EvidencePart& part)
    {
        if (part.rows() == 0)
            return -1;
        auto rows = std::make_shared<RowEvidence>();
        rows->title = m_title + QStringLiteral(", ") + named(what);
        rows->snapshot = m_rows.snapshot();
        rows->failures = part.failures;
        rows->policies = part.policies;
        m_details.openings.append(rows);
        return static_cast<int>(m_details.openings.size()) - 1;
    }

    /// Policies that sessions come from, with nothing that failed picked out.
    int openAround(const QString& title, const std::vector<RowId>& policies)
    {
        if (policies.empty())
            return -1;
        auto rows = std::make_shared<RowEvidence>();
        rows->title = title;
        rows->snapshot = m_rows.snapshot();
        rows->policies = policies;
        m_details.openings.append(rows);
        return static_cast<int>(m_details.openings.size()) - 1;
    }

    /// Sessions that one organization reported.
    template <typename Reporter> int openReported(const Reporter& reporter)
    {
        return openAround(Words::tr("sessions of %1 that %2 reported on these days")
                              .arg(named(m_problem.domain), named(reporter.organization)),
            reporter.around);
    }

    /// The sessions of several parts, and what opens them.
    template <typename Part>
    std::pair<qint64, int> openJoined(std::span<const Part> parts, const QString& title)
    {
        std::vector<RowId> around;
        Count sessions;
        for (const Part& part : parts) {
            around.insert(around.end(), part.around.begin(), part.around.end());
            sessions += part.sessions;
        }
        std::ranges::sort(around);
        return { countOf(sessions), openAround(title, around) };
    }

    std::pair<qint64, int> openOthers(std::span<const OtherEvidence> others)
    {
        return openJoined(others,
            Words::tr("sessions of %1 in reports that saw nothing of it")
                .arg(named(m_problem.domain)));
    }

    void addRow(DetailsTable& table, QStringList cells, const std::string& what,
        const EvidencePart& part, const QMap<int, DetailsTerm>& terms)
    {
        cells.prepend(countText(countOf(part.failed)));
        table.rows.append(cells);
        table.opens.append(open(what, part));
        table.terms.append(terms);
    }

    /// %1: the days of the problem.
    QString stateText() const
    {
        switch (stateOf(m_problem)) {
        case ProblemState::Ongoing:
            return Words::tr("%1, not over at the last report");
        case ProblemState::LastSeen:
            return Words::tr("%1, not over at the last report of those who saw it");
        case ProblemState::Over:
            break;
        }
        return Words::tr("%1, ended");
    }

    DetailsSection figures()
    {
        DetailsSection section;
        section.title = Words::tr("Evidence");
        section.fields.append({ Words::tr("Severity"), severityWord(m_problem.severity) });
        section.fields.append({ Words::tr("Effect on mail"), impactWords(m_problem.impact) });
        if (m_problem.firstDay != noDay) {
            section.fields.append({ Words::tr("Days (UTC)"),
                stateText().arg(daysText(dateOf(m_problem.firstDay), dateOf(m_problem.lastDay))) });
        }
        const qint64 failed = countOf(m_problem.failedSessions);
        section.fields.append(
            { Words::tr("Failed sessions"), countText(failed), Kind::Figure, false, m_whole });
        const qint64 sessions = countOf(m_problem.sessions);
        const int around
            = openAround(Words::tr("sessions of %1 on these days").arg(named(m_problem.domain)),
                m_evidence.around);
        if (sessions > 0)
            section.fields.append(
                { Words::tr("All sessions"), countText(sessions), Kind::Figure, false, around });
        const QString share = shareText(failed, sessions);
        if (!share.isEmpty()) {
            section.fields.append({ Words::tr("Share"), share, Kind::Figure, false, around });
            section.remarks.append(
                //: %1: domain; below a share of all sessions
                Words::tr("All sessions are those of %1 on these days.")
                    .arg(named(m_problem.domain)));
        }
        const auto rows = static_cast<qint64>(m_evidence.all.rows());
        section.action = rows == 1
            ? Words::tr("Show the row")
            : Words::tr("Show the %1 row(s)", nullptr, pluralNumber(rows)).arg(countText(rows));
        section.opens = m_whole;
        return section;
    }

    DetailsSection reporters()
    {
        DetailsSection section;
        section.title = Words::tr("Reporters");
        section.table.header = { Words::tr("failed"), Words::tr("sessions"),
            Words::tr("organization"), Words::tr("first"), Words::tr("last") };
        section.table.numberColumns = { 0, 1 };
        const auto [shown, rest] = largest(m_evidence.reporters);
        for (const ReporterEvidence& reporter : shown) {
            addRow(section.table,
                { countText(countOf(reporter.sessions)), named(reporter.organization),
                    dayWords(reporter.firstDay), dayWords(reporter.lastDay) },
                reporter.organization, reporter.part,
                { { 2, detailsTerm("org", reporter.organization) } });
            section.table.opensSecond.append(openReported(reporter));
        }
        addRest(section.table, rest);
        return section;
    }

    /// Who reported on the domain on these days and saw nothing of it.
    DetailsSection others()
    {
        DetailsSection section;
        if (m_evidence.others.empty())
            return section;
        section.title = Words::tr("Saw nothing of it on these days");
        const auto [sessions, all] = openOthers(std::span(std::as_const(m_evidence.others)));
        section.fields = {
            { Words::tr("Organizations"), countText(static_cast<qint64>(m_evidence.others.size())),
                Kind::Figure, false, all },
            { Words::tr("Their sessions"), countText(sessions), Kind::Figure, false, all },
        };
        DetailsTable& table = section.table;
        table.header = { Words::tr("sessions"), Words::tr("organization") };
        table.numberColumns = { 0 };
        const auto [shown, rest] = largest(m_evidence.others);
        for (const OtherEvidence& other : shown) {
            table.rows.append({ countText(countOf(other.sessions)), named(other.organization) });
            table.terms.append({ { 1, detailsTerm("org", other.organization) } });
            table.opens.append(openReported(other));
        }
        if (!rest.empty()) {
            const auto [sessionsOfRest, opens] = openOthers(rest);
            table.rows.append({ countText(sessionsOfRest), moreWords(rest.size()) });
            table.terms.append(QMap<int, DetailsTerm>());
            table.opens.append(opens);
        }
        return section;
    }

    DetailsSection words()
    {
        DetailsSection section;
        section.title = Words::tr("As it was written");
        section.table.header = { Words::tr("failed"), Words::tr("result type"),
            Words::tr("reason code"), Words::tr("meaning") };
        section.table.numberColumns = { 0 };
        const auto [shown, rest] = largest(m_evidence.words);
        for (const WordEvidence& words : shown) {
            const Explanation meaning
                = explainDetail(words.resultType, words.reason, {}, m_rows.language());
            addRow(section.table,
                { named(words.resultType), named(words.reason),
                    displayText(meaning.reason.empty() ? meaning.title : meaning.reason, 300) },
                words.resultType + (words.reason.empty() ? "" : " " + words.reason), words.part,
                { { 1, detailsTerm("result", words.resultType) },
                    { 2, detailsTerm("reason", words.reason) } });
        }
        addRest(section.table, rest);
        return section;
    }

    DetailsSection networks()
    {
        DetailsSection section;
        section.title = Words::tr("Networks that the sessions came from");
        section.table.header = { Words::tr("failed"), Words::tr("network") };
        section.table.numberColumns = { 0 };
        const auto [shown, rest] = largest(m_evidence.networks);
        for (const NetworkEvidence& network : shown)
            addRow(section.table,
                { network.network.empty() ? Words::tr("no address given")
                                          : named(network.network) },
                network.network, network.part, { { 1, detailsTerm("ip", network.network) } });
        addRest(section.table, rest);
        return section;
    }

    DetailsSection days()
    {
        DetailsSection section;
        section.title = Words::tr("Days (UTC)");
        section.table.header = { Words::tr("failed"), Words::tr("sessions"), Words::tr("day") };
        section.table.numberColumns = { 0, 1 };
        // The latest first: what is over long ago matters less.
        std::ranges::reverse(m_evidence.days);
        const auto [shown, rest] = largest(m_evidence.days);
        for (const DayEvidence& day : shown) {
            const std::string name = day.day == noDay ? std::string() : formatDay(day.day);
            addRow(section.table, { countText(countOf(day.sessions)), dayWords(day.day) }, name,
                day.part, { { 2, detailsTerm("after", name) } });
            section.table.opensSecond.append(openAround(
                Words::tr("sessions of %1 on %2").arg(named(m_problem.domain), dayWords(day.day)),
                day.around));
        }
        addRest(section.table, rest);
        return section;
    }

    /// The parts that a table shows one by one, and those that are one row below them.
    template <typename Part>
    static std::pair<std::span<const Part>, std::span<const Part>> largest(
        const std::vector<Part>& parts)
    {
        // A row for one left out would take as much room as that one.
        const std::span<const Part> all(parts);
        const std::size_t shown
            = all.size() == shownParts + 1 ? all.size() : std::min(all.size(), shownParts);
        return { all.first(shown), all.subspan(shown) };
    }

    static QString moreWords(std::size_t parts)
    {
        const auto rest = static_cast<qint64>(parts);
        //: last row of a table: so many more names, which have no row of their own
        return Words::tr("%1 more", nullptr, pluralNumber(rest)).arg(countText(rest));
    }

    /// The row below a table for what has none of its own.
    template <typename Part> void addRest(DetailsTable& table, std::span<const Part> rest)
    {
        if (rest.empty())
            return;
        std::vector<const EvidencePart*> parts;
        for (const Part& part : rest)
            parts.push_back(&part.part);
        QStringList cells;
        if constexpr (requires(const Part& part) { part.around; }) {
            const auto [sessions, opens] = openJoined(
                rest, Words::tr("sessions of %1 on these days").arg(named(m_problem.domain)));
            cells.append(countText(sessions));
            table.opensSecond.append(opens);
        }
        cells.append(moreWords(rest.size()));
        while (cells.size() + 1 < table.header.size())
            cells.append(QString());
        addRow(table, cells, moreWords(rest.size()).toStdString(),
            joinParts(*m_rows.snapshot(), m_problem, parts), {});
    }

    void addPolicy()
    {
        if (!m_evidence.latestPolicy)
            return;
        const Snapshot& snapshot = *m_rows.snapshot();
        const RowPlace place = snapshot.policy(*m_evidence.latestPolicy);
        DetailsSection policy
            = policySection(snapshot, *place.segment, place.row, namesOf(m_problem).mx);
        policy.title = Words::tr("Policy as %1 saw it last")
                           .arg(named(snapshot.text(
                               place.segment->reports
                                   .organization[place.segment->policies.report[place.row]])));
        m_details.side.append(policy);
        DetailsSection check = policyCheckSection(snapshot, *place.segment, place.row);
        if (!check.title.isEmpty())
            m_details.side.append(check);
    }

    const DiagnosisRows& m_rows;
    const Problem& m_problem;
    ProblemEvidence m_evidence;
    const Explanation m_explanation;
    QString m_title;
    DetailsText m_details;
    int m_whole = -1; ///< The opening of all rows.
};

} // namespace

std::shared_ptr<const RowEvidence> rowsOf(
    const std::shared_ptr<const Snapshot>& snapshot, const Problem& problem, Language language)
{
    auto rows = std::make_shared<RowEvidence>();
    rows->title = displayText(explain(problem.cause, {}, language).title, 200)
        + QStringLiteral(": ") + named(problem.subject);
    rows->snapshot = snapshot;
    rows->failures = problem.failures;
    rows->policies = problem.policies;
    rows->problem = std::make_shared<const Problem>(problem);
    return rows;
}

DetailsText problemDetails(const DiagnosisRows& rows, RowId id, const std::stop_token& stop)
{
    const Problem* const problem = rows.problem(id);
    if (!problem)
        return {};
    ProblemEvidence evidence = evidenceOf(*rows.snapshot(), *problem, *rows.around(), stop);
    if (stop.stop_requested())
        return {};
    return Writer(rows, *problem, std::move(evidence)).text();
}

} // namespace mxlens
