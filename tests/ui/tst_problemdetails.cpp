// SPDX-License-Identifier: GPL-3.0-or-later
// Details of problems and domains: what they say, and that every figure opens rows that add up.
#include "tests/ui/support/guitest.h"
#include "ui/panels/problemdetails.h"

#include "core/query/figures.h"
#include "support/reports.h"
#include "tests/core/support/plantedmonths.h"
#include "ui/panels/detailsform.h"
#include "ui/panels/rowslink.h"
#include "ui/session/diagnoser.h"
#include "ui/session/viewquery.h"
#include "ui/theme/theme.h"
#include "ui/theme/words.h"

#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <map>
#include <set>

using namespace mxlens;
using namespace mxlens::test;

namespace {

std::shared_ptr<const Snapshot> samples()
{
    IngestRequest request;
    request.paths = { MXLENS_SOURCE_DIR "/resources/samples" };
    return ingest(request, {}).snapshot;
}

std::shared_ptr<const DiagnosisRows> diagnosed(const std::shared_ptr<const Snapshot>& snapshot,
    const ViewState& state, Language language = Language::English)
{
    RowNumbers numbers;
    const ViewAnswer shown = answer(makeQuery(snapshot, state), {});
    return std::make_shared<const DiagnosisRows>(
        diagnosisRows({ shown.shown, language }, numbers, {}));
}

/// Failed sessions of the rows that a window narrowed to some evidence shows, by rule 3.
qint64 failedOfShown(const std::shared_ptr<const Snapshot>& snapshot, Cause cause,
    const std::shared_ptr<const RowEvidence>& evidence)
{
    ViewState state;
    state.showEvidence(evidence);
    const ViewAnswer shown = answer(makeQuery(snapshot, state), {});
    std::map<RowId, std::map<PolicyType, qint64>> byReport;
    const auto add = [&](RowId policy, Count failed) {
        const RowPlace place = snapshot->policy(policy);
        byReport[snapshot->reportOfPolicy(policy)]
                [policyTypeOf(snapshot->text(place.segment->policies.type[place.row]))]
            += failed.valueOr(0);
    };
    if (cause == Cause::InconsistentCounts) {
        for (const RowId id : shown.policies.shown) {
            const RowPlace place = snapshot->policy(id);
            add(id, place.segment->policies.failed[place.row]);
        }
    } else {
        for (const RowId id : shown.failures.shown) {
            const RowPlace place = snapshot->failure(id);
            add(snapshot->policyOfFailure(id), place.segment->failures.count[place.row]);
        }
    }
    qint64 failed = 0;
    for (auto& [report, sums] : byReport)
        failed += sums[PolicyType::NoPolicyFound] + sums[PolicyType::Other]
            + qMax(sums[PolicyType::Sts], sums[PolicyType::Tlsa]);
    return failed;
}

/// Sessions or failed ones of the policies that a window narrowed to some evidence shows, by
/// rule 3.
qint64 summedOfShown(const std::shared_ptr<const Snapshot>& snapshot, const QString& what,
    const std::shared_ptr<const RowEvidence>& evidence)
{
    ViewState state;
    state.showEvidence(evidence);
    const ViewAnswer shown = answer(makeQuery(snapshot, state), {});
    std::map<std::pair<RowId, StringId>, DomainTally> tallies;
    for (const RowId id : shown.policies.shown) {
        const RowPlace place = snapshot->policy(id);
        const Segment::Policies& policies = place.segment->policies;
        tallies[{ snapshot->reportOfPolicy(id), policies.domainKey[place.row] }].add(
            policyTypeOf(snapshot->text(policies.type[place.row])), policies.successful[place.row],
            policies.failed[place.row]);
    }
    SessionFigures sum;
    for (const auto& [key, tally] : tallies)
        sum += tally.figures();
    return (what.contains(QLatin1String("essions")) ? sum.sessions : sum.failed).valueOr(0);
}

/// Days or organizations of the reports whose policies a window narrowed to some evidence shows.
qint64 distinctOfShown(const std::shared_ptr<const Snapshot>& snapshot, const QString& what,
    const std::shared_ptr<const RowEvidence>& evidence)
{
    ViewState state;
    state.showEvidence(evidence);
    const ViewAnswer shown = answer(makeQuery(snapshot, state), {});
    std::set<qint64> values;
    for (const RowId id : shown.policies.shown) {
        const RowPlace place = snapshot->policy(id);
        const Segment::Reports& reports = place.segment->reports;
        const std::uint32_t report = place.segment->policies.report[place.row];
        values.insert(what == QLatin1String("Days with reports")
                ? qint64(reports.day[report])
                : qint64(reports.organization[report]));
    }
    return static_cast<qint64>(values.size());
}

/// A figure of some details: what it counts, and the rows that it opens.
struct Figure {
    QString what;
    QString text;
    qint64 number = 0;
    int opens = -1;
};

QList<Figure> figuresOf(const QVector<DetailsSection>& sections)
{
    QList<Figure> figures;
    const auto number = [](const QString& text) {
        return QLocale().toLongLong(text.section(QLatin1Char(' '), 0, 0));
    };
    for (const DetailsSection& section : sections) {
        for (const DetailsField& field : section.fields) {
            if (field.kind == DetailsField::Kind::Figure)
                figures.append(
                    { field.caption, field.value.section(QLatin1String(" session"), 0, 0),
                        number(field.value), field.opens });
        }
        const DetailsTable& table = section.table;
        for (qsizetype row = 0; row < table.opens.size(); ++row)
            figures.append({ table.header[0], table.rows[row][0], number(table.rows[row][0]),
                table.opens[row] });
        for (qsizetype row = 0; row < table.opensSecond.size(); ++row)
            figures.append({ table.header[1], table.rows[row][1], number(table.rows[row][1]),
                table.opensSecond[row] });
    }
    return figures;
}

/// Whether a figure counts all sessions, good ones too.
bool countsSessions(const Figure& figure)
{
    return figure.what == QLatin1String("All sessions") || figure.what == QLatin1String("Sessions")
        || figure.what == QLatin1String("sessions")
        || figure.what == QLatin1String("Their sessions");
}

/// Whether a figure counts different days or organizations.
bool countsDistinct(const Figure& figure)
{
    return figure.what == QLatin1String("Organizations")
        || figure.what == QLatin1String("Reporters")
        || figure.what == QLatin1String("Days with reports");
}

/// What the rows that a figure opens add up to, as the figure is written.
QString shownAgain(const std::shared_ptr<const Snapshot>& snapshot, const Problem& problem,
    const Figure& figure, const std::shared_ptr<const RowEvidence>& opened)
{
    if (figure.what == QLatin1String("Share"))
        return shareText(static_cast<qint64>(problem.failedSessions.valueOr(0)),
            summedOfShown(snapshot, QStringLiteral("sessions"), opened));
    return countText(countsDistinct(figure) ? distinctOfShown(snapshot, figure.what, opened)
            : countsSessions(figure)        ? summedOfShown(snapshot, figure.what, opened)
                                            : failedOfShown(snapshot, problem.cause, opened));
}

/// Opens every figure of every problem; gives how many were opened, -1 after a failure.
int openFigures(const std::shared_ptr<const Snapshot>& snapshot, const DiagnosisRows& rows)
{
    int figures = 0;
    for (const RowId id : rows.problems()) {
        const Problem& problem = *rows.problem(id);
        const DetailsText details = problemDetails(rows, id, {});
        QVector<DetailsSection> sections = details.side;
        sections.append(details.sections);
        for (const Figure& figure : figuresOf(sections)) {
            if (figure.opens < 0 && figure.number == 0)
                continue;
            const QString again = figure.opens < 0
                ? QStringLiteral("opens nothing")
                : shownAgain(snapshot, problem, figure, details.openings[figure.opens]);
            if (again != figure.text) {
                qWarning().noquote() << details.sentence << figure.what << figure.text << again;
                return -1;
            }
            ++figures;
        }
    }
    return figures;
}

} // namespace

class TestProblemDetails : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        applyTheme(*qApp, ThemeChoice::Light); // with the plurals of English
    }

    void everyFigureOfTheSamplesOpensRowsThatAddUp()
    {
        const auto snapshot = samples();
        const auto rows = diagnosed(snapshot, ViewState());
        QVERIFY(rows->problems().size() > 5);
        for (const RowId id : rows->problems()) {
            const Problem& problem = *rows->problem(id);
            const DetailsText details = problemDetails(*rows, id, {});
            QVERIFY(details.openings.size() > 2);
            QCOMPARE(failedOfShown(snapshot, problem.cause, details.openings[0]),
                qint64(problem.failedSessions.valueOr(0)));
            QCOMPARE(
                details.openings[0]->size(), problem.failures.size() + problem.policies.size());
        }
        const int figures = openFigures(snapshot, *rows);
        QVERIFY2(figures > 50, qPrintable(QString::number(figures)));
    }

    void everyFigureOfPlantedMailboxesOpensRowsThatAddUp()
    {
        qsizetype problems = 0;
        for (unsigned seed = 1; seed <= 6; ++seed) {
            mxlens::testing::PlantedMonths months(seed);
            months.make(true, true);
            QList<QByteArray> texts;
            for (const std::string& text : months.documents)
                texts.append(QByteArray::fromStdString(text));
            const auto snapshot = snapshotOf(texts);
            const auto rows = diagnosed(snapshot, ViewState());
            problems += static_cast<qsizetype>(rows->problems().size());
            QVERIFY(openFigures(snapshot, *rows) > 10 * static_cast<int>(rows->problems().size()));
        }
        QVERIFY2(problems > 20, qPrintable(QString::number(problems)));
    }

    void whatHasNoRowOfItsOwnIsInTheLastOne()
    {
        // Days, networks and words of one reporter; then many reporters that see it or do not.
        QList<QByteArray> days;
        QList<QByteArray> reporters;
        for (int i = 1; i <= 25; ++i) {
            MadeReport report;
            report.day = QDate(2026, 9, i);
            report.id = QString::number(i);
            report.failed = 100 + i;
            report.details = { { QStringLiteral("certificate-expired"),
                QStringLiteral("mx2.example.com"), 100 + i } };
            days.append(report.json().replace(
                "192.0.2.1", QByteArray("192.0.%1.1").replace("%1", QByteArray::number(i))));
            report.day = QDate(2026, 9, 1);
            report.organization = QStringLiteral("Seeing %1").arg(i);
            reporters.append(report.json());
            report.organization = QStringLiteral("Blind %1").arg(i);
            report.failed = 0;
            report.details.clear();
            reporters.append(report.json());
        }
        for (const QList<QByteArray>& texts : { days, reporters }) {
            const auto snapshot = snapshotOf(texts);
            const auto rows = diagnosed(snapshot, ViewState());
            QCOMPARE(rows->problems().size(), std::size_t(1));
            const DetailsText details = problemDetails(*rows, rows->problems().front(), {});
            int lastRows = 0;
            for (const DetailsSection& section : details.side) {
                if (section.table.rows.size() != 21)
                    continue;
                ++lastRows;
                QVERIFY(section.table.rows.last().contains(QLatin1String("5 more")));
                QVERIFY(section.table.opens.last() >= 0);
                qint64 sum = 0;
                for (const QStringList& cells : section.table.rows)
                    sum += QLocale().toLongLong(cells.front());
                QCOMPARE(sum,
                    section.table.header.front() == QLatin1String("failed")
                        ? qint64(rows->problem(rows->problems().front())->failedSessions.valueOr(0))
                        : qint64(25 * 10));
            }
            QCOMPARE(lastRows, 2);
            QVERIFY(openFigures(snapshot, *rows) > 60);
        }
    }

    void whatNobodyTellsOfForWeeksSaysWhoseReportsEnded()
    {
        MadeReport failing;
        failing.failed = 5;
        failing.details
            = { { QStringLiteral("certificate-expired"), QStringLiteral("mx2.example.com"), 5 } };
        MadeReport later;
        later.organization = QStringLiteral("Reporter Two");
        later.day = QDate(2026, 9, 20);
        const auto rows = diagnosed(snapshotOf({ failing.json(), later.json() }), ViewState());
        const QString text = plainText(problemDetails(*rows, rows->problems().front(), {}));
        QVERIFY2(text.contains(QLatin1String("Days (UTC): 1 September 2026, not over at the last "
                                             "report of those who saw it")),
            qPrintable(text));
    }

    void aProblemIsExplainedFromItsMeaningToItsFirstSteps()
    {
        QList<QByteArray> texts;
        for (int day = 1; day <= 3; ++day) {
            MadeReport report;
            report.day = QDate(2026, 9, day);
            report.id = QString::number(day);
            report.failed = 5;
            report.details = { { QStringLiteral("certificate-expired"),
                QStringLiteral("mx2.example.com"), 5 } };
            texts.append(report.json());
            report.organization = QStringLiteral("Reporter Two");
            report.failed = 0;
            report.details.clear();
            texts.append(report.json());
        }
        const auto snapshot = snapshotOf(texts);
        const auto rows = diagnosed(snapshot, ViewState());
        QCOMPARE(rows->problems().size(), std::size_t(1));
        const DetailsText details = problemDetails(*rows, rows->problems().front(), {});
        const QString text = plainText(details);
        for (const char* const part :
            { "Certificate expired: mx2.example.com, since 2026-09-01; 15 sessions failed",
                "What it means\nThe certificate of mx2.example.com is past its end date.",
                "What it did to the mail\nMTA-STS, mode enforce: 15 sessions. The sender did not",
                "What to do first\nWho acts: You, at the mail server.\n1. Renew the certificate",
                "Days (UTC): 1 September to 3 September 2026, not over at the last report",
                "15\t45\tReporter One\t1 Sep 2026\t3 Sep 2026",
                "Saw nothing of it on these days\nOrganizations: 1\nTheir sessions: 30\n",
                "192.0.2.0/24", "5\t25\t2 Sep 2026", "mx2.example.com matches *.example.com",
                "Policy as Reporter One saw it last" })
            QVERIFY2(text.contains(QLatin1String(part)), qPrintable(QLatin1String(part) + text));
        // The same in Spanish, as far as core writes it.
        const auto spanish = diagnosed(snapshot, ViewState(), Language::Spanish);
        QVERIFY(problemDetails(*spanish, spanish->problems().front(), {})
                    .sentence.startsWith(QLatin1String("Certificado caducado")));
    }

    void oneRowIsNotCounted()
    {
        MadeReport report;
        report.failed = 5;
        report.details
            = { { QStringLiteral("certificate-expired"), QStringLiteral("mx2.example.com"), 5 } };
        const auto rows = diagnosed(snapshotOf({ report.json() }), ViewState());
        const auto action = [&rows] {
            return problemDetails(*rows, rows->problems().front(), {}).side.constFirst().action;
        };
        QCOMPARE(action(), QStringLiteral("Show the row"));
    }

    void hostileNamesStayPlainText()
    {
        MadeReport report;
        report.organization = QStringLiteral("<img src=x>\\u202e<b>Evil</b>");
        report.failed = 50;
        report.details
            = { { QStringLiteral("<b>new</b>"), QStringLiteral("mx2.example.com"), 50 } };
        const auto rows = diagnosed(snapshotOf({ report.json() }), ViewState());
        QVERIFY(!rows->problems().empty());
        const DetailsText details = problemDetails(*rows, rows->problems().front(), {});
        DetailsForm form;
        form.setDetails(details);
        DetailsText beside;
        beside.sections = details.side;
        DetailsForm side;
        side.setDetails(beside);
        int seen = 0;
        for (const DetailsForm* shown : { &form, &side }) {
            const auto labels = shown->findChildren<QLabel*>();
            for (const QLabel* label : labels) {
                QCOMPARE(label->textFormat(), Qt::PlainText);
                QVERIFY(!label->text().contains(QChar(0x202e)));
                seen += label->text().contains(QLatin1String("<b>new</b>")) ? 1 : 0;
            }
        }
        QVERIFY(seen > 0);
        for (const auto& opening : details.openings)
            QVERIFY(!opening->title.contains(QChar(0x202e)));
    }

    void aFigureIsPressedByMouseAndByKeys()
    {
        DetailsSection section;
        section.title = QStringLiteral("Reporters");
        section.table.header = { QStringLiteral("failed"), QStringLiteral("organization") };
        section.table.rows = { { QStringLiteral("12"), QStringLiteral("Reporter One") } };
        section.table.numberColumns = { 0 };
        section.table.opens = { 3 };
        section.action = QStringLiteral("Show the 12 rows");
        section.opens = 0;
        DetailsText details;
        details.sections = { section };
        DetailsForm form;
        form.setDetails(details);
        QSignalSpy spy(&form, &DetailsForm::openRequested);
        auto* link = form.findChild<RowsLink*>();
        QVERIFY(link);
        QCOMPARE(link->accessibleName(), QStringLiteral("12: show the rows of Reporter One"));
        QTest::mouseClick(link, Qt::LeftButton);
        QTest::keyClick(link, Qt::Key_Return);
        QTest::keyClick(link, Qt::Key_Space);
        form.findChild<QPushButton*>(QStringLiteral("showRows"))->click();
        QCOMPARE(spy.count(), 4);
        QCOMPARE(spy[1][0].toInt(), 3);
        QCOMPARE(spy[3][0].toInt(), 0);
    }

    void aDomainTellsItsVerdictAndItsPoliciesOverTime()
    {
        QList<QByteArray> texts;
        for (int day = 1; day <= 10; ++day) {
            for (const char* const organization : { "Reporter One", "Reporter Two" }) {
                MadeReport report;
                report.day = QDate(2026, 9, day);
                report.organization = QLatin1String(organization);
                report.id = report.organization + QString::number(day);
                QByteArray json = report.json();
                if (day < 6)
                    json.replace("mode: enforce", "mode: testing");
                texts.append(json);
            }
        }
        const auto rows = diagnosed(snapshotOf(texts), ViewState());
        QCOMPARE(rows->domains().size(), std::size_t(1));
        const DetailsText details = domainDetails(*rows, rows->domains().front(), {});
        QVERIFY2(details.sentence.startsWith(QLatin1String("example.com: enforced already. ")),
            qPrintable(details.sentence));
        const QString text = plainText(details);
        const char* const inForce = "MTA-STS, mode enforce: 6 September to 10 September 2026\n"
                                    "Seen by: Reporter One, Reporter Two";
        for (const char* const part : { "Nothing: the policy is in force and refused no mail.",
                 inForce, "Changed: mode testing to enforce",
                 "MTA-STS, mode testing: 1 September to 5 September 2026",
                 "Kept for: 86,400 seconds (1 day)" })
            QVERIFY2(text.contains(QLatin1String(part)), qPrintable(QLatin1String(part) + text));
    }

    void everyFigureOfADomainOpensRowsThatAddUp()
    {
        const auto snapshot = samples();
        const auto rows = diagnosed(snapshot, ViewState());
        int refused = 0;
        for (const RowId id : rows->domains()) {
            const DetailsText details = domainDetails(*rows, id, {});
            for (const Figure& figure : figuresOf(details.sections)) {
                QVERIFY2(figure.opens >= 0 || figure.number == 0, qPrintable(figure.what));
                if (figure.opens < 0)
                    continue;
                const auto& opened = details.openings[figure.opens];
                QCOMPARE(countsDistinct(figure) ? distinctOfShown(snapshot, figure.what, opened)
                                                : summedOfShown(snapshot, figure.what, opened),
                    figure.number);
                refused += figure.what == QLatin1String("Refused by the policy");
            }
        }
        QVERIFY(refused > 0);
    }

    void everyDomainOfTheSamplesHasDetails()
    {
        const auto rows = diagnosed(samples(), ViewState());
        QCOMPARE(rows->domains().size(), std::size_t(4));
        for (const RowId id : rows->domains()) {
            const DetailsText details = domainDetails(*rows, id, {});
            QVERIFY(!details.sentence.isEmpty());
            QVERIFY(!details.side.isEmpty());
        }
        QVERIFY(domainDetails(*rows, 4711, {}).sentence.isEmpty());
        QVERIFY(problemDetails(*rows, 4711, {}).sentence.isEmpty());
    }
};

MXLENS_GUI_TEST(TestProblemDetails)
#include "tst_problemdetails.moc"
