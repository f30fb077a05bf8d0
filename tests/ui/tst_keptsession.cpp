// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/guitest.h"
#include "ui/session/keptsession.h"

#include "support/reports.h"
#include "support/windowfixture.h"
#include "ui/charts/trendchart.h"
#include "ui/panels/startpage.h"
#include "ui/theme/theme.h"
#include "ui/views/filterbox.h"
#include "ui/views/loadingbar.h"
#include "ui/views/messagebar.h"
#include "ui/views/recordtabs.h"
#include "ui/views/resultspage.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace mxlens;
using namespace mxlens::test;

class TestKeptSession : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<WindowFixture> m_fixture;

    MainWindow& window() { return *m_fixture->window; }
    RecordTabs& tabs() { return window().results().tabs(); }
    RecordTable& failures() { return *m_fixture->find<RecordTable>("failuresTable"); }
    void settle() { QTRY_VERIFY_WITH_TIMEOUT(window().isSettled(), 20'000); }
    QString folder() const { return m_fixture->path(QStringLiteral("mail")); }

    void addReport(int day)
    {
        MadeReport report;
        report.id = QStringLiteral("r%1").arg(day);
        report.day = QDate(2026, 9, day);
        report.failed = 1;
        report.details
            = { { QStringLiteral("certificate-expired"), QStringLiteral("mx1.example.com"), 1 } };
        QVERIFY(writeFile(folder() + QStringLiteral("/r%1.json").arg(day), report.json()));
    }
    void openFolder(int reports)
    {
        QVERIFY(QDir().mkpath(folder()));
        for (int day = 1; day <= reports; ++day)
            addReport(day);
        window().openPaths({ folder() });
        settle();
        tabs().showTab(RowKind::Failure);
    }
    QString dayAt(int row)
    {
        return failures()
            .records()
            .index(row, static_cast<int>(FailureColumn::StartDatetime))
            .data()
            .toString();
    }
    void watch()
    {
        window().watch().folders().setTimes(50, 60'000);
        m_fixture->action("actionWatch")->setChecked(true);
        QTRY_VERIFY(window().watch().folders().isReady());
    }

private slots:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        applyTheme(*qApp, ThemeChoice::Light);
    }
    void init() { m_fixture = std::make_unique<WindowFixture>(); }
    void cleanup() { m_fixture.reset(); }

    void valuesComeBackAsTheyWere()
    {
        Settings settings(m_fixture->path(QStringLiteral("other.ini")));
        KeptSession session;
        session.paths = QStringList{ QStringLiteral("/a, b"), QStringLiteral("c=d") };
        session.values.filterText = QStringLiteral("org:\"a, b\",c");
        session.values.domain = QStringLiteral("example.com");
        session.values.mx = QString();
        session.values.resultType = QStringLiteral("x=y");
        session.values.lastDays = 30;
        session.values.from = QDate(2026, 9, 1);
        session.values.to = QDate(2026, 9, 3);
        session.look = { SplitBy::PolicyMode, QDate(2026, 8, 30), QDate(2026, 9, 4) };
        session.watched = true;
        keepSession(settings, session);
        const KeptSession again = keptSession(settings);
        QCOMPARE(again.paths, session.paths);
        QVERIFY(again.values == session.values);
        QVERIFY(again.look == session.look);
        QVERIFY(again.watched);
        // Nothing open takes it away.
        keepSession(settings, {});
        QVERIFY(keptSession(settings).paths.isEmpty());
        QVERIFY(keptSession(settings).values == ViewValues());
    }

    void aFilterThatDoesNotParseIsLeftOut()
    {
        ViewState state;
        ViewValues values;
        values.filterText = QStringLiteral("after:never");
        values.domain = QStringLiteral("example.com");
        state.restore(values, {});
        QVERIFY(state.values().filterText.isEmpty());
        QCOMPARE(state.values().domain, QStringLiteral("example.com"));
        QVERIFY(!state.canGoBack());
    }

    void theNextWindowShowsWhatTheLastOneEndedWith()
    {
        openFolder(3);
        window().setFilterText(QStringLiteral("after:2026-09-02"));
        window().state().setSplit(SplitBy::Domain);
        window().state().setZoom(QDate(2026, 9, 3), QDate(2026, 9, 3));
        settle();
        window().close();
        m_fixture->open();
        QVERIFY(window().restoreSession());
        settle();
        QCOMPARE(
            m_fixture->find<FilterBox>("filterBox")->text(), QStringLiteral("after:2026-09-02"));
        QCOMPARE(failures().records().rowCount(), 2);
        const TrendChart& chart = window().results().chart();
        QCOMPARE(chart.shownDays(), std::pair(QDate(2026, 9, 3), QDate(2026, 9, 3)));
        QTRY_COMPARE(chart.data().series.size(), 1);
        QVERIFY(!window().state().canGoBack());
        // Unless it is switched off.
        Settings settings(m_fixture->path(QStringLiteral("s.ini")));
        setRestoresSession(settings, false);
        window().close();
        m_fixture->open();
        QVERIFY(!window().restoreSession());
    }

    // Quit closed the window alone in which it was chosen.
    void quitClosesEveryWindowAndKeepsWhatTheActiveOneShows()
    {
        openFolder(3);
        WindowFixture other;
        WindowFixture third;
        window().setFilterText(QStringLiteral("after:2026-09-02"));
        settle();
        m_fixture->action("actionQuit")->trigger();
        for (const WindowFixture* fixture : { m_fixture.get(), &other, &third })
            QVERIFY(!fixture->window->isVisible());
        for (const WindowFixture* fixture : { &other, &third })
            QVERIFY(!Settings(fixture->path(QStringLiteral("s.ini"))).geometry().isEmpty());
        m_fixture->open();
        QVERIFY(window().restoreSession());
        settle();
        QCOMPARE(failures().records().rowCount(), 2);
    }

    void newReportsAppearByThemselvesAndNothingJumps()
    {
        openFolder(20);
        watch();
        // Somebody looks at the fourth row, with the table at its beginning.
        const QString top = dayAt(0);
        QVERIFY(failures().selectRow(failures().records().rows()[3]));
        const QString selected = dayAt(3);
        failures().setFixedHeight(150);
        QSignalSpy shown(&window().watch(), &ReportWatch::readingAgain);
        addReport(25);
        addReport(26);
        QTRY_COMPARE(shown.count(), 1);
        QVERIFY(!m_fixture->find<LoadingBar>("loadingBar")->isVisible());
        QTRY_COMPARE(failures().records().rowCount(), 22);
        settle();
        QTRY_COMPARE(m_fixture->find<MessageBar>("messageBar")->text(),
            QStringLiteral("2 new reports appeared."));
        QCOMPARE(dayAt(failures().rowAt(0)), top);
        QCOMPARE(dayAt(failures().currentIndex().row()), selected);
        QCOMPARE(dayAt(0), QStringLiteral("2026-09-26"));
        // What was asked for is announced again.
        m_fixture->action("actionReload")->trigger();
        QVERIFY(m_fixture->find<LoadingBar>("loadingBar")->isVisible());
        settle();
    }

    void closingEndsTheWatch()
    {
        openFolder(1);
        watch();
        m_fixture->action("actionCloseAll")->trigger();
        QVERIFY(!m_fixture->action("actionWatch")->isChecked());
        QVERIFY(!window().watch().folders().isActive());
    }

    // Nothing in the window said that it reads again by itself.
    void watchingIsSeenAndCanBeEndedWhereItIsSeen()
    {
        auto* sign = m_fixture->find<QToolButton>("watchSign");
        QVERIFY(writeFile(m_fixture->path(QStringLiteral("r.json")), MadeReport().json()));
        window().openPaths({ m_fixture->folder.path() });
        settle();
        QVERIFY(!sign->isVisible());
        watch();
        QVERIFY(sign->isVisible());
        QVERIFY(!sign->accessibleName().isEmpty() && !sign->toolTip().isEmpty());
        sign->setFocus(Qt::TabFocusReason);
        QVERIFY(sign->hasFocus());
        QTest::keyClick(sign, Qt::Key_Space);
        QVERIFY(!window().watch().isOn());
        QVERIFY(!m_fixture->action("actionWatch")->isChecked());
        QVERIFY(!sign->isVisible());
    }

    void recentPathsThatAreGoneLeadNowhere()
    {
        openFolder(1);
        window().close();
        QVERIFY(QDir(folder()).removeRecursively());
        m_fixture->open();
        auto* start = m_fixture->find<StartPage>("startPage");
        const auto buttons = start->findChildren<QPushButton*>(QStringLiteral("recentButton"));
        QCOMPARE(buttons.size(), 1);
        QTRY_VERIFY(!buttons[0]->isEnabled());
        auto* menu = m_fixture->find<QMenu>("menuRecent");
        QVERIFY(!menu->actions().first()->isEnabled());
    }
};

MXLENS_GUI_TEST(TestKeptSession)
#include "tst_keptsession.moc"
