// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/support/reports.h"

#include <QtTest>

using namespace mxlens;
using namespace mxlens::testing;

class FilterTest final : public QObject {
    Q_OBJECT

private slots:
    void termsAreRead()
    {
        const Filter filter = filterOf(
            R"(domain:Example.com,b.example -result:starttls-not-supported "two words" org:"Google Inc." after:2026-03-01 failures:>10)");
        QCOMPARE(filter.terms.size(), std::size_t(6));
        QCOMPARE(filter.terms[0].patterns.size(), std::size_t(2));
        QCOMPARE(filter.terms[0].patterns[0].text, std::string("example.com"));
        QVERIFY(filter.terms[1].negated);
        QCOMPARE(static_cast<int>(filter.terms[2].key), static_cast<int>(FilterKey::Any));
        QCOMPARE(filter.terms[2].patterns[0].text, std::string("two words"));
        QCOMPARE(filter.terms[3].patterns[0].text, std::string("google inc."));
        QCOMPARE(filter.terms[5].lowest, std::int64_t(11));
        QCOMPARE(filter.terms[1].position, std::size_t(29));
        QCOMPARE(filter.terms[1].length, std::size_t(30));
        QVERIFY(filterOf("  ").empty());
    }

    void mistakesNameTheirPlace_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("position");
        QTest::newRow("unknown key") << QByteArray("mx:a foo:bar") << 5;
        QTest::newRow("no value") << QByteArray("domain:") << 7;
        QTest::newRow("no value in the middle") << QByteArray("a -mx: b") << 6;
        QTest::newRow("empty value in a list") << QByteArray("domain:a,,b") << 7;
        QTest::newRow("open quote") << QByteArray("org:\"Google") << 4;
        QTest::newRow("lone minus") << QByteArray("a - b") << 2;
        QTest::newRow("no day") << QByteArray("after:tomorrow") << 6;
        QTest::newRow("no number") << QByteArray("failures:many") << 9;
        QTest::newRow("no address") << QByteArray("ip:mx1") << 3;
        QTest::newRow("prefix too long") << QByteArray("ip:192.0.2.0/33") << 3;
        QTest::newRow("two days") << QByteArray("after:2026-03-01,2026-03-02") << 16;
    }
    void mistakesNameTheirPlace()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, position);
        const auto parsed = parseFilter(text.toStdString());
        const auto* error = std::get_if<FilterError>(&parsed);
        QVERIFY(error);
        QCOMPARE(static_cast<int>(error->position), position);
        QVERIFY(error->length > 0 || position == text.size());
        QVERIFY(error->length <= static_cast<std::size_t>(text.size()) - error->position);
        QVERIFY(!error->message.empty());
    }

    void aDayThatDoesNotExistIsNotCalledWrittenWrongly()
    {
        const auto message = [](const char* text) {
            const auto parsed = parseFilter(text);
            const auto* error = std::get_if<FilterError>(&parsed);
            return error ? error->message : std::string();
        };
        QCOMPARE(message("after:2026-13-01"), std::string("there is no such day"));
        QCOMPARE(message("before:2026-02-30"), std::string("there is no such day"));
        QCOMPARE(message("after:1.3.2026"), std::string("a day is written YYYY-MM-DD"));
    }

    void aMistypedKeyIsToldTheOneThatItIsLike_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("meant");
        for (const auto& [text, meant] : { std::pair("domian:x", "domain"),
                 std::pair("Domains:x", "domain"), std::pair("reslt:x", "result"),
                 std::pair("mz:x", "mx"), std::pair("failure:>1", "failures"),
                 std::pair("befroe:2026-01-01", "before"), std::pair("foo:bar", ""),
                 std::pair("https://x", ""), std::pair("quitesomethingelse:x", "") })
            QTest::newRow(text) << QByteArray(text) << QByteArray(meant);
    }
    void aMistypedKeyIsToldTheOneThatItIsLike()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, meant);
        const auto parsed = parseFilter(text.toStdString());
        const auto* error = std::get_if<FilterError>(&parsed);
        QVERIFY(error);
        const QByteArray message = QByteArray::fromStdString(error->message);
        QVERIFY2(message.contains("the keys are domain, mx, org,"), message.constData());
        QCOMPARE(message.contains(", perhaps "), !meant.isEmpty());
        QVERIFY2(
            message.contains(", perhaps " + meant + ";") || meant.isEmpty(), message.constData());
    }

    void addressWithoutKeyIsAWord()
    {
        const Filter filter = filterOf("2001:db8::1 abcd:ef::1");
        QCOMPARE(filter.terms.size(), std::size_t(2));
        QCOMPARE(static_cast<int>(filter.terms[1].key), static_cast<int>(FilterKey::Any));
    }

    void wildcards()
    {
        QVERIFY(wildcardMatches("*.example.com", "a.example.com"));
        QVERIFY(wildcardMatches("a*b*c", "a123b45c"));
        QVERIFY(!wildcardMatches("a*b*c", "a123b45"));
        QVERIFY(wildcardMatches("*", ""));
        QVERIFY(!wildcardMatches("", "a"));
        QVERIFY(wildcardMatches("a**", "a"));
    }

    void quotedValueMeansItself()
    {
        for (const char* value :
            { "plain", "two words", "a,b", "-minus", "say \"hi\"", "back\\slash", "", "a:b" }) {
            const Filter filter = filterOf("org:" + quoteForFilter(value));
            QCOMPARE(filter.terms.size(), std::size_t(1));
            QCOMPARE(filter.terms[0].patterns.size(), std::size_t(1));
            QCOMPARE(
                QByteArray::fromStdString(filter.terms[0].patterns[0].text), QByteArray(value));
        }
    }

    void rowsThatAFilterLeaves_data()
    {
        QTest::addColumn<QByteArray>("filter");
        QTest::addColumn<QByteArray>("reports");
        QTest::addColumn<QByteArray>("policies");
        QTest::addColumn<QByteArray>("failures");
        const auto row = [](const char* filter, const char* reports, const char* policies,
                             const char* failures) {
            QTest::newRow(*filter ? filter : "empty")
                << QByteArray(filter) << QByteArray(reports) << QByteArray(policies)
                << QByteArray(failures);
        };
        // Reports: 0 Alpha (p0: f0 expired mx1, f1 starttls mx2), 1 Beta (p1: no details; p2: f2
        // starttls mx2), 2 Gamma without policies.
        row("", "0 1 2", "0 1 2", "0 1 2");
        row("org:alpha", "0", "0", "0 1");
        row("org:\"beta corp\"", "1", "1 2", "2");
        row("org:a*", "0", "0", "0 1");
        row("-org:a*", "1 2", "1 2", "2");
        row("domain:EXAMPLE.com.", "0 1", "0 1", "0 1");
        row("domain:example.com,example.org", "0 1", "0 1 2", "0 1 2");
        row("result:certificate-expired", "0", "0", "0");
        row("-result:starttls-not-supported", "0 1 2", "0 1", "0");
        row("-result:certificate-expired", "0 1 2", "0 1 2", "1 2");
        // mx: the policies that cover it are in too, with or without failure details.
        row("mx:mx1.example.com", "0 1", "0 1", "0");
        row("mx:mx2.example.org", "1", "2", "2");
        row("mx:*.example.org", "1", "2", "2");
        row("mx:mx1.example.com result:certificate-expired", "0", "0", "0");
        row("mx:mx1.example.com -result:certificate-expired", "1", "1", "");
        row("ip:192.0.2.0/24", "0", "0", "0 1");
        row("ip:203.0.113.5", "0 1", "0 2", "0 1 2");
        row("ip:2001:db8::/32", "1", "2", "2");
        row("ip:2001:db8:0:0:0:0:0:7", "1", "2", "2");
        row("type:tlsa", "1", "2", "2");
        row("mode:enforce", "0 1", "0 1 2", "0 1 2");
        row("mode:\"\"", "", "", "");
        row("after:2026-03-02", "1", "1 2", "2");
        row("before:2026-03-01", "0", "0", "0 1");
        row("after:2026-03-01 before:2026-03-02", "0 1", "0 1 2", "0 1 2");
        row("failures:>4", "0 1", "0 2", "0 2");
        row("failures:0", "1", "1", "");
        // A policy of many failures is in for the sake of a detail that tells of few.
        row("failures:1", "0", "0", "1");
        row("-failures:>4", "0 1 2", "0 1", "1");
        row("sessions:>=100", "0", "0", "0 1");
        row("-sessions:>=100", "1 2", "1 2", "2");
        row("report:r1", "1", "1 2", "2");
        row("source:*/0.json", "0", "0", "0 1");
        row("starttls", "0 1", "0 2", "1 2");
        row("-starttls", "0 1 2", "0 1", "0");
        row("gamma", "2", "", "");
        row("expired mx1", "0", "0", "0");
        row("nothing-like-it", "", "", "");
    }
    void rowsThatAFilterLeaves()
    {
        QFETCH(QByteArray, filter);
        QFETCH(QByteArray, reports);
        QFETCH(QByteArray, policies);
        QFETCH(QByteArray, failures);
        const PolicyFixture alpha{ .summary = summaryJson(100, 6),
            .details = '[' + failureJson("certificate-expired", "mx1.example.com", 5) + ','
                + failureJson("starttls-not-supported", "mx2.example.com", 1) + ']',
            .mxHosts = R"(["*.example.com"])" };
        const PolicyFixture quiet{ .summary = summaryJson(50, 0),
            .mxHosts = R"(["mx1.example.com"])" };
        const PolicyFixture dane{ .type = "tlsa",
            .domain = "example.org",
            .summary = summaryJson(1, 7),
            .details = '['
                + failureJson("starttls-not-supported", "mx2.example.org", 7, "2001:db8::7") + ']',
            .mxHosts = "[]" };
        const auto snapshot = snapshotOf({ reportJson("Alpha", "r0", "2026-03-01", { alpha }),
            reportJson("Beta Corp", "r1", "2026-03-02", { quiet, dane }),
            R"({"organization-name":"Gamma","report-id":"r2","policies":[]})" });
        const Selection selection = select(*snapshot, filterOf(filter.toStdString()));
        const auto text = [](const std::vector<RowId>& rows) {
            QByteArrayList list;
            for (const RowId row : rows)
                list += QByteArray::number(row);
            return list.join(' ');
        };
        QCOMPARE(text(selection.reports), reports);
        QCOMPARE(text(selection.policies), policies);
        QCOMPARE(text(selection.failures), failures);
    }

    // An address that is none, or is written in an unusual form, is found as it was written.
    void wordsInAddresses()
    {
        const auto failure = [](const char* address) {
            return failureJson("starttls-not-supported", "mx1.example.com", 1, address);
        };
        const PolicyFixture policy{ .summary = summaryJson(1, 5),
            .details = '[' + failure("192.0.2.17") + ',' + failure("Unknown host") + ','
                + failure("2001:DB8:0::A") + ',' + failure("2001:db8::b") + ','
                + failure("localhost") + ']' };
        const auto snapshot = snapshotOf({ reportJson("Alpha", "r0", "2026-03-01", { policy }) });
        const auto failures
            = [&](const char* filter) { return select(*snapshot, filterOf(filter)).failures; };
        QCOMPARE(failures("host"), (std::vector<RowId>{ 1, 4 }));
        QCOMPARE(failures("\"unknown host\""), (std::vector<RowId>{ 1 }));
        QCOMPARE(failures("-host"), (std::vector<RowId>{ 0, 2, 3 }));
        QCOMPARE(failures("2.17"), (std::vector<RowId>{ 0 }));
        QCOMPARE(failures("db8:0::a"), (std::vector<RowId>{ 2 }));
        QCOMPARE(failures("ip:2001:db8::a"), (std::vector<RowId>{ 2 }));
        QCOMPARE(failures("unheard-of"), std::vector<RowId>());
    }

    void someTermsAreAboutDetails()
    {
        for (const char* const filter : { "mx:a", "-result:b", "ip:192.0.2.1", "reason:*",
                 "failures:<5", "failures:1", "-failures:>5", "-failures:3" })
            QVERIFY2(isAboutDetails(filterOf(filter).terms.front()), filter);
        for (const char* const filter : { "word", "domain:a", "sessions:<5", "failures:>5",
                 "failures:>=5", "-failures:<5", "failures:0", "-failures:>0" })
            QVERIFY2(!isAboutDetails(filterOf(filter).terms.front()), filter);
    }

    void sourcesFollowTheirReports()
    {
        StoreBuilder store;
        SegmentBuilder segment = segmentOf({ reportJson("Alpha", "r0", "2026-03-01", { {} }),
            reportJson("Alpha", "r0", "2026-03-01", { {} }),
            reportJson("Beta", "r1", "2026-03-01", { {} }) });
        segment.addSource("mail/photo.png", {}, SourceOutcome::NotAReport, "an image");
        segment.addSource("mail/cut.gz", {}, SourceOutcome::Unreadable, "the data ends too early");
        store.add(std::move(segment));
        const auto snapshot = store.snapshot();
        const auto sources
            = [&](const char* filter) { return select(*snapshot, filterOf(filter)).sources; };
        QCOMPARE(sources(""), (std::vector<RowId>{ 0, 1, 2, 3, 4 }));
        QCOMPARE(sources("org:alpha"), (std::vector<RowId>{ 0, 1 }));
        QCOMPARE(sources("-org:alpha"), (std::vector<RowId>{ 2, 3, 4 }));
        QCOMPARE(sources("source:*.png"), (std::vector<RowId>{ 3 }));
        QCOMPARE(sources("early"), (std::vector<RowId>{ 4 }));
    }
};

QTEST_APPLESS_MAIN(FilterTest)
#include "tst_filter.moc"
