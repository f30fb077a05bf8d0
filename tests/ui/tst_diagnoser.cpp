// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/modeltext.h"
#include "support/reports.h"
#include "tests/ui/support/guitest.h"
#include "ui/models/diagnosismodels.h"
#include "ui/session/diagnoser.h"
#include "ui/session/viewquery.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace mxlens;
using namespace mxlens::test;

namespace {

MadeReport report(int day, const QString& domain, int failed, const QString& mx)
{
    MadeReport made;
    made.day = QDate(2026, 9, day);
    made.id = domain + QString::number(day);
    made.domain = domain;
    made.successful = 100;
    made.failed = failed;
    made.mxHosts = { QStringLiteral("*.") + domain };
    if (failed > 0)
        made.details = { { QStringLiteral("certificate-expired"), mx, failed } };
    return made;
}

/// Two domains over four days, each with an expired certificate on days 3 and 4.
std::shared_ptr<const Snapshot> twoProblems()
{
    QList<QByteArray> texts;
    for (int day = 1; day <= 4; ++day) {
        texts.append(report(
            day, QStringLiteral("example.com"), day > 2 ? 30 : 0, QStringLiteral("mx2.example.com"))
                         .json());
        texts.append(report(
            day, QStringLiteral("example.org"), day > 2 ? 10 : 0, QStringLiteral("mx.example.org"))
                         .json());
    }
    return snapshotOf(texts);
}

DiagnosisQuery queryOf(const ViewAnswer& answer)
{
    return { answer.shown, Language::English };
}

std::shared_ptr<const DiagnosisRows> diagnosed(
    const std::shared_ptr<const Snapshot>& snapshot, const ViewState& state, RowNumbers& numbers)
{
    return std::make_shared<const DiagnosisRows>(
        diagnosisRows(queryOf(answer(makeQuery(snapshot, state), {})), numbers, {}));
}

} // namespace

class TestDiagnoser : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void theTableSaysWhatTheDiagnosisFound()
    {
        RowNumbers numbers;
        const auto rows = diagnosed(twoProblems(), ViewState(), numbers);
        ProblemTableModel model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setDiagnosis(rows);
        model.setRows(rows->snapshot(), rows->problems());
        QList<int> all;
        for (int column = 0; column < problemColumnCount; ++column)
            all.append(column);
        QCOMPARE(modelText(model, all),
            QStringLiteral(
                "critical | example.com | mx2.example.com | Certificate expired | 2026-09-03 | "
                "ongoing | yes | 60 | 1 | mail was refused | Certificate expired: mx2.example.com, "
                "since 2026-09-03; 60 sessions failed, reported by Reporter One alone; mail was "
                "refused. | 23.08\u00a0% | Certificate expired: mx2.example.com\n"
                "critical | example.org | mx.example.org | Certificate expired | 2026-09-03 | "
                "ongoing | yes | 20 | 1 | mail was refused | Certificate expired: mx.example.org, "
                "since 2026-09-03; 20 sessions failed, reported by Reporter One alone; mail was "
                "refused. | 9.09\u00a0% | Certificate expired: mx.example.org\n"));
        // However times are shown.
        model.setRelativeTimes(true, QDateTime(QDate(2026, 9, 20), QTime(12, 0), Qt::UTC));
        const QModelIndex until = model.index(0, static_cast<int>(ProblemColumn::LastDay));
        QCOMPARE(until.data().toString(), QStringLiteral("ongoing"));
        QCOMPARE(until.data(Qt::AccessibleTextRole).toString(), QStringLiteral("Until: ongoing"));
        QVERIFY(!model.index(0, static_cast<int>(ProblemColumn::Severity))
                     .data(Qt::DecorationRole)
                     .value<QIcon>()
                     .isNull());
        DomainTableModel domains;
        domains.setDiagnosis(rows);
        domains.setRows(rows->snapshot(), rows->domains());
        QCOMPARE(modelText(domains,
                     { static_cast<int>(DomainColumn::PolicyDomain),
                         static_cast<int>(DomainColumn::Readiness),
                         static_cast<int>(DomainColumn::Sessions) }),
            QStringLiteral("example.com | refuses mail | 460\n"
                           "example.org | refuses mail | 420\n"));
    }

    // Nobody must think that it burns today.
    void whatNobodyTellsOfForWeeksIsNotCalledOngoing()
    {
        MadeReport later;
        later.organization = QStringLiteral("Reporter Two");
        later.day = QDate(2026, 10, 1);
        const auto snapshot = snapshotOf(
            { report(1, QStringLiteral("example.org"), 10, QStringLiteral("mx.example.org")).json(),
                report(2, QStringLiteral("example.org"), 10, QStringLiteral("mx.example.org"))
                    .json(),
                later.json() });
        RowNumbers numbers;
        const auto rows = diagnosed(snapshot, ViewState(), numbers);
        ProblemTableModel model;
        model.setDiagnosis(rows);
        model.setRows(rows->snapshot(), rows->problems());
        QCOMPARE(modelText(model,
                     { static_cast<int>(ProblemColumn::FirstDay),
                         static_cast<int>(ProblemColumn::LastDay),
                         static_cast<int>(ProblemColumn::Ongoing),
                         static_cast<int>(ProblemColumn::Summary) }),
            QStringLiteral("2026-09-01 | \u2265 2026-09-02 | not known | Certificate expired: "
                           "mx.example.org, since 2026-09-01, last seen on 2026-09-02; 20 sessions "
                           "failed, reported by Reporter One alone; mail was refused.\n"));
        const QModelIndex until = model.index(0, static_cast<int>(ProblemColumn::LastDay));
        QCOMPARE(until.data(Qt::AccessibleTextRole).toString(),
            QStringLiteral("Until: last seen 2026-09-02"));
        QVERIFY(until.data(Qt::ToolTipRole)
                    .toString()
                    .contains(QLatin1String("Nobody who saw it has reported")));
        // Sorted and exported as before.
        QCOMPARE(
            rows->cell(rows->problems().front(), ProblemColumn::Ongoing).text, std::string("true"));
        QCOMPARE(rows->cell(rows->problems().front(), ProblemColumn::LastDay).text,
            std::string("2026-09-02"));
    }

    void problemsSortByEveryColumn()
    {
        RowNumbers numbers;
        const auto rows = diagnosed(twoProblems(), ViewState(), numbers);
        for (int column = 0; column < problemColumnCount; ++column) {
            const SortKey up{ column, false };
            const SortKey down{ column, true };
            QCOMPARE(rows->sorted(RowKind::Problem, up).size(), std::size_t(2));
            const auto cellOf = [&](RowId id) {
                const Cell cell = rows->cell(id, static_cast<ProblemColumn>(column));
                return std::pair(cell.number.valueOr(0), cell.text);
            };
            const auto first = cellOf(rows->sorted(RowKind::Problem, up).front());
            const auto last = cellOf(rows->sorted(RowKind::Problem, down).front());
            QVERIFY2(first <= last, qPrintable(QString::number(column)));
        }
        const auto failed = static_cast<int>(ProblemColumn::FailedSessions);
        QCOMPARE(rows->problem(rows->sorted(RowKind::Problem, { failed, false }).front())->domain,
            std::string("example.org"));
    }

    void theDiagnosisFollowsFilterDomainAndDays()
    {
        const auto snapshot = twoProblems();
        RowNumbers numbers;
        ViewState state;
        const auto all = diagnosed(snapshot, state, numbers);
        state.setFilterText(QStringLiteral("domain:example.org"));
        const auto filtered = diagnosed(snapshot, state, numbers);
        QCOMPARE(filtered->problems().size(), std::size_t(1));
        // The same problem has the same number.
        QCOMPARE(filtered->problems().front(), all->problems().back());
        state.widen();
        state.setScope(QStringLiteral("example.com"));
        QCOMPARE(diagnosed(snapshot, state, numbers)->problems(),
            std::vector<RowId>{ all->problems().front() });
        state.widen();
        state.setDays(QDate(2026, 9, 3), QDate(2026, 9, 3));
        const auto oneDay = diagnosed(snapshot, state, numbers);
        QCOMPARE(oneDay->problems(), all->problems());
        QCOMPARE(oneDay->problem(oneDay->problems().front())->failedSessions, Count(30));
        state.setDays(QDate(2026, 9, 1), QDate(2026, 9, 2));
        QVERIFY(diagnosed(snapshot, state, numbers)->problems().empty());
    }

    void evidenceLeavesItsRowsAndItsProblem()
    {
        const auto snapshot = twoProblems();
        RowNumbers numbers;
        ViewState state;
        const auto all = diagnosed(snapshot, state, numbers);
        const Problem& problem = *all->problem(all->problems().back());
        RowEvidence evidence;
        evidence.title = QStringLiteral("Certificate expired");
        evidence.snapshot = snapshot;
        evidence.failures = problem.failures;
        evidence.problem = std::make_shared<const Problem>(problem);
        state.showEvidence(std::make_shared<const RowEvidence>(evidence));
        QCOMPARE(state.evidenceTitle(), QStringLiteral("Certificate expired"));
        const ViewAnswer narrowed = answer(makeQuery(snapshot, state), {});
        QCOMPARE(narrowed.failures.shown.size(), std::size_t(2));
        QCOMPARE(narrowed.policies.shown.size(), std::size_t(2));
        QCOMPARE(narrowed.reports.shown.size(), std::size_t(2));
        QCOMPARE(narrowed.sources.shown.size(), std::size_t(2));
        QCOMPARE(narrowed.tree.size(), std::size_t(1));
        QCOMPARE(narrowed.trend.size(), std::size_t(2));
        QVERIFY(narrowed.detailFilter);
        const auto rows = diagnosed(snapshot, state, numbers);
        QCOMPARE(rows->problems(), std::vector<RowId>{ all->problems().back() });
        QCOMPARE(rows->domains().size(), std::size_t(1));
        state.goBack();
        QVERIFY(state.isWide());
        state.goForward();
        QVERIFY(!state.evidenceTitle().isEmpty());
        // Of another load nothing is left, not even on the way back.
        const auto other = twoProblems();
        QVERIFY(answer(makeQuery(other, state), {}).failures.shown.empty());
        state.dropEvidenceOutside(*other);
        QVERIFY(state.evidenceTitle().isEmpty());
        state.goBack();
        state.goForward();
        QVERIFY(state.evidenceTitle().isEmpty());
    }

    void onlyTheLatestDiagnosisIsShown()
    {
        const auto snapshot = twoProblems();
        Diagnoser diagnoser;
        QSignalSpy spy(&diagnoser, &Diagnoser::diagnosed);
        std::size_t problems = 0;
        connect(&diagnoser, &Diagnoser::diagnosed, this,
            [&problems](const auto& rows) { problems = rows->problems().size(); });
        ViewState state;
        const DiagnosisQuery wide = queryOf(answer(makeQuery(snapshot, state), {}));
        state.setScope(QStringLiteral("example.org"));
        const DiagnosisQuery narrow = queryOf(answer(makeQuery(snapshot, state), {}));
        diagnoser.ask(wide, false);
        diagnoser.ask(narrow, false);
        QTRY_VERIFY(!diagnoser.busy());
        QCOMPARE(spy.count(), 1);
        QCOMPARE(problems, std::size_t(1));
        diagnoser.ask(wide, false);
        diagnoser.cancel();
        QTRY_VERIFY(!diagnoser.busy());
        QCOMPARE(spy.count(), 1);
    }

    void whileReadingItRestsBetweenTwoDiagnoses()
    {
        const auto snapshot = twoProblems();
        Diagnoser diagnoser;
        QSignalSpy spy(&diagnoser, &Diagnoser::diagnosed);
        const DiagnosisQuery query = queryOf(answer(makeQuery(snapshot, ViewState()), {}));
        // The first at once, the next ones later, the last at once.
        diagnoser.ask(query, true);
        QTRY_COMPARE(spy.count(), 1);
        QTRY_VERIFY(!diagnoser.busy());
        for (int i = 0; i < 20; ++i)
            diagnoser.ask(query, true);
        // It rests: it has something to do, and no work runs.
        QVERIFY(diagnoser.busy());
        QCOMPARE(LatestTask::busyTasks(), 0);
        QCOMPARE(spy.count(), 1);
        diagnoser.ask(query, false);
        QTRY_COMPARE(spy.count(), 2);
        QVERIFY(!diagnoser.busy());
    }
};

MXLENS_GUI_TEST(TestDiagnoser)
#include "tst_diagnoser.moc"
