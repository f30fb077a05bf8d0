// SPDX-License-Identifier: GPL-3.0-or-later
// The clock is put forward and back while something is under way: tests/faults/clockjump.cpp is
// loaded before.
#include "tests/core/support/tablerows.h"
#include "tests/ui/support/guitest.h"
#include "tests/ui/support/reports.h"
#include "tests/ui/support/windowfixture.h"
#include "ui/session/folderwatch.h"
#include "ui/theme/theme.h"
#include "ui/views/filterbox.h"
#include "ui/views/loadingbar.h"

#include <QDateTime>
#include <QDir>
#include <QElapsedTimer>
#include <QProgressBar>
#include <QSignalSpy>

#include <atomic>
#include <chrono>

#ifdef __linux__
#include <dlfcn.h>
#endif

using namespace mxlens;
using namespace mxlens::test;

namespace {

constexpr std::int64_t day = 86'400;
constexpr std::int64_t year = 365 * day;

/// Everything that shows in the tables of failures, reports and sources, as CSV.
std::string tablesOf(const Snapshot& snapshot)
{
    return testing::rowsAsCsv(snapshot, { Table::Failures, Table::Reports, Table::Sources });
}

QByteArray reportNumber(int number, int failed = 1)
{
    MadeReport report;
    report.id = QStringLiteral("r%1").arg(number);
    report.day = QDate(2026, 1, 1).addDays(number % 300);
    report.failed = failed;
    report.details
        = { { QStringLiteral("certificate-expired"), QStringLiteral("mx1.example.com"), failed } };
    return report.json();
}

/// Writes a file whose time of modification is what it is told.
bool writeAt(const QString& path, const QByteArray& bytes, const QDateTime& modified)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.flush()
        && file.setFileTime(modified, QFileDevice::FileModificationTime);
}

} // namespace

class ClockJumpsTest final : public QObject {
    Q_OBJECT
private:
    std::atomic<std::int64_t>* m_jump = nullptr;
    const QDateTime m_past{ QDate(2001, 2, 3), QTime(4, 5), Qt::UTC };
    std::unique_ptr<QTemporaryDir> m_folder;

    void putClock(std::int64_t seconds) { *m_jump = seconds; }
    QString path(const QString& name) const { return m_folder->filePath(name); }

    bool fill(const QString& folder, int count) const
    {
        bool written = QDir().mkpath(folder);
        for (int i = 0; i < count && written; ++i)
            written = writeAt(folder + QStringLiteral("/%1.json").arg(i), reportNumber(i), m_past);
        return written;
    }

    /// Loads a folder and jumps with each word of how far it is.
    struct Load {
        Loader loader;
        QList<std::size_t> files;
        QList<int> shown; ///< What the bar says.
    };
    void load(Load& load, const QString& folder, const QString& cache)
    {
        LoadingBar bar;
        const auto* progress = bar.findChild<QProgressBar*>(QStringLiteral("loadingProgress"));
        load.loader.setCacheFolder(cache);
        connect(&load.loader, &Loader::progressChanged, &bar, [&](const IngestProgress& now) {
            const std::int64_t sign = load.files.size() % 2 == 0 ? -1 : 1;
            putClock(sign * (load.files.size() + 1) * year);
            load.files.append(now.filesRead);
            bar.showProgress(now);
            if (progress->maximum() > 0)
                load.shown.append(progress->value());
        });
        QSignalSpy finished(&load.loader, &Loader::finished);
        load.loader.add({ { folder }, {} });
        QTRY_COMPARE(finished.count(), 1);
    }

private slots:
    void initTestCase()
    {
#ifdef __linux__
        m_jump = static_cast<std::atomic<std::int64_t>*>(::dlsym(RTLD_DEFAULT, "clockJumpSeconds"));
#endif
        QVERIFY2(m_jump, "the library that moves the clock is not loaded");
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        applyTheme(*qApp, ThemeChoice::Light);
    }
    void init()
    {
        putClock(0);
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
    }
    void cleanup()
    {
        putClock(0);
    }

    /// Otherwise nothing here would be a proof.
    void theClockJumpsAndTheSteadyOneDoesNot()
    {
        using std::chrono::system_clock;
        QElapsedTimer steady;
        steady.start();
        const QDateTime before = QDateTime::currentDateTimeUtc();
        const auto system = system_clock::now();
        putClock(-year);
        QVERIFY(before.daysTo(QDateTime::currentDateTimeUtc()) < -360);
        QVERIFY(system_clock::now() - system < -std::chrono::hours(360 * 24));
        putClock(year);
        QVERIFY(before.daysTo(QDateTime::currentDateTimeUtc()) > 360);
        QVERIFY(steady.elapsed() < 60'000);
    }

    void progressGoesForwardWhileTheClockJumps()
    {
        const QString folder = path(QStringLiteral("mail"));
        QVERIFY(fill(folder, 3000));
        Load reading;
        load(reading, folder, {});
        QVERIFY(reading.files.size() >= 2);
        QVERIFY(std::ranges::is_sorted(reading.files));
        QVERIFY(std::ranges::is_sorted(reading.shown));
        QCOMPARE(reading.files.constLast(), std::size_t(3000));
        QCOMPARE(reading.loader.snapshot()->reportCount(), 3000u);
        QCOMPARE(reading.loader.state(), LoadState::Ready);
    }

    void anIndexHoldsWhateverTheClockSays()
    {
        const QString folder = path(QStringLiteral("mail"));
        const QString cache = path(QStringLiteral("cache"));
        QVERIFY(fill(folder, 300));
        // Everything is from long before any of these times, but for the first.
        for (const std::int64_t seconds :
            { std::int64_t{ 0 }, -40 * year, -year, year, 30 * year, std::int64_t{ 0 } }) {
            const QString name = folder + QStringLiteral("/0.json");
            QVERIFY(writeAt(name, reportNumber(0, static_cast<int>(seconds / year) + 50), m_past));
            Load fresh, kept, again;
            load(fresh, folder, {});
            putClock(seconds);
            load(kept, folder, cache);
            QCOMPARE(tablesOf(*kept.loader.snapshot()), tablesOf(*fresh.loader.snapshot()));
            QTRY_COMPARE(QDir(cache).entryList({ QStringLiteral("*.mxindex") }).size(), 1);
            putClock(-seconds);
            load(again, folder, cache);
            QCOMPARE(tablesOf(*again.loader.snapshot()), tablesOf(*fresh.loader.snapshot()));
        }
    }

    void changesInThePastAreNoticed()
    {
        const QString folder = path(QStringLiteral("mail"));
        QVERIFY(fill(folder, 3));
        FolderWatch watch;
        watch.setTimes(20, 50);
        QSignalSpy changed(&watch, &FolderWatch::changed);
        watch.watch({ folder });
        QTRY_VERIFY(watch.isReady());
        const QString file = folder + QStringLiteral("/new.json");
        for (const std::int64_t seconds : { -10 * year, year, -day, std::int64_t{ 0 } }) {
            putClock(seconds);
            changed.clear();
            QVERIFY(writeAt(file, reportNumber(10), m_past.addYears(-10)));
            QTRY_VERIFY(changed.count() > 0);
            changed.clear();
            QVERIFY(writeAt(file, reportNumber(11), m_past.addYears(-20)));
            QTRY_VERIFY(changed.count() > 0);
            changed.clear();
            QVERIFY(QFile::remove(file));
            QTRY_VERIFY(changed.count() > 0);
        }
    }

    void theWindowFollowsAndCloses()
    {
        WindowFixture fixture;
        const QString mail = fixture.path(QStringLiteral("mail"));
        QVERIFY(fill(mail, 20));
        fixture.window->openPaths({ mail });
        QTRY_VERIFY_WITH_TIMEOUT(fixture.window->isSettled(), 20'000);
        fixture.window->watch().folders().setTimes(20, 50);
        fixture.action("actionWatch")->setChecked(true);
        QTRY_VERIFY(fixture.window->watch().folders().isReady());
        int reports = 20;
        for (const std::int64_t seconds : { -30 * year, 10 * year, -day, day }) {
            putClock(seconds);
            const QString name = mail + QStringLiteral("/new%1.json").arg(reports);
            QVERIFY(writeAt(name, reportNumber(reports), m_past.addYears(-1)));
            ++reports;
            QTRY_COMPARE(
                fixture.window->loader().snapshot()->reportCount(), static_cast<RowId>(reports));
            QTRY_VERIFY_WITH_TIMEOUT(fixture.window->isSettled(), 20'000);
        }
        // Typing waits for the next letter by the steady clock.
        auto* const box = fixture.find<FilterBox>("filterBox");
        box->setFocus();
        QTest::keyClicks(box, QStringLiteral("expired"));
        putClock(-5 * year);
        QTRY_COMPARE(fixture.window->state().values().filterText, QStringLiteral("expired"));
        putClock(20 * year);
        QTRY_VERIFY_WITH_TIMEOUT(fixture.window->isSettled(), 20'000);
        fixture.window.reset();
        QFile settings(fixture.path(QStringLiteral("s.ini")));
        QVERIFY(settings.open(QIODevice::ReadOnly));
        QVERIFY(settings.size() > 0);
        fixture.open();
        QTRY_VERIFY_WITH_TIMEOUT(fixture.window->isSettled(), 20'000);
    }
};

MXLENS_GUI_TEST(ClockJumpsTest)
#include "tst_clockjumps.moc"
