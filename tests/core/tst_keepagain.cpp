// SPDX-License-Identifier: GPL-3.0-or-later
// An index is written anew when it would be another, and at no other time.
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

using namespace mxlens;
using namespace mxlens::testing;
namespace fs = std::filesystem;

class KeepAgainTest final : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
        m_mail = fs::path(m_folder->path().toStdString()) / "mail";
        m_cache = m_folder->filePath(QStringLiteral("cache")).toStdString();
        for (int i = 0; i < 10; ++i)
            write("a/" + std::to_string(i) + ".json", i, lastHour);
        write("b.json", 100, lastHour);
    }

    void filesThatAreNeverKeptDoNotRenewIt_data()
    {
        QTest::addColumn<bool>("listed");
        QTest::newRow("the index tells the files") << true;
        QTest::newRow("walk() has to look") << false;
    }
    void filesThatAreNeverKeptDoNotRenewIt()
    {
        QFETCH(bool, listed);
        if (!listed) // a link hides from the index what else there is
            fs::create_symlink(m_mail / "b.json", m_mail / "link.json");
        write("a/0.json", 0, tomorrow);
        openAndCompare();
        QVERIFY(!isRenewed());
        write("a/0.json", 200, tomorrow); // changed, and not to be kept either
        QVERIFY(!isRenewed());
        write("a/zz.json", 201, tomorrow); // one more
        openAndCompare();
        QVERIFY(!isRenewed());
        fs::rename(m_mail / "a/zz.json", m_mail / "a/zzz.json");
        openAndCompare();
        QVERIFY(!isRenewed());
        fs::remove(m_mail / "a/zzz.json");
        openAndCompare();
        QVERIFY(!isRenewed());
    }

    void whatIsKeptOrNoMoreRenewsIt()
    {
        write("a/0.json", 0, tomorrow);
        QCOMPARE(openAndCompare(), 0u);
        write("a/3.json", 202, tomorrow); // was kept before
        QVERIFY(isRenewed());
        QVERIFY(!isRenewed());
        QCOMPARE(openAndCompare(), 9u);
        write("a/3.json", 203, lastHour); // has settled
        QVERIFY(isRenewed());
        QVERIFY(!isRenewed());
        QCOMPARE(openAndCompare(), 10u);
        write("a/0.json", 204, lastHour);
        QVERIFY(isRenewed());
        QCOMPARE(openAndCompare(), 11u);
    }

private:
    static constexpr int lastHour = -60;
    static constexpr int tomorrow = 24 * 60;

    void write(const std::string& name, int number, int minutes) const
    {
        const fs::path path = m_mail / name;
        fs::create_directories(path.parent_path());
        writeBytes(path.string(),
            reportJson("Reporter", "id" + std::to_string(number), "2026-03-01", { {} }));
        fs::last_write_time(path, fs::file_time_type::clock::now() + std::chrono::minutes(minutes));
    }

    /// Opens the folder as the window does; tells how many files needed not be read.
    std::size_t openAndCompare() const
    {
        IngestRequest request;
        request.paths = { m_mail.string() };
        const auto fresh = ingest(request, {}).snapshot;
        request.cacheFolder = m_cache;
        const IngestResult result = ingest(request, {});
        result.keepIndexes({});
        const auto rows = [](const Snapshot& snapshot) {
            return rowsAsCsv(snapshot, { Table::Policies, Table::Reports, Table::Sources });
        };
        if (rows(*result.snapshot) != rows(*fresh))
            throw std::runtime_error("the index gives other rows");
        return result.progress.filesUnchanged;
    }
    /// Whether opening the folder writes its index: each has other random bytes.
    bool isRenewed() const
    {
        const std::string before = indexBytes();
        openAndCompare();
        return indexBytes() != before;
    }
    std::string indexBytes() const
    {
        std::ifstream file(
            CacheFolder(m_cache).fileFor(indexKey(m_mail.string())), std::ios::binary);
        return { std::istreambuf_iterator<char>(file), {} };
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    fs::path m_mail;
    std::string m_cache;
};

QTEST_APPLESS_MAIN(KeepAgainTest)
#include "tst_keepagain.moc"
