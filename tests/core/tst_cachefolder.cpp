// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/cachefolder.h"
#include "core/cache/indexfile.h"
#include "tests/core/support/indexes.h"
#include "tests/core/support/reports.h"

#include <QtTest>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <new>
#include <thread>

using namespace mxlens;
using namespace mxlens::testing;
namespace fs = std::filesystem;

namespace {

bool putBytes(const CacheFolder& folder, const std::string& key, std::size_t size)
{
    return folder.replace(
        key, [size](const CacheFolder::Sink& sink) { return sink(std::string(size, 'x')); });
}

void setAge(const CacheFolder& folder, const std::string& key, int hours)
{
    fs::last_write_time(
        folder.fileFor(key), fs::file_time_type::clock::now() - std::chrono::hours(hours));
}

std::size_t filesIn(const std::string& path)
{
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(path), fs::directory_iterator()));
}

} // namespace

class CacheFolderTest final : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
        m_path = m_folder->filePath(QStringLiteral("below/mxlens")).toStdString();
    }

    void whatWasUsedLongestAgoGoesFirst()
    {
        const CacheFolder folder(m_path, 1000);
        for (const auto& [key, hours] :
            { std::pair("a", 3), std::pair("b", 2), std::pair("c", 1) }) {
            QVERIFY(putBytes(folder, key, 300));
            setAge(folder, key, hours);
        }
        folder.touch("a");
        QVERIFY(putBytes(folder, "d", 300));
        QVERIFY(fs::exists(folder.fileFor("a")));
        QVERIFY(!fs::exists(folder.fileFor("b")));
        QVERIFY(fs::exists(folder.fileFor("c")));
        QVERIFY(fs::exists(folder.fileFor("d")));
        QCOMPARE(folder.size(), std::uint64_t(900));
    }

    void whatWasUsedBeforeTheClockWasPutBackGoesFirst()
    {
        const CacheFolder folder(m_path, 1000);
        for (const auto& [key, hours] :
            { std::pair("a", 3), std::pair("b", -1000), std::pair("c", 1) }) {
            QVERIFY(putBytes(folder, key, 300));
            setAge(folder, key, hours);
        }
        QVERIFY(putBytes(folder, "d", 300));
        QVERIFY(fs::exists(folder.fileFor("a")));
        QVERIFY(!fs::exists(folder.fileFor("b")));
        QVERIFY(fs::exists(folder.fileFor("c")));
        QVERIFY(fs::exists(folder.fileFor("d")));
    }

    void whatIsTooLargeIsNotKept()
    {
        const CacheFolder folder(m_path, 1000);
        QVERIFY(putBytes(folder, "a", 300));
        QVERIFY(!putBytes(folder, "b", 1001));
        QVERIFY(fs::exists(folder.fileFor("a")));
        QCOMPARE(filesIn(m_path), std::size_t(1));
    }

    void failedWritingLeavesTheOldFile()
    {
        const CacheFolder folder(m_path);
        QVERIFY(putBytes(folder, "a", 300));
        QVERIFY(!folder.replace("a", [](const CacheFolder::Sink& sink) {
            sink("half of it");
            return false;
        }));
        QCOMPARE(folder.size(), std::uint64_t(300));
        QCOMPARE(filesIn(m_path), std::size_t(1));
    }

    void writingThatThrowsLeavesTheOldFile()
    {
        const CacheFolder folder(m_path);
        QVERIFY(putBytes(folder, "a", 300));
        const auto write = [](const CacheFolder::Sink& sink) -> bool {
            sink("half of it");
            throw std::bad_alloc();
        };
        QVERIFY_THROWS_EXCEPTION(std::bad_alloc, folder.replace("a", write));
        QCOMPARE(folder.size(), std::uint64_t(300));
        QCOMPARE(filesIn(m_path), std::size_t(1));
    }

    void whatAnInterruptedProgramLeftIsRemovedLater()
    {
        const CacheFolder folder(m_path);
        QVERIFY(putBytes(folder, "a", 300));
        const fs::path old = fs::path(m_path) / "0123456789abcdef-1.mxindex.new";
        const fs::path young = fs::path(m_path) / "0123456789abcdef-2.mxindex.new";
        const fs::path future = fs::path(m_path) / "0123456789abcdef-3.mxindex.new";
        for (const fs::path& path : { old, young, future })
            writeBytes(path.string(), "x");
        const auto now = fs::file_time_type::clock::now();
        fs::last_write_time(old, now - std::chrono::hours(2));
        fs::last_write_time(future, now + std::chrono::hours(2));
        QVERIFY(putBytes(folder, "b", 300));
        QVERIFY(!fs::exists(old));
        QVERIFY(!fs::exists(future));
        QVERIFY(fs::exists(young));
    }

    void aFolderThatCannotBeMadeKeepsNothing()
    {
        fs::create_directories(fs::path(m_path).parent_path());
        writeBytes(m_path, "a file");
        const CacheFolder folder(m_path);
        QVERIFY(!putBytes(folder, "a", 300));
        QCOMPARE(folder.size(), std::uint64_t(0));
        QVERIFY(!folder.clear());
        QVERIFY(fs::is_regular_file(m_path));
    }

    /// Two windows: one writes what the other reads. Every file that opens is whole.
    void readersSeeWholeFilesWhileOthersWrite()
    {
        const CacheFolder folder(m_path);
        const std::vector<std::shared_ptr<const Snapshot>> snapshots{
            snapshotOf({ reportJson("A", "1", "2026-03-01", { {} }) }),
            snapshotOf({ reportJson("B", "1", "2026-03-01", { {}, {} }),
                reportJson("B", "2", "2026-03-01", { {} }) }),
        };
        const auto write = [&folder](const Snapshot& snapshot) {
            return folder.replace("key", [&snapshot](const CacheFolder::Sink& sink) {
                IndexWriter writer(sink, "id", snapshot.pool(), snapshot.addresses());
                const Segment& segment = *snapshot.parts().front().segment;
                writer.addRows(segment, 0, static_cast<std::uint32_t>(segment.sources.name.size()));
                writer.finish({}, {});
                return writer.ok();
            });
        };
        QVERIFY(write(*snapshots[0]));
        std::atomic<bool> failed{ false };
        std::vector<std::jthread> writers;
        writers.reserve(snapshots.size());
        for (const auto& snapshot : snapshots)
            writers.emplace_back([&] {
                for (int i = 0; i < 100; ++i)
                    failed = !write(*snapshot) || failed;
            });
        for (int i = 0; i < 200; ++i) {
            const auto index = IndexFile::open(folder.fileFor("key"), "id");
            QVERIFY(index);
            const auto segment = index->readSegment(0);
            QVERIFY(segment && index->readTexts() && index->readAddresses());
            QVERIFY(segment->reports.key.size() == 1 || segment->reports.key.size() == 2);
        }
        writers.clear();
        QVERIFY(!failed);
        QCOMPARE(filesIn(m_path), std::size_t(1));
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::string m_path;
};

QTEST_APPLESS_MAIN(CacheFolderTest)
#include "tst_cachefolder.moc"
