// SPDX-License-Identifier: GPL-3.0-or-later
// Tables in other forms than the usual one: some columns, another separator, keys of reports, and
// the layout of parsedmarc.
#include "core/output/export.h"
#include "outputfixture.h"
#include "tests/core/support/csvtable.h"
#include "tests/core/support/randomstore.h"

#include <QTest>

#include <algorithm>
#include <numeric>
#include <set>

using namespace mxlens;
using namespace mxlens::test;
using mxlens::testing::csvFields;
using mxlens::testing::csvRows;
using mxlens::testing::RandomStore;

namespace {

constexpr std::array allTables{ Table::Failures, Table::Policies, Table::Reports, Table::Trend,
    Table::Problems, Table::Domains, Table::Sources };

ExportRequest requestOf(const Snapshot& snapshot, Table table, const Filter& filter = {})
{
    ExportRequest request;
    request.table = table;
    request.selection = select(snapshot, filter);
    request.rows = rowsOf(table, request.selection);
    return request;
}

std::string written(
    const Snapshot& snapshot, const ExportRequest& request, std::size_t* rows = nullptr)
{
    std::string bytes;
    const Result<std::size_t> count
        = exportTable(snapshot, request, [&bytes](std::string_view piece) {
              bytes.append(piece);
              return true;
          });
    if (rows)
        *rows = count ? count.value() : 0;
    return bytes;
}

/// Two policies of one report, the first with three details, texts that need care among them.
std::shared_ptr<const Snapshot> fewRows()
{
    ReportSpec report{ "=cmd|x", "id;1", firstOfMarch, {} };
    report.policies.push_back({ "sts", "example.com", Count(10), Count(6),
        { { "certificate-expired", "mx1.example.com", Count(3) },
            { "validation-failure", "mx2.example.com", Count(2) },
            { "sts-policy-fetch-error", "", Count() } },
        { "version: STSv1", "mode: enforce", "mx: *.example.com" },
        { "mx1.example.com", "mx2.example.com" } });
    report.policies.push_back({ "no-policy-found", "example.org", Count(), Count(0) });
    return makeStore({ { "folder/1.json", { report } } });
}

} // namespace

class ExportFormsTest : public QObject {
    Q_OBJECT
private slots:
    void someColumnsAreThoseOfTheWholeTable();
    void jsonLinesHaveTheChosenMembersInTheirOrder();
    void anotherSeparatorIsQuotedAndTheMarkStandsFirst();
    void guardCanBeLeftOut();
    void keysAreSharedByEqualReportsAlone();
    void parsedmarcHasALineForEachPolicyAndDetail();
    void parsedmarcTellsEachDetailOnce();
    void parsedmarcFollowsTheFilter();
    void progressGrowsToAll();
};

void ExportFormsTest::someColumnsAreThoseOfTheWholeTable()
{
    std::mt19937 random(7);
    const auto snapshot = RandomStore(3).make(6, 50);
    for (const Table table : allTables) {
        ExportRequest request = requestOf(*snapshot, table);
        const auto whole = csvFields(written(*snapshot, request));
        request.columns.resize(tableColumns(table).size());
        std::iota(request.columns.begin(), request.columns.end(), 0);
        for (int round = 0; round < 4; ++round) {
            // Round 0 is every column in its order.
            if (round > 0)
                std::ranges::shuffle(request.columns, random);
            if (round > 1)
                request.columns.resize(request.columns.size() / 2);
            const auto some = csvFields(written(*snapshot, request));
            QCOMPARE(some.size(), whole.size());
            for (std::size_t row = 0; row < some.size(); ++row) {
                QCOMPARE(some[row].size(), request.columns.size());
                for (std::size_t i = 0; i < request.columns.size(); ++i)
                    QCOMPARE(
                        some[row][i], whole[row][static_cast<std::size_t>(request.columns[i])]);
            }
        }
    }
}

void ExportFormsTest::jsonLinesHaveTheChosenMembersInTheirOrder()
{
    const auto snapshot = fewRows();
    ExportRequest request = requestOf(*snapshot, Table::Policies);
    request.format = ExportFormat::JsonLines;
    request.columns = { 10, 7 };
    QCOMPARE(written(*snapshot, request),
        std::string(
            "{\"total_successful_session_count\":10,\"policy_domain\":\"example.com\"}\n"
            "{\"total_successful_session_count\":null,\"policy_domain\":\"example.org\"}\n"));
}

void ExportFormsTest::anotherSeparatorIsQuotedAndTheMarkStandsFirst()
{
    const auto snapshot = fewRows();
    ExportRequest request = requestOf(*snapshot, Table::Policies);
    request.csv = { ';', true, true };
    request.columns = { 0, 2, 8 };
    QCOMPARE(written(*snapshot, request),
        std::string("\xEF\xBB\xBForganization_name;report_id;policy_string\r\n"
                    "'=cmd|x;\"id;1\";version: STSv1|mode: enforce|mx: *.example.com\r\n"
                    "'=cmd|x;\"id;1\";\r\n"));
    const auto comma = csvFields(written(*snapshot, requestOf(*snapshot, Table::Policies)));
    request = requestOf(*snapshot, Table::Policies);
    request.csv.separator = '\t';
    QCOMPARE(csvFields(written(*snapshot, request), '\t'), comma);
}

void ExportFormsTest::guardCanBeLeftOut()
{
    const auto snapshot = fewRows();
    ExportRequest request = requestOf(*snapshot, Table::Policies);
    request.csv.formulaGuard = false;
    request.columns = { 0 };
    QCOMPARE(written(*snapshot, request), std::string("organization_name\r\n=cmd|x\r\n=cmd|x\r\n"));
}

void ExportFormsTest::keysAreSharedByEqualReportsAlone()
{
    const auto report = [](int i) {
        ReportSpec made{ "sender.example.net", "id-" + std::to_string(i % 2),
            firstOfMarch + i * secondsPerDay, {} };
        made.policies.push_back({ "sts", "example.com", Count(i), Count(1),
            { { "certificate-expired", "mx1.example.com", Count(1) } } });
        return made;
    };
    const auto keysIn = [](const std::shared_ptr<const Snapshot>& snapshot, Table table) {
        ExportRequest request = requestOf(*snapshot, table);
        request.reportKeys = true;
        std::vector<std::string> keys;
        for (const auto& row : csvRows(written(*snapshot, request)))
            keys.push_back(row.at("report_key"));
        return keys;
    };
    const auto one = makeStore({ { "a", { report(1), report(2), report(3) } } });
    const auto other = makeStore({ { "b", { report(3) } }, { "c", { report(4) } } });
    const auto keys = keysIn(one, Table::Reports);
    QCOMPARE(std::set<std::string>(keys.begin(), keys.end()).size(), std::size_t{ 3 });
    QVERIFY(std::ranges::all_of(keys, [](const std::string& key) {
        return key.size() == 32 && key.find_first_not_of("0123456789abcdef") == std::string::npos;
    }));
    for (const Table table : { Table::Failures, Table::Policies, Table::Reports }) {
        QCOMPARE(keysIn(one, table), keys);
        QCOMPARE(keysIn(other, table).front(), keys.back());
        QVERIFY(keysIn(other, table).back() != keys.back());
    }
    // Nothing is added where there is no report.
    ExportRequest sources = requestOf(*one, Table::Sources);
    const std::string plain = written(*one, sources);
    sources.reportKeys = true;
    QCOMPARE(written(*one, sources), plain);
}

void ExportFormsTest::parsedmarcHasALineForEachPolicyAndDetail()
{
    const auto snapshot = fewRows();
    ExportRequest request = requestOf(*snapshot, Table::Policies);
    request.format = ExportFormat::ParsedmarcCsv;
    std::size_t lines = 0;
    const std::string bytes = written(*snapshot, request, &lines);
    QVERIFY(bytes.starts_with("organization_name,begin_date,end_date,report_id,result_type,"
                              "successful_session_count,failed_session_count,policy_domain,"
                              "policy_type,policy_strings,mx_host_patterns,sending_mta_ip,"
                              "receiving_ip,receiving_mx_hostname,receiving_mx_helo,"
                              "additional_info_uri,failure_reason_code\r\n"));
    const auto rows = csvRows(bytes);
    QCOMPARE(rows.size(), std::size_t{ 5 });
    QCOMPARE(lines, rows.size());
    const auto& policy = rows[0];
    QCOMPARE(policy.at("organization_name"), std::string("'=cmd|x"));
    QCOMPARE(policy.at("begin_date"), std::string("2026-03-01T00:00:00Z"));
    QCOMPARE(policy.at("result_type"), std::string());
    QCOMPARE(policy.at("successful_session_count"), std::string("10"));
    QCOMPARE(policy.at("failed_session_count"), std::string("6"));
    QCOMPARE(
        policy.at("policy_strings"), std::string("version: STSv1|mode: enforce|mx: *.example.com"));
    const auto& detail = rows[2];
    QCOMPARE(detail.at("result_type"), std::string("validation-failure"));
    QCOMPARE(detail.at("successful_session_count"), std::string());
    QCOMPARE(detail.at("failed_session_count"), std::string("2"));
    QCOMPARE(detail.at("policy_domain"), std::string("example.com"));
    QCOMPARE(detail.at("policy_type"), std::string("sts"));
    QCOMPARE(detail.at("mx_host_patterns"), std::string("mx1.example.com|mx2.example.com"));
    QCOMPARE(detail.at("receiving_mx_hostname"), std::string("mx2.example.com"));
    // What is unknown is empty, and the policy behind has nothing of the one before.
    QCOMPARE(rows[3].at("failed_session_count"), std::string());
    QCOMPARE(rows[4].at("policy_domain"), std::string("example.org"));
    QCOMPARE(rows[4].at("policy_strings"), std::string());
    QCOMPARE(rows[4].at("successful_session_count"), std::string());
}

void ExportFormsTest::parsedmarcTellsEachDetailOnce()
{
    const auto snapshot = RandomStore(11).make(5, 80);
    ExportRequest request = requestOf(*snapshot, Table::Policies);
    const auto failures = csvRows(written(*snapshot, requestOf(*snapshot, Table::Failures)));
    request.format = ExportFormat::ParsedmarcCsv;
    std::multiset<std::vector<std::string>> expected, told;
    for (const auto& row : failures)
        expected.insert({ row.at("report_id"), row.at("policy_domain"), row.at("result_type"),
            row.at("sending_mta_ip"), row.at("receiving_ip"), row.at("receiving_mx_hostname"),
            row.at("receiving_mx_helo"), row.at("additional_information"),
            row.at("failure_reason_code"), row.at("failed_session_count") });
    std::size_t policies = 0;
    std::size_t lines = 0;
    for (const auto& row : csvRows(written(*snapshot, request, &lines))) {
        const std::vector<std::string> fields{ row.at("report_id"), row.at("policy_domain"),
            row.at("result_type"), row.at("sending_mta_ip"), row.at("receiving_ip"),
            row.at("receiving_mx_hostname"), row.at("receiving_mx_helo"),
            row.at("additional_info_uri"), row.at("failure_reason_code"),
            row.at("failed_session_count") };
        if (expected.contains(fields) && told.count(fields) < expected.count(fields))
            told.insert(fields);
        else
            ++policies;
    }
    QVERIFY(told == expected);
    QCOMPARE(policies, request.rows.size());
    QCOMPARE(lines, request.rows.size() + failures.size());
}

void ExportFormsTest::parsedmarcFollowsTheFilter()
{
    const auto snapshot = fewRows();
    const auto filter = std::get<Filter>(parseFilter("result:validation-failure"));
    ExportRequest request = requestOf(*snapshot, Table::Policies, filter);
    request.format = ExportFormat::ParsedmarcCsv;
    const auto rows = csvRows(written(*snapshot, request));
    QCOMPARE(rows.size(), std::size_t{ 2 });
    QCOMPARE(rows[0].at("result_type"), std::string());
    QCOMPARE(rows[1].at("result_type"), std::string("validation-failure"));
}

// In percent, each number once, from shares that several threads write.
void ExportFormsTest::progressGrowsToAll()
{
    std::vector<FileSpec> files;
    files.reserve(30);
    for (int i = 0; i < 30; ++i)
        files.push_back({ std::to_string(i),
            { { "One", std::to_string(i), firstOfMarch,
                { { "sts", "example.com", Count(1), Count(1000),
                    std::vector<DetailSpec>(
                        1000, { "certificate-expired", "mx.example.com", Count(1) }) } } } } });
    const auto snapshot = makeStore(files);
    for (const Table table : { Table::Failures, Table::Trend }) {
        ExportRequest request = requestOf(*snapshot, table, Filter());
        std::vector<int> told;
        request.progress = [&told](int percent) { told.push_back(percent); };
        written(*snapshot, request);
        QVERIFY(!told.empty());
        QCOMPARE(told.back(), 100);
        QVERIFY(std::ranges::is_sorted(told));
        QVERIFY(std::ranges::adjacent_find(told) == told.end());
        QVERIFY(table == Table::Trend || told.size() > 10);
    }
}

QTEST_GUILESS_MAIN(ExportFormsTest)
#include "tst_exportforms.moc"
