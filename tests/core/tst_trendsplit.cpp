// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/modetrend.h"
#include "core/query/mxcovering.h"
#include "core/query/trendsplit.h"
#include "tests/core/support/randomstore.h"
#include "tests/core/support/reports.h"

#include <QtTest>

#include <map>

using namespace mxlens;
using namespace mxlens::testing;

namespace {

std::string textOf(Count count)
{
    return count.known() ? std::to_string(count.valueOr(0)) : "?";
}

std::string textOf(const SessionFigures& figures)
{
    return textOf(figures.sessions) + ' ' + textOf(figures.successful) + ' '
        + textOf(figures.failed);
}

std::string textOf(const SplitSeries& series)
{
    std::string text = series.key + ':';
    for (const SplitDay& day : series.days)
        text += " [" + std::to_string(day.day) + ' ' + textOf(day.figures) + ' '
            + textOf(day.covering) + ']';
    return text;
}

/// A report with one failure detail at an MX, out of 10 sessions and its failures.
std::string failing(const std::string& id, const std::string& day, const std::string& mx, int count,
    const std::string& domain = "example.com")
{
    PolicyFixture policy;
    policy.domain = domain;
    policy.summary = summaryJson(10, count);
    policy.details = "[" + failureJson("certificate-expired", mx, count) + "]";
    policy.mxHosts = R"(["*.example.com"])";
    return reportJson("Reporter", id, day, { policy });
}

TrendBy trendBy(SplitBy by)
{
    return by == SplitBy::Mx        ? TrendBy::Mx
        : by == SplitBy::Reporter   ? TrendBy::Reporter
        : by == SplitBy::ResultType ? TrendBy::ResultType
                                    : TrendBy::Domain;
}

} // namespace

class TrendSplitTest final : public QObject {
    Q_OBJECT
private slots:
    void mostFailuresComeFirst()
    {
        const auto snapshot = snapshotOf({ failing("1", "2026-09-01", "a.example.com", 1),
            failing("2", "2026-09-01", "b.example.com", 5),
            failing("3", "2026-09-02", "a.example.com", 2) });
        const TrendSplit split = splitTrend(*snapshot, select(*snapshot, {}), SplitBy::Mx, 8);
        QCOMPARE(split.series.size(), std::size_t(2));
        QCOMPARE(split.left, std::size_t(0));
        // Day 20697 is 1 September 2026. The policies cover both MX on both days.
        QCOMPARE(textOf(split.series[0]),
            std::string("b.example.com: [20697 ? ? 5 26] [20698 ? ? 0 12]"));
        QCOMPARE(textOf(split.series[1]),
            std::string("a.example.com: [20697 ? ? 1 26] [20698 ? ? 2 12]"));
    }

    void theRestIsTheSumOfTheOthers()
    {
        std::vector<std::string> reports;
        for (int i = 0; i < 12; ++i)
            reports.push_back(failing(std::to_string(i), i % 2 ? "2026-09-01" : "2026-09-02",
                "mx.example.com", 20 - i, "d" + std::to_string(10 + i) + ".example"));
        const auto snapshot = snapshotOf(reports);
        const TrendSplit split = splitTrend(*snapshot, select(*snapshot, {}), SplitBy::Domain, 8);
        QCOMPARE(split.series.size(), std::size_t(8));
        QCOMPARE(split.series.front().key, std::string("d10.example"));
        QCOMPARE(split.left, std::size_t(4));
        // 12 and 10 failures on the second day, 11 and 9 on the first, beside 10 successes each.
        QCOMPARE(textOf(split.rest), std::string(": [20697 40 20 20 ?] [20698 42 20 22 ?]"));
        QCOMPARE(textOf(split.rest.sum), std::string("82 40 42"));
    }

    void seriesAndRestHoldEveryRowOfTheTable_data()
    {
        QTest::addColumn<int>("by");
        QTest::addColumn<int>("most");
        for (const SplitBy by :
            { SplitBy::Domain, SplitBy::Mx, SplitBy::Reporter, SplitBy::ResultType }) {
            for (const int most : { 0, 1, 2, 100 })
                QTest::addRow("%d %d", static_cast<int>(by), most) << static_cast<int>(by) << most;
        }
    }
    void seriesAndRestHoldEveryRowOfTheTable()
    {
        QFETCH(int, by);
        QFETCH(int, most);
        const auto split = static_cast<SplitBy>(by);
        const auto snapshot = RandomStore(7).make(6, 60);
        const Selection all = select(*snapshot, {});
        std::map<std::pair<std::string, Day>, std::string> table;
        std::map<Day, SessionFigures> sums;
        const TrendSplit result = splitTrend(*snapshot, all, split, static_cast<std::size_t>(most));
        std::map<std::string, const SplitSeries*> byKey;
        for (const SplitSeries& series : result.series)
            byKey[series.key] = &series;
        std::map<Day, SessionFigures> rest;
        std::size_t compared = 0;
        for (const TrendRow& row : trend(*snapshot, all, trendBy(split))) {
            const std::string key(row.key);
            if (!byKey.contains(key)) {
                rest[row.day] += row.figures;
                continue;
            }
            const auto& days = byKey[key]->days;
            const auto day = std::ranges::find(days, row.day, &SplitDay::day);
            QVERIFY(day != days.end());
            QCOMPARE(textOf(day->figures), textOf(row.figures));
            ++compared;
        }
        QCOMPARE(compared > 0, most > 0);
        QCOMPARE(result.rest.days.size(), rest.size());
        for (const SplitDay& day : result.rest.days)
            QCOMPARE(textOf(day.figures), textOf(rest[day.day]));
    }

    void coveringIsThatOfEachMxAlone()
    {
        // More than a machine word has bits; nobody names most of them, but patterns cover some.
        std::vector<std::string> mxs;
        for (int i = 0; i < 62; ++i)
            mxs.push_back("mail" + std::to_string(i) + (i % 2 ? ".example.com" : ".example.net"));
        for (const char* const mx :
            { "mx1.example.com", "mx2.example.org", "a.b.c", "mx9.example.com" })
            mxs.emplace_back(mx);
        for (unsigned seed = 1; seed <= 6; ++seed) {
            const auto snapshot
                = RandomStore(seed, seed % 2 ? 1 : -30'000, seed < 3 ? 9 : 300).make(3, 60);
            for (const char* const filter : { "", "type:tlsa", "domain:example.com" }) {
                const Selection selection = select(*snapshot, filterOf(filter));
                const auto covering = coveringByMx(*snapshot, selection, mxs);
                QCOMPARE(covering.size(), mxs.size());
                for (std::size_t i = 0; i < mxs.size(); ++i) {
                    std::string wanted, found;
                    for (const MxDayFigures& day : mxDailyFigures(*snapshot, selection, mxs[i])) {
                        if (day.covering != SessionFigures())
                            wanted += std::to_string(day.day) + ' ' + textOf(day.covering) + '\n';
                    }
                    for (const CoveringDay& day : covering[i]) {
                        if (day.figures != SessionFigures())
                            found += std::to_string(day.day) + ' ' + textOf(day.figures) + '\n';
                    }
                    QCOMPARE(found, wanted);
                }
            }
        }
    }

    void modesAreThoseOfThePolicies()
    {
        const std::string json = R"({"organization-name":"R","report-id":"1","contact-info":
            "tls@example.net","date-range":{"start-datetime":"2026-09-01T00:00:00Z",
            "end-datetime":"2026-09-01T23:59:59Z"},"policies":[
            {"policy":{"policy-type":"sts","policy-string":["version: STSv1","mode: testing"],
             "policy-domain":"example.com"},"summary":{"total-successful-session-count":7,
             "total-failure-session-count":3}},
            {"policy":{"policy-type":"tlsa","policy-domain":"example.com"},"summary":
             {"total-successful-session-count":9,"total-failure-session-count":4}},
            {"policy":{"policy-type":"no-policy-found","policy-domain":"example.org"},"summary":
             {"total-successful-session-count":5,"total-failure-session-count":0}}]})";
        const auto snapshot = snapshotOf({ json });
        std::string text;
        for (const TrendRow& row : modeTrend(*snapshot, select(*snapshot, {})))
            text += std::to_string(row.day) + " '" + std::string(row.key) + "' "
                + textOf(row.figures) + '\n';
        // tlsa saw 3 sessions more than sts, one of them failed; 5 had no policy.
        QCOMPARE(text, std::string("20697 '' 8 7 1\n20697 'testing' 10 7 3\n"));
    }

    void modesOfADayAddUp()
    {
        for (unsigned seed = 1; seed <= 5; ++seed) {
            const auto snapshot = RandomStore(seed).make(6, 60);
            const Selection all = select(*snapshot, {});
            std::map<Day, SessionFigures> sums;
            for (const TrendRow& row : modeTrend(*snapshot, all))
                sums[row.day] += row.figures;
            for (const DayFigures& day : dailyFigures(*snapshot, all)) {
                QCOMPARE(textOf(sums[day.day].sessions), textOf(day.figures.sessions));
                QCOMPARE(textOf(sums[day.day].failed), textOf(day.figures.failed));
            }
        }
    }
};

QTEST_APPLESS_MAIN(TrendSplitTest)
#include "tst_trendsplit.moc"
