// SPDX-License-Identifier: GPL-3.0-or-later
// Problems in the real window: from drop to cause without a click, and from a figure to its rows.
#include "tests/ui/support/guitest.h"
#include "ui/charts/trendchart.h"

#include "support/modeltext.h"
#include "support/reports.h"
#include "support/windowfixture.h"
#include "ui/panels/detailspanel.h"
#include "ui/panels/rowslink.h"
#include "ui/theme/theme.h"
#include "ui/views/emptynotice.h"
#include "ui/views/filterchips.h"
#include "ui/views/headline.h"
#include "ui/views/messagebar.h"
#include "ui/views/recordtabs.h"
#include "ui/views/resultspage.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QHeaderView>
#include <QMenu>
#include <QPushButton>
#include <QStandardPaths>
#include <QTest>

using namespace mxlens;
using namespace mxlens::test;

class TestProblemTab : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<WindowFixture> m_fixture;

    MainWindow& window() { return *m_fixture->window; }
    RecordTabs& tabs() { return window().results().tabs(); }
    RecordTable& problems() { return *m_fixture->find<RecordTable>("problemsTable"); }
    RecordTable& failures() { return *m_fixture->find<RecordTable>("failuresTable"); }
    QStringList chips() { return m_fixture->find<FilterChips>("filterChips")->texts(); }
    DetailsPanel& details() { return *m_fixture->find<DetailsPanel>("details"); }
    void settle() { QTRY_VERIFY_WITH_TIMEOUT(window().isSettled(), 20'000); }

    void open(const QList<MadeReport>& reports)
    {
        QStringList paths;
        for (const MadeReport& report : reports) {
            paths.append(m_fixture->path(report.id + QStringLiteral(".json")));
            QVERIFY(writeFile(paths.last(), report.json()));
        }
        window().openPaths(paths);
        settle();
    }
    static MadeReport report(int day, const QString& domain, int failed)
    {
        MadeReport made;
        made.day = QDate(2026, 9, day);
        made.domain = domain;
        made.id = domain + QString::number(day);
        made.successful = 100;
        made.failed = failed;
        made.mxHosts = { QStringLiteral("*.") + domain };
        if (failed > 0)
            made.details = { { QStringLiteral("certificate-expired"),
                QStringLiteral("mx.") + domain, failed } };
        return made;
    }
    /// An expired certificate on two days of one domain and on one day of another.
    void openTwoProblems()
    {
        open({ report(1, QStringLiteral("example.com"), 0),
            report(2, QStringLiteral("example.com"), 30),
            report(3, QStringLiteral("example.com"), 40),
            report(1, QStringLiteral("example.org"), 0),
            report(2, QStringLiteral("example.org"), 20) });
    }
    QString shownProblems()
    {
        return modelText(problems().records(),
            { static_cast<int>(ProblemColumn::Subject),
                static_cast<int>(ProblemColumn::FailedSessions) });
    }

private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        applyTheme(*qApp, ThemeChoice::Light);
    }
    void init() { m_fixture = std::make_unique<WindowFixture>(); }
    void cleanup() { m_fixture.reset(); }

    void theSamplesExplainThemselvesWithoutAClick()
    {
        window().openPaths({ QStringLiteral(MXLENS_SOURCE_DIR "/resources/samples") });
        settle();
        QCOMPARE(tabs().shownTab(), RowKind::Problem);
        QVERIFY(problems().isVisible());
        QCOMPARE(problems().currentIndex().row(), 0);
        QVERIFY2(details().sentence().startsWith(
                     QLatin1String("Certificate expired: mx2.example.com, from 2026-10-07")),
            qPrintable(details().sentence()));
        QVERIFY(details().text().contains(QLatin1String("Renew the certificate")));
    }

    void theRowsOfAProblemAreShownAndLeftAgain()
    {
        openTwoProblems();
        QCOMPARE(shownProblems(), QStringLiteral("mx.example.com | 70\nmx.example.org | 20\n"));
        auto* button = details().findChild<QPushButton*>(QStringLiteral("showRows"));
        QVERIFY(button);
        QCOMPARE(button->text(), QStringLiteral("Show the 2 rows"));
        button->click();
        settle();
        QCOMPARE(tabs().shownTab(), RowKind::Failure);
        QCOMPARE(modelText(failures().records(),
                     { static_cast<int>(FailureColumn::ReceivingMxHostname),
                         static_cast<int>(FailureColumn::FailedSessionCount) }),
            QStringLiteral("mx.example.com | 40\nmx.example.com | 30\n"));
        QCOMPARE(
            chips(), QStringList(QStringLiteral("Rows of Certificate expired: mx.example.com")));
        QCOMPARE(window().state().evidenceTitle(),
            QStringLiteral("Certificate expired: mx.example.com"));
        // The problem that was opened is still the problem.
        QCOMPARE(shownProblems(), QStringLiteral("mx.example.com | 70\n"));
        m_fixture->action("actionBack")->trigger();
        settle();
        QVERIFY(chips().isEmpty());
        QCOMPARE(tabs().shownTab(), RowKind::Problem);
        QCOMPARE(failures().records().rowCount(), 3);
        QCOMPARE(shownProblems(), QStringLiteral("mx.example.com | 70\nmx.example.org | 20\n"));
        // Likewise by Escape.
        m_fixture->action("actionForward")->trigger();
        settle();
        QCOMPARE(failures().records().rowCount(), 2);
        m_fixture->action("actionEscape")->trigger();
        settle();
        QCOMPARE(failures().records().rowCount(), 3);
    }

    void theDaysOfAProblemAreMarkedInTheChart()
    {
        openTwoProblems();
        auto* chart = m_fixture->find<TrendChart>("trendChart");
        QTRY_COMPARE(chart->markedDays(), (QSet<QDate>{ QDate(2026, 9, 2), QDate(2026, 9, 3) }));
        problems().selectRow(problems().records().rows()[1]);
        QTRY_COMPARE(chart->markedDays(), QSet<QDate>{ QDate(2026, 9, 2) });
    }

    void theMenuOfAProblemShowsItsRows()
    {
        openTwoProblems();
        problems().selectRow(problems().records().rows()[1]);
        QMenu menu;
        problems().rowView().fillMenu(menu);
        auto* show = menu.findChild<QAction*>(QStringLiteral("showProblemRows"));
        QVERIFY(show);
        QCOMPARE(show->text(), QStringLiteral("Sho&w its 1 row"));
        show->trigger();
        settle();
        QCOMPARE(tabs().shownTab(), RowKind::Failure);
        QCOMPARE(failures().records().rowCount(), 1);
    }

    void enterAndDoubleClickShowItsRows()
    {
        openTwoProblems();
        problems().selectRow(problems().records().rows()[1]);
        QTest::keyClick(&problems(), Qt::Key_Return);
        settle();
        QCOMPARE(tabs().shownTab(), RowKind::Failure);
        QCOMPARE(failures().records().rowCount(), 1);
        m_fixture->action("actionBack")->trigger();
        settle();
        QCOMPARE(tabs().shownTab(), RowKind::Problem);
        const auto doubleClick = [this](ProblemColumn column) {
            const QModelIndex cell = problems().records().index(0, static_cast<int>(column));
            problems().scrollTo(cell);
            const QPoint place = problems().visualRect(cell).center();
            QTest::mouseClick(problems().viewport(), Qt::LeftButton, {}, place);
            QTest::mouseDClick(problems().viewport(), Qt::LeftButton, {}, place);
            settle();
        };
        doubleClick(ProblemColumn::Heading);
        QCOMPARE(tabs().shownTab(), RowKind::Failure);
        QCOMPARE(failures().records().rowCount(), 2);
        m_fixture->action("actionBack")->trigger();
        settle();
        // A domain is a filter, as everywhere.
        doubleClick(ProblemColumn::PolicyDomain);
        QCOMPARE(tabs().shownTab(), RowKind::Problem);
        QCOMPARE(chips(), QStringList(QStringLiteral("Policy domain: example.com")));
    }

    void theRowsOfADayAreShown()
    {
        openTwoProblems();
        const auto links = details().findChildren<RowsLink*>();
        const auto day = std::find_if(links.begin(), links.end(), [](const RowsLink* link) {
            return link->accessibleName().contains(QLatin1String("2 Sep 2026"))
                && link->text() == QLatin1String("30");
        });
        QVERIFY(day != links.end());
        (*day)->click();
        settle();
        QCOMPARE(failures().records().rowCount(), 1);
        QVERIFY(chips().first().endsWith(QLatin1String("2026-09-02")));
    }

    void problemsFollowFilterAndDays()
    {
        openTwoProblems();
        window().state().setFilterText(QStringLiteral("domain:example.org"));
        settle();
        QCOMPARE(shownProblems(), QStringLiteral("mx.example.org | 20\n"));
        window().state().widen();
        window().state().setDays(QDate(2026, 9, 2), QDate(2026, 9, 2));
        settle();
        QCOMPARE(shownProblems(), QStringLiteral("mx.example.com | 30\nmx.example.org | 20\n"));
        window().state().setDays(QDate(2026, 9, 1), QDate(2026, 9, 1));
        settle();
        QCOMPARE(shownProblems(), QString());
        QVERIFY(problems().viewport()->findChild<EmptyNotice*>()->sentence().startsWith(
            QLatin1String("Nothing is wrong in what is shown.\n200 sessions")));
    }

    void theSelectedProblemStaysSelected()
    {
        openTwoProblems();
        problems().selectRow(problems().records().rows()[1]);
        settle();
        QVERIFY(details().sentence().contains(QLatin1String("mx.example.org")));
        window().state().setDays(QDate(2026, 9, 2), QDate(2026, 9, 3));
        settle();
        QCOMPARE(problems().currentIndex().row(), 1);
        QVERIFY(details().sentence().contains(QLatin1String("mx.example.org")));
        // Read again, everything has other row ids.
        m_fixture->action("actionReload")->trigger();
        settle();
        QCOMPARE(problems().currentIndex().row(), 1);
        QVERIFY(details().sentence().contains(QLatin1String("mx.example.org")));
        // What is left out is not selected any more, and the first one is.
        window().setFilterText(QStringLiteral("domain:example.com"));
        settle();
        QVERIFY(details().sentence().contains(QLatin1String("mx.example.com")));
    }

    void readingAgainForgetsOpenedRows()
    {
        openTwoProblems();
        details().findChild<QPushButton*>(QStringLiteral("showRows"))->click();
        settle();
        m_fixture->action("actionReload")->trigger();
        settle();
        QVERIFY(window().state().evidenceTitle().isEmpty());
        QVERIFY(chips().isEmpty());
        QCOMPARE(failures().records().rowCount(), 3);
    }

    void problemsAreExportedAndCopiedAsTheyAreShown()
    {
        openTwoProblems();
        const auto failed = static_cast<int>(ProblemColumn::FailedSessions);
        problems().rowView().columns().setSort({ failed, false });
        emit problems().rowView().columns().sortRequested({ failed, false });
        QTRY_COMPARE(shownProblems(), QStringLiteral("mx.example.org | 20\nmx.example.com | 70\n"));
        m_fixture->answers->saveTo = m_fixture->path(QStringLiteral("out.csv"));
        m_fixture->action("actionExport")->trigger();
        const auto* const bar = m_fixture->find<MessageBar>("messageBar");
        QTRY_VERIFY(bar->text().startsWith(QLatin1String("Wrote 2 rows to ")));
        QCOMPARE(m_fixture->answers->suggestion, QStringLiteral("problems.csv"));
        QFile file(m_fixture->answers->saveTo);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QList<QByteArray> lines = file.readAll().split('\n');
        QVERIFY(lines[0].startsWith("severity,policy_domain,subject,cause,first_day"));
        QVERIFY(lines[1].startsWith("critical,example.org,mx.example.org,certificate-expired,"));
        QVERIFY(lines[2].startsWith("critical,example.com,mx.example.com,certificate-expired,"));
        problems().selectAll();
        QTest::keyClick(&problems(), Qt::Key_C, Qt::ControlModifier);
        const QString copied = QApplication::clipboard()->text();
        QVERIFY2(copied.contains(QLatin1String("critical\tCertificate expired: mx.example.org")),
            qPrintable(copied));
    }

    void aContextMenuNarrowsToTheDomainOfAProblem()
    {
        openTwoProblems();
        problems().setCurrentIndex(
            problems().records().index(1, static_cast<int>(ProblemColumn::PolicyDomain)));
        QMenu menu;
        problems().rowView().fillMenu(menu);
        menu.findChild<QAction*>(QStringLiteral("showOnlyThis"))->trigger();
        settle();
        QCOMPARE(window().state().values().filterText, QStringLiteral("domain:example.org"));
    }

    void theDomainsTabJudgesEachDomain()
    {
        openTwoProblems();
        m_fixture->action("actionDomains")->trigger();
        QCOMPARE(tabs().shownTab(), RowKind::Domain);
        settle();
        auto* domains = m_fixture->find<RecordTable>("domainsTable");
        QCOMPARE(modelText(domains->records(),
                     { static_cast<int>(DomainColumn::PolicyDomain),
                         static_cast<int>(DomainColumn::Readiness) }),
            QStringLiteral("example.com | refuses mail\n"
                           "example.org | refuses mail\n"));
        QVERIFY2(details().sentence().startsWith(
                     QLatin1String("example.com: enforced, and mail is refused.")),
            qPrintable(details().sentence()));
        m_fixture->answers->saveTo = m_fixture->path(QStringLiteral("out.csv"));
        m_fixture->action("actionExport")->trigger();
        QTRY_COMPARE(m_fixture->answers->suggestion, QStringLiteral("domains.csv"));
    }

    // The row of reports that name no domain is no domain.
    void theTabCountsDomainsAsTheHeadlineDoes()
    {
        MadeReport named;
        MadeReport nameless;
        nameless.id = QStringLiteral("r2");
        nameless.domain.clear();
        QVERIFY(writeFile(m_fixture->path(QStringLiteral("r1.json")), named.json()));
        QVERIFY(writeFile(m_fixture->path(QStringLiteral("r2.json")), nameless.json()));
        window().openPaths({ m_fixture->folder.path() });
        settle();
        auto* domains = m_fixture->find<RecordTable>("domainsTable");
        QCOMPARE(domains->records().rowCount(), 2);
        QCOMPARE(tabs().tabText(1), QStringLiteral("Do&mains  1"));
        QVERIFY2(window().results().headline().text().contains(QLatin1String("1 domain")),
            qPrintable(window().results().headline().text()));
    }

    // What was done to the mail once stood beyond the edge of most windows.
    void theTableSaysWhatWhereAndWhatItDidToTheMail()
    {
        openTwoProblems();
        const auto* header = problems().horizontalHeader();
        QVERIFY(header->isSectionHidden(static_cast<int>(ProblemColumn::Summary)));
        window().resize(length(&window(), 400), window().height());
        QTRY_VERIFY(problems().viewport()->width() < length(&window(), 340));
        constexpr int effect = static_cast<int>(ProblemColumn::Impact);
        QVERIFY(header->sectionViewportPosition(effect) + header->sectionSize(effect)
            <= problems().viewport()->width());
    }

    // It once ended in dots on a wide window.
    void theProblemTakesTheFreeRoomUntilItIsSized()
    {
        constexpr int heading = static_cast<int>(ProblemColumn::Heading);
        constexpr int reporters = static_cast<int>(ProblemColumn::Reporters);
        const auto* header = problems().horizontalHeader();
        const auto width = [&] { return header->sectionSize(heading); };
        const auto quarters = [&](int number) { return length(&window(), number); };
        openTwoProblems();
        window().resize(quarters(400), window().height());
        QTRY_VERIFY(problems().viewport()->width() < quarters(340));
        const int least = width();
        window().resize(quarters(640), window().height());
        QTRY_VERIFY(width() > least + quarters(40));
        // What it does not say stays in sight beside it.
        QVERIFY(header->sectionViewportPosition(reporters) + header->sectionSize(reporters)
            <= problems().viewport()->width());
        window().close();
        m_fixture->open();
        openTwoProblems();
        window().resize(quarters(640), window().height());
        QTRY_VERIFY(problems().horizontalHeader()->sectionSize(heading) > least + quarters(40));
        // As dragging its edge does.
        problems().horizontalHeader()->resizeSection(heading, least + quarters(3));
        window().resize(quarters(680), window().height());
        QTRY_VERIFY(problems().viewport()->width() > quarters(500));
        QCOMPARE(problems().horizontalHeader()->sectionSize(heading), least + quarters(3));
        window().close();
        m_fixture->open();
        QCOMPARE(problems().horizontalHeader()->sectionSize(heading), least + quarters(3));
        problems().rowView().columns().reset();
        QTRY_VERIFY(problems().horizontalHeader()->sectionSize(heading) != least + quarters(3));
    }

    void columnsOfProblemsComeBack()
    {
        openTwoProblems();
        problems().rowView().columns().setShown(static_cast<int>(ProblemColumn::Impact), false);
        window().close();
        m_fixture->open();
        QVERIFY(problems().horizontalHeader()->isSectionHidden(
            static_cast<int>(ProblemColumn::Impact)));
    }
};

MXLENS_GUI_TEST(TestProblemTab)
#include "tst_problemtab.moc"
