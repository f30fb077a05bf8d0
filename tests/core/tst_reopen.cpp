// SPDX-License-Identifier: GPL-3.0-or-later
// What an index gives must be what reading everything anew gives.
#include "core/cache/cachefolder.h"
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

std::string reportNumber(int number, int failed = 1)
{
    return reportJson("Reporter " + std::to_string(number % 3), "id" + std::to_string(number),
        "2026-03-0" + std::to_string(1 + number % 9),
        { { .domain = "d" + std::to_string(number % 4) + ".example.com",
            .summary = summaryJson(5, failed),
            .details = '['
                + failureJson("certificate-expired", "mx.example.com", failed,
                    "2001:db8::" + std::to_string(number))
                + ']' } });
}

/// A file that was written an hour ago, or earlier.
void writeOld(const fs::path& path, const std::string& bytes, int minutes = 60)
{
    fs::create_directories(path.parent_path());
    writeBytes(path.string(), bytes);
    fs::last_write_time(path, fs::file_time_type::clock::now() - std::chrono::minutes(minutes));
}

std::string mailNumber(int number)
{
    return "From a@example.org Thu Jan  1 00:00:00 2026\nContent-Type: application/tlsrpt+json\n"
           "Content-Transfer-Encoding: 8bit\n\n"
        + reportNumber(number) + "\n\n";
}

/// Loose reports in nested folders, equal ones among them, a mailbox, and files of other kinds.
void fill(const fs::path& mail)
{
    for (int i = 0; i < 30; ++i)
        writeOld(mail
                / (i % 3 == 0        ? "a"
                        : i % 3 == 1 ? "b/c"
                                     : ".")
                / ("report" + std::to_string(i) + ".json"),
            reportNumber(i));
    writeOld(mail / "again.json", reportNumber(3));
    writeOld(mail / "b/again.json", reportNumber(3));
    writeOld(mail / "other-content.json", reportNumber(4, 2));
    writeOld(mail / "box.mbox", mailNumber(100) + mailNumber(7) + mailNumber(101));
    writeOld(mail / "broken.json", "{\"organization-name\":");
    writeOld(mail / "note.txt", "no report");
    writeOld(mail / "empty", "");
}

/// Every table as CSV.
std::string exportsOf(const Snapshot& snapshot)
{
    return rowsAsCsv(snapshot,
        { Table::Failures, Table::Policies, Table::Reports, Table::Sources, Table::Trend });
}

} // namespace

class ReopenTest final : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
        m_mail = fs::path(m_folder->path().toStdString()) / "mail";
        m_cache = m_folder->filePath(QStringLiteral("cache/mxlens")).toStdString();
        fill(m_mail);
    }

    void unchangedFolderIsNotReadAgain()
    {
        const std::size_t files = open().progress.filesRead;
        QCOMPARE(files, std::size_t(37));
        std::size_t published = 0;
        const IngestResult again = open(
            { m_mail.string() }, [&](IngestRequest& r) { r.publish = [&](auto) { ++published; }; });
        QCOMPARE(again.progress.filesUnchanged, files);
        QCOMPARE(again.progress.filesRead, files);
        QCOMPARE(again.progress.filesFound, files);
        QCOMPARE(again.progress.reports, std::size_t(again.snapshot->reportCount()));
        QCOMPARE(again.progress.unreadable, std::size_t(1));
        QCOMPARE(published, std::size_t(0));
        compare(again, { m_mail.string() });
    }

    void onlyWhatChangedIsReadAgain_data()
    {
        QTest::addColumn<Change>("change");
        QTest::addColumn<int>("read");
        const auto row = [](const char* name, int read, const Change& change) {
            QTest::newRow(name) << change << read;
        };
        row("nothing", 0, [](const fs::path&) {});
        row("one more in between", 1,
            [](const fs::path& mail) { writeOld(mail / "report14x.json", reportNumber(50)); });
        row("one more before all", 1, [](const fs::path& mail) {
            writeOld(mail / "0.json", reportNumber(3)); // of which there are others
        });
        row("one more behind all", 1,
            [](const fs::path& mail) { writeOld(mail / "zz/z.json", reportNumber(51)); });
        row("one less", 0, [](const fs::path& mail) { fs::remove(mail / "report14.json"); });
        row("the counted one of equal ones less", 0,
            [](const fs::path& mail) { fs::remove(mail / "a/report3.json"); });
        row("a folder less", 0, [](const fs::path& mail) { fs::remove_all(mail / "b"); });
        row("another size", 1,
            [](const fs::path& mail) { writeOld(mail / "a/report0.json", reportNumber(0, 100)); });
        row("the same size", 1, [](const fs::path& mail) {
            writeOld(mail / "a/report0.json", reportNumber(0, 9), 50);
        });
        row("an older file of the same size", 1, [](const fs::path& mail) {
            writeOld(mail / "a/report0.json", reportNumber(0, 9), 500);
        });
        row("touched", 1, [](const fs::path& mail) {
            fs::last_write_time(mail / "a/report0.json",
                fs::file_time_type::clock::now() - std::chrono::minutes(30));
        });
#ifndef _WIN32
        row("the same size and time", 1, [](const fs::path& mail) {
            const auto time = fs::last_write_time(mail / "a/report0.json");
            writeOld(mail / "a/report0.json", reportNumber(0, 9));
            fs::last_write_time(mail / "a/report0.json", time);
        });
#endif
        row("renamed", 1, [](const fs::path& mail) {
            fs::rename(mail / "report14.json", mail / "report13x.json");
        });
        row("two exchanged", 2, [](const fs::path& mail) {
            fs::rename(mail / "report14.json", mail / "x");
            fs::rename(mail / "report11.json", mail / "report14.json");
            fs::rename(mail / "x", mail / "report11.json");
        });
        row("the mailbox has one more", 1, [](const fs::path& mail) {
            writeOld(mail / "box.mbox",
                mailNumber(100) + mailNumber(7) + mailNumber(102) + mailNumber(101));
        });
        row("a file became a folder", 1, [](const fs::path& mail) {
            fs::remove(mail / "report14.json");
            writeOld(mail / "report14.json/report.json", reportNumber(60));
        });
        row("a folder became a file", 1, [](const fs::path& mail) {
            fs::remove_all(mail / "a");
            writeOld(mail / "a", reportNumber(61));
        });
        row("an empty folder more", 0,
            [](const fs::path& mail) { fs::create_directory(mail / "nothing"); });
        row("a link to a file more", 1, [](const fs::path& mail) {
            fs::create_symlink(mail / "report14.json", mail / "link.json");
        });
        row("a link that leads nowhere is tried each time", 1,
            [](const fs::path& mail) { fs::create_symlink(mail / "nowhere", mail / "link.json"); });
        row("everything written anew", 37, [](const fs::path& mail) {
            fs::remove_all(mail);
            fill(mail);
        });
    }
    void onlyWhatChangedIsReadAgain()
    {
        QFETCH(Change, change);
        QFETCH(int, read);
        const std::vector<std::string> paths{ m_mail.string() };
        open(paths);
        change(m_mail);
        const IngestResult first = open(paths);
        compare(first, paths);
        QCOMPARE(static_cast<int>(first.progress.filesRead - first.progress.filesUnchanged), read);
        const IngestResult second = open(paths);
        compare(second, paths);
        const bool deadLink
            = QString::fromLatin1(QTest::currentDataTag()).contains(QLatin1String("nowhere"));
        QCOMPARE(second.progress.filesUnchanged + (deadLink ? 1 : 0), second.progress.filesRead);
    }

    void aFileThatWasJustWrittenIsReadAgain()
    {
        writeBytes((m_mail / "a/report0.json").string(), reportNumber(0));
        const std::size_t files = open().progress.filesRead;
        const IngestResult again = open();
        QCOMPARE(again.progress.filesUnchanged, files - 1);
        compare(again, { m_mail.string() });
        fs::last_write_time(
            m_mail / "a/report0.json", fs::file_time_type::clock::now() + std::chrono::hours(10));
        open();
        QCOMPARE(open().progress.filesUnchanged, files - 1);
    }

    void aFileThatMayNotBeReadIsTriedAgain()
    {
        const fs::path path = m_mail / "a/report0.json";
        fs::permissions(path, fs::perms::none);
        if (std::ifstream(path).good())
            QSKIP("the superuser reads everything");
        const std::size_t files = open().progress.filesRead;
        QCOMPARE(open().progress.filesUnchanged, files - 1);
        fs::permissions(path, fs::perms::owner_all);
        const IngestResult again = open();
        QCOMPARE(again.progress.filesUnchanged, files - 1);
        compare(again, { m_mail.string() });
    }

    void otherLimitsReadEverythingAgain()
    {
        open();
        const IngestResult again
            = open({ m_mail.string() }, [](IngestRequest& r) { r.limits.documentBytes = 200; });
        QCOMPARE(again.progress.filesUnchanged, std::size_t(0));
        QVERIFY(again.progress.unreadable > 20);
    }

    void damagedIndexIsReadAnewAndMended()
    {
        open();
        const std::string path = CacheFolder(m_cache).fileFor(indexKey(m_mail.string()));
        const std::size_t size = fs::file_size(path);
        for (std::size_t at = 0; at < size; at += 97) {
            std::fstream file(path, std::ios::binary | std::ios::in | std::ios::out);
            file.seekp(static_cast<std::streamoff>(at));
            file.put('\x5a');
            file.close();
            const IngestResult again = read({ m_mail.string() }, m_cache);
            QVERIFY(again.progress.filesUnchanged == 0 || again.progress.filesUnchanged == 37);
            if (again.progress.filesUnchanged == 0) {
                QCOMPARE(again.snapshot->sourceCount(), RowId(39));
                open();
            }
        }
        fs::resize_file(path, size / 2);
        compare(open(), { m_mail.string() });
        QCOMPARE(open().progress.filesUnchanged, std::size_t(37));
    }

    void foldersNamedTogetherKeepTheirOwnIndexes()
    {
        const fs::path other = m_mail.parent_path() / "mail-of-others";
        for (int i = 0; i < 5; ++i)
            writeOld(other / (std::to_string(i) + ".json"), reportNumber(i + 2));
        open({ other.string() });
        const IngestResult both = open({ m_mail.string(), other.string() });
        QCOMPARE(both.progress.filesUnchanged, std::size_t(5));
        compare(both, { m_mail.string(), other.string() });
        const IngestResult again = open({ other.string(), m_mail.string() });
        QCOMPARE(again.progress.filesUnchanged, std::size_t(42));
        compare(again, { m_mail.string(), other.string() });
        compare(open({ other.string() }), { other.string() });
    }

    void pathsThatOverlapAreReadOnce()
    {
        const std::vector<std::string> paths{ m_mail.string(), (m_mail / "b").string(),
            (m_mail / "box.mbox").string(), m_mail.string() + "/" };
        open({ paths[1] });
        compare(open(paths), paths);
        const IngestResult again = open(paths);
        QCOMPARE(again.progress.filesRead, std::size_t(37));
        QCOMPARE(again.progress.filesUnchanged, std::size_t(37));
        compare(again, paths);
        compare(open({ paths[1] }), { paths[1] });
    }

    void textFromMemoryIsNeverKept()
    {
        const auto withText = [](IngestRequest& r) {
            r.memory.push_back({ "pasted text", reportNumber(3) });
            r.memory.push_back({ "pasted text", reportNumber(500) });
        };
        open({ m_mail.string() }, withText);
        for (const auto& entry : fs::directory_iterator(m_cache)) {
            std::ifstream file(entry.path(), std::ios::binary);
            const std::string bytes(std::istreambuf_iterator<char>(file), {});
            QVERIFY(bytes.find("id14") != std::string::npos);
            QVERIFY(bytes.find("id500") == std::string::npos);
            QVERIFY(bytes.find("pasted") == std::string::npos);
        }
        const IngestResult again = open({ m_mail.string() }, withText);
        QCOMPARE(again.progress.filesUnchanged, std::size_t(37));
        compare(again, { m_mail.string() }, withText);
        compare(open(), { m_mail.string() });
    }

    void smallFilesNamedByThemselvesAreNotKept()
    {
        open({ (m_mail / "again.json").string(), (m_mail / "box.mbox").string() });
        QVERIFY(!fs::exists(m_cache));
        std::string large;
        for (int i = 0; large.size() < 300 * 1024; ++i)
            large += mailNumber(i);
        const fs::path box = m_mail / "large.mbox";
        writeOld(box, large);
        open({ box.string() });
        const IngestResult again = open({ box.string() });
        QCOMPARE(again.progress.filesUnchanged, std::size_t(1));
        compare(again, { box.string() });
        writeOld(box, large + mailNumber(1000));
        const IngestResult changed = open({ box.string() });
        QCOMPARE(changed.progress.filesUnchanged, std::size_t(0));
        compare(changed, { box.string() });
    }

    void relativePathsDependOnTheFolderTheyStartFrom()
    {
        const fs::path before = fs::current_path();
        fs::current_path(m_mail);
        open({ "a" });
        const IngestResult again = open({ "a" });
        QCOMPARE(again.progress.filesUnchanged, std::size_t(10));
        compare(again, { "a" });
        fs::create_directories(m_mail / "b/a");
        writeOld(m_mail / "b/a/x.json", reportNumber(70));
        fs::current_path(m_mail / "b");
        const IngestResult other = open({ "a" });
        compare(other, { "a" });
        QCOMPARE(other.progress.filesUnchanged, std::size_t(0));
        fs::current_path(before);
    }

    void withoutAFolderNothingIsKept()
    {
        const IngestResult result = read({ m_mail.string() }, {});
        QVERIFY(!result.keepIndexes);
        QVERIFY(!fs::exists(m_cache));
    }

    void cancelledReadingIsNotKept()
    {
        std::stop_source stop;
        IngestRequest request;
        request.paths = { m_mail.string() };
        request.cacheFolder = m_cache;
        stop.request_stop();
        QVERIFY(!ingest(request, stop.get_token()).keepIndexes);
    }

    void rowsThatWereThereShowBeforeNewOnesAreRead()
    {
        open();
        writeOld(m_mail / "report14x.json", reportNumber(50));
        std::vector<RowId> published;
        open({ m_mail.string() }, [&published](IngestRequest& r) {
            r.publish = [&published](const auto& s) { published.push_back(s->reportCount()); };
        });
        QVERIFY(!published.empty());
        QCOMPARE(published.front(), RowId(36));
    }

    void whatWasReadEarlyIsKeptToo()
    {
        // So many that the walk tells of some before it has ended.
        for (int i = 0; i < 3000; ++i)
            writeOld(m_mail / "many" / (std::to_string(i) + ".json"), reportNumber(1000 + i));
        const auto early = [](IngestRequest& r) {
            r.publish = [](const auto&) {};
            r.earlyAfterMs = 0;
        };
        const IngestResult first = open({ m_mail.string() }, early);
        compare(first, { m_mail.string() });
        const IngestResult again = open({ m_mail.string() }, early);
        QCOMPARE(again.progress.filesUnchanged, std::size_t(3037));
        compare(again, { m_mail.string() });
    }

    void indexesAreForTheirOwnerAlone()
    {
        open();
        QCOMPARE(fs::status(m_cache).permissions() & fs::perms::all, fs::perms::owner_all);
        int files = 0;
        for (const auto& entry : fs::directory_iterator(m_cache)) {
            QCOMPARE(entry.status().permissions() & fs::perms::all,
                fs::perms::owner_read | fs::perms::owner_write);
            ++files;
        }
        QCOMPARE(files, 1);
    }

private:
    using Adapt = std::function<void(IngestRequest&)>;

    static IngestResult read(const std::vector<std::string>& paths, const std::string& cache,
        const Adapt& adapt = {}, unsigned threads = 2)
    {
        IngestRequest request;
        request.paths = paths;
        request.cacheFolder = cache;
        request.threads = threads;
        if (adapt)
            adapt(request);
        return ingest(request, {});
    }

    /// As the window does it: reads, then keeps.
    IngestResult open(const std::vector<std::string>& paths, const Adapt& adapt = {})
    {
        IngestResult result = read(paths, m_cache, adapt);
        if (result.keepIndexes)
            result.keepIndexes({});
        return result;
    }
    IngestResult open()
    {
        return open({ m_mail.string() });
    }

    static void compare(
        const IngestResult& result, const std::vector<std::string>& paths, const Adapt& adapt = {})
    {
        const IngestResult fresh = read(paths, {}, adapt, 1);
        QCOMPARE(exportsOf(*result.snapshot), exportsOf(*fresh.snapshot));
        QCOMPARE(dumpOfRows(*result.snapshot), dumpOfRows(*fresh.snapshot));
        QCOMPARE(result.progress.reports, fresh.progress.reports);
        QCOMPARE(result.progress.unreadable, fresh.progress.unreadable);
    }

    /// What exports do not show: deviations, and which report is a duplicate of which.
    static std::string dumpOfRows(const Snapshot& snapshot)
    {
        std::string dump;
        for (const std::uint32_t number : snapshot.inputOrder()) {
            const Snapshot::Part& part = snapshot.parts()[number];
            const Segment& segment = *part.segment;
            for (std::uint32_t row = 0; row < segment.reports.key.size(); ++row) {
                const RowPlace counted
                    = snapshot.report(snapshot.countedReport(part.firstReport + row));
                dump += std::to_string(static_cast<int>((*part.marks)[row])) + ' '
                    + snapshot.sourceText({ counted.segment, counted.segmentIndex,
                        counted.segment->reports.source[counted.row] });
                for (std::uint32_t i = segment.reports.firstDeviation[row];
                     i < segment.reports.firstDeviation[row + 1]; ++i)
                    dump.append(" ")
                        .append(deviationName(segment.deviations.code[i]))
                        .append(snapshot.text(segment.deviations.field[i]));
                dump += '\n';
            }
        }
        return dump;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    fs::path m_mail;
    std::string m_cache;
};

QTEST_APPLESS_MAIN(ReopenTest)
#include "tst_reopen.moc"
