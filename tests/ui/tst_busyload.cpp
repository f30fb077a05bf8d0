// SPDX-License-Identifier: GPL-3.0-or-later
// What is done to the window while many reports are being read. The watch of guitest.h fails where
// it stands still; tests/bench/windowstall and windowreopen have the figures.
#include "tests/ui/support/guitest.h"

#include "support/reports.h"
#include "support/windowfixture.h"
#include "ui/models/rowtablemodel.h"
#include "ui/session/loader.h"
#include "ui/views/filterbox.h"
#include "ui/views/loadingbar.h"
#include "ui/views/messagebar.h"
#include "ui/views/recordtable.h"
#include "ui/views/recordtabs.h"
#include "ui/views/resultspage.h"

#include <QDir>
#include <QHeaderView>
#include <QPushButton>
#include <QTest>
#include <QTimer>

using namespace mxlens;
using namespace mxlens::test;

class TestBusyLoad : public QObject {
    Q_OBJECT
private:
    static constexpr int files = 60;
    static constexpr int reportsPerFile = 1000;

    QTemporaryDir m_folder;
    std::unique_ptr<WindowFixture> m_fixture;

    MainWindow& window() { return *m_fixture->window; }
    Loader& loader() { return window().loader(); }
    RecordTable& failures() { return *m_fixture->find<RecordTable>("failuresTable"); }
    void settle() { QTRY_VERIFY_WITH_TIMEOUT(window().isSettled(), 60'000); }

    /// Does something again and again while reports are being read, each time as an event.
    template <typename Act> int whileReading(Act act)
    {
        int done = 0;
        QTimer timer;
        connect(&timer, &QTimer::timeout, this, [&] {
            if (loader().state() == LoadState::Loading && loader().progress().reports > 0)
                act(done++);
        });
        timer.start(10);
        window().openPaths({ m_folder.path() });
        settle();
        return done;
    }

private slots:
    void initTestCase()
    {
        MadeReport report;
        report.failed = 3;
        report.details = { { QStringLiteral("certificate-expired"),
                               QStringLiteral("mx1.example.com"), 2 },
            { QStringLiteral("starttls-not-supported"), QStringLiteral("mx2.example.com"), 1 } };
        for (int file = 0; file < files; ++file) {
            QByteArray lines;
            for (int i = 0; i < reportsPerFile; ++i) {
                report.id = QStringLiteral("r%1-%2").arg(file).arg(i);
                report.domain = QStringLiteral("d%1.example.com").arg(i % 50);
                report.day = QDate(2026, 1, 1).addDays(i % 200);
                lines += report.json() + '\n';
            }
            QVERIFY(
                writeFile(m_folder.filePath(QStringLiteral("f%1.json").arg(100 + file)), lines));
        }
    }
    void init()
    {
        m_fixture = std::make_unique<WindowFixture>();
        window().results().tabs().showTab(RowKind::Failure);
    }
    void cleanup() { m_fixture.reset(); }

    void filteringAndSorting()
    {
        const QStringList texts{ QStringLiteral("expired"), QStringLiteral("d17"), QString(),
            QStringLiteral("mx:mx2.example.com") };
        const int done = whileReading([&](int turn) {
            if (turn % 2 == 0)
                window().setFilterText(texts[turn / 2 % texts.size()]);
            else
                failures().horizontalHeader()->setSortIndicator(
                    turn / 2 % failures().model()->columnCount(),
                    turn % 4 == 1 ? Qt::AscendingOrder : Qt::DescendingOrder);
        });
        QVERIFY(done > 0);
        window().setFilterText(QStringLiteral("result:certificate-expired"));
        settle();
        QCOMPARE(loader().snapshot()->reportCount(), RowId(files * reportsPerFile));
        QCOMPARE(failures().records().rows().size(), std::size_t(files * reportsPerFile));
    }

    void goingThroughTabsAndRows()
    {
        const RowKind kinds[]{ RowKind::Problem, RowKind::Report, RowKind::Domain, RowKind::Policy,
            RowKind::Failure, RowKind::Source };
        const int done = whileReading([&](int turn) {
            RecordTabs& tabs = window().results().tabs();
            tabs.showTab(kinds[turn % std::size(kinds)]);
            tabs.selectFirstRow();
        });
        QVERIFY(done > 0);
        QCOMPARE(loader().snapshot()->reportCount(), RowId(files * reportsPerFile));
    }

    void cancelling()
    {
        const int done
            = whileReading([&](int) { m_fixture->find<QPushButton>("cancelLoading")->click(); });
        QCOMPARE(done, 1);
        QVERIFY(m_fixture->find<LoadingBar>("loadingBar")->isHidden());
        if (!loader().cancelled())
            QSKIP("everything was read before");
        QVERIFY(loader().snapshot()->reportCount() < RowId(files * reportsPerFile));
        QVERIFY(window().results().snapshot() == loader().snapshot());
        QCOMPARE(failures().records().rows().size(),
            std::size_t(2 * loader().snapshot()->reportCount()));
        QVERIFY(m_fixture->action("actionReload")->isEnabled());
    }
};

MXLENS_GUI_TEST(TestBusyLoad)
#include "tst_busyload.moc"
