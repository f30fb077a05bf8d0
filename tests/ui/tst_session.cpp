// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/reports.h"
#include "tests/core/support/randomstore.h"
#include "tests/ui/support/guitest.h"
#include "ui/session/mimeinput.h"
#include "ui/session/rowanchor.h"
#include "ui/session/settings.h"
#include "ui/session/viewquery.h"
#include "ui/session/viewstate.h"

#include <QMimeData>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

using namespace mxlens;
using namespace mxlens::test;

namespace {

/// Two domains over four days; mx2 of example.com fails on two of them.
std::shared_ptr<const Snapshot> fourDays()
{
    QList<QByteArray> texts;
    for (int day = 1; day <= 4; ++day) {
        MadeReport report;
        report.day = QDate(2026, 9, day);
        report.id = QStringLiteral("c%1").arg(day);
        report.successful = 100;
        if (day >= 3) {
            report.failed = day;
            report.details = { { QStringLiteral("certificate-expired"),
                                   QStringLiteral("mx2.example.com"), day - 1 },
                { QStringLiteral("sts-policy-fetch-error"), QString(), 1 } };
        }
        texts.append(report.json());
        MadeReport other;
        other.day = report.day;
        other.id = QStringLiteral("o%1").arg(day);
        other.domain = QStringLiteral("example.org");
        other.successful = 7;
        other.mxHosts = { QStringLiteral("mx.example.org") };
        texts.append(other.json());
    }
    return snapshotOf(texts);
}

ViewAnswer ask(const std::shared_ptr<const Snapshot>& snapshot, const ViewState& state)
{
    return answer(makeQuery(snapshot, state), {});
}

} // namespace

class TestSession : public QObject {
    Q_OBJECT
private slots:
    void everyChangeCanBeTakenBackAndDoneAgain()
    {
        ViewState state;
        QSignalSpy changed(&state, &ViewState::changed);
        state.setFilterText(QStringLiteral("org:one"));
        state.setScope(QStringLiteral("example.com"), QStringLiteral("mx2.example.com"));
        state.setDays(QDate(2026, 9, 5), QDate(2026, 9, 2));
        QCOMPARE(changed.count(), 3);
        QCOMPARE(state.values().from, QDate(2026, 9, 2));
        state.goBack();
        QVERIFY(!state.values().from.isValid());
        state.goBack();
        QVERIFY(state.values().domain.isEmpty());
        QVERIFY(!state.values().mx);
        QVERIFY(state.canGoForward());
        state.goForward();
        QCOMPARE(state.values().mx, std::optional(QStringLiteral("mx2.example.com")));
        state.setLastDays(7);
        QVERIFY(!state.canGoForward());
        state.goBack();
        state.goBack();
        state.goBack();
        QVERIFY(state.isWide());
        QVERIFY(!state.canGoBack());
        QVERIFY(state.filter().empty());
    }

    void aFilterThatDoesNotParseChangesNothing()
    {
        ViewState state;
        state.setFilterText(QStringLiteral("domain:example.com"));
        QSignalSpy changed(&state, &ViewState::changed);
        state.setFilterText(QStringLiteral("domain:example.com after:yesterday"));
        QVERIFY(state.filterError());
        QCOMPARE(changed.count(), 0);
        QCOMPARE(state.values().filterText, QStringLiteral("domain:example.com"));
        QCOMPARE(state.filter().terms.size(), std::size_t(1));
        state.setFilterText(QStringLiteral("domain:example.com after:2026-09-01"));
        QVERIFY(!state.filterError());
        QCOMPARE(changed.count(), 1);
    }

    void termsAreQuotedAndAddedOnce()
    {
        ViewState state;
        state.addTerm(QStringLiteral("org"), QStringLiteral("Reporter One"), false);
        state.addTerm(QStringLiteral("mx"), QStringLiteral("mx2.example.com"), true);
        state.addTerm(QStringLiteral("org"), QStringLiteral("Reporter One"), false);
        QCOMPARE(
            state.values().filterText, QStringLiteral("org:\"Reporter One\" -mx:mx2.example.com"));
    }

    void choosingADomainNarrowsTablesAndChartAndNotTheTree()
    {
        const auto snapshot = fourDays();
        ViewState state;
        state.setScope(QStringLiteral("example.org"));
        const ViewAnswer found = ask(snapshot, state);
        QCOMPARE(found.reports.shown.size(), std::size_t(4));
        QVERIFY(found.failures.shown.empty());
        QCOMPARE(found.totals.figures.sessions, Count(28));
        QCOMPARE(found.trend.size(), std::size_t(4));
        QCOMPARE(found.trend[0].figures.sessions, Count(7));
        QCOMPARE(found.tree.size(), std::size_t(2));
    }

    void anMxHasFailuresBesideTheSessionsOfItsPolicies()
    {
        const auto snapshot = fourDays();
        ViewState state;
        state.setScope(QStringLiteral("example.com"), QStringLiteral("mx2.example.com"));
        const ViewAnswer found = ask(snapshot, state);
        QVERIFY(found.trendOfMx);
        QCOMPARE(found.failures.shown.size(), std::size_t(2));
        QCOMPARE(found.mxFailed, Count(5));
        // Days without a failure of the MX have sessions all the same.
        QCOMPARE(found.trend.size(), std::size_t(4));
        QCOMPARE(found.trend[0].figures.sessions, Count(100));
        QCOMPARE(found.trend[0].figures.failed, Count::zero());
        QCOMPARE(found.trend[3].figures.sessions, Count(104));
        QCOMPARE(found.trend[3].figures.failed, Count(3));
        QVERIFY(!found.trend[3].figures.successful.known());
    }

    void failuresWithoutAnMxCanBeChosen()
    {
        const auto snapshot = fourDays();
        ViewState state;
        state.setScope(QStringLiteral("example.com"), QString());
        const ViewAnswer found = ask(snapshot, state);
        QCOMPARE(found.failures.shown.size(), std::size_t(2));
        QCOMPARE(found.reports.shown.size(), std::size_t(2));
        QCOMPARE(found.mxFailed, Count(2));
    }

    void selectedDaysNarrowTheTablesAndNotTheChart()
    {
        const auto snapshot = fourDays();
        ViewState state;
        state.setDays(QDate(2026, 9, 4), QDate(2026, 9, 4));
        const ViewAnswer found = ask(snapshot, state);
        QCOMPARE(found.reports.shown.size(), std::size_t(2));
        QCOMPARE(found.trend.size(), std::size_t(4));
        QCOMPARE(found.tree[0].figures.failed, Count(4));
    }

    void lastDaysCountFromTheLastReport()
    {
        const auto snapshot = fourDays();
        ViewState state;
        state.setLastDays(2);
        const ViewAnswer found = ask(snapshot, state);
        QCOMPARE(found.totals.firstDay, *parseDay("2026-09-03"));
        QCOMPARE(found.totals.lastDay, *parseDay("2026-09-04"));
        QCOMPARE(found.everything.reports, std::size_t(8));
    }

    void rowsAreSortedAsAsked()
    {
        const auto snapshot = fourDays();
        ViewState state;
        ViewQuery query = makeQuery(snapshot, state);
        query.failures = { static_cast<int>(FailureColumn::FailedSessionCount), true };
        const ViewAnswer found = answer(query, {});
        QCOMPARE(found.failures.shown.size(), std::size_t(4));
        QCOMPARE(cell(*snapshot, found.failures.shown[0], FailureColumn::FailedSessionCount).number,
            Count(3));
        QCOMPARE(cell(*snapshot, found.failures.shown[1], FailureColumn::FailedSessionCount).number,
            Count(2));
    }

    void rowsThatAreSeenComeFirstAndStay()
    {
        const auto snapshot = fourDays();
        ViewState state;
        state.setFilterText(QStringLiteral("domain:example.com"));
        ViewQuery query = makeQuery(snapshot, state);
        query.failures = { static_cast<int>(FailureColumn::FailedSessionCount), true };
        query.front = RowKind::Failure;
        QList<FrontRows> first;
        QList<ViewAnswer> figures;
        AnswerSteps steps;
        steps.rows = [&first](FrontRows rows) { first.append(std::move(rows)); };
        steps.figures = [&](const ViewAnswer& known) {
            QCOMPARE(first.size(), 1);
            figures.append(known);
        };
        const ViewAnswer found = answer(query, {}, steps);
        QCOMPARE(first.size(), 1);
        QCOMPARE(figures.size(), 1);
        QCOMPARE(figures[0].totals.figures, found.totals.figures);
        QCOMPARE(figures[0].tree.size(), found.tree.size());
        QCOMPARE(figures[0].trend.size(), found.trend.size());
        QCOMPARE(first[0].kind, RowKind::Failure);
        QCOMPARE(first[0].snapshot, snapshot);
        QCOMPARE(first[0].rows.shown, found.failures.shown);
        QCOMPARE(first[0].rows.found, found.failures.found);
        QCOMPARE(first[0].rows.sort, query.failures);
    }

    void whatIsSaidOfEverythingIsWorkedOutOnce()
    {
        const auto snapshot = fourDays();
        ViewState state;
        const ViewAnswer before = ask(snapshot, state);
        state.setFilterText(QStringLiteral("domain:example.org"));
        ViewQuery query = makeQuery(snapshot, state);
        query.whole = before.whole;
        const ViewAnswer after = answer(query, {});
        QCOMPARE(after.whole, before.whole);
        QCOMPARE(after.everything.reports, std::size_t(8));
        QCOMPARE(after.totals.reports, std::size_t(4));
        // Another snapshot is another everything.
        query.snapshot = fourDays();
        QVERIFY(answer(query, {}).whole != before.whole);
    }

    // Rows that are picked out of all in order stand as if they had been sorted.
    void filteredRowsStandInTheOrderAskedFor()
    {
        const auto snapshot = testing::RandomStore(21).make(20, 200);
        std::shared_ptr<const WholeAnswer> whole;
        for (const RowKind front : { RowKind::Failure, RowKind::Policy, RowKind::Report }) {
            for (const char* const filter :
                { "", "domain:example.com", "-org:zeta", "mx1", "nobody" }) {
                for (const SortKey key : { SortKey(), SortKey{ 2, false }, SortKey{ 4, true } }) {
                    ViewState state;
                    state.setFilterText(QLatin1String(filter));
                    ViewQuery query = makeQuery(snapshot, state);
                    query.failures = query.policies = query.reports = key;
                    query.front = front;
                    const ViewAnswer wanted = answer(query, {});
                    for (int again = 0; again < 2; ++again) {
                        query.whole = whole;
                        const ViewAnswer got = answer(query, {});
                        QCOMPARE(got.failures.shown, wanted.failures.shown);
                        QCOMPARE(got.policies.shown, wanted.policies.shown);
                        QCOMPARE(got.reports.shown, wanted.reports.shown);
                        QCOMPARE(got.whole->order.kind, front);
                        QCOMPARE(got.whole->order.sort, key);
                        whole = got.whole;
                    }
                }
            }
        }
    }

    // Groups that are picked out of all in order stand as if they had been made and sorted; rows
    // that stand alone are asked for in between.
    void filteredGroupsStandInTheOrderAskedFor()
    {
        const auto snapshot = testing::RandomStore(21).make(20, 200);
        std::shared_ptr<const WholeAnswer> whole;
        const auto keyOf = [](FailureColumn column, bool descending) {
            return SortKey{ static_cast<int>(column), descending };
        };
        for (const SortKey key : { SortKey(), keyOf(FailureColumn::StartDatetime, true),
                 keyOf(FailureColumn::SendingMtaIp, false),
                 keyOf(FailureColumn::FailedSessionCount, true) }) {
            for (const char* const filter : { "", "-org:zeta", "-mx1", "", "nobody" }) {
                for (const bool grouped : { true, true, false }) {
                    ViewState state;
                    state.setFilterText(QLatin1String(filter));
                    ViewQuery query = makeQuery(snapshot, state);
                    query.failures = key;
                    query.front = RowKind::Failure;
                    query.groupFailures = grouped;
                    const TableRows wanted = answer(query, {}).failures;
                    query.whole = whole;
                    const ViewAnswer got = answer(query, {});
                    whole = got.whole;
                    QCOMPARE(got.failures.shown, wanted.shown);
                    QCOMPARE(got.failures.largest, wanted.largest);
                    QCOMPARE(got.failures.groups != nullptr, grouped);
                    QVERIFY(!grouped || *got.failures.groups == *wanted.groups);
                    // What the next sort is made of is there, too.
                    QVERIFY(!grouped || *got.failures.inputGroups == *wanted.inputGroups);
                    // Groups whose order a filter may change are not picked.
                    QCOMPARE(whole->order.groups != nullptr,
                        grouped && key == keyOf(FailureColumn::StartDatetime, true));
                }
            }
        }
    }

    void aRowIsFoundAgainAfterReadingAgain()
    {
        const auto before = fourDays();
        MadeReport earlier;
        earlier.id = QStringLiteral("first");
        earlier.details = { { QStringLiteral("certificate-revoked"), QString(), 1 } };
        QList<QByteArray> texts{ earlier.json() };
        const auto after = [&] {
            QList<QByteArray> all = texts;
            for (int day = 1; day <= 4; ++day) {
                MadeReport report;
                report.day = QDate(2026, 9, day);
                report.id = QStringLiteral("c%1").arg(day);
                report.successful = 100;
                if (day >= 3) {
                    report.failed = day;
                    report.details = { { QStringLiteral("certificate-expired"),
                                           QStringLiteral("mx2.example.com"), day - 1 },
                        { QStringLiteral("sts-policy-fetch-error"), QString(), 1 } };
                }
                all.append(report.json());
            }
            return snapshotOf(all);
        }();
        const SelectedRow same = sameRow(*before, { RowKind::Failure, 3 }, *after);
        QCOMPARE(same, (SelectedRow{ RowKind::Failure, 4 }));
        QCOMPARE(sameRow(*after, { RowKind::Failure, 0 }, *before).kind, RowKind::None);
    }

    void dropsBecomeInput_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QStringList>("paths");
        QTest::addColumn<int>("memory");
        QTest::addColumn<bool>("message");
        QTest::newRow("files") << "text/uri-list"
                               << QByteArray("file:///a/b.json\r\nfile:///c%20d\r\n")
                               << QStringList{ "/a/b.json", "/c d" } << 0 << false;
        QTest::newRow("web address")
            << "text/uri-list" << QByteArray("https://example.com/r.json\r\n") << QStringList{} << 0
            << true;
        QTest::newRow("both") << "text/uri-list"
                              << QByteArray("https://example.com/r\r\nfile:///a\r\n")
                              << QStringList{ "/a" } << 0 << true;
        QTest::newRow("mail") << "message/rfc822" << QByteArray("Subject: x\n\ny") << QStringList{}
                              << 1 << false;
        QTest::newRow("text") << "text/plain" << QByteArray("{\"policies\":[]}") << QStringList{}
                              << 1 << false;
        QTest::newRow("addresses as text") << "text/plain" << QByteArray("file:///a/b\nfile:///c\n")
                                           << QStringList{ "/a/b", "/c" } << 0 << false;
        QTest::newRow("blank text")
            << "text/plain" << QByteArray("  \n") << QStringList{} << 0 << true;
    }
    void dropsBecomeInput()
    {
        QFETCH(QString, type);
        QFETCH(QByteArray, bytes);
        QFETCH(bool, message);
        QMimeData data;
        data.setData(type, bytes);
        QVERIFY(mayHoldReports(data));
        const MimeInput input = inputFromMime(data, QStringLiteral("dropped text"));
        QTEST(input.input.paths, "paths");
        QTEST(int(input.input.memory.size()), "memory");
        QCOMPARE(!input.message.isEmpty(), message);
    }

    void settingsKeepColumnsByName()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("s.ini"));
        {
            Settings settings(file);
            ColumnLayout layout;
            layout.columns = { { QStringLiteral("result_type"), 120, false },
                { QStringLiteral("source"), 0, true } };
            layout.sortColumn = QStringLiteral("result_type");
            layout.sortDescending = true;
            settings.setColumns(QStringLiteral("failures"), layout);
            settings.setTheme(ThemeChoice::Dark);
            settings.addRecent({ QStringLiteral("/a"), QStringLiteral("/b") });
            settings.addRecent({ QStringLiteral("/b") });
        }
        const Settings settings(file);
        const ColumnLayout layout = settings.columns(QStringLiteral("failures"));
        QCOMPARE(layout.columns.size(), 2);
        QCOMPARE(
            layout.columns[0], (ColumnLayout::Column{ QStringLiteral("result_type"), 120, false }));
        QVERIFY(layout.columns[1].hidden);
        QVERIFY(layout.sortDescending);
        QCOMPARE(settings.theme(), ThemeChoice::Dark);
        QCOMPARE(settings.recent(), QStringList({ "/b", "/a" }));
    }

    void settingsOfALaterVersionAreLeftAlone()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("s.ini"));
        QVERIFY(writeFile(file, "[General]\nversion=99\ntheme=dark\n"));
        {
            Settings settings(file);
            QCOMPARE(settings.theme(), ThemeChoice::System);
            settings.setTheme(ThemeChoice::Light);
        }
        QFile kept(file);
        QVERIFY(kept.open(QIODevice::ReadOnly));
        QVERIFY(kept.readAll().contains("theme=dark"));
    }

    void settingsAreWrittenWhereSomethingChanges()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("s.ini"));
        {
            Settings settings(file);
            QVERIFY(settings.recent().isEmpty());
        }
        QVERIFY(!QFile::exists(file));
        {
            Settings settings(file);
            settings.setTheme(ThemeChoice::Dark);
        }
        QFile kept(file);
        QVERIFY(kept.open(QIODevice::ReadOnly));
        const QByteArray written = kept.readAll();
        QVERIFY2(written.contains("version=1") && written.contains("theme=dark"), written);
    }

    void settingsAreWrittenWhereNobodyWaits()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("s.ini"));
        const auto written = [&file] {
            QFile kept(file);
            return kept.open(QIODevice::ReadOnly) ? kept.readAll() : QByteArray();
        };
        Settings settings(file);
        settings.setTheme(ThemeChoice::Dark);
        // Whoever changed something goes on with it.
        QCoreApplication::processEvents();
        QVERIFY(written().isEmpty());
        QCOMPARE(settings.theme(), ThemeChoice::Dark);
        QTRY_VERIFY(written().contains("theme=dark"));
        settings.setTheme(ThemeChoice::Light);
        QTRY_VERIFY(written().contains("theme=light"));
    }

    void lockOfAProgramThatEndedHalfwayStopsNobody()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("s.ini"));
        QFile lock(file + QStringLiteral(".lock"));
        Settings settings(file);
        // The clock may have been put back since, too.
        for (const int age : { 5, -3600 }) {
            QVERIFY(lock.open(QIODevice::ReadWrite));
            QVERIFY(lock.setFileTime(
                QDateTime::currentDateTime().addSecs(-age), QFileDevice::FileModificationTime));
            lock.close();
            settings.setTheme(age > 0 ? ThemeChoice::Dark : ThemeChoice::Light);
            QTRY_VERIFY(!lock.exists()); // once it is written
        }
        // One that says whose it is, and one that may just be being taken, are not ours to judge.
        for (const char* const owner : { "", "4711\nmxlens\nhost\n" }) {
            QVERIFY(lock.open(QIODevice::WriteOnly));
            lock.write(owner);
            lock.close();
            if (*owner != 0) {
                QVERIFY(lock.open(QIODevice::ReadWrite));
                QVERIFY(lock.setFileTime(
                    QDateTime::currentDateTime().addSecs(-5), QFileDevice::FileModificationTime));
                lock.close();
            }
            settings.setTheme(*owner != 0 ? ThemeChoice::Light : ThemeChoice::System);
            QVERIFY(lock.exists());
            QVERIFY(lock.remove());
        }
    }
};

MXLENS_GUI_TEST(TestSession)
#include "tst_session.moc"
