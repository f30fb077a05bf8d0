// SPDX-License-Identifier: GPL-3.0-or-later
// Which rows the parts of a view are about, and that who asks for known ones gets those.
#include "tests/core/support/randomstore.h"
#include "tests/core/support/reports.h"
#include "ui/session/viewquery.h"

#include <QtTest>

#include <algorithm>
#include <memory>
#include <set>

using namespace mxlens;

namespace {

// The rows of tables, chart, trend, tree and period that one query is about, as numbers: equal ones
// are the same rows.
QList<int> samenessOf(const ViewQuery& query)
{
    const RowScope scopes[] = { tableScope(query), chartScope(query), trendScope(query),
        treeScope(query), periodScope(query) };
    QList<int> numbers;
    for (const RowScope& scope : scopes)
        numbers.append(static_cast<int>(std::ranges::find(scopes, scope) - scopes));
    return numbers;
}

} // namespace

class TestViewScope : public QObject {
    Q_OBJECT
private slots:
    void partsOfAViewAreNarrowedByWhatTheyAreAbout()
    {
        ViewQuery query;
        query.snapshot = testing::RandomStore(31).make(3, 40);
        query.filter = testing::filterOf("-org:zeta");
        QCOMPARE(samenessOf(query), QList<int>({ 0, 0, 0, 0, 0 }));
        query.lastDays = 5;
        QCOMPARE(samenessOf(query), QList<int>({ 0, 0, 0, 0, 0 }));
        QVERIFY(findRows(periodScope(query), {}, {})->reports.size()
            < select(*query.snapshot, query.filter).reports.size());
        query.from = query.to = 20514;
        QCOMPARE(samenessOf(query), QList<int>({ 0, 1, 1, 0, 1 }));
        query.domain = "example.com";
        QCOMPARE(samenessOf(query), QList<int>({ 0, 1, 1, 3, 4 }));
        query.mx = "mx1.example.com";
        QCOMPARE(samenessOf(query), QList<int>({ 0, 1, 2, 3, 4 }));
        query.resultType = "certificate-expired";
        QCOMPARE(samenessOf(query), QList<int>({ 0, 1, 2, 3, 4 }));
        query.from.reset();
        query.to.reset();
        query.domain.clear();
        QCOMPARE(samenessOf(query), QList<int>({ 0, 0, 2, 2, 2 }));
        query.mx = "";
        QCOMPARE(samenessOf(query), QList<int>({ 0, 0, 2, 2, 2 }));
        query.resultType.clear();
        QCOMPARE(samenessOf(query), QList<int>({ 0, 0, 2, 2, 2 }));
    }

    void knownRowsAreNotLookedForAgain()
    {
        const auto snapshot = testing::RandomStore(32).make(3, 40);
        RowScope scope{ snapshot, testing::filterOf("mx:mx1.example.com failures:>2"), false, {} };
        const FoundRows known{ scope, findRows(scope, {}, {}) };
        QCOMPARE(findRows(scope, known, {}), known.rows);
        scope.filter = testing::filterOf("mx:mx1.example.com failures:>2");
        QCOMPARE(findRows(scope, known, {}), known.rows);
        for (const char* const other :
            { "", "mx:mx1.example.com", "-mx:mx1.example.com failures:>2",
                "mx:mx1.example.com failures:>3", "mx:mx1.example.com failures:<2",
                "mx:mx1.example.* failures:>2", "reason:mx1.example.com failures:>2",
                "failures:>2 mx:mx1.example.com after:2026-01-01" }) {
            scope.filter = testing::filterOf(other);
            const auto found = findRows(scope, known, {});
            QVERIFY2(found != known.rows, other);
            const Selection wanted = select(*snapshot, scope.filter);
            QVERIFY2(
                found->failures == wanted.failures && found->policies == wanted.policies, other);
        }
        scope = known.scope;
        scope.withoutMx = true;
        QVERIFY(findRows(scope, known, {}) != known.rows);
        scope = known.scope;
        const auto evidence = std::make_shared<RowEvidence>();
        evidence->snapshot = snapshot;
        scope.evidence = evidence;
        QVERIFY(findRows(scope, known, {})->failures.empty());
        scope = known.scope;
        scope.snapshot = testing::RandomStore(32).make(3, 40);
        QVERIFY(findRows(scope, known, {}) != known.rows);
        // Not the rows, but nothing to take them from.
        QVERIFY(findRows(known.scope, { known.scope, nullptr }, {}) != nullptr);
    }

    // A word of the filter asks for what belongs to the MX, too.
    void anMxOfTheTreeHasWhatNamesIt()
    {
        ViewQuery query;
        query.snapshot = testing::RandomStore(34).make(3, 40);
        query.mx = "mx1.example.com";
        const auto rows = findRows(tableScope(query), {}, {});
        QVERIFY(!rows->failures.empty());
        for (const RowId id : rows->failures) {
            const RowPlace place = query.snapshot->failure(id);
            QCOMPARE(query.snapshot->text(place.segment->failures.mxKey[place.row]),
                std::string_view("mx1.example.com"));
        }
        query.mx.reset();
        query.filter = testing::filterOf("mx:mx1.example.com");
        QVERIFY(findRows(tableScope(query), {}, {})->failures.size() > rows->failures.size());
    }

    void whatNamesNoMxStandsWithWhatIsAround()
    {
        const auto snapshot = testing::RandomStore(33).make(3, 40);
        const auto rows = findRows({ snapshot, {}, true, nullptr }, {}, {});
        QVERIFY(!rows->failures.empty());
        std::set<RowId> policies, reports;
        for (const RowId id : rows->failures) {
            const RowPlace place = snapshot->failure(id);
            QCOMPARE(place.segment->failures.mxKey[place.row], StringId(0));
            policies.insert(snapshot->policyOfFailure(id));
            reports.insert(snapshot->reportOfPolicy(snapshot->policyOfFailure(id)));
        }
        QCOMPARE(std::set<RowId>(rows->policies.begin(), rows->policies.end()), policies);
        QCOMPARE(std::set<RowId>(rows->reports.begin(), rows->reports.end()), reports);
        QCOMPARE(rows->policies.size(), policies.size());
    }
};

QTEST_GUILESS_MAIN(TestViewScope)
#include "tst_viewscope.moc"
