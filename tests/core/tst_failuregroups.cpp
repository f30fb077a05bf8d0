// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/failuregroups.h"

#include "core/query/order.h"
#include "core/query/rowsums.h"
#include "core/query/totals.h"
#include "tests/core/support/randomstore.h"
#include "tests/core/support/reports.h"

#include <QtTest>

#include <algorithm>
#include <map>
#include <random>
#include <set>

using namespace mxlens;
using namespace mxlens::testing;

namespace {

// Everything that the details of a group have in common, as texts.
std::string plainKey(const Snapshot& snapshot, RowId id)
{
    const RowPlace place = snapshot.failure(id);
    const auto& failures = place.segment->failures;
    std::string key = std::to_string(snapshot.policyOfFailure(id));
    for (const StringId text :
        { failures.resultType[place.row], failures.mx[place.row], failures.helo[place.row],
            failures.information[place.row], failures.reason[place.row] })
        key += '|' + std::string(snapshot.text(text));
    return key + '|' + snapshot.addressText(failures.receivingIp[place.row]);
}

Count countOf(const Snapshot& snapshot, RowId id)
{
    const RowPlace place = snapshot.failure(id);
    return place.segment->failures.count[place.row];
}

// Reports with many details of few kinds, and odd ones.
std::shared_ptr<const Snapshot> likeDetails(unsigned seed)
{
    std::mt19937 random(seed);
    const auto below = [&random](unsigned end) { return static_cast<int>(random() % end); };
    StoreBuilder store;
    for (int part = 0; part < 3; ++part) {
        std::vector<std::string> documents;
        for (int i = 0; i < 10; ++i) {
            std::vector<PolicyFixture> policies(2);
            for (PolicyFixture& policy : policies) {
                policy.details = "[";
                for (int detail = below(30); detail > 0; --detail)
                    policy.details
                        += failureJson(below(2) ? "certificate-expired" : "validation-failure",
                               "mx" + std::to_string(below(3)), below(9),
                               "192.0.2." + std::to_string(below(200)))
                        + (detail > 1 ? "," : "");
                policy.details += "]";
            }
            documents.push_back(
                reportJson("Reporter", std::to_string(part * 100 + i), "2026-03-01", policies));
        }
        store.add(segmentOf(documents, static_cast<std::uint64_t>(9 - part), std::to_string(part)));
    }
    return store.snapshot();
}

} // namespace

class FailureGroupsTest final : public QObject {
    Q_OBJECT

private slots:
    void groupsAreThoseOfEqualTexts_data()
    {
        QTest::addColumn<int>("seed");
        for (int seed = 1; seed <= 8; ++seed)
            QTest::addRow("%d", seed) << seed;
    }
    void groupsAreThoseOfEqualTexts()
    {
        QFETCH(int, seed);
        const auto snapshot = likeDetails(static_cast<unsigned>(seed));
        const Selection all = select(*snapshot, {});
        const auto shown
            = ordered(*snapshot, all.failures, FailureColumn::FailedSessionCount, true);
        const FailureGroups groups = failureGroups(*snapshot, all.failures, shown);
        std::map<std::string, std::set<RowId>> expected;
        for (const RowId id : all.failures)
            expected[plainKey(*snapshot, id)].insert(id);
        QCOMPARE(groups.size(), expected.size());
        QVERIFY(groups.size() < all.failures.size()); // else this tests nothing
        for (std::size_t i = 0; i < groups.size(); ++i) {
            const auto details = groups.of(i);
            const std::set<RowId> found(details.begin(), details.end());
            QCOMPARE(found, expected.at(plainKey(*snapshot, details.front())));
            Count sum;
            for (const RowId id : details)
                sum += countOf(*snapshot, id);
            QCOMPARE(groups.failed[i], sum);
        }
    }

    void groupsStandWhereTheirFirstRowStood()
    {
        const auto snapshot = RandomStore(3).make(6, 60);
        const Selection all = select(*snapshot, {});
        const auto shown
            = ordered(*snapshot, all.failures, FailureColumn::FailedSessionCount, true);
        const FailureGroups groups = failureGroups(*snapshot, all.failures, shown);
        const auto placeOf = [&shown](RowId id) {
            return std::find(shown.begin(), shown.end(), id) - shown.begin();
        };
        for (std::size_t i = 0; i < groups.size(); ++i) {
            const auto details = groups.of(i);
            QVERIFY(std::is_sorted(details.begin(), details.end(),
                [&](RowId a, RowId b) { return placeOf(a) < placeOf(b); }));
            if (i > 0)
                QVERIFY(placeOf(groups.of(i - 1).front()) < placeOf(details.front()));
        }
    }

    void sumsPutThemInOrder()
    {
        const auto snapshot = RandomStore(4).make(6, 60);
        const Selection all = select(*snapshot, {});
        for (const bool descending : { false, true }) {
            const FailureGroups groups
                = orderedByFailed(failureGroups(*snapshot, all.failures, all.failures), descending);
            QCOMPARE(groups.details.size(), all.failures.size());
            for (std::size_t i = 1; i < groups.size(); ++i)
                QVERIFY(descending ? !(groups.failed[i - 1] < groups.failed[i])
                                   : !(groups.failed[i] < groups.failed[i - 1]));
        }
    }

    void theLargestIsFound()
    {
        const auto snapshot = RandomStore(4).make(6, 60);
        const Selection all = select(*snapshot, {});
        Count largest = Count::zero();
        for (const RowId id : all.failures)
            largest = std::max(largest, countOf(*snapshot, id));
        QCOMPARE(largestFailure(*snapshot, all.failures), largest);
        QCOMPARE(largestFailure(*snapshot, {}), Count::zero());
        // More than one thread takes at a time, and the largest among the last of them alone.
        std::vector<RowId> small, many;
        for (const RowId id : all.failures) {
            if (countOf(*snapshot, id) != largest)
                small.push_back(id);
        }
        while (many.size() < 200'000)
            many.insert(many.end(), small.begin(), small.end());
        QVERIFY(largestFailure(*snapshot, many) != largest);
        many.insert(many.end(), all.failures.begin(), all.failures.end());
        QCOMPARE(largestFailure(*snapshot, many), largest);
    }

    // What is picked may stand in any order and twice; all of it is what the headline says.
    void rowsPickedByHandAddUp()
    {
        const auto snapshot = RandomStore(21).make(40, 400);
        Selection all = select(*snapshot, {});
        const SessionFigures whole = totals(*snapshot, all).figures;
        std::reverse(all.policies.begin(), all.policies.end());
        all.policies.push_back(all.policies.front());
        QCOMPARE(figuresOfPolicies(*snapshot, all.policies), whole);
        QCOMPARE(figuresOfReports(*snapshot, all.reports), whole);
        std::reverse(all.failures.begin(), all.failures.end());
        QVERIFY(failuresOfDetails(*snapshot, all.failures).known());
        QCOMPARE(failuresOfDetails(*snapshot, {}), Count());
        for (const RowId id : { all.failures.front(), all.failures.back() })
            QCOMPARE(failuresOfDetails(*snapshot, { id, id }), countOf(*snapshot, id));
    }
};

QTEST_APPLESS_MAIN(FailureGroupsTest)
#include "tst_failuregroups.moc"
