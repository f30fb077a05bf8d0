// SPDX-License-Identifier: GPL-3.0-or-later
// A folder that was open before is shown before it is known what changed.
#include "tests/ui/support/guitest.h"

#include "support/reports.h"
#include "support/windowfixture.h"
#include "ui/models/rowtablemodel.h"
#include "ui/session/loader.h"
#include "ui/views/chartpage.h"
#include "ui/views/loadingbar.h"
#include "ui/views/messagebar.h"
#include "ui/views/recordtable.h"
#include "ui/views/recordtabs.h"
#include "ui/views/resultspage.h"

#include <QAction>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTest>
#include <QThreadPool>

#include <mutex>

#include <dlfcn.h>
#include <sys/stat.h>

namespace {

/// Held by a test that lets nobody look at a file.
std::mutex looking;

} // namespace

// Takes the place of that of the system for the whole program.
extern "C" int fstatat(int folder, const char* name, struct stat* status, int flags)
{
    using Function = int (*)(int, const char*, struct stat*, int);
    static auto* const real = reinterpret_cast<Function>(::dlsym(RTLD_NEXT, "fstatat"));
    const std::scoped_lock lock(looking);
    return real(folder, name, status, flags);
}

using namespace mxlens;
using namespace mxlens::test;

class TestReopening : public QObject {
    Q_OBJECT
private:
    static constexpr int reports = 40;

    std::unique_ptr<WindowFixture> m_fixture;

    MainWindow& window() { return *m_fixture->window; }
    RecordTable& failures() { return *m_fixture->find<RecordTable>("failuresTable"); }
    void settle() { QTRY_VERIFY_WITH_TIMEOUT(window().isSettled(), 20'000); }
    QString folder() const { return m_fixture->path(QStringLiteral("mail")); }

    /// A report that was written an hour ago, or earlier.
    void writeReport(int number, int failed, int minutes = 60)
    {
        const QString path = folder() + QStringLiteral("/r%1.json").arg(number);
        MadeReport report;
        report.id = QStringLiteral("r%1").arg(number);
        report.failed = failed;
        report.details = { { QStringLiteral("certificate-expired"),
            QStringLiteral("mx1.example.com"), failed } };
        QFile::remove(path);
        QVERIFY(writeFile(path, report.json()));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadWrite)
            && file.setFileTime(QDateTime::currentDateTimeUtc().addSecs(-60 * minutes),
                QFileDevice::FileModificationTime));
    }
    qint64 failed()
    {
        qint64 sum = 0;
        const RowTableModel& rows = failures().records();
        for (const RowId id : rows.rows()) {
            const RowPlace place = rows.snapshot()->failure(id);
            sum += place.segment->failures.count[place.row].valueOr(0);
        }
        return sum;
    }

private slots:
    void init()
    {
        m_fixture = std::make_unique<WindowFixture>();
        QVERIFY(QDir().mkpath(folder()));
        for (int i = 0; i < reports; ++i)
            writeReport(i, 1);
        window().openPaths({ folder() });
        settle();
        // The index is written when all is shown.
        QTRY_VERIFY(!QDir(m_fixture->path(QStringLiteral("cache"))).isEmpty());
        QVERIFY(QThreadPool::globalInstance()->waitForDone());
        m_fixture->open();
        window().loader().setEarlyAfter(0);
    }
    void cleanup() { m_fixture.reset(); }

    void allIsShownWhileFilesAreLookedAt()
    {
        std::shared_ptr<const Sparklines> lines;
        connect(&window().results().chartPage(), &ChartPage::sparklinesChanged, this,
            [&](const std::shared_ptr<const Sparklines>& known) { lines = known; });
        QSignalSpy snapshots(&window().loader(), &Loader::snapshotChanged);
        int shown = 0;
        connect(&failures().records(), &QAbstractItemModel::modelReset, this,
            [&] { shown += failures().records().rows().empty() ? 0 : 1; });
        std::unique_lock lock(looking);
        window().openPaths({ folder() });
        // Everything but the end.
        QTRY_VERIFY(window().results().snapshot()
            && window().results().snapshot() == window().loader().snapshot());
        QTRY_VERIFY(window().results().isDiagnosed());
        QCOMPARE(window().loader().state(), LoadState::Loading);
        QCOMPARE(failed(), reports);
        QVERIFY(!window().isSettled());
        lock.unlock();
        settle();
        // Nothing is worked out again.
        QCOMPARE(snapshots.count(), 1);
        QCOMPARE(shown, 1);
        QCOMPARE(window().loader().progress().filesUnchanged, std::size_t(reports));
        QTRY_COMPARE(window().state().selected().kind, RowKind::Problem);
        QTRY_VERIFY(lines); // what rests while reports are being read
        QCOMPARE(window().results().tabs().shownTab(), RowKind::Problem);
        QVERIFY(m_fixture->find<LoadingBar>("loadingBar")->isHidden());
        QVERIFY(m_fixture->action("actionReload")->isEnabled());
    }

    void aRowThatIsSelectedStaysWhatItIs()
    {
        writeReport(-1, 7); // stands before all others
        std::unique_lock lock(looking);
        window().results().tabs().showTab(RowKind::Failure);
        window().openPaths({ folder() });
        QTRY_COMPARE(failures().records().rows().size(), std::size_t(reports));
        QVERIFY(failures().selectRow(failures().records().rows()[20]));
        lock.unlock();
        settle();
        QCOMPARE(failed(), reports + 7);
        QCOMPARE(failures().currentIndex().row(), 21);
    }

    void cancelledItStaysAndSaysSo()
    {
        std::unique_lock lock(looking);
        window().openPaths({ folder() });
        QTRY_COMPARE(failed(), reports);
        m_fixture->action("actionCancel")->trigger();
        QCOMPARE(window().loader().state(), LoadState::Cancelling);
        lock.unlock();
        settle();
        QVERIFY(window().loader().cancelled());
        QCOMPARE(failed(), reports);
        const auto* const message = m_fixture->find<MessageBar>("messageBar");
        QVERIFY2(message->text().contains(QLatin1String("before it was known what has changed")),
            qPrintable(message->text()));
        // Then it is read as if nothing had been shown.
        writeReport(0, 1000, 50);
        m_fixture->action("actionReload")->trigger();
        settle();
        QCOMPARE(failed(), reports + 999);
    }

    // Also where somebody cancels then.
    void whatIsGoneIsNotShownUntilTheEnd()
    {
        QList<RowId> counts;
        connect(&window().loader(), &Loader::snapshotChanged, this,
            [&] { counts.append(window().loader().snapshot()->reportCount()); });
        QVERIFY(QFile::remove(folder() + QStringLiteral("/r5.json")));
        window().openPaths({ folder() });
        settle();
        // As it was, as the index has what is left, and the end.
        QCOMPARE(counts, QList<RowId>({ reports, reports - 1, reports - 1 }));
    }

    void whatChangedIsShownInTheEnd()
    {
        writeReport(3, 50, 50);
        writeReport(reports, 100);
        QVERIFY(QFile::remove(folder() + QStringLiteral("/r5.json")));
        window().openPaths({ folder() });
        settle();
        QCOMPARE(window().loader().progress().filesUnchanged, std::size_t(reports - 2));
        QCOMPARE(failures().records().rows().size(), std::size_t(reports));
        QCOMPARE(failed(), reports - 2 + 50 + 100);
        QCOMPARE(window().state().selected().kind, RowKind::Problem);
    }

    void itIsSaidWhatIsLookedFor()
    {
        IngestProgress progress;
        progress.filesFound = 1000;
        progress.allFound = true;
        progress.looking = true;
        progress.filesRead = 400;
        progress.reports = 900;
        QCOMPARE(progressText(progress),
            QStringLiteral("Looking for changes: 400 of 1,000 file(s), 900 report(s)"));
        QCOMPARE(cancelledText(progress),
            QStringLiteral("Reading was cancelled before it was known what has changed. What was "
                           "read last time is shown."));
        progress.reports = 0; // nothing was shown yet
        QCOMPARE(cancelledText(progress),
            QStringLiteral("Reading was cancelled. What was read is shown."));
    }
};

MXLENS_GUI_TEST(TestReopening)
#include "tst_reopening.moc"
