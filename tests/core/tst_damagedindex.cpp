// SPDX-License-Identifier: GPL-3.0-or-later
// An index that is damaged anywhere is passed over and written anew: the rows are those of reading
// without one.
#include "core/cache/cachefolder.h"
#include "core/cache/reopen.h"
#include "core/ingest/ingest.h"
#include "tests/core/support/indexes.h"
#include "tests/core/support/reports.h"
#include "tests/core/support/tablerows.h"

#include <QtTest>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>

using namespace mxlens;
using namespace mxlens::testing;
namespace fs = std::filesystem;

namespace {

std::string rowsIn(const Snapshot& snapshot)
{
    return rowsAsCsv(
        snapshot, { Table::Failures, Table::Policies, Table::Reports, Table::Sources });
}

} // namespace

class DamagedIndexTest final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        m_mail = m_folder.filePath(QStringLiteral("mail")).toStdString();
        m_cache = m_folder.filePath(QStringLiteral("cache")).toStdString();
        fs::create_directories(m_mail);
        const std::string details
            = '[' + failureJson("certificate-expired", "mx.example.com", 2, "2001:db8::1") + ']';
        keepFile("a.json",
            reportJson("Reporter", "one", "2026-03-01",
                { { .summary = summaryJson(5, 2), .details = details } }));
        keepFile("b.json", reportJson("Reporter", "one", "2026-03-01", { {} }));
        keepFile("note.txt", "no report");
        m_index = CacheFolder(m_cache).fileFor(indexKey(m_mail));
        m_rows = rowsIn(*read({}).snapshot);
        keepAnew();
        m_bytes = bytesOfIndex();
        QVERIFY(m_bytes.size() > 1000);
    }

    /// Otherwise nothing below would be a proof.
    void theWholeIndexIsUsed()
    {
        writeBytes(m_index, m_bytes);
        const IngestResult result = read(m_cache);
        QCOMPARE(result.progress.filesUnchanged, std::size_t(3));
        QCOMPARE(rowsIn(*result.snapshot), m_rows);
    }

    void everyDamagedByteMeansReadingAnew()
    {
        std::string bytes = m_bytes;
        for (std::size_t i = 0; i < bytes.size() && !QTest::currentTestFailed(); ++i) {
            // One bit after the other of the bytes that follow each other, so that each has its
            // turn.
            bytes[i] = static_cast<char>(bytes[i] ^ (1 << (i % 8)));
            checkReadAnew(bytes, QStringLiteral("byte %1").arg(i));
            bytes[i] = m_bytes[i];
        }
    }

    void everyTruncationMeansReadingAnew()
    {
        for (std::size_t size = 0; size < m_bytes.size() && !QTest::currentTestFailed(); ++size)
            checkReadAnew(m_bytes.substr(0, size), QStringLiteral("size %1").arg(size));
    }

    /// As a disk that lost what was not written yet leaves it.
    void zeroesInPlaceOfPagesMeanReadingAnew()
    {
        constexpr std::size_t page = 512;
        for (std::size_t begin = 0; begin < m_bytes.size(); begin += page) {
            std::string bytes = m_bytes;
            const std::size_t size = std::min(page, bytes.size() - begin);
            bytes.replace(begin, size, size, '\0');
            checkReadAnew(bytes, QStringLiteral("zeroes from %1").arg(begin));
        }
    }

    void aDamagedIndexIsReplacedByAWholeOne()
    {
        for (std::size_t i = 0; i < m_bytes.size(); i += 97) {
            std::string bytes = m_bytes;
            bytes[i] = static_cast<char>(bytes[i] ^ '\xff');
            writeBytes(m_index, bytes);
            keepAnew();
            const IngestResult again = read(m_cache);
            QCOMPARE(again.progress.filesUnchanged, std::size_t(3));
            QCOMPARE(rowsIn(*again.snapshot), m_rows);
            // And nothing else stays there.
            QCOMPARE(std::distance(fs::directory_iterator(m_cache), fs::directory_iterator()),
                std::ptrdiff_t(1));
        }
    }

private:
    /// Long enough ago to be kept.
    void keepFile(const std::string& name, const std::string& bytes)
    {
        const fs::path path = fs::path(m_mail) / name;
        writeBytes(path.string(), bytes);
        fs::last_write_time(path, fs::file_time_type::clock::now() - std::chrono::hours(1));
    }

    IngestResult read(const std::string& cache) const
    {
        IngestRequest request;
        request.paths = { m_mail };
        request.cacheFolder = cache;
        request.threads = 1;
        return ingest(request, {});
    }

    /// As the window does it: reads, then keeps.
    void keepAnew() const
    {
        const IngestResult result = read(m_cache);
        QVERIFY(result.keepIndexes);
        result.keepIndexes({});
    }

    std::string bytesOfIndex() const
    {
        std::ifstream file(m_index, std::ios::binary);
        return std::string(std::istreambuf_iterator<char>(file), {});
    }

    void checkReadAnew(const std::string& index, const QString& what) const
    {
        writeBytes(m_index, index);
        const IngestResult result = read(m_cache);
        QVERIFY2(result.progress.filesUnchanged == 0, qPrintable(what));
        QVERIFY2(rowsIn(*result.snapshot) == m_rows, qPrintable(what));
        QVERIFY2(
            result.keepIndexes != nullptr, qPrintable(what + QStringLiteral(": not replaced")));
    }

    QTemporaryDir m_folder;
    std::string m_mail;
    std::string m_cache;
    std::string m_index;
    std::string m_rows;
    std::string m_bytes;
};

QTEST_APPLESS_MAIN(DamagedIndexTest)
#include "tst_damagedindex.moc"
