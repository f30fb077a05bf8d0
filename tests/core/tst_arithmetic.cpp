// SPDX-License-Identifier: GPL-3.0-or-later
// The arithmetic of DESIGN.md section 3, rule by rule.
#include "tests/core/support/reports.h"

#include "core/query/totals.h"
#include "core/query/trend.h"

#include <QtTest>

using namespace mxlens;
using namespace mxlens::testing;

namespace {

QByteArray textOf(Count count)
{
    return count.known() ? QByteArray::number(static_cast<qint64>(count.valueOr(0))) : "?";
}

QByteArray textOf(const SessionFigures& figures)
{
    return textOf(figures.sessions) + '/' + textOf(figures.successful) + '/'
        + textOf(figures.failed);
}

QByteArray trendText(const std::vector<std::string>& documents, TrendBy by, const char* filter = "")
{
    const auto snapshot = snapshotOf(documents);
    QByteArray text;
    for (const TrendRow& row : trend(*snapshot, select(*snapshot, filterOf(filter)), by))
        text += QByteArray::fromStdString(formatDay(row.day)).last(2) + ' '
            + QByteArray(row.key.data(), static_cast<qsizetype>(row.key.size())) + ' '
            + textOf(row.figures) + '\n';
    return text;
}

QByteArray totalText(const std::vector<std::string>& documents, const char* filter = "")
{
    const auto snapshot = snapshotOf(documents);
    return textOf(totals(*snapshot, select(*snapshot, filterOf(filter))).figures);
}

PolicyFixture policy(const char* type, const char* domain, int successful, int failed,
    const std::string& details = {},
    const char* mxHosts = R"(["mx1.example.com","mx2.example.com"])")
{
    return { type, domain, summaryJson(successful, failed), '[' + details + ']',
        std::string_view(type) == "sts" ? mxHosts : "[]" };
}

std::string dated(std::string json, const char* from, const char* to)
{
    json.replace(json.find("2026-03-01T00:00:00Z"), 20, from);
    json.replace(json.find("2026-03-01T23:59:59Z"), 20, to);
    return json;
}

} // namespace

class ArithmeticTest final : public QObject {
    Q_OBJECT

private slots:
    // Rule 1
    void daysAreUtcDaysOfTheStart()
    {
        const std::string base
            = reportJson("A", "r", "2026-03-01", { policy("sts", "example.com", 1, 0) });
        const auto day = [&](const char* from, const char* to) {
            return trendText({ dated(base, from, to) }, TrendBy::Domain).first(2);
        };
        QCOMPARE(day("2026-03-01T00:00:00Z", "2026-03-02T00:00:00Z"), QByteArray("01"));
        QCOMPARE(day("2026-03-02T01:00:00+02:00", "2026-03-03T00:00:00Z"), QByteArray("01"));
        QCOMPARE(day("2026-03-05T00:00:00Z", "2026-03-12T00:00:00Z"), QByteArray("05"));
        QCOMPARE(day("not-a-date-at-all!!!", "2026-03-10T00:00:00Z"), QByteArray("09"));
    }
    void longRangeIsOnePointAndMarked()
    {
        const std::string base
            = reportJson("A", "r", "2026-03-01", { policy("sts", "example.com", 1, 0) });
        const auto mark = [&](const char* to) {
            const auto snapshot = snapshotOf({ dated(base, "2026-03-01T00:00:00Z", to) });
            const auto days = dailyFigures(*snapshot, select(*snapshot, {}));
            return days.size() == 1 && days.front().longRange;
        };
        QVERIFY(!mark("2026-03-02T01:00:00Z"));
        QVERIFY(mark("2026-03-02T01:00:01Z"));
        QVERIFY(mark("2026-03-08T00:00:00Z"));
    }
    void reportWithoutADayIsInTheTotalsAndInNoTrend()
    {
        const std::string json
            = dated(reportJson("A", "r", "2026-03-01", { policy("sts", "example.com", 5, 1) }),
                "yesterday-----------", "tomorrow------------");
        QCOMPARE(totalText({ json }), QByteArray("6/5/1"));
        for (const TrendBy by :
            { TrendBy::Domain, TrendBy::Mx, TrendBy::Reporter, TrendBy::ResultType })
            QCOMPARE(trendText({ json }, by), QByteArray());
    }

    // Rule 2
    void failureDetailsNeverMakeSessions()
    {
        const std::string more = reportJson("A", "r1", "2026-03-01",
            { policy("sts", "example.com", 10, 3,
                failureJson("tlsa-invalid", "mx1.example.com", 3) + ','
                    + failureJson("validation-failure", "mx1.example.com", 3)) });
        QCOMPARE(totalText({ more }), QByteArray("13/10/3"));
        const std::string fewer = reportJson("A", "r1", "2026-03-01",
            { policy(
                "sts", "example.com", 10, 30, failureJson("tlsa-invalid", "mx1.example.com", 3)) });
        QCOMPARE(totalText({ fewer }), QByteArray("40/10/30"));
    }

    // Rule 3
    void stsAndTlsaAreTheSameSessions()
    {
        const std::string json = reportJson("Microsoft", "r", "2026-03-01",
            { policy("sts", "example.com", 100, 2), policy("tlsa", "example.com", 90, 7),
                policy("no-policy-found", "example.com", 5, 1) });
        // sessions 6 + max(102, 97), failures 1 + max(2, 7)
        QCOMPARE(totalText({ json }), QByteArray("108/100/8"));
        QCOMPARE(trendText({ json }, TrendBy::Domain), QByteArray("01 example.com 108/100/8\n"));
        QCOMPARE(trendText({ json }, TrendBy::Reporter), QByteArray("01 Microsoft 108/100/8\n"));
    }
    void severalStsPoliciesOfOneDomainAddUp()
    {
        const std::string json = reportJson("A", "r", "2026-03-01",
            { policy("sts", "example.com", 10, 1), policy("sts", "EXAMPLE.com.", 20, 2),
                policy("tlsa", "example.com", 5, 0), policy("bogus", "example.com", 7, 7) });
        QCOMPARE(totalText({ json }), QByteArray("47/37/10"));
    }
    void domainsAndReportsAreNotMixed()
    {
        const std::string a = reportJson("A", "r", "2026-03-01",
            { policy("sts", "example.com", 10, 0), policy("tlsa", "mx1.example.com", 10, 0) });
        const std::string b
            = reportJson("B", "r", "2026-03-01", { policy("tlsa", "example.com", 10, 0) });
        QCOMPARE(totalText({ a, b }), QByteArray("30/30/0"));
        QCOMPARE(trendText({ a, b }, TrendBy::Domain),
            QByteArray("01 example.com 20/20/0\n01 mx1.example.com 10/10/0\n"));
    }

    // Rule 4
    void mxHasFailuresFromDetailsAndNoRateWhereItIsNotAlone()
    {
        const std::string json = reportJson("A", "r", "2026-03-01",
            { policy("sts", "example.com", 100, 4,
                failureJson("tlsa-invalid", "MX1.example.com.", 3) + ','
                    + failureJson("tlsa-invalid", "mx2.example.com", 1)) });
        QCOMPARE(trendText({ json }, TrendBy::Mx),
            QByteArray("01 mx1.example.com ?/?/3\n01 mx2.example.com ?/?/1\n"));
    }
    void mxThatStandsAloneHasSessions()
    {
        const char* const one = R"(["mx1.example.com"])";
        const std::string a = reportJson("A", "r", "2026-03-01",
            { policy("sts", "example.com", 100, 4,
                failureJson("tlsa-invalid", "mx1.example.com", 4), one) });
        const std::string b
            = reportJson("B", "r", "2026-03-01", { policy("sts", "example.com", 10, 0, {}, one) });
        QCOMPARE(trendText({ a, b }, TrendBy::Mx), QByteArray("01 mx1.example.com 114/110/4\n"));
        // A wildcard policy of the same day covers it too: no sessions are known any more.
        const std::string c = reportJson("C", "r", "2026-03-01",
            { policy("sts", "example.com", 10, 0, {}, R"(["*.example.com"])") });
        QCOMPARE(trendText({ a, b, c }, TrendBy::Mx), QByteArray("01 mx1.example.com ?/?/4\n"));
        // ... of another day it does not matter.
        const std::string d = reportJson("C", "r", "2026-03-02",
            { policy("sts", "example.com", 10, 0, {}, R"(["*.example.com"])") });
        QCOMPARE(trendText({ a, d }, TrendBy::Mx), QByteArray("01 mx1.example.com 104/100/4\n"));
    }
    void danePolicyMeansItsDomain()
    {
        const std::string dane
            = reportJson("A", "r", "2026-03-01", { policy("tlsa", "mx1.example.com", 9, 0) });
        QCOMPARE(trendText({ dane }, TrendBy::Mx), QByteArray("01 mx1.example.com 9/9/0\n"));
        // Microsoft writes the recipient domain there, as its sts policy shows.
        const std::string microsoft = reportJson("B", "r", "2026-03-01",
            { policy("tlsa", "example.com", 9, 0), policy("sts", "example.com", 9, 0) });
        QCOMPARE(trendText({ microsoft }, TrendBy::Mx), QByteArray());
    }
    void stsAndTlsaOfOneMxAreTheSameSessions()
    {
        const char* const one = R"(["mx1.example.com"])";
        const std::string json = reportJson("A", "r", "2026-03-01",
            { policy("sts", "example.com", 20, 2, failureJson("tlsa-invalid", "mx1.example.com", 2),
                  one),
                policy("tlsa", "mx1.example.com", 15, 3,
                    failureJson("tlsa-invalid", "mx1.example.com", 3)) });
        QCOMPARE(trendText({ json }, TrendBy::Mx), QByteArray("01 mx1.example.com 22/19/3\n"));
    }
    void policyThatNamesAnotherMxMeansMoreThanOne()
    {
        const std::string json = reportJson("A", "r", "2026-03-01",
            { policy("sts", "example.com", 20, 2,
                failureJson("validation-failure", "old.example.com", 2),
                R"(["mx1.example.com"])") });
        QCOMPARE(trendText({ json }, TrendBy::Mx), QByteArray("01 old.example.com ?/?/2\n"));
    }
    void resultTypesHaveFailuresAlone()
    {
        const std::string detail = failureJson("tlsa-invalid", "mx1.example.com", 3);
        const std::string json = reportJson("A", "r", "2026-03-01",
            { policy("sts", "example.com", 100, 3, detail),
                policy("tlsa", "example.com", 90, 3, detail),
                policy("no-policy-found", "example.com", 1, 3, detail) });
        QCOMPARE(trendText({ json }, TrendBy::ResultType), QByteArray("01 tlsa-invalid ?/?/6\n"));
    }
    void resultTypesOfDifferentDomainsAddUp()
    {
        const std::string json = reportJson("A", "r", "2026-03-01",
            { policy("sts", "example.com", 5, 3,
                  failureJson("validation-failure", "mx1.example.com", 3)),
                policy("tlsa", "mx.example.org", 5, 4,
                    failureJson("validation-failure", "mx.example.org", 4)) });
        QCOMPARE(
            trendText({ json }, TrendBy::ResultType), QByteArray("01 validation-failure ?/?/7\n"));
    }
    void detailWithoutAnMxBelongsToTheOneThatItsPolicyMeans()
    {
        const std::string json = reportJson("A", "r", "2026-03-01",
            { policy("tlsa", "mx1.example.com", 11, 1, failureJson("tlsa-invalid", "", 1)) });
        QCOMPARE(trendText({ json }, TrendBy::Mx), QByteArray("01 mx1.example.com 12/11/1\n"));
        // Fetching the policy fails before any MX is asked.
        const std::string fetch = reportJson("A", "r", "2026-03-01",
            { policy("sts", "example.com", 11, 1, failureJson("sts-policy-fetch-error", "", 1),
                R"(["mx1.example.com"])") });
        QCOMPARE(trendText({ fetch }, TrendBy::Mx), QByteArray("01 mx1.example.com 12/11/0\n"));
    }
    void chartOfAnMxSetsItsFailuresBesideTheCoveringSessions()
    {
        const std::string json = reportJson("A", "r", "2026-03-01",
            { policy(
                  "sts", "example.com", 100, 4, failureJson("tlsa-invalid", "mx1.example.com", 3)),
                policy("sts", "example.org", 50, 0, {}, R"(["mx9.example.org"])") });
        const std::string quiet
            = reportJson("A", "r", "2026-03-02", { policy("sts", "example.com", 70, 0) });
        const auto snapshot = snapshotOf({ json, quiet });
        const auto days = mxDailyFigures(*snapshot, select(*snapshot, {}), "mx1.example.com");
        QCOMPARE(days.size(), std::size_t(2));
        QCOMPARE(textOf(days[0].mx), QByteArray("?/?/3"));
        QCOMPARE(textOf(days[0].covering), QByteArray("104/100/4"));
        QCOMPARE(textOf(days[1].mx), QByteArray("?/?/0"));
        QCOMPARE(textOf(days[1].covering), QByteArray("70/70/0"));
    }
    void filterOnAnMxKeepsTheSessionsThatCoverIt()
    {
        const char* const one = R"(["mx1.example.com"])";
        const std::string a = reportJson("A", "r", "2026-03-01",
            { policy("sts", "example.com", 100, 4,
                failureJson("tlsa-invalid", "mx1.example.com", 4), one) });
        const std::string b
            = reportJson("B", "r", "2026-03-01", { policy("sts", "example.com", 10, 0, {}, one) });
        QCOMPARE(trendText({ a, b }, TrendBy::Mx, "mx:mx1.example.com"),
            trendText({ a, b }, TrendBy::Mx));
        QCOMPARE(trendText({ a, b }, TrendBy::Mx, "-mx:mx1.example.com"), QByteArray());
    }
    void filterOnAnMxKeepsTheFailuresThatNameNone()
    {
        const std::string json = reportJson("A", "r", "2026-03-01",
            { policy("sts", "example.com", 100, 30, failureJson("certificate-expired", "", 30),
                R"(["mx1.example.com"])") });
        QCOMPARE(trendText({ json }, TrendBy::Mx, "mx:mx1.example.com"),
            QByteArray("01 mx1.example.com 130/100/30\n"));
        QCOMPARE(trendText({ json }, TrendBy::Mx, "-mx:mx1.example.com"), QByteArray());
    }

    // Rule 6
    void missingCountsStayUnknown()
    {
        PolicyFixture silent = policy("sts", "example.com", 0, 0);
        silent.summary = "{}";
        QCOMPARE(
            totalText({ reportJson("A", "r", "2026-03-01", { silent }) }), QByteArray("?/?/?"));
        silent.summary = R"({"total-failure-session-count":3})";
        QCOMPARE(
            totalText({ reportJson("A", "r", "2026-03-01", { silent }) }), QByteArray("3/?/3"));
        silent.summary = R"({"total-successful-session-count":3})";
        QCOMPARE(
            totalText({ reportJson("A", "r", "2026-03-01", { silent }) }), QByteArray("3/3/?"));
        // A sum over known and unknown is the sum of the known.
        QCOMPARE(totalText({ reportJson(
                     "A", "r", "2026-03-01", { silent, policy("sts", "example.org", 5, 1) }) }),
            QByteArray("9/8/1"));
    }
    void sumsSaturate()
    {
        PolicyFixture huge = policy("sts", "example.com", 0, 0);
        huge.summary
            = R"({"total-successful-session-count":9223372036854775807,"total-failure-session-count":5})";
        QCOMPARE(totalText({ reportJson("A", "r", "2026-03-01", { huge }),
                               reportJson("B", "r", "2026-03-01", { huge }) })
                     .split('/')
                     .first(),
            QByteArray("9223372036854775807"));
    }

    // Rule 8
    void sourcesAddUp()
    {
        StoreBuilder store;
        const std::string json
            = reportJson("A", "r", "2026-03-01", { policy("sts", "example.com", 1, 0) });
        SegmentBuilder segment = segmentOf({ json, json });
        segment.addSource("a.png", {}, SourceOutcome::NotAReport, "an image");
        segment.addSource("b.gz", {}, SourceOutcome::Unreadable, "damaged");
        store.add(std::move(segment));
        const auto snapshot = store.snapshot();
        const Totals sum = totals(*snapshot, select(*snapshot, {}));
        QCOMPARE(sum.sources, std::size_t(4));
        QCOMPARE(sum.reportSources, std::size_t(1));
        QCOMPARE(sum.duplicateSources, std::size_t(1));
        QCOMPARE(sum.notReportSources, std::size_t(1));
        QCOMPARE(sum.unreadableSources, std::size_t(1));
    }

    void domainTreeCountsFailuresOncePerReport()
    {
        const std::string detail = failureJson("tlsa-invalid", "mx1.example.com", 3) + ','
            + failureJson("certificate-expired", "mx2.example.com", 1);
        const std::string json = reportJson("A", "r", "2026-03-01",
            { policy("sts", "example.com", 100, 4, detail),
                policy("tlsa", "example.com", 100, 4, detail),
                policy("sts", "example.org", 5, 0) });
        const auto snapshot = snapshotOf({ json });
        const auto tree = domainTree(*snapshot, select(*snapshot, {}));
        QCOMPARE(tree.size(), std::size_t(2));
        QCOMPARE(tree[0].domain, std::string("example.com"));
        QCOMPARE(textOf(tree[0].figures), QByteArray("104/100/4"));
        QCOMPARE(tree[0].mxs.size(), std::size_t(2));
        QCOMPARE(tree[0].mxs[0].mx, std::string("mx1.example.com"));
        QCOMPARE(textOf(tree[0].mxs[0].failed), QByteArray("3"));
        QCOMPARE(tree[0].mxs[0].resultTypes[0].resultType, std::string("tlsa-invalid"));
        QCOMPARE(textOf(tree[0].mxs[1].failed), QByteArray("1"));
        QVERIFY(tree[1].mxs.empty());
    }
};

QTEST_APPLESS_MAIN(ArithmeticTest)
#include "tst_arithmetic.moc"
