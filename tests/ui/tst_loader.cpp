// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/reports.h"
#include "tests/ui/support/guitest.h"
#include "ui/session/loader.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>

using namespace mxlens;
using namespace mxlens::test;

class TestLoader : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;

    QString path(const QString& name) const { return m_folder.filePath(name); }

    /// A folder of small reports, all different.
    QString manyReports(const QString& name, int count)
    {
        QString folder = path(name);
        QDir().mkpath(folder);
        for (int i = 0; i < count; ++i) {
            MadeReport report;
            report.id = name + QString::number(i);
            if (!writeFile(folder + QStringLiteral("/%1.json").arg(i), report.json()))
                return {};
        }
        return folder;
    }

private slots:
    void initTestCase() { QVERIFY(m_folder.isValid()); }

    void statesGoFromIdleOverLoadingToReady()
    {
        const QString folder = manyReports(QStringLiteral("states"), 20);
        Loader loader;
        QCOMPARE(loader.state(), LoadState::Idle);
        QList<LoadState> states;
        connect(&loader, &Loader::stateChanged, this, [&](LoadState s) { states.append(s); });
        QSignalSpy finished(&loader, &Loader::finished);
        loader.add({ { folder }, {} });
        QTRY_COMPARE(finished.count(), 1);
        QCOMPARE(states, QList<LoadState>({ LoadState::Loading, LoadState::Ready }));
        QCOMPARE(loader.snapshot()->reportCount(), 20u);
        QVERIFY(!loader.cancelled());
        QCOMPARE(loader.progress().filesRead, std::size_t(20));
        QVERIFY(loader.progress().allFound);
    }

    void addingReadsEverythingTogetherAndFindsDuplicates()
    {
        const QString first = path(QStringLiteral("a.json")),
                      second = path(QStringLiteral("b.json"));
        QVERIFY(writeFile(first, MadeReport().json()));
        QVERIFY(writeFile(second, MadeReport().json()));
        Loader loader;
        QSignalSpy finished(&loader, &Loader::finished);
        loader.add({ { first }, {} });
        QTRY_COMPARE(finished.count(), 1);
        loader.add({ { second, first }, {} });
        QTRY_COMPARE(finished.count(), 2);
        QCOMPARE(loader.input().paths, QStringList({ first, second }));
        const auto snapshot = loader.snapshot();
        QCOMPARE(snapshot->reportCount(), 2u);
        QVERIFY(snapshot->mark(snapshot->report(0)) != snapshot->mark(snapshot->report(1)));
    }

    void anOlderLoadDeliversNothingMore()
    {
        const QString many = manyReports(QStringLiteral("older"), 600);
        const QString one = path(QStringLiteral("one.json"));
        QVERIFY(writeFile(one, MadeReport().json()));
        Loader loader;
        QSignalSpy finished(&loader, &Loader::finished);
        loader.add({ { many }, {} });
        loader.closeAll();
        loader.add({ { one }, {} });
        QTRY_COMPARE(finished.count(), 1);
        QCOMPARE(loader.generation(), 3u);
        QCOMPARE(loader.snapshot()->reportCount(), 1u);
        // Nothing of the first load is still under way.
        QCoreApplication::processEvents();
        QCOMPARE(finished.count(), 1);
        QCOMPARE(loader.snapshot()->reportCount(), 1u);
    }

    void cancelledKeepsWhatWasRead()
    {
        const QString many = manyReports(QStringLiteral("cancelled"), 3000);
        Loader loader;
        QSignalSpy finished(&loader, &Loader::finished);
        connect(&loader, &Loader::progressChanged, this, [&](const IngestProgress& progress) {
            if (progress.reports > 0)
                loader.cancel();
        });
        loader.add({ { many }, {} });
        QTRY_COMPARE(finished.count(), 1);
        QVERIFY(loader.snapshot());
        QCOMPARE(loader.state(), LoadState::Ready);
        QCOMPARE(finished[0][0].toBool(), loader.cancelled());
        // Everything may have been read before the first word about progress came here.
        QVERIFY(loader.snapshot()->reportCount() > 0u);
        if (!loader.cancelled())
            QCOMPARE(loader.snapshot()->reportCount(), 3000u);
    }

    void cancellingAtOnceIsNotFinishing()
    {
        const QString many = manyReports(QStringLiteral("atonce"), 500);
        Loader loader;
        QSignalSpy finished(&loader, &Loader::finished);
        loader.add({ { many }, {} });
        loader.cancel();
        QCOMPARE(loader.state(), LoadState::Cancelling);
        QTRY_COMPARE(finished.count(), 1);
        QVERIFY(loader.cancelled());
        QVERIFY(finished[0][0].toBool());
    }

    void aCancelledAdditionKeepsThePreviousReports()
    {
        const QString few = manyReports(QStringLiteral("few"), 5);
        const QString many = manyReports(QStringLiteral("more"), 500);
        Loader loader;
        QSignalSpy finished(&loader, &Loader::finished);
        loader.add({ { few }, {} });
        QTRY_COMPARE(finished.count(), 1);
        loader.add({ { many }, {} });
        loader.cancel();
        QTRY_COMPARE(finished.count(), 2);
        QVERIFY(loader.cancelled());
        QVERIFY(loader.snapshot()->reportCount() >= 5u);
    }

    void destroyedInTheMiddleEndsCleanly()
    {
        const QString many = manyReports(QStringLiteral("destroyed"), 1500);
        auto loader = std::make_unique<Loader>();
        QSignalSpy finished(loader.get(), &Loader::finished);
        loader->add({ { many }, {} });
        loader.reset();
        QCOMPARE(finished.count(), 0);
    }

    void theEndDoesNotWaitForAnIndex()
    {
        QThreadPool& others = *QThreadPool::globalInstance();
        QSemaphore busy;
        for (int i = 0; i < others.maxThreadCount(); ++i)
            others.start([&busy] { busy.acquire(); });
        const QString cache = path(QStringLiteral("cache"));
        const QString folder = manyReports(QStringLiteral("kept"), 1);
        QFile report(folder + QStringLiteral("/0.json"));
        QVERIFY(report.open(QIODevice::ReadWrite)
            && report.setFileTime(
                QDateTime::currentDateTimeUtc().addSecs(-3600), QFileDevice::FileModificationTime));
        report.close();
        {
            Loader loader;
            loader.setCacheFolder(cache);
            QSignalSpy finished(&loader, &Loader::finished);
            loader.add({ { folder }, {} });
            static_cast<void>(QTest::qWaitFor(
                [&] { return finished.count() == 1 && QDir(cache).exists(); }, 300));
        }
        busy.release(others.maxThreadCount());
        QVERIFY(others.waitForDone());
        QVERIFY(!QDir(cache).exists()); // it was stopped before it began
    }

    void anIndexWaitsUntilItIsWanted()
    {
        QThreadPool& others = *QThreadPool::globalInstance();
        const QString cache = path(QStringLiteral("later"));
        const QString folder = manyReports(QStringLiteral("waits"), 3);
        for (int i = 0; i < 3; ++i) {
            QFile report(folder + QStringLiteral("/%1.json").arg(i));
            QVERIFY(report.open(QIODevice::ReadWrite)
                && report.setFileTime(QDateTime::currentDateTimeUtc().addSecs(-3600),
                    QFileDevice::FileModificationTime));
        }
        Loader loader;
        loader.setCacheFolder(cache);
        loader.setKeepsIndexLater(true);
        QSignalSpy finished(&loader, &Loader::finished);
        loader.add({ { folder }, {} });
        QTRY_COMPARE(finished.count(), 1);
        QVERIFY(others.waitForDone());
        QVERIFY(!QDir(cache).exists());
        loader.keepIndex();
        QVERIFY(others.waitForDone());
        QCOMPARE(QDir(cache).entryList(QDir::Files).size(), 1);
        // One that nobody asked for goes with the next load.
        loader.reload();
        QTRY_COMPARE(finished.count(), 2);
        QCOMPARE(loader.progress().filesUnchanged, std::size_t(3));
        loader.closeAll();
        loader.keepIndex();
        QVERIFY(others.waitForDone());
        QCOMPARE(QDir(cache).entryList(QDir::Files).size(), 1);
    }

    void bytesFromTheClipboardAreReadAgain()
    {
        Loader loader;
        QSignalSpy finished(&loader, &Loader::finished);
        loader.add({ {}, { { "pasted text", MadeReport().json().toStdString() } } });
        QTRY_COMPARE(finished.count(), 1);
        QCOMPARE(loader.snapshot()->reportCount(), 1u);
        loader.reload();
        QTRY_COMPARE(finished.count(), 2);
        QCOMPARE(loader.snapshot()->reportCount(), 1u);
    }

    void aPathThatDoesNotExistIsAnUnreadableSource()
    {
        Loader loader;
        QSignalSpy finished(&loader, &Loader::finished);
        loader.add({ { path(QStringLiteral("nowhere")) }, {} });
        QTRY_COMPARE(finished.count(), 1);
        const auto snapshot = loader.snapshot();
        QCOMPARE(snapshot->sourceCount(), 1u);
        const RowPlace place = snapshot->source(0);
        QCOMPARE(place.segment->sources.outcome[place.row], SourceOutcome::Unreadable);
    }
};

MXLENS_GUI_TEST(TestLoader)
#include "tst_loader.moc"
