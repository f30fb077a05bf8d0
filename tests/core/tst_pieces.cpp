// SPDX-License-Identifier: GPL-3.0-or-later
// Reading that hands on what it read in pieces and keeps nothing.
#include "core/ingest/ingest.h"
#include "core/output/export.h"
#include "tests/core/support/reports.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace mxlens;
using mxlens::testing::failureJson;
using mxlens::testing::PolicyFixture;
using mxlens::testing::reportJson;
using mxlens::testing::summaryJson;

namespace {

std::string report(int number)
{
    PolicyFixture policy;
    policy.summary = summaryJson(number, 1);
    policy.details = "[" + failureJson("certificate-expired", "mx1.example.com", 1) + "]";
    return reportJson("Sender", "id-" + std::to_string(number), "2026-03-01", { policy });
}

std::string rows(const Snapshot& snapshot, Table table, bool header)
{
    ExportRequest request;
    request.table = table;
    request.header = header;
    request.selection = select(snapshot, Filter{});
    request.rows = rowsOf(table, request.selection);
    std::string bytes;
    if (!exportTable(snapshot, request, [&bytes](std::string_view piece) {
            bytes.append(piece);
            return true;
        }))
        throw std::runtime_error("an export failed");
    return bytes;
}

} // namespace

class PiecesTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void piecesTogetherAreWhatReadingGives_data();
    void piecesTogetherAreWhatReadingGives();
    void nothingIsKept();
    void stopEndsPieces();

private:
    void write(const QString& name, const std::string& bytes);
    IngestRequest request() const
    {
        IngestRequest wanted;
        wanted.paths
            = { m_folder.path().toStdString(), m_folder.path().toStdString() + "/m-missing" };
        wanted.memory = { { "pasted text", report(9'999) } };
        return wanted;
    }
    QTemporaryDir m_folder;
};

void PiecesTest::write(const QString& name, const std::string& bytes)
{
    QFile file(m_folder.filePath(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes.data(), static_cast<qint64>(bytes.size()));
}

// Files, a mailbox, what is no report, an empty folder in the middle.
void PiecesTest::initTestCase()
{
    for (int i = 0; i < 300; ++i)
        write(QStringLiteral("r%1.json").arg(i, 4, 10, QLatin1Char('0')), report(i));
    write(QStringLiteral("r0100-broken.json"), "{\"organization-name\": ");
    write(QStringLiteral("r0150.txt"), "hello");
    QVERIFY(QDir(m_folder.path()).mkdir(QStringLiteral("r0200-empty")));
    // More files than are listed at once.
    QVERIFY(QDir(m_folder.path()).mkdir(QStringLiteral("r0240-many")));
    for (int i = 0; i < 9'000; ++i)
        write(QStringLiteral("r0240-many/%1").arg(i * 7'919 % 9'000), i == 0 ? report(500) : "x");
    std::string mailbox;
    for (int i = 1000; i < 1500; ++i)
        mailbox += "From tls@example.net Sun Mar  1 00:00:00 2026\n"
                   "Content-Type: application/tlsrpt+json\n\n"
            + report(i) + "\n\n";
    write(QStringLiteral("r0250.mbox"), mailbox);
}

void PiecesTest::piecesTogetherAreWhatReadingGives_data()
{
    QTest::addColumn<int>("table");
    for (const Table table : { Table::Failures, Table::Policies, Table::Reports, Table::Sources })
        QTest::newRow(std::string(tableName(table)).c_str()) << static_cast<int>(table);
}

void PiecesTest::piecesTogetherAreWhatReadingGives()
{
    QFETCH(int, table);
    const IngestResult whole = ingest(request(), {});
    QCOMPARE(whole.snapshot->reportCount(), RowId{ 802 });
    const std::string expected = rows(*whole.snapshot, static_cast<Table>(table), true);

    IngestRequest pieces = request();
    pieces.threads = 4; // one all the same
    std::string together;
    pieces.piece = [&](const Snapshot& piece) {
        together += rows(piece, static_cast<Table>(table), together.empty());
    };
    const IngestResult result = ingest(pieces, {});
    QCOMPARE(together, expected);
    QCOMPARE(result.progress.reports, whole.progress.reports);
    QCOMPARE(result.progress.filesRead, whole.progress.filesRead);
    QCOMPARE(result.progress.unreadable, whole.progress.unreadable);
}

void PiecesTest::nothingIsKept()
{
    IngestRequest pieces = request();
    std::weak_ptr<const Segment> last;
    std::size_t count = 0;
    pieces.piece = [&](const Snapshot& piece) {
        QVERIFY(last.expired());
        last = piece.parts().front().segment;
        ++count;
    };
    const IngestResult result = ingest(pieces, {});
    QVERIFY(count > 3);
    QVERIFY(last.expired());
    QCOMPARE(result.snapshot->sourceCount(), RowId{ 0 });
}

void PiecesTest::stopEndsPieces()
{
    IngestRequest pieces = request();
    std::stop_source stop;
    int count = 0;
    pieces.piece = [&](const Snapshot&) {
        ++count;
        stop.request_stop();
    };
    QVERIFY(ingest(pieces, stop.get_token()).cancelled);
    // What was read of the next one may still come.
    QVERIFY(count <= 2);
}

QTEST_GUILESS_MAIN(PiecesTest)
#include "tst_pieces.moc"
