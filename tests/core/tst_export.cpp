// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/export.h"
#include "outputfixture.h"
#include "tests/core/support/randomstore.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <functional>
#include <map>
#include <random>
#include <stdexcept>

using namespace mxlens;
using namespace mxlens::test;
using mxlens::testing::RandomStore;

namespace {

constexpr std::array allTables{ Table::Failures, Table::Policies, Table::Reports, Table::Trend,
    Table::Problems, Table::Domains, Table::Sources };

/// A store with every kind of row over several segments, so that neighbours differ in each text.
std::shared_ptr<const Snapshot> mixedStore()
{
    std::vector<FileSpec> files;
    for (int i = 0; i < 7; ++i) {
        const std::string number = std::to_string(i);
        ReportSpec report{ "sender" + number + ".example.net", "id-" + number,
            firstOfMarch + i * secondsPerDay, {} };
        if (i == 3)
            report.start.reset();
        report.deviations = i % 3;
        report.policies.push_back({ "sts", "Example.COM.", Count(10 + i), Count(i),
            { { "certificate-expired", "mx1.example.com", Count(i) },
                { "sts-policy-fetch-error", "", Count() } },
            { "version: STSv1", "mode: enforce" }, { "mx1.example.com", "*.example.com" } });
        report.policies.push_back({ "no-policy-found", "example.org", Count(), Count(0) });
        files.push_back({ "folder/" + number + ".json", { report } });
    }
    files.push_back({ "folder/8.json", {}, SourceOutcome::Unreadable, "unexpected end" });
    files.push_back({ "folder/9.json", files.front().reports }); // a duplicate
    return makeStore(files, 2);
}

Result<std::size_t> exported(const Snapshot& snapshot, Table table, ExportFormat format,
    std::string& bytes, std::size_t* pieces = nullptr)
{
    ExportRequest request;
    request.table = table;
    request.format = format;
    request.selection = select(snapshot, Filter{});
    request.rows = rowsOf(table, request.selection);
    return exportTable(snapshot, request, [&bytes, pieces](std::string_view piece) {
        bytes.append(piece);
        if (pieces)
            ++*pieces;
        return true;
    });
}

std::string bytesOf(const Snapshot& snapshot, const ExportRequest& request)
{
    std::string bytes;
    static_cast<void>(exportTable(snapshot, request, [&bytes](std::string_view piece) {
        bytes.append(piece);
        return true;
    }));
    return bytes;
}

/// What cell() says of a row, as JSON lines have it.
template <typename Column> QJsonObject objectOf(const Snapshot& snapshot, RowId row, int columns)
{
    QJsonObject object;
    for (int i = 0; i < columns; ++i) {
        const auto column = static_cast<Column>(i);
        const Cell value = cell(snapshot, row, column);
        const std::string name(columnName(column));
        object.insert(QString::fromStdString(name),
            !value.isNumber            ? QJsonValue(QString::fromStdString(value.text))
                : value.number.known() ? QJsonValue(qint64(value.number.valueOr(0)))
                                       : QJsonValue(QJsonValue::Null));
    }
    return object;
}

template <typename Column> void compareWithCells(const Snapshot& snapshot, Table table, int columns)
{
    std::string bytes;
    QVERIFY(bool(exported(snapshot, table, ExportFormat::JsonLines, bytes)));
    const QList<QByteArray> lines = QByteArray::fromStdString(bytes).trimmed().split('\n');
    const std::vector<RowId> rows = rowsOf(table, select(snapshot, Filter{}));
    QCOMPARE(std::size_t(lines.size()), rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const QByteArray& line = lines.at(qsizetype(i));
        QCOMPARE(
            QJsonDocument::fromJson(line).object(), objectOf<Column>(snapshot, rows[i], columns));
    }
}

} // namespace

class TestExport : public QObject {
    Q_OBJECT

private slots:
    void tableNamesLeadBothWays();
    void rowsHoldWhatCellsSay();
    void rowsAreWrittenInTheOrderAskedFor();
    void tableWithoutRowsHasItsHeader();
    void trendNamesItsKeyBySplit_data();
    void trendNamesItsKeyBySplit();
    void numberOfRowsIsReturned();
    void duplicateStandsInSourcesAlone();
    void refusedPieceEndsTheExport();
    void stopEndsTheExportAsCancelled();
    void largeTableComesInFewPieces();
    void rowsStandInOrderWhateverThreadWroteThem();
    void refusalOfAnyPieceEndsTheExport();
};

void TestExport::tableNamesLeadBothWays()
{
    for (const Table table : allTables)
        QCOMPARE(tableNamed(tableName(table)), std::optional(table));
    QVERIFY(!tableNamed("mails"));
    QVERIFY(!tableNamed(""));
    QVERIFY(!tableNamed("Failures"));
}

void TestExport::rowsHoldWhatCellsSay()
{
    const auto snapshot = mixedStore();
    compareWithCells<FailureColumn>(*snapshot, Table::Failures, failureColumnCount);
    compareWithCells<PolicyColumn>(*snapshot, Table::Policies, policyColumnCount);
    compareWithCells<ReportColumn>(*snapshot, Table::Reports, reportColumnCount);
    compareWithCells<SourceColumn>(*snapshot, Table::Sources, exportedSourceColumnCount);
}

void TestExport::rowsAreWrittenInTheOrderAskedFor()
{
    const auto snapshot = mixedStore();
    ExportRequest request;
    request.table = Table::Policies;
    request.rows = select(*snapshot, Filter{}).policies;
    std::reverse(request.rows.begin(), request.rows.end()); // crosses segments backwards
    std::string bytes;
    QVERIFY(bool(exportTable(*snapshot, request, [&bytes](std::string_view piece) {
        bytes.append(piece);
        return true;
    })));
    const QStringList lines = QString::fromStdString(bytes).split("\r\n");
    QCOMPARE(lines.size(), 16); // header, 14 policies, what stands behind the last line end
    QVERIFY(lines.at(1).startsWith("sender6.example.net,tls@sender6.example.net,id-6,"
                                   "2026-03-07T00:00:00Z,2026-03-07T23:59:59Z,no-policy-found,"));
    QVERIFY(lines.at(14).startsWith("sender0.example.net,tls@sender0.example.net,id-0,"
                                    "2026-03-01T00:00:00Z,2026-03-01T23:59:59Z,sts,"));
    QVERIFY(lines.at(14).endsWith(",Example.COM.,version: STSv1|mode: enforce,"
                                  "mx1.example.com|*.example.com,10,0,2,folder/0.json"));
}

void TestExport::tableWithoutRowsHasItsHeader()
{
    const auto snapshot = makeStore({});
    for (const Table table : allTables) {
        std::string csv;
        QVERIFY(bool(exported(*snapshot, table, ExportFormat::Csv, csv)));
        QVERIFY(csv.ends_with("\r\n"));
        QCOMPARE(csv.find("\r\n"), csv.size() - 2);
        std::string lines;
        QVERIFY(bool(exported(*snapshot, table, ExportFormat::JsonLines, lines)));
        QVERIFY(lines.empty());
    }
}

void TestExport::trendNamesItsKeyBySplit_data()
{
    QTest::addColumn<int>("by");
    QTest::addColumn<QString>("firstLines");
    const QString figures(",sessions,successful_sessions,failed_sessions\r\n");
    QTest::newRow("domain") << int(TrendBy::Domain)
                            << "day,policy_domain" + figures + "2026-03-01,example.com,10,10,0\r\n";
    QTest::newRow("mx") << int(TrendBy::Mx)
                        << "day,receiving_mx_hostname" + figures
            + "2026-03-01,mx1.example.com,,,0\r\n";
    QTest::newRow("reporter") << int(TrendBy::Reporter)
                              << "day,organization_name" + figures
            + "2026-03-01,sender0.example.net,10,10,0\r\n";
    QTest::newRow("result type") << int(TrendBy::ResultType)
                                 << "day,result_type" + figures
            + "2026-03-01,certificate-expired,,,0\r\n";
}

void TestExport::trendNamesItsKeyBySplit()
{
    QFETCH(int, by);
    QFETCH(QString, firstLines);
    const auto snapshot = mixedStore();
    ExportRequest request;
    request.table = Table::Trend;
    request.trendBy = static_cast<TrendBy>(by);
    request.selection = select(*snapshot, Filter{});
    std::string bytes;
    QVERIFY(bool(exportTable(*snapshot, request, [&bytes](std::string_view piece) {
        bytes.append(piece);
        return true;
    })));
    QCOMPARE(QString::fromStdString(bytes).left(firstLines.size()), firstLines);
}

void TestExport::numberOfRowsIsReturned()
{
    const auto snapshot = mixedStore();
    for (const Table table : allTables) {
        std::string bytes;
        const Result<std::size_t> rows = exported(*snapshot, table, ExportFormat::JsonLines, bytes);
        QVERIFY(bool(rows));
        QVERIFY(rows.value() > 0);
        QCOMPARE(rows.value(), std::size_t(std::count(bytes.begin(), bytes.end(), '\n')));
    }
}

void TestExport::duplicateStandsInSourcesAlone()
{
    const auto snapshot = mixedStore();
    std::string sources;
    QVERIFY(bool(exported(*snapshot, Table::Sources, ExportFormat::Csv, sources)));
    QVERIFY(sources.find("folder/9.json,duplicate,") != std::string::npos);
    std::string reports;
    QVERIFY(bool(exported(*snapshot, Table::Reports, ExportFormat::Csv, reports)));
    QVERIFY(reports.find("folder/9.json") == std::string::npos);
    QVERIFY(reports.find("folder/0.json") != std::string::npos);
}

void TestExport::refusedPieceEndsTheExport()
{
    const auto snapshot = mixedStore();
    ExportRequest request;
    request.rows = select(*snapshot, Filter{}).failures;
    int calls = 0;
    const Result<std::size_t> result
        = exportTable(*snapshot, request, [&calls](std::string_view) { return ++calls > 99; });
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::WriteFailed);
    QCOMPARE(calls, 1);
}

void TestExport::stopEndsTheExportAsCancelled()
{
    const auto snapshot = mixedStore();
    std::stop_source stop;
    stop.request_stop();
    for (const Table table : allTables) {
        ExportRequest request;
        request.table = table;
        request.selection = select(*snapshot, Filter{});
        request.rows = rowsOf(table, request.selection);
        std::string bytes;
        const Result<std::size_t> result = exportTable(
            *snapshot, request,
            [&bytes](std::string_view piece) {
                bytes.append(piece);
                return true;
            },
            stop.get_token());
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::Cancelled);
        QVERIFY(bytes.empty());
    }
}

void TestExport::largeTableComesInFewPieces()
{
    const auto snapshot = mixedStore();
    ExportRequest request;
    request.rows.assign(20'000, select(*snapshot, Filter{}).failures.front());
    std::string bytes;
    std::size_t pieces = 0;
    QVERIFY(bool(exportTable(*snapshot, request, [&bytes, &pieces](std::string_view piece) {
        bytes.append(piece);
        ++pieces;
        return true;
    })));
    QCOMPARE(std::count(bytes.begin(), bytes.end(), '\n'), std::ptrdiff_t(20'001));
    QVERIFY(pieces <= bytes.size() / (std::size_t{ 1 } << 20) + 20'000 / 2'048 + 1);
}

void TestExport::rowsStandInOrderWhateverThreadWroteThem()
{
    const auto snapshot = RandomStore(3).make(6, 60);
    const Selection all = select(*snapshot, Filter{});
    for (const Table table : { Table::Failures, Table::Policies, Table::Reports, Table::Sources }) {
        for (const ExportFormat format : { ExportFormat::Csv, ExportFormat::JsonLines }) {
            ExportRequest request;
            request.table = table;
            request.format = format;
            // Neighbours share fields and do not, in turns; shares end between both.
            std::mt19937 random(5);
            const std::vector<RowId> rows = rowsOf(table, all);
            while (request.rows.size() < 9'000) {
                const std::size_t first = random() % rows.size();
                for (std::size_t i = first; i < std::min(first + 5, rows.size()); ++i)
                    request.rows.push_back(rows[i]);
            }
            std::map<RowId, std::string> written;
            std::string wanted;
            for (const RowId row : request.rows) {
                std::string& bytes = written[row];
                if (bytes.empty()) {
                    ExportRequest one = request;
                    one.rows = { row };
                    bytes = bytesOf(*snapshot, one);
                }
                const bool header = format == ExportFormat::Csv && !wanted.empty();
                wanted += bytes.substr(header ? bytes.find('\n') + 1 : 0);
            }
            QVERIFY(bytesOf(*snapshot, request) == wanted);
        }
    }
}

void TestExport::refusalOfAnyPieceEndsTheExport()
{
    const auto snapshot = mixedStore();
    ExportRequest request;
    request.rows.assign(20'000, select(*snapshot, Filter{}).failures.front());
    for (int accepted = 0; accepted < 9; ++accepted) {
        int calls = 0;
        const auto result = exportTable(
            *snapshot, request, [&](std::string_view) { return ++calls <= accepted; });
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::WriteFailed);
        QCOMPARE(calls, accepted + 1);
    }
    QVERIFY_THROWS_EXCEPTION(std::runtime_error,
        exportTable(*snapshot, request,
            [](std::string_view) -> bool { throw std::runtime_error("full"); }));
}

QTEST_APPLESS_MAIN(TestExport)
#include "tst_export.moc"
