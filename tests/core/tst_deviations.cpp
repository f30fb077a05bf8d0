// SPDX-License-Identifier: GPL-3.0-or-later
// Every deviation of real reports yields its report, with the deviation noted.
#include "tests/core/support/pieces.h"

#include <QtTest>

#include <algorithm>

using namespace mxlens;
using namespace mxlens::testing;

class DeviationsTest final : public QObject {
    Q_OBJECT

private slots:
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
};

void DeviationsTest::deviationIsReadAndNoted_data()
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

QTEST_APPLESS_MAIN(DeviationsTest)
#include "tst_deviations.moc"
