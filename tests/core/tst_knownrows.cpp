// SPDX-License-Identifier: GPL-3.0-or-later
// What an index held is shown before it is known what changed.
#include "core/cache/reopen.h"
#include "core/ingest/ingest.h"
#include "core/output/export.h"
#include "tests/core/support/indexes.h"
#include "tests/core/support/reports.h"
#include "tests/core/support/tablerows.h"

#include <QtTest>

#include <chrono>
#include <filesystem>
#include <functional>

using namespace mxlens;
using namespace mxlens::testing;
namespace fs = std::filesystem;

namespace {

using Change = std::function<void(const fs::path& mail)>;
using Snapshots = std::vector<std::shared_ptr<const Snapshot>>;

std::string reportNumber(int number)
{
    return reportJson("Reporter", "id" + std::to_string(number), "2026-03-01", { {} });
}

/// A file that was written an hour ago, or earlier.
void writeOld(const fs::path& path, const std::string& bytes, int minutes = 60)
{
    fs::create_directories(path.parent_path());
    writeBytes(path.string(), bytes);
    fs::last_write_time(path, fs::file_time_type::clock::now() - std::chrono::minutes(minutes));
}

std::string rowsOf(const Snapshot& snapshot)
{
    return rowsAsCsv(snapshot, { Table::Policies, Table::Reports, Table::Sources });
}

} // namespace

class KnownRowsTest final : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_mail = fs::path(m_folder->path().toStdString()) / "mail";
        for (int i = 0; i < files; ++i)
            writeOld(m_mail / (std::to_string(10 + i) + ".json"), reportNumber(i));
        writeOld(m_mail / "again.json", reportNumber(3));
        writeOld(m_mail / "broken.json", "{\"organization-name\":");
        const IngestResult first = ingest(request(), {});
        first.keepIndexes({});
    }

    void whatDidNotChangeIsPublishedOnce()
    {
        Snapshots published;
        const IngestResult again = ingest(showing(published), {});
        QCOMPARE(published.size(), std::size_t(1));
        QVERIFY(again.snapshot == published.front());
        QVERIFY(!again.progress.looking);
        QCOMPARE(again.progress.filesUnchanged, std::size_t(files + 2));
        QCOMPARE(again.progress.filesRead, std::size_t(files + 2));
        QCOMPARE(again.progress.filesFound, std::size_t(files + 2));
        QCOMPARE(again.progress.reports, std::size_t(files + 1));
        QCOMPARE(again.progress.unreadable, std::size_t(1));
        QCOMPARE(rowsOf(*again.snapshot), rowsOf(*ingest(reading(), {}).snapshot));
    }

    void whatIsKnownSoonIsNotPublishedBefore()
    {
        Snapshots published;
        IngestRequest asked = showing(published);
        asked.earlyAfterMs = 600'000;
        const IngestResult again = ingest(asked, {});
        QCOMPARE(published.size(), std::size_t(0));
        QCOMPARE(again.progress.filesUnchanged, std::size_t(files + 2));
    }

    void whatChangedIsCountedOnce_data()
    {
        QTest::addColumn<Change>("change");
        QTest::newRow("another content") << Change(
            [](const fs::path& mail) { writeOld(mail / "12.json", reportNumber(70), 50); });
        QTest::newRow("one more") << Change(
            [](const fs::path& mail) { writeOld(mail / "12a.json", reportNumber(71)); });
        QTest::newRow("one less") << Change(
            [](const fs::path& mail) { fs::remove(mail / "13.json"); });
        QTest::newRow("all gone") << Change([](const fs::path& mail) {
            for (int i = 0; i < files; ++i)
                fs::remove(mail / (std::to_string(10 + i) + ".json"));
        });
    }
    void whatChangedIsCountedOnce()
    {
        QFETCH(Change, change);
        const std::string before = rowsOf(*ingest(reading(), {}).snapshot);
        change(m_mail);
        Snapshots published;
        const IngestResult again = ingest(showing(published), {});
        QVERIFY(!published.empty());
        QCOMPARE(rowsOf(*published.front()), before);
        // Ids of rows do not mean the same any more, and the pool tells that.
        QVERIFY(&again.snapshot->pool() != &published.front()->pool());
        const IngestResult fresh = ingest(reading(), {});
        QCOMPARE(rowsOf(*again.snapshot), rowsOf(*fresh.snapshot));
        QCOMPARE(again.progress.reports, fresh.progress.reports);
        QCOMPARE(again.progress.unreadable, fresh.progress.unreadable);
        QCOMPARE(again.progress.filesRead, fresh.progress.filesRead);
        QVERIFY(!again.progress.looking);
        // What was published stays as it was.
        QCOMPARE(rowsOf(*published.front()), before);
        // The index is renewed as it would be.
        again.keepIndexes({});
        QCOMPARE(ingest(request(), {}).progress.filesUnchanged, fresh.progress.filesRead);
    }

    void textFromMemoryComesBehind()
    {
        Snapshots published;
        IngestRequest asked = showing(published);
        asked.memory = { { "pasted", reportNumber(80) } };
        const IngestResult again = ingest(asked, {});
        QCOMPARE(published.front()->reportCount(), RowId(files + 1));
        QCOMPARE(again.snapshot->reportCount(), RowId(files + 2));
        QVERIFY(&again.snapshot->pool() == &published.front()->pool());
    }

    void severalPathsAreShownWhenAllIsKnown()
    {
        const fs::path other = m_mail.parent_path() / "other";
        writeOld(other / "x.json", reportNumber(90));
        IngestRequest both = request();
        both.paths.push_back(other.string());
        ingest(both, {}).keepIndexes({});
        Snapshots published;
        IngestRequest asked = showing(published);
        asked.paths = both.paths;
        const IngestResult again = ingest(asked, {});
        QCOMPARE(published.size(), std::size_t(0));
        QCOMPARE(again.progress.filesUnchanged, std::size_t(files + 3));
    }

    void whatIsShownStaysWhereLookingIsStopped()
    {
        writeOld(m_mail / "12.json", reportNumber(70), 50);
        Snapshots published;
        std::stop_source stop;
        IngestRequest asked = showing(published);
        asked.publish = [&](const std::shared_ptr<const Snapshot>& snapshot) {
            published.push_back(snapshot);
            stop.request_stop();
        };
        const IngestResult stopped = ingest(asked, stop.get_token());
        QVERIFY(stopped.cancelled);
        QVERIFY(!stopped.keepIndexes);
        QVERIFY(stopped.snapshot == published.front());
        QVERIFY(stopped.progress.looking);
        QCOMPARE(stopped.progress.reports, std::size_t(files + 1));
    }

    // Looking at a file takes microseconds, and there may be a million.
    void lookingStopsAfterSomeFiles()
    {
        constexpr int many = 4'500;
        for (int i = 0; i < many; ++i)
            writeOld(m_mail / ("note" + std::to_string(i)), "no report");
        ingest(request(), {}).keepIndexes({});
        std::stop_source stop;
        Reopening reopening({ cache(), { m_mail.string() }, {}, 1 }, {});
        QCOMPARE(reopening.fileCount(), std::size_t(many + files + 2));
        std::size_t looked = 0;
        reopening.look(stop.get_token(), [&](std::size_t some) {
            looked += some;
            stop.request_stop();
        });
        QVERIFY2(looked > 0 && looked < many, qPrintable(QString::number(looked)));
        QVERIFY(!reopening.hasIndexes());
    }

private:
    static constexpr int files = 30;

    std::string cache() const { return m_folder->filePath(QStringLiteral("cache")).toStdString(); }
    /// Without an index.
    IngestRequest reading() const
    {
        IngestRequest request;
        request.paths = { m_mail.string() };
        request.threads = 2;
        return request;
    }
    IngestRequest request() const
    {
        IngestRequest request = reading();
        request.cacheFolder = cache();
        return request;
    }
    IngestRequest showing(Snapshots& published) const
    {
        IngestRequest asked = request();
        asked.showsKnown = true;
        asked.earlyAfterMs = 0;
        asked.publish = [&published](const auto& snapshot) { published.push_back(snapshot); };
        return asked;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    fs::path m_mail;
};

QTEST_APPLESS_MAIN(KnownRowsTest)
#include "tst_knownrows.moc"
