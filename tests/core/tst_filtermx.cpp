// SPDX-License-Identifier: GPL-3.0-or-later
// What `mx:` and `-mx:` leave: failure details by the MX that they belong to, policies without any
// by the MX that they cover.
#include "core/query/totals.h"
#include "core/query/trend.h"
#include "tests/core/support/randomstore.h"
#include "tests/core/support/reports.h"

#include <QtTest>

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

using namespace mxlens;
using namespace mxlens::testing;

namespace {

QByteArray textOf(const std::vector<RowId>& rows)
{
    QByteArrayList list;
    for (const RowId row : rows)
        list += QByteArray::number(row);
    return list.join(' ');
}

// One report for each policy.
std::vector<std::string> reportsOf(const std::vector<PolicyFixture>& policies)
{
    std::vector<std::string> reports;
    for (const PolicyFixture& policy : policies)
        reports.push_back(
            reportJson("Reporter", 'r' + std::to_string(reports.size()), "2026-03-01", { policy }));
    return reports;
}

PolicyFixture policy(const char* mxHosts, std::initializer_list<const char*> failingMxs = {},
    const char* result = "certificate-expired")
{
    std::string details;
    for (const char* const mx : failingMxs)
        details += (details.empty() ? "" : ",") + failureJson(result, mx, 30);
    return { .summary = summaryJson(100, 30 * static_cast<int>(failingMxs.size())),
        .details = '[' + details + ']',
        .mxHosts = mxHosts };
}

PolicyFixture dane(const char* domain, std::initializer_list<const char*> failingMxs = {})
{
    PolicyFixture made = policy("[]", failingMxs);
    made.type = "tlsa";
    made.domain = domain;
    return made;
}

constexpr const char* one = R"(["mx1.example.com"])";
constexpr const char* both = R"(["mx1.example.com","mx2.example.com"])";
constexpr const char* any = R"(["*.example.com"])";

// Ids of the policies that have no failure details.
std::vector<RowId> withoutDetails(const Snapshot& snapshot, std::vector<RowId> policies)
{
    std::erase_if(policies, [&](RowId id) {
        const RowPlace place = snapshot.policy(id);
        const auto& first = place.segment->policies.firstFailure;
        return first[place.row] != first[place.row + 1];
    });
    return policies;
}

std::vector<RowId> sorted(std::vector<RowId> rows)
{
    std::ranges::sort(rows);
    return rows;
}

// Rows of two selections together; a row that is in both comes twice.
std::vector<RowId> together(std::vector<RowId> rows, const std::vector<RowId>& others)
{
    rows.insert(rows.end(), others.begin(), others.end());
    return sorted(std::move(rows));
}

constexpr const char* terms[] = { "mx:mx1.example.com", "mx:MX2.example.org.", "mx:mx2*", "mx:*",
    "mx:\"\"", "mx:*.example.org", "mx:mx1.example.com,mx2.example.org", "mx:example.com" };

} // namespace

class FilterMxTest final : public QObject {
    Q_OBJECT

private slots:
    void rowsThatMxLeaves_data()
    {
        QTest::addColumn<QByteArray>("policies");
        QTest::addColumn<QByteArray>("failures");
        const auto row = [](const char* filter, const char* policies, const char* failures) {
            QTest::newRow(filter) << QByteArray(policies) << QByteArray(failures);
        };
        row("mx:mx1.example.com", "0 1 2 3 4 6 7 8 9 10 11 12 13", "0 1 3 7 10 11");
        row("-mx:mx1.example.com", "3 5 8 9 10 12", "2 4 5 6 8 9");
        row("mx:mx2.example.com", "2 3 4 9 10", "2");
        row("-mx:mx2.example.com", "0 1 3 5 6 7 8 9 10 11 12 13", "0 1 3 4 5 6 7 8 9 10 11");
        row("mx:mx1.example.com,mx2.example.com", "0 1 2 3 4 6 7 8 9 10 11 12 13",
            "0 1 2 3 7 10 11");
        row("-mx:mx1.example.com,mx2.example.com", "5 8 9 10 12", "4 5 6 8 9");
        // Named by a failure detail alone, or covered by a wildcard.
        row("mx:mx9.example.com", "4 10 12", "9");
        row("mx:*", "0 1 2 3 4 6 7 8 9 10 11 12 13", "0 1 2 3 4 5 6 7 8 9 10 11");
        row("-mx:*", "5", "");
        row("mx:*.example.com", "0 1 2 3 4 6 7 8 9 10 11 12 13", "0 1 2 3 7 9 10 11");
        row("-mx:*.example.com", "5 8 9 10 12", "4 5 6 8");
        // Names none, whichever MX it belongs to: what the table shows as an empty field.
        row("mx:\"\"", "7 8 9 10 11 12 13", "3 4 5 6 7 8 10");
        row("-mx:\"\"", "0 1 2 3 4 5 6 12 13", "0 1 2 9 11");
        row("mx:mx1.example.com -mx:mx2.example.com", "0 1 3 6 7 11 13", "0 1 3 7 10 11");
        row("mx:mx1.example.com result:certificate-expired", "1 3 7 11 13", "0 1 3 7 10 11");
        row("mx:mx1.example.com -result:certificate-expired", "0 2 4 6", "");
    }
    void rowsThatMxLeaves()
    {
        QFETCH(QByteArray, policies);
        QFETCH(QByteArray, failures);
        PolicyFixture none = policy("[]");
        none.type = "no-policy-found";
        const auto snapshot = snapshotOf(reportsOf({
            policy(one), // 0
            policy(one, { "mx1.example.com" }), // 1: failure 0
            policy(both), // 2
            policy(both, { "mx1.example.com", "mx2.example.com" }), // 3: 1 2
            policy(any), // 4
            none, // 5
            dane("mx1.example.com"), // 6
            policy(one, { "" }), // 7: 3 belongs to mx1
            policy(one, { "" }, "sts-policy-fetch-error"), // 8: 4 to none
            policy(both, { "" }), // 9: 5 to none
            policy(any, { "" }), // 10: 6 to none
            dane("mx1.example.com", { "" }), // 11: 7 to mx1
            policy(one, { "", "mx9.example.com" }), // 12: 8 to none, 9
            dane("mx1.example.com", { "", "mx1.example.com" }), // 13: 10 11
        }));
        const Selection selection = select(*snapshot, filterOf(QTest::currentDataTag()));
        QCOMPARE(textOf(selection.policies), policies);
        QCOMPARE(textOf(selection.failures), failures);
    }

    void negationLeavesWhatTheTermDoesNot()
    {
        const auto snapshot = RandomStore(41).make(5, 60);
        const Selection all = select(*snapshot, {});
        for (const char* const term : terms) {
            const Selection with = select(*snapshot, filterOf(term));
            const Selection without = select(*snapshot, filterOf(std::string("-") + term));
            QVERIFY2(together(with.failures, without.failures) == sorted(all.failures), term);
            QVERIFY2(together(withoutDetails(*snapshot, with.policies),
                         withoutDetails(*snapshot, without.policies))
                    == sorted(withoutDetails(*snapshot, all.policies)),
                term);
        }
    }

    // A filter takes nothing from the MX that it asks for, whoever names it.
    void trendOfAnMxIsTheSameUnderAFilterForIt()
    {
        int compared = 0;
        for (unsigned seed = 100; seed < 300; ++seed) {
            const auto snapshot = RandomStore(seed).make(1, 2);
            const auto rowsOfMx = [&](std::string_view mx, const std::string& filter) {
                QByteArray text;
                const Selection rows = select(*snapshot, filterOf(filter));
                for (const TrendRow& row : trend(*snapshot, rows, TrendBy::Mx)) {
                    if (row.key != mx)
                        continue;
                    text += QByteArray::number(row.day);
                    for (const Count count :
                        { row.figures.sessions, row.figures.successful, row.figures.failed })
                        text += ' ' + QByteArray::number(qint64{ count.valueOr(-1) });
                    text += '\n';
                    ++compared;
                }
                return text;
            };
            for (const char* const mx : { "mx1.example.com", "mx2.example.org" })
                QCOMPARE(rowsOfMx(mx, std::string("mx:") + mx), rowsOfMx(mx, ""));
        }
        QVERIFY(compared > 50);
    }

    // Reports that are read piece by piece are filtered without knowing the others.
    void otherReportsChangeNothing()
    {
        const std::vector<std::string> reports
            = reportsOf({ policy(one), policy(one, { "" }), policy(one, { "", "mx2.example.com" }),
                policy(any, { "", "mx1.example.com" }), dane("mx1.example.com", { "" }),
                dane("mx2.example.com", { "" }), dane("mx2.example.com", { "", "mx1.example.com" }),
                dane("example.com", { "" }), dane("example.com"), dane("mx1.example.com") });
        const auto whole = snapshotOf(reports);
        for (const char* const term : terms) {
            for (const char* const sign : { "", "-" }) {
                const Filter filter = filterOf(std::string(sign) + term);
                std::size_t policies = 0;
                std::size_t failures = 0;
                for (const std::string& report : reports) {
                    const Selection rows = select(*snapshotOf({ report }), filter);
                    policies += rows.policies.size();
                    failures += rows.failures.size();
                }
                const Selection rows = select(*whole, filter);
                QVERIFY2(rows.policies.size() == policies, (sign + std::string(term)).c_str());
                QVERIFY2(rows.failures.size() == failures, (sign + std::string(term)).c_str());
            }
        }
    }

    // What is chosen in the tree has the figures that the tree shows.
    void onlyWhatNamesAnMxIfAsked()
    {
        const auto snapshot
            = snapshotOf(reportsOf({ policy(one, { "" }), policy(one, { "mx1.example.com" }) }));
        Filter filter = filterOf("mx:mx1.example.com");
        filter.terms.front().namedOnly = true;
        QCOMPARE(textOf(select(*snapshot, filter).policies), QByteArray("0 1"));
        QCOMPARE(textOf(select(*snapshot, filter).failures), QByteArray("1"));
    }
};

QTEST_APPLESS_MAIN(FilterMxTest)
#include "tst_filtermx.moc"
