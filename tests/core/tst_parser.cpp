// SPDX-License-Identifier: GPL-3.0-or-later
// Every deviation of real reports yields its report, with the deviation noted.
#include "tests/core/support/reports.h"

#include <QtTest>

#include <algorithm>

using namespace mxlens;
using namespace mxlens::testing;

namespace {

// A report that follows the RFC, with a hole for one member of each object.
struct Pieces {
    QByteArray top = R"("contact-info":"tls@example.net")";
    QByteArray range
        = R"("date-range":{"start-datetime":"2026-03-01T00:00:00Z","end-datetime":"2026-03-01T23:59:59Z"})";
    QByteArray policyType = R"("policy-type":"sts")";
    QByteArray policyString
        = R"("policy-string":["version: STSv1","mode: enforce","mx: mx1.example.com","max_age: 86400"])";
    QByteArray policyDomain = R"("policy-domain":"example.com")";
    QByteArray mxHost = R"("mx-host":["mx1.example.com"])";
    QByteArray successful = R"("total-successful-session-count":7)";
    QByteArray failed = R"("total-failure-session-count":3)";
    QByteArray resultType = R"("result-type":"certificate-expired")";
    QByteArray sendingIp = R"("sending-mta-ip":"192.0.2.1")";
    QByteArray mx = R"("receiving-mx-hostname":"mx1.example.com")";
    QByteArray receivingIp = R"("receiving-ip":"203.0.113.5")";
    QByteArray count = R"("failed-session-count":3)";
    QByteArray more = R"("failure-reason-code":"expired")";

    static QByteArray joined(std::initializer_list<QByteArray> members)
    {
        QByteArray text;
        for (const QByteArray& member : members) {
            if (!text.isEmpty() && !member.isEmpty())
                text += ',';
            text += member;
        }
        return '{' + text + '}';
    }
    QByteArray json() const
    {
        const QByteArray detail = joined({ resultType, sendingIp, mx, receivingIp, count, more });
        const QByteArray policy = joined({ policyType, policyString, policyDomain, mxHost });
        const QByteArray entry
            = joined({ "\"policy\":" + policy, "\"summary\":" + joined({ successful, failed }),
                "\"failure-details\":[" + detail + ']' });
        return joined({ R"("organization-name":"Reporter","report-id":"r1")", top, range,
            "\"policies\":[" + entry + ']' });
    }
};

QByteArray with(QByteArray Pieces::*piece, const char* text)
{
    Pieces pieces;
    pieces.*piece = text;
    return pieces.json();
}

std::string tableOf(const QByteArray& json)
{
    std::string table;
    parseAll(json.toStdString(), [&table](const Report& report) {
        for (const Policy& policy : report.policies) {
            table += std::string(policy.type) + '/' + std::string(policy.mode) + '/'
                + std::string(policy.domain) + '/';
            for (const auto host : report.mxHostsOf(policy))
                table += std::string(host) + ' ';
            table += '/' + std::to_string(policy.successfulSessions.valueOr(-1)) + '/'
                + std::to_string(policy.failedSessions.valueOr(-1));
            for (const FailureDetail& failure : report.failuresOf(policy))
                table += ';' + std::string(failure.resultType) + ','
                    + std::string(failure.sendingMtaIp) + ','
                    + std::string(failure.receivingMxHostname) + ','
                    + std::string(failure.failureReasonCode) + ','
                    + std::to_string(failure.failedSessionCount.valueOr(-1));
        }
    });
    return table;
}

const char* const faultless = "sts/enforce/example.com/mx1.example.com "
                              "/7/3;certificate-expired,192.0.2.1,mx1.example.com,expired,3";

} // namespace

class ParserTest final : public QObject {
    Q_OBJECT

private slots:
    void reportByTheRfcHasNoDeviation()
    {
        QCOMPARE(tableOf(Pieces().json()), std::string(faultless));
        QCOMPARE(deviationsOf(Pieces().json().toStdString()), std::vector<std::string>());
    }

    void deviationIsReadAndNoted_data();
    void deviationIsReadAndNoted()
    {
        QFETCH(QByteArray, json);
        QFETCH(QByteArray, deviation);
        QFETCH(QByteArray, table);
        const auto noted = deviationsOf(json.toStdString());
        const bool found
            = std::find(noted.begin(), noted.end(), deviation.toStdString()) != noted.end();
        std::string all;
        for (const std::string& name : noted)
            all += name + "; ";
        QVERIFY2(found, all.c_str());
        if (!table.isEmpty())
            QCOMPARE(QByteArray::fromStdString(tableOf(json)), table);
    }

    void domainComesFromItsSurroundings_data();
    void domainComesFromItsSurroundings();
    void disagreeingSurroundingsAreNotedAndLose();
    void severalReportsInOneDocument_data();
    void severalReportsInOneDocument();
    void notAReportIsSaid_data();
    void notAReportIsSaid();
    void brokenJsonNamesItsPlace();
    void nestingIsLimited();
    void repairIsUsedOnlyWhenStrictParsingFails();
    void sameDepartureInManyDetailsIsOneEntry();
    void parserForgetsTheDocumentBefore();
};

void ParserTest::deviationIsReadAndNoted_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("deviation");
    QTest::addColumn<QByteArray>("table");
    const auto row = [](const char* name, const QByteArray& json, const char* deviation,
                         const QByteArray& table = faultless) {
        QTest::newRow(name) << json << QByteArray(deviation) << table;
    };
    const auto changed
        = [](const char* from, const char* to) { return QByteArray(faultless).replace(from, to); };
    using P = Pieces;
    row("null contact", with(&P::top, R"("contact-info":null)"), "null-member contact-info");
    row("no contact", with(&P::top, ""), "missing-member contact-info");
    row("contact is a number", with(&P::top, R"("contact-info":42)"), "wrong-type contact-info");
    row("unknown member", with(&P::top, R"("contact-info":"a@b.c","future-field":{"x":[1,null]})"),
        "unknown-member future-field");
    row("underscores", with(&P::top, R"("contact_info":"a@b.c")"), "alias-key contact-info");
    row("member twice", with(&P::top, R"("contact-info":"a@b.c","contact-info":"d@e.f")"),
        "duplicate-member contact-info");
    row("no zone",
        with(&P::range,
            R"("date-range":{"start-datetime":"2023-01-10T00:00:00","end-datetime":"2023-01-10T23:59:59"})"),
        "date-without-zone date-range.start-datetime");
    row("no time",
        with(&P::range,
            R"("date-range":{"start-datetime":"2024-01-01","end-datetime":"2024-01-02"})"),
        "date-without-time date-range.start-datetime");
    row("no date",
        with(&P::range, R"("date-range":{"start-datetime":"yesterday","end-datetime":null})"),
        "date-unreadable date-range.start-datetime");
    row("null date",
        with(&P::range, R"("date-range":{"start-datetime":"yesterday","end-datetime":null})"),
        "null-member date-range.end-datetime");
    row("number as date", with(&P::range, R"("date-range":{"start-datetime":0,"end-datetime":1})"),
        "date-unreadable date-range.start-datetime");
    row("empty range", with(&P::range, R"("date-range":{})"),
        "missing-member date-range.start-datetime");
    row("no range", with(&P::range, ""), "missing-member date-range");
    row("backwards",
        with(&P::range,
            R"("date-range":{"start-datetime":"2026-03-02T00:00:00Z","end-datetime":"2026-03-01T23:59:59Z"})"),
        "end-before-start date-range");
    row("a week",
        with(&P::range,
            R"("date-range":{"start-datetime":"2026-03-02T00:00:00Z","end-datetime":"2026-03-09T00:00:00Z"})"),
        "long-range date-range");
    row("hour 24",
        with(&P::range,
            R"("date-range":{"start-datetime":"2026-03-02T00:00:00Z","end-datetime":"2026-03-02T24:00:00Z"})"),
        "date-hour-24 date-range.end-datetime");

    row("type in capitals", with(&P::policyType, R"("policy-type":"STS")"),
        "policy-type-form policies[0].policy.policy-type", changed("sts/", "STS/"));
    row("unknown type", with(&P::policyType, R"("policy-type":"bogus")"),
        "unknown-policy-type policies[0].policy.policy-type", changed("sts/", "bogus/"));
    row("no type", with(&P::policyType, ""), "missing-member policies[0].policy.policy-type",
        changed("sts/", "/"));
    row("type is an object", with(&P::policyType, R"("policy-type":{"a":[1.50,"x\"y"],"b":true})"),
        "wrong-type policies[0].policy.policy-type",
        changed("sts/", R"({"a":[1.50,"x\"y"],"b":true}/)"));
    row("CR at line ends",
        with(&P::policyString,
            R"("policy-string":["version: STSv1\r","mode: enforce\r","mx: mx1.example.com\r","max_age: 1\r"])"),
        "policy-text-form policies[0].policy.policy-string");
    row("no blank after the colon",
        with(&P::policyString,
            R"("policy-string":["version:STSv1","mode:testing","mx:mx1.example.com"," "])"),
        "policy-text-form policies[0].policy.policy-string", changed("enforce", "testing"));
    row("one text with line feeds",
        with(&P::policyString,
            R"("policy-string":"version: STSv1\nmode: enforce\nmx: mx1.example.com")"),
        "policy-text-form policies[0].policy.policy-string");
    row("one text with semicolons",
        with(&P::policyString,
            R"("policy-string":"version: STSv1; mode: testing; mx: mx1.example.com")"),
        "policy-text-form policies[0].policy.policy-string", changed("enforce", "testing"));
    row("null policy-string", with(&P::policyString, R"("policy-string":null)"),
        "null-member policies[0].policy.policy-string", changed("enforce", ""));
    row("no policy-string", with(&P::policyString, ""),
        "missing-member policies[0].policy.policy-string", changed("enforce", ""));
    row("mode in capitals",
        with(&P::policyString, R"("policy-string":["version: STSv1","mode: ENFORCE"])"),
        "policy-mode-form policies[0].policy.policy-string");
    row("unknown mode",
        with(&P::policyString, R"("policy-string":["version: STSv1","mode: report"])"),
        "unknown-policy-mode policies[0].policy.policy-string", changed("enforce", "report"));
    row("no mode", with(&P::policyString, R"("policy-string":["version: STSv1"])"),
        "missing-member policies[0].policy.policy-string (mode)", changed("enforce", ""));
    row("number among the lines", with(&P::policyString, R"("policy-string":["mode: enforce",7])"),
        "wrong-type policies[0].policy.policy-string");
    row("domain in capitals with a dot",
        with(&P::policyDomain, R"("policy-domain":"Example.COM.")"),
        "domain-form policies[0].policy.policy-domain",
        changed("example.com/mx1", "Example.COM./mx1"));
    row("no domain", with(&P::policyDomain, ""), "missing-member policies[0].policy.policy-domain",
        changed("/example.com/", "//"));
    row("mx-host as text", with(&P::mxHost, R"("mx-host":"mx1.example.com")"),
        "mx-host-form policies[0].policy.mx-host");
    row("mx-host with mx:", with(&P::mxHost, R"("mx-host":["mx: mx1.example.com"])"),
        "mx-host-form policies[0].policy.mx-host",
        changed("/mx1.example.com ", "/mx: mx1.example.com "));
    row("mx-host null", with(&P::mxHost, R"("mx-host":null)"),
        "null-member policies[0].policy.mx-host", changed("/mx1.example.com ", "/"));
    row("mx-host a number", with(&P::mxHost, R"("mx-host":5)"),
        "wrong-type policies[0].policy.mx-host", changed("/mx1.example.com ", "/5 "));
    row("empty mx-host", with(&P::mxHost, R"("mx-host":[])"),
        "empty-text policies[0].policy.mx-host", changed("/mx1.example.com ", "/"));
    row("empty policy-string", with(&P::policyString, R"("policy-string":[])"),
        "empty-text policies[0].policy.policy-string", changed("enforce", ""));
    row("no mx-host", with(&P::mxHost, ""), "missing-member policies[0].policy.mx-host",
        changed("/mx1.example.com ", "/"));
    row("mx-host-pattern", with(&P::mxHost, R"("mx-host-pattern":["mx1.example.com"])"),
        "alias-key policies[0].policy.mx-host");

    row("count as text", with(&P::failed, R"("total-failure-session-count":"3")"),
        "count-as-text policies[0].summary.total-failure-session-count");
    row("count with a fraction", with(&P::failed, R"("total-failure-session-count":3.0)"),
        "count-as-fraction policies[0].summary.total-failure-session-count");
    row("half a session", with(&P::failed, R"("total-failure-session-count":3.5)"),
        "count-unreadable policies[0].summary.total-failure-session-count", changed("/3;", "/-1;"));
    row("count in words", with(&P::failed, R"("total-failure-session-count":"lots")"),
        "count-unreadable policies[0].summary.total-failure-session-count", changed("/3;", "/-1;"));
    row("negative count", with(&P::failed, R"("total-failure-session-count":-5)"),
        "count-negative policies[0].summary.total-failure-session-count", changed("/3;", "/-1;"));
    row("negative count as text", with(&P::failed, R"("total-failure-session-count":"-5")"),
        "count-negative policies[0].summary.total-failure-session-count", changed("/3;", "/-1;"));
    row("true as count", with(&P::failed, R"("total-failure-session-count":true)"),
        "count-unreadable policies[0].summary.total-failure-session-count", changed("/3;", "/-1;"));
    row("list as count", with(&P::failed, R"("total-failure-session-count":[3])"),
        "count-unreadable policies[0].summary.total-failure-session-count", changed("/3;", "/-1;"));
    row("null count", with(&P::failed, R"("total-failure-session-count":null)"),
        "null-member policies[0].summary.total-failure-session-count", changed("/3;", "/-1;"));
    row("no count", with(&P::failed, ""),
        "missing-member policies[0].summary.total-failure-session-count", changed("/3;", "/-1;"));
    row("count over 2^53",
        with(&P::successful, R"("total-successful-session-count":9999999999999999)"),
        "count-too-large policies[0].summary.total-successful-session-count",
        changed("/7/", "/9999999999999999/"));
    row("count over 2^64",
        with(&P::successful, R"("total-successful-session-count":99999999999999999999)"),
        "count-too-large policies[0].summary.total-successful-session-count",
        changed("/7/", "/9223372036854775807/"));
    row("count over 2^63",
        with(&P::successful, R"("total-successful-session-count":18446744073709551615)"),
        "count-too-large policies[0].summary.total-successful-session-count",
        changed("/7/", "/9223372036854775807/"));
    row("count over 2^64 as text",
        with(&P::successful, R"("total-successful-session-count":"99999999999999999999")"),
        "count-too-large policies[0].summary.total-successful-session-count",
        changed("/7/", "/9223372036854775807/"));
    row("details above the summary", with(&P::count, R"("failed-session-count":5)"),
        "details-above-summary policies[0].failure-details", changed("expired,3", "expired,5"));
    row("details below the summary", with(&P::count, R"("failed-session-count":1)"),
        "details-below-summary policies[0].failure-details", changed("expired,3", "expired,1"));

    row("unknown result type", with(&P::resultType, R"("result-type":"cert-expired")"),
        "unknown-result-type policies[0].failure-details[0].result-type",
        changed("certificate-expired", "cert-expired"));
    row("result type in capitals", with(&P::resultType, R"("result-type":"Certificate-Expired")"),
        "result-type-form policies[0].failure-details[0].result-type",
        changed("certificate-expired", "Certificate-Expired"));
    row("no result type", with(&P::resultType, ""),
        "missing-member policies[0].failure-details[0].result-type",
        changed("certificate-expired", ""));
    row("empty address", with(&P::sendingIp, R"("sending-mta-ip":"")"),
        "empty-text policies[0].failure-details[0].sending-mta-ip", changed("192.0.2.1", ""));
    row("no address", with(&P::sendingIp, ""),
        "missing-member policies[0].failure-details[0].sending-mta-ip", changed("192.0.2.1", ""));
    row("null address", with(&P::sendingIp, R"("sending-mta-ip":null)"),
        "null-member policies[0].failure-details[0].sending-mta-ip", changed("192.0.2.1", ""));
    row("no IP", with(&P::sendingIp, R"("sending-mta-ip":"x.x.x.x")"),
        "address-unreadable policies[0].failure-details[0].sending-mta-ip",
        changed("192.0.2.1", "x.x.x.x"));
    row("IPv6 in other form", with(&P::sendingIp, R"("sending-mta-ip":"2001:db8:abcd:0012::1")"),
        "address-form policies[0].failure-details[0].sending-mta-ip",
        changed("192.0.2.1", "2001:db8:abcd:0012::1"));
    row("receiving-mx-host-name", with(&P::mx, R"("receiving-mx-host-name":"mx1.example.com")"),
        "alias-key policies[0].failure-details[0].receiving-mx-hostname");
    row("receiving-mta", with(&P::mx, R"("receiving-mta":"mx1.example.com")"),
        "alias-key policies[0].failure-details[0].receiving-mx-hostname");
    row("failure-error-code", with(&P::more, R"("failure-error-code":"expired")"),
        "alias-key policies[0].failure-details[0].failure-reason-code");
    row("failure-reason", with(&P::more, R"("failure-reason":"expired")"),
        "alias-key policies[0].failure-details[0].failure-reason-code");
    row("additional-info-uri",
        with(&P::more,
            R"("failure-reason-code":"expired","additional-info-uri":"https://example.net")"),
        "alias-key policies[0].failure-details[0].additional-information");
    row("the right key wins over its alias",
        with(&P::more, R"("failure-reason-code":"expired","failure-reason":"other")"),
        "unknown-member policies[0].failure-details[0].failure-reason");
    row("draft key of the count", with(&P::count, R"("session-count":3)"),
        "alias-key policies[0].failure-details[0].failed-session-count");
    row("no count of the detail", with(&P::count, ""),
        "missing-member policies[0].failure-details[0].failed-session-count",
        changed("expired,3", "expired,-1"));
    row("control characters", with(&P::more, "\"failure-reason-code\":\"a\\u001b[31mb\""),
        "control-characters policies[0].failure-details[0].failure-reason-code",
        changed(",expired,", ",a\x1b[31mb,"));

    const QByteArray head
        = R"({"organization-name":"R","report-id":"r1","contact-info":"c@example.net",)"
          R"("date-range":{"start-datetime":"2026-03-01T00:00:00Z","end-datetime":"2026-03-01T23:59:59Z"},)";
    const auto whole
        = [&](const char* name, const char* rest, const char* deviation, const char* table) {
              row(name, head + rest + '}', deviation, QByteArray(table));
          };
    whole("no policies", R"("policies":[])", "no-policies policies", "");
    whole("policies missing", R"("x":1)", "no-policies policies", "");
    whole("policies is text", R"("policies":"not-a-list")", "wrong-type policies", "");
    whole("policies holds junk", R"("policies":[1,"x",null,[{}]])", "wrong-type policies", "");
    whole("policies is an object", R"("policies":{"policy-type":"sts"})", "wrong-type policies",
        "sts////-1/-1");
    whole("flattened policy",
        R"("policies":[{"policy-type":"sts","policy-domain":"example.com","summary":{"total-successful-session-count":1,"total-failure-session-count":0}}])",
        "flattened-policy policies[0].policy", "sts//example.com//1/0");
    whole("tls-report",
        R"("tls-report":[{"policy":{"policy-type":"no-policy-found","policy-domain":"example.com"},"summary":{"total-successful-session-count":1,"total-failure-session-count":0}}])",
        "alias-key policies", "no-policy-found//example.com//1/0");
    whole("draft with one policy",
        R"("policy":{"policy-type":"sts","policy-domain":"example.com"},"summary":{"success-aggregate":5326,"failure-aggregate:":303},"report-items":[{"result-type":"tlsa-invalid","session-count":303}])",
        "alias-key summary.total-failure-session-count",
        "sts//example.com//5326/303;tlsa-invalid,,,,303");
    whole("failures",
        R"("policies":[{"policy":{"policy-type":"sts"},"failures":[{"result-type":"tlsa-invalid"}]}])",
        "alias-key policies[0].failure-details", "sts////-1/-1;tlsa-invalid,,,,-1");
    whole("failure-details is an object",
        R"("policies":[{"policy":{"policy-type":"sts"},"failure-details":{"result-type":"tlsa-invalid"}}])",
        "wrong-type policies[0].failure-details", "sts////-1/-1;tlsa-invalid,,,,-1");
    whole("failure-details is an empty object",
        R"("policies":[{"policy":{"policy-type":"sts"},"failure-details":{}}])",
        "wrong-type policies[0].failure-details", "sts////-1/-1");
    whole("failure-details is null",
        R"("policies":[{"policy":{"policy-type":"sts"},"failure-details":null}])",
        "null-member policies[0].failure-details", "sts////-1/-1");
    whole("no summary", R"("policies":[{"policy":{"policy-type":"sts"}}])",
        "missing-member policies[0].summary", "sts////-1/-1");
    whole("TLSA list as JSON in a text",
        R"("policies":[{"policy":{"policy-type":"tlsa","policy-string":["[\"3 1 1 0A\",\"3 1 1 0B\"]"],"policy-domain":"example.com"},"summary":{"total-successful-session-count":1,"total-failure-session-count":0}}])",
        "policy-text-form policies[0].policy.policy-string", "tlsa//example.com//1/0");

    row("byte order mark", "\xEF\xBB\xBF" + Pieces().json(), "byte-order-mark ");
    row("rubbish behind it", Pieces().json() + "\n-- \nsent by a machine", "trailing-data ");
    row("raw line break", with(&P::more, "\"failure-reason-code\":\"exp\r\n     ired\""),
        "repaired-json ", changed("mx1.example.com,expired", "mx1.example.com,exp ired"));
    row("typographic quotes",
        with(&P::more,
            "\"failure-reason-code\":\xE2\x80\x9C"
            "expired\xE2\x80\x9D"),
        "repaired-json ");
    row("trailing comma", Pieces().json().replace("}]}", "},]}"), "repaired-json ");
    row("not UTF-8", with(&P::more, "\"failure-reason-code\":\"caf\xE9\""), "invalid-utf-8 ",
        changed(",expired,", ",caf\xEF\xBF\xBD,"));
    QByteArray utf16("\xFF\xFE");
    for (const char c : Pieces().json())
        utf16.append(c).append('\0');
    row("UTF-16", utf16, "utf-16-text ");
}

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

void ParserTest::severalReportsInOneDocument_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<int>("reports");
    const QByteArray one = Pieces().json();
    QTest::newRow("array") << '[' + one + ',' + one + ']' << 2;
    QTest::newRow("array with strangers") << "[1," + one + ",{\"a\":1},[]," + one + ']' << 2;
    QTest::newRow("JSON lines") << one + '\n' + one + '\n' + one + '\n' << 3;
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
