// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/dayset.h"
#include "core/query/detailplaces.h"
#include "core/query/treesums.h"
#include "core/report/names.h"
#include "tests/core/support/plaintallies.h"
#include "tests/core/support/randomstore.h"
#include "tests/core/support/reports.h"

#include <QtTest>

#include <random>
#include <set>
#include <string>

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

std::string textOf(const std::vector<DomainNode>& tree)
{
    std::string text;
    for (const DomainNode& domain : tree) {
        text += domain.domain + ": " + textOf(domain.figures) + '\n';
        for (const MxNode& mx : domain.mxs) {
            text += "  " + mx.mx + ": " + textOf(mx.failed) + '\n';
            for (const ResultTypeNode& type : mx.resultTypes)
                text += "    " + type.resultType + ": " + textOf(type.failed) + '\n';
        }
    }
    return text;
}

// Of TrendRow or PlainTrendRow.
template <typename Row> std::string trendText(const std::vector<Row>& rows)
{
    std::string text;
    for (const Row& row : rows)
        text += std::to_string(row.day) + ' ' + std::string(row.key) + ": " + textOf(row.figures)
            + '\n';
    return text;
}

std::string textOf(const std::vector<TrendRow>& rows)
{
    return trendText(rows);
}

std::string textOf(const std::vector<PlainTrendRow>& rows)
{
    return trendText(rows);
}

std::string textOf(const std::vector<DayFigures>& days)
{
    std::string text;
    for (const DayFigures& day : days)
        text += std::to_string(day.day) + (day.longRange ? " long " : " ") + textOf(day.figures)
            + '\n';
    return text;
}

std::string textOf(const std::vector<MxDayFigures>& days)
{
    std::string text;
    for (const MxDayFigures& day : days)
        text += std::to_string(day.day) + ' ' + textOf(day.mx) + " of " + textOf(day.covering)
            + '\n';
    return text;
}

void compare(const Snapshot& snapshot, const Selection& selection)
{
    QCOMPARE(textOf(domainTree(snapshot, selection)), textOf(plainDomainTree(snapshot, selection)));
    QCOMPARE(textOf(dailyFigures(snapshot, selection)),
        textOf(plainDailyFigures(snapshot, selection, {})));
    const Overview all = overview(snapshot, selection);
    QCOMPARE(textOf(all.tree), textOf(domainTree(snapshot, selection)));
    QCOMPARE(textOf(all.days), textOf(dailyFigures(snapshot, selection)));
    const Totals sums = totals(snapshot, selection);
    QCOMPARE(textOf(all.totals.figures), textOf(sums.figures));
    QCOMPARE(all.totals.domains, sums.domains);
    QCOMPARE(all.totals.reports, sums.reports);
    QCOMPARE(all.totals.sources, sums.sources);
    QCOMPARE(all.totals.lastDay, sums.lastDay);
    std::set<std::string> reporters;
    for (const RowId id : selection.reports) {
        const RowPlace place = snapshot.report(id);
        reporters.insert(lowered(snapshot.text(place.segment->reports.organization[place.row])));
    }
    QCOMPARE(all.totals.reporters, reporters.size());
    QCOMPARE(sums.reporters, reporters.size());
    for (const TrendBy by :
        { TrendBy::Domain, TrendBy::Mx, TrendBy::Reporter, TrendBy::ResultType })
        QCOMPARE(textOf(trend(snapshot, selection, by)),
            textOf(plainTrend(snapshot, selection, by, {})));
    for (const char* const mx :
        { "mx1.example.com", "mx2.example.org", "mx9.example.com", "a.b.c" })
        QCOMPARE(textOf(mxDailyFigures(snapshot, selection, mx)),
            textOf(plainMxDays(snapshot, selection, mx, {})));
    // What a report's row says adds up to the total.
    SessionFigures sum;
    for (const RowId id : selection.reports) {
        const RowPlace place = snapshot.report(id);
        const auto& first = place.segment->reports.firstPolicy;
        sum += reportFigures(snapshot, *place.segment, first[place.row], first[place.row + 1]);
    }
    if (selection.policies == select(snapshot, {}).policies)
        QCOMPARE(textOf(totals(snapshot, selection).figures), textOf(sum));
}

} // namespace

class TalliesTest final : public QObject {
    Q_OBJECT

private slots:
    void sumsAreThoseOfPlainMapsOfTexts_data()
    {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<int>("seed");
        for (int seed = 1; seed <= 5; ++seed) {
            for (const char* const filter :
                { "", "domain:example.com", "mx:mx1.example.com", "-result:certificate-expired",
                    "failures:>10", "failures:<20", "type:tlsa", "nothing at all" })
                QTest::addRow("%d %s", seed, filter) << QString::fromLatin1(filter) << seed;
        }
    }
    void sumsAreThoseOfPlainMapsOfTexts()
    {
        QFETCH(QString, filter);
        QFETCH(int, seed);
        const auto snapshot = RandomStore(static_cast<unsigned>(seed)).make(6, 40);
        compare(*snapshot, select(*snapshot, filterOf(filter.toStdString())));
    }

    // Days so far apart that no table has a place for every day, some of them before 1970.
    void sparseDaysAddUp()
    {
        for (const int daysBetween : { -30'000, 30'000 }) {
            const auto snapshot = RandomStore(7, daysBetween).make(6, 40);
            compare(*snapshot, select(*snapshot, {}));
        }
        const auto snapshot = RandomStore(8, -30'000).make(30, 400);
        compare(*snapshot, select(*snapshot, {}));
    }

    // Few reports on a day: nothing that others say of an MX hides what one of them says.
    void lonelyReportsAddUp()
    {
        for (unsigned seed = 1; seed <= 20; ++seed) {
            const auto snapshot = RandomStore(seed, 1, 500).make(3, 100);
            compare(*snapshot, select(*snapshot, {}));
        }
        for (const int daysBetween : { 1, -300 }) {
            const auto snapshot = RandomStore(24, daysBetween, 2'000).make(40, 400);
            compare(*snapshot, select(*snapshot, {}));
        }
    }

    // Of some days and keys, in the form for few days and in that for many.
    void setsOfDaysAddUp()
    {
        for (const Day lastDay : { 99, 2'000'000'000 }) {
            const DayTableShape shape(200, { -7, lastDay }, 10);
            QCOMPARE(shape.dense, lastDay == 99);
            DaySet one(shape), other(shape);
            for (const std::uint32_t key : { 199u, 0u, 64u })
                one.add(lastDay, key);
            one.add(-7, 63);
            other.add(lastDay, 64);
            other.add(lastDay, 128);
            other.add(0, 5);
            one.add(other);
            one.finish();
            std::string found;
            for (const Day day : { -7, 0, 1, lastDay })
                one.forEach(day, [&](std::uint32_t key) { found += std::to_string(key) + ' '; });
            QCOMPARE(found, std::string("63 5 0 64 128 199 "));
        }
    }

    // The first and the last day stand behind and before more rows than one thread looks at.
    void daysOfAllRowsCount()
    {
        Report report;
        report.start = report.end = 1772323200;
        Policy policy;
        policy.type = "sts";
        policy.domain = "example.com";
        policy.successfulSessions = Count(1);
        report.policies.assign(rowsOfShare + 1, policy);
        SegmentBuilder segment(1);
        for (int day : { 0, 1, -1 }) {
            report.reportId = day == 0 ? "many" : day > 0 ? "later" : "earlier";
            report.start = report.end = 1772323200 + 86400 * day;
            segment.addSource("file", report.reportId, SourceOutcome::Report, {});
            segment.addReport(report);
            report.policies.resize(1);
        }
        StoreBuilder store;
        store.add(std::move(segment));
        const auto snapshot = store.snapshot();
        for (const TrendBy by : { TrendBy::Domain, TrendBy::Mx })
            QCOMPARE(textOf(trend(*snapshot, select(*snapshot, {}), by)),
                textOf(plainTrend(*snapshot, select(*snapshot, {}), by, {})));
        QCOMPARE(trend(*snapshot, select(*snapshot, {}), TrendBy::Domain).size(), std::size_t(3));
    }

    // Enough policies for a share of them on every processor.
    void sharesAddUp()
    {
        const auto snapshot = RandomStore(21).make(40, 400);
        const Selection all = select(*snapshot, {});
        const std::vector<ReportShare> shares = reportShares(*snapshot, all);
        std::size_t next = 0;
        std::size_t nextFailure = 0;
        for (const ReportShare& share : shares) {
            QCOMPARE(share.beginPolicy, next);
            QCOMPARE(share.beginFailure, nextFailure);
            next = share.endPolicy;
            nextFailure = share.endFailure;
        }
        QCOMPARE(next, all.policies.size());
        QCOMPARE(nextFailure, all.failures.size());
        QCOMPARE(shares.size(), std::min<std::size_t>(processors(), 2));
        // Sums as large as can be would hide what is left out of them.
        QVERIFY(totals(*snapshot, all).figures.failed.valueOr(0) < 1'000'000'000);
        compare(*snapshot, all);
    }

    // Details are counted first: who stops then has no domain to put them under.
    void detailsWithoutDomainsMakeNoTree()
    {
        const auto snapshot = RandomStore(26).make(2, 40);
        const Selection all = select(*snapshot, {});
        const auto& places = snapshot->kept<DetailPlaces>();
        const TreeSums sums(*snapshot, places, all, wholeShare(all), {});
        QVERIFY(!sums.details().ofMxs().entries().empty());
        QVERIFY(treeOf(*snapshot, sums).empty());
    }

    // A selection of a few details among many is summed up in another way.
    void fewOfManyDetailsAddUp()
    {
        const auto snapshot = RandomStore(28).make(30, 400);
        const Selection few = select(*snapshot, {});
        for (const std::size_t step : { 7, 400, 6000 }) {
            Selection some;
            for (std::size_t i = 0; i < few.failures.size(); i += step) {
                some.failures.push_back(few.failures[i]);
                const RowId policy = snapshot->policyOfFailure(few.failures[i]);
                if (some.policies.empty() || some.policies.back() != policy)
                    some.policies.push_back(policy);
            }
            QCOMPARE(textOf(domainTree(*snapshot, some)), textOf(plainDomainTree(*snapshot, some)));
        }
    }

    // More names than are kept at hand while places are numbered.
    void placesAreThoseOfTheirTexts_data()
    {
        QTest::addColumn<unsigned>("domains");
        QTest::addColumn<unsigned>("mxs");
        QTest::addColumn<unsigned>("types");
        QTest::newRow("some of each") << 40u << 40u << 20u;
        QTest::newRow("domains") << 20'000u << 2u << 2u;
        QTest::newRow("MX") << 2u << 20'000u << 2u;
        QTest::newRow("result types") << 2u << 2u << 20'000u;
    }
    void placesAreThoseOfTheirTexts()
    {
        QFETCH(unsigned, domains);
        QFETCH(unsigned, mxs);
        QFETCH(unsigned, types);
        std::mt19937 random(1);
        const auto name = [&random](const char* prefix, unsigned end) {
            return prefix + std::to_string(random() % end);
        };
        std::vector<std::string> documents[2];
        for (int i = 0; i < 1'000; ++i) {
            std::vector<PolicyFixture> policies(2);
            policies[1].type = i % 3 ? "sts" : "tlsa";
            for (PolicyFixture& policy : policies) {
                policy.domain = name("d", domains) + ".example";
                policy.details = "[";
                for (int k = 0; k < 20; ++k)
                    policy.details += (k ? "," : "")
                        + failureJson(name("t", types), name("mx", mxs) + ".example", 1);
                policy.details += ']';
            }
            documents[i % 2].push_back(
                reportJson("Reporter", std::to_string(i), "2026-03-01", policies));
        }
        StoreBuilder store;
        store.add(segmentOf(documents[0], 1));
        store.add(segmentOf(documents[1], 2));
        const auto snapshot = store.snapshot();
        const auto& places = snapshot->kept<DetailPlaces>();
        std::set<std::uint32_t> used;
        for (const Snapshot::Part& part : snapshot->parts()) {
            const auto& failures = part.segment->failures;
            const auto& policies = part.segment->policies;
            for (std::uint32_t row = 0; row < failures.policy.size(); ++row) {
                const RowId id = part.firstFailure + row;
                const DetailPlaces::Place& place = places.places()[places.placeOf(id)];
                used.insert(places.placeOf(id));
                const DetailPlaces::Mx& mx = places.mxs()[place.mx];
                const std::uint32_t policy = failures.policy[row];
                QCOMPARE(mx.domain, StringId(policies.domainKey[policy]));
                QCOMPARE(mx.name, StringId(failures.mxKey[row]));
                QCOMPARE(place.resultType, StringId(failures.resultType[row]));
                const std::uint32_t report = policies.report[policy];
                const auto& ofReport = part.segment->reports.firstPolicy;
                QCOMPARE(places.mayCountTwice(id),
                    snapshot->text(policies.type[ofReport[report + 1] - 1]) == "tlsa");
            }
        }
        QCOMPARE(used.size(), places.places().size());
        QVERIFY(used.size() > 4'000);
    }

    // The same with days that no table has a place for.
    void sparseSharesAddUp()
    {
        const auto snapshot = RandomStore(23, -30'000).make(40, 400);
        const Selection all = select(*snapshot, {});
        QCOMPARE(reportShares(*snapshot, all).size(), std::min<std::size_t>(processors(), 2));
        compare(*snapshot, all);
    }
};

QTEST_APPLESS_MAIN(TalliesTest)
#include "tst_tallies.moc"
