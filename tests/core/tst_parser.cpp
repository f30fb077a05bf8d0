// SPDX-License-Identifier: GPL-3.0-or-later
// The parser: what it reads, what it refuses, and what it makes of the surroundings.
#include "tests/core/support/pieces.h"

#include <QtTest>

#include <algorithm>

using namespace mxlens;
using namespace mxlens::testing;

class ParserTest final : public QObject {
    Q_OBJECT

private slots:
    void reportByTheRfcHasNoDeviation()
    {
        QCOMPARE(tableOf(Pieces().json()), std::string(faultless));
        QCOMPARE(deviationsOf(Pieces().json().toStdString()), std::vector<std::string>());
    }

    void domainComesFromItsSurroundings_data();
    void domainComesFromItsSurroundings();
    void disagreeingSurroundingsAreNotedAndLose();
    void everyPlaceThatDisagreesIsNoted();
    void domainOfAnMxIsNotCompared();
    void severalReportsInOneDocument_data();
    void severalReportsInOneDocument();
    void notAReportIsSaid_data();
    void notAReportIsSaid();
    void brokenJsonNamesItsPlace();
    void longEndIsReadLikeAShortOne();
    void nestingIsLimited();
    void rowsAreLimited();
    void longDocumentsMayHaveMoreRows();
    void bothTokenizersCountTheSameRows();
    void repairIsUsedOnlyWhenStrictParsingFails();
    void sameDepartureInManyDetailsIsOneEntry();
    void parserForgetsTheDocumentBefore();
};

void ParserTest::domainComesFromItsSurroundings_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("subject");
    QTest::addColumn<QByteArray>("fileName");
    QTest::addColumn<QByteArray>("expected");
    const QByteArray file = "example.net!file.example!1767225600!1767311999.json.gz";
    const QByteArray subject
        = "Report Domain: subject.example Submitter: example.net Report-ID: <1@x>";
    QTest::newRow("header first") << QByteArray("header.example") << subject << file
                                  << QByteArray("header.example");
    QTest::newRow("then Subject") << QByteArray() << subject << file
                                  << QByteArray("subject.example");
    QTest::newRow("then file name")
        << QByteArray() << QByteArray("TLS Aggregate Report") << file << QByteArray("file.example");
    QTest::newRow("a file of another name")
        << QByteArray() << QByteArray() << QByteArray("a!b.json") << QByteArray();
    QTest::newRow("a header that is no domain")
        << QByteArray("<script>") << QByteArray() << QByteArray() << QByteArray();
}

void ParserTest::domainComesFromItsSurroundings()
{
    QFETCH(QByteArray, header);
    QFETCH(QByteArray, subject);
    QFETCH(QByteArray, fileName);
    QFETCH(QByteArray, expected);
    ReportContext context;
    context.mailReportDomain = header.toStdString();
    context.mailSubject = subject.toStdString();
    context.fileName = fileName.toStdString();
    const std::string json = with(&Pieces::policyDomain, "").toStdString();
    std::string domain = "no report";
    parseAll(
        json, [&](const Report& report) { domain = report.policies.front().domain; }, context);
    QCOMPARE(QByteArray::fromStdString(domain), expected);
    const auto noted = deviationsOf(json, context);
    const char* const wanted = expected.isEmpty()
        ? "missing-member policies[0].policy.policy-domain"
        : "domain-from-context policies[0].policy.policy-domain";
    QVERIFY(std::find(noted.begin(), noted.end(), wanted) != noted.end());
}

void ParserTest::disagreeingSurroundingsAreNotedAndLose()
{
    ReportContext context;
    context.mailReportDomain = "other.example";
    context.mailSubmitter = "reporter.example";
    context.fileName = "example.net!example.com!1!2.json";
    const auto noted = deviationsOf(Pieces().json().toStdString(), context);
    QCOMPARE(noted,
        (std::vector<std::string>{ "context-differs TLS-Report-Domain",
            "context-differs TLS-Report-Submitter",
            "context-differs date range in the file name" }));
    QCOMPARE(tableOf(Pieces().json()), std::string(faultless));
}

void ParserTest::everyPlaceThatDisagreesIsNoted()
{
    const std::string json = Pieces().json().toStdString();
    const auto noted = [&](const char* header, const char* subject, const char* fileName) {
        ReportContext context;
        context.mailReportDomain = header;
        context.mailSubject = std::string("Report Domain: ") + subject + " Submitter: x";
        context.fileName = std::string("example.net!") + fileName + "!1772323200!1772409599.json";
        return deviationsOf(json, context);
    };
    using List = std::vector<std::string>;
    QCOMPARE(noted("example.com", "Example.com.", "EXAMPLE.COM"), List{});
    QCOMPARE(noted("a.example", "a.example", "a.example"),
        (List{ "context-differs TLS-Report-Domain", "context-differs Subject",
            "context-differs file name" }));
    QCOMPARE(noted("a.example", "a.example", "example.com"),
        (List{ "context-differs TLS-Report-Domain", "context-differs Subject" }));
    QCOMPARE(noted("example.com", "a.example", "example.com"), List{ "context-differs Subject" });
    QCOMPARE(noted("a.example", "no_domain", "a b.example"),
        List{ "context-differs TLS-Report-Domain" });
}

void ParserTest::domainOfAnMxIsNotCompared()
{
    Pieces pieces;
    pieces.policyType = R"("policy-type":"tlsa")";
    pieces.policyString = R"("policy-string":["3 1 1 )" + QByteArray(64, 'a') + R"("])";
    pieces.policyDomain = R"("policy-domain":"mx1.example.com")";
    ReportContext context;
    for (const char* domain : { "example.com", "mx1.example.com" }) {
        context.mailReportDomain = domain;
        for (const std::string& noted : deviationsOf(pieces.json().toStdString(), context))
            QVERIFY2(!noted.starts_with("context-differs"), noted.c_str());
    }
    // Beside a policy that has one it does not count as one either.
    QByteArray json = pieces.json();
    const QByteArray entry = json.mid(json.indexOf("[{\"policy\"") + 1).chopped(2);
    Pieces sts;
    const QByteArray both = sts.json().chopped(2) + ',' + entry + "]}";
    context.mailReportDomain = "mx1.example.com";
    const auto noted = deviationsOf(both.toStdString(), context);
    QVERIFY(std::ranges::count(noted, "context-differs TLS-Report-Domain") == 1);
}

void ParserTest::severalReportsInOneDocument_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<int>("reports");
    const QByteArray one = Pieces().json();
    QTest::newRow("array") << '[' + one + ',' + one + ']' << 2;
    QTest::newRow("array with strangers") << "[1," + one + ",{\"a\":1},[]," + one + ']' << 2;
    QTest::newRow("JSON lines") << one + '\n' + one + '\n' + one + '\n' << 3;
    // Each is read once, whatever is behind it.
    QTest::newRow("many lines") << QByteArray(one + '\n').repeated(20'000) << 20'000;
    QTest::newRow("array and object") << '[' + one + "] " + one << 2;
    QTest::newRow("broken second") << one + "\n{\"a\":" << 1;
}

void ParserTest::severalReportsInOneDocument()
{
    QFETCH(QByteArray, json);
    QFETCH(int, reports);
    int seen = 0;
    bool noted = true;
    const ParseOutcome outcome = parseAll(json.toStdString(), [&](const Report& report) {
        ++seen;
        noted &= std::any_of(
            report.deviations.begin(), report.deviations.end(), [](const Deviation& d) {
                return d.code == DeviationCode::ArrayOfReports
                    || d.code == DeviationCode::TrailingData;
            });
    });
    QCOMPARE(seen, reports);
    QCOMPARE(outcome.reports, static_cast<std::size_t>(reports));
    QVERIFY(!outcome.error);
    QVERIFY(noted);
}

void ParserTest::notAReportIsSaid_data()
{
    QTest::addColumn<QByteArray>("json");
    for (const char* json :
        { "{}", "[]", "[{}]", "null", "42", "\"text\"", R"({"name":"x","version":1})",
            R"({"policies":[{"Effect":"Allow"}]})", R"({"report-id":"r"})" })
        QTest::newRow(json) << QByteArray(json);
}

void ParserTest::notAReportIsSaid()
{
    QFETCH(QByteArray, json);
    const ParseOutcome outcome = parseAll(json.toStdString());
    QVERIFY(outcome.notAReport.has_value());
    QVERIFY(!outcome.error);
    QCOMPARE(outcome.reports, std::size_t(0));
}

void ParserTest::brokenJsonNamesItsPlace()
{
    const ParseOutcome outcome = parseAll("{\"organization-name\": \"x\",\n  \"report-id\" 5}");
    QVERIFY(outcome.error.has_value());
    QCOMPARE(outcome.error->code, ErrorCode::InvalidJson);
    QVERIFY(outcome.error->detail.starts_with("line 2, column 15: "));
    QCOMPARE(*outcome.error->offset, std::uint64_t(41));

    const ParseOutcome cut = parseAll("{\"organization-name\": \"x\",");
    QCOMPARE(cut.error->code, ErrorCode::Truncated);
}

// The reference is not given all of the long end of a large text, which makes no difference.
void ParserTest::longEndIsReadLikeAShortOne()
{
    const auto errorOf = [](const std::string& text) {
        const ParseOutcome outcome = parseAll(text);
        return outcome.error.value_or(Error{});
    };
    const auto cause
        = [](const Error& error) { return error.detail.substr(error.detail.find(": ")); };
    const std::string open = R"({"organization-name":"a\\\"b", "report-id":")";
    const std::string whole = R"({"organization-name":"o",)";
    for (const auto& [begin, end] :
        { std::pair{ open, 'c' }, std::pair{ whole, ' ' }, std::pair{ whole, '\n' } }) {
        const std::string large = begin + std::string(3u << 20, end);
        const Error error = errorOf(large);
        QCOMPARE(error.code, ErrorCode::Truncated);
        QCOMPARE(*error.offset, std::uint64_t(large.size()));
        QCOMPARE(cause(error), cause(errorOf(begin + std::string(200, end))));
    }
    // What is wrong within a long end is told with its place.
    const std::string filler(2u << 20, 'c');
    const Error escape = errorOf(open + filler + "\\q" + filler);
    QCOMPARE(escape.code, ErrorCode::InvalidJson);
    QCOMPARE(*escape.offset, std::uint64_t(open.size() + filler.size() + 1));
}

void ParserTest::nestingIsLimited()
{
    const std::string bomb(5000, '[');
    const ParseOutcome outcome = parseAll(bomb);
    QVERIFY(outcome.error.has_value());
    QCOMPARE(outcome.error->code, ErrorCode::TooDeep);
    // ... and inside of a value that is only captured.
    std::string inside = Pieces().json().toStdString();
    inside.insert(1, "\"x\":" + std::string(100, '[') + std::string(100, ']') + ',');
    QCOMPARE(parseAll(inside).error->code, ErrorCode::TooDeep);
}

void ParserTest::rowsAreLimited()
{
    ParseLimits limits;
    limits.rows = 24;
    limits.bytesPerRow = 1u << 20;
    const auto policies = [](int count) {
        QByteArray text = R"({"organization-name":"o","report-id":"1","policies":[)";
        for (int i = 0; i < count; ++i)
            text += i == 0 ? "{}" : ",{}";
        return (text + "]}").toStdString();
    };
    const std::string list
        = with(&Pieces::mxHost, "\"mx-host\":[\"a\",\"b\",\"c\",\"d\"]").toStdString();
    for (const Tokenizer tokenizer : { Tokenizer::Quick, Tokenizer::Reference }) {
        ReportParser parser(limits, tokenizer);
        std::size_t reports = 0;
        const auto errorIn = [&](const std::string& json) {
            reports = 0;
            const ParseOutcome outcome
                = parser.parse(json, {}, [&reports](const Report&, std::size_t) { ++reports; });
            return outcome.error ? std::optional(outcome.error->code) : std::nullopt;
        };
        QVERIFY(!errorIn(policies(23)));
        QCOMPARE(reports, std::size_t{ 1 });
        QVERIFY(errorIn(policies(24)) == ErrorCode::TooLarge);
        QCOMPARE(reports, std::size_t{ 0 });
        // What came before it in the same document stays, and the rest is not passed over quietly.
        QVERIFY(!errorIn(list + '\n' + list)); // 11 rows each at the most
        QVERIFY(errorIn(list + '\n' + list + '\n' + list) == ErrorCode::TooLarge);
        QCOMPARE(reports, std::size_t{ 2 });
    }
}

// 64 MB of JSON lines were read up to 36,000 of 130,000 reports.
void ParserTest::longDocumentsMayHaveMoreRows()
{
    ParseLimits limits;
    limits.rows = 24;
    std::string lines;
    for (int i = 0; i < 50; ++i)
        lines += Pieces().json().toStdString() + '\n';
    QVERIFY(lines.size() / limits.bytesPerRow > 50 * 4);
    std::string large = R"({"organization-name":"o","report-id":"1","x":")"
        + std::string(100'000, 'x') + R"(","policies":[{})";
    for (int i = 0; i < 30; ++i)
        large += ",{}";
    large += "]}";
    for (const Tokenizer tokenizer : { Tokenizer::Quick, Tokenizer::Reference }) {
        ReportParser parser(limits, tokenizer);
        const auto ignore = [](const Report&, std::size_t) {};
        const ParseOutcome many = parser.parse(lines, {}, ignore);
        QVERIFY(!many.error);
        QCOMPARE(many.reports, std::size_t{ 50 });
        // One report has to be held as a whole.
        const ParseOutcome one = parser.parse(large, {}, ignore);
        QVERIFY(one.error && one.error->code == ErrorCode::TooLarge);
    }
}

void ParserTest::bothTokenizersCountTheSameRows()
{
    // Equal policies, which one of them knows again by their bytes.
    const std::string one = Pieces().json().toStdString();
    const std::size_t begin = one.find("[{\"policy\"") + 1;
    const std::string entry = one.substr(begin, one.size() - 2 - begin);
    std::string text = one;
    for (int i = 0; i < 5; ++i)
        text.insert(begin, entry + ',');
    std::size_t errors = 0;
    for (std::size_t rows = 1; rows < 60; ++rows) {
        ParseLimits limits;
        limits.rows = rows;
        limits.bytesPerRow = 1u << 20;
        const auto isRead = [&](Tokenizer tokenizer) {
            ReportParser parser(limits, tokenizer);
            return !parser.parse(text, {}, [](const Report&, std::size_t) {}).error;
        };
        QCOMPARE(isRead(Tokenizer::Quick), isRead(Tokenizer::Reference));
        errors += isRead(Tokenizer::Quick) ? 0 : 1;
    }
    QVERIFY(errors > 20);
    QVERIFY(errors < 59);
}

void ParserTest::repairIsUsedOnlyWhenStrictParsingFails()
{
    // Valid JSON that a repair would change.
    const QByteArray json
        = with(&Pieces::more, "\"failure-reason-code\":\"a,] \xE2\x80\x9Cquoted\xE2\x80\x9D\"");
    QVERIFY(deviationsOf(json.toStdString()).empty());
    QVERIFY(tableOf(json).find("a,] \xE2\x80\x9Cquoted\xE2\x80\x9D") != std::string::npos);
}

void ParserTest::sameDepartureInManyDetailsIsOneEntry()
{
    std::string details;
    for (int i = 0; i < 5000; ++i)
        details += std::string(i ? "," : "")
            + R"({"result-type":"tlsa-invalid","failed-session-count":1})";
    PolicyFixture policy{ .summary = summaryJson(0, 5000), .details = '[' + details + ']' };
    parseAll(reportJson("A", "r", "2026-03-01", { policy }), [](const Report& report) {
        QCOMPARE(report.failures.size(), std::size_t(5000));
        QCOMPARE(report.deviations.size(), std::size_t(3));
        QCOMPARE(report.deviations.front().count, 5000u);
        QCOMPARE(report.deviations.front().field,
            std::string_view("policies[0].failure-details[0].sending-mta-ip"));
    });
}

void ParserTest::parserForgetsTheDocumentBefore()
{
    ReportParser parser;
    const std::string good = Pieces().json().toStdString();
    const std::string broken = good.substr(0, good.size() / 2);
    for (int round = 0; round < 3; ++round) {
        QVERIFY(
            parser.parse(broken, {}, [](const Report&, std::size_t) { QFAIL("a report"); }).error);
        int reports = 0;
        parser.parse(good, {}, [&reports](const Report& report, std::size_t) {
            ++reports;
            QVERIFY(report.deviations.empty());
            QCOMPARE(report.policies.size(), std::size_t(1));
        });
        QCOMPARE(reports, 1);
    }
}

QTEST_APPLESS_MAIN(ParserTest)
#include "tst_parser.moc"
