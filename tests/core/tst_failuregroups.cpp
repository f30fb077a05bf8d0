// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/failuregroups.h"

#include "core/query/order.h"
#include "core/query/parallel.h"
#include "core/query/picking.h"
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
std::shared_ptr<const Snapshot> likeDetails(unsigned seed, int reportsEach = 10)
{
    std::mt19937 random(seed);
    const auto below = [&random](unsigned end) { return static_cast<int>(random() % end); };
    StoreBuilder store;
    for (int part = 0; part < 3; ++part) {
        std::vector<std::string> documents;
        for (int i = 0; i < reportsEach; ++i) {
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
            documents.push_back(reportJson(
                "Reporter", std::to_string(part * reportsEach + i), "2026-03-01", policies));
        }
        store.add(segmentOf(documents, static_cast<std::uint64_t>(9 - part), std::to_string(part)));
    }
    return store.snapshot();
}

// What failuregroups.h promises of orderedGroups(), the slow way.
FailureGroups plainlyOrdered(const Snapshot& snapshot, const std::vector<RowId>& found,
    FailureColumn column, bool descending)
{
    struct Group {
        std::vector<RowId> details;
        Count failed;
    };
    std::vector<Group> groups;
    std::map<std::string, std::size_t> places;
    // Groups stand where the first of their rows stands, found or not.
    for (const RowId id : select(snapshot, {}).failures) {
        const auto [place, isNew] = places.try_emplace(plainKey(snapshot, id), groups.size());
        if (isNew)
            groups.emplace_back();
    }
    for (const RowId id : found) {
        Group& group = groups[places.at(plainKey(snapshot, id))];
        group.details.push_back(id);
        group.failed += countOf(snapshot, id);
    }
    std::erase_if(groups, [](const Group& group) { return group.details.empty(); });
    for (Group& group : groups)
        group.details = ordered(snapshot, group.details, column, descending);
    std::vector<RowId> firsts;
    for (const Group& group : groups)
        firsts.push_back(group.details.front());
    const std::vector<RowId> inOrder = ordered(snapshot, firsts, column, descending);
    const auto placeOf = [&inOrder](const Group& group) {
        return std::find(inOrder.begin(), inOrder.end(), group.details.front());
    };
    std::ranges::stable_sort(groups, [&](const Group& a, const Group& b) {
        if (column == FailureColumn::FailedSessionCount)
            return descending ? b.failed < a.failed : a.failed < b.failed;
        return placeOf(a) < placeOf(b);
    });
    FailureGroups result;
    result.begin.push_back(0);
    for (const Group& group : groups) {
        result.details.insert(result.details.end(), group.details.begin(), group.details.end());
        result.begin.push_back(static_cast<std::uint32_t>(result.details.size()));
        result.failed.push_back(group.failed);
    }
    return result;
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
        const FailureGroups groups = failureGroups(*snapshot, all.failures);
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

    // More rows than one thread takes, and a policy on both sides of where they are cut.
    void rowsAreCutBetweenPolicies()
    {
        StoreBuilder store;
        std::mt19937 random(5);
        for (int part = 0; part < 3; ++part) {
            PolicyFixture policy;
            policy.details = "[";
            for (int detail = 0; detail < 30'000; ++detail)
                policy.details += (detail > 0 ? "," : "")
                    + failureJson(random() % 2 ? "certificate-expired" : "validation-failure", "mx",
                        1 + static_cast<int>(random() % 9), "192.0.2.1");
            policy.details += "]";
            store.add(segmentOf(
                { reportJson("Reporter", std::to_string(part), "2026-03-01", { policy, policy }) },
                static_cast<std::uint64_t>(part), std::to_string(part)));
        }
        const auto snapshot = store.snapshot();
        const Selection all = select(*snapshot, {});
        QCOMPARE(all.failures.size(), std::size_t(180'000));
        const FailureGroups groups = failureGroups(*snapshot, all.failures);
        QCOMPARE(groups.size(), std::size_t(3 * 2 * 2));
        std::vector<Count> sums(groups.size());
        std::set<RowId> seen;
        for (std::size_t i = 0; i < groups.size(); ++i) {
            const auto details = groups.of(i);
            for (const RowId id : details) {
                QVERIFY(seen.insert(id).second);
                QCOMPARE(snapshot->policyOfFailure(id), snapshot->policyOfFailure(details[0]));
                sums[i] += countOf(*snapshot, id);
            }
        }
        QCOMPARE(seen.size(), all.failures.size());
        QCOMPARE(groups.failed, sums);
    }

    void groupsStandWhereTheirFirstRowStood()
    {
        const auto snapshot = RandomStore(3).make(6, 60);
        const Selection all = select(*snapshot, {});
        const FailureGroups groups = failureGroups(*snapshot, all.failures);
        const auto placeOf = [&all](RowId id) {
            return std::find(all.failures.begin(), all.failures.end(), id) - all.failures.begin();
        };
        for (std::size_t i = 0; i < groups.size(); ++i) {
            const auto details = groups.of(i);
            QVERIFY(std::is_sorted(details.begin(), details.end(),
                [&](RowId a, RowId b) { return placeOf(a) < placeOf(b); }));
            if (i > 0)
                QVERIFY(placeOf(groups.of(i - 1).front()) < placeOf(details.front()));
        }
    }

    void everyColumnSortsGroups_data()
    {
        QTest::addColumn<int>("seed");
        for (int seed = 1; seed <= 4; ++seed)
            QTest::addRow("%d", seed) << seed;
    }
    void everyColumnSortsGroups()
    {
        QFETCH(int, seed);
        const auto number = static_cast<unsigned>(seed);
        const auto snapshot = seed % 2 ? likeDetails(number) : RandomStore(number).make(6, 60);
        const auto ranks = makeTextRanks(snapshot);
        // A selection, as numbers of groups are those of everything.
        std::vector<RowId> found = select(*snapshot, {}).failures;
        std::erase_if(found, [](RowId id) { return id % 5 == 0; });
        const FailureGroups groupsFound = failureGroups(*snapshot, found);
        for (int i = 0; i < failureColumnCount; ++i) {
            const auto column = static_cast<FailureColumn>(i);
            for (const bool descending : { false, true }) {
                const auto wanted = plainlyOrdered(*snapshot, found, column, descending);
                for (const TextRanks* const known :
                    { ranks.get(), static_cast<const TextRanks*>(nullptr) }) {
                    const FailureGroups groups
                        = orderedGroups(*snapshot, groupsFound, column, descending, {}, known);
                    QVERIFY2(groups.details == wanted.details, columnName(column).data());
                    QCOMPARE(groups.begin, wanted.begin);
                    QCOMPARE(groups.failed, wanted.failed);
                }
            }
        }
    }

    void whatAFilterLeavesIsPickedOutOfAllGroups_data()
    {
        QTest::addColumn<int>("seed");
        QTest::addColumn<int>("like");
        for (int seed = 1; seed <= 4; ++seed)
            QTest::addRow("%d", seed) << seed << (seed <= 2 ? 10 : 0);
        QTest::addRow("more than one thread takes") << 5 << 3000;
    }
    void whatAFilterLeavesIsPickedOutOfAllGroups()
    {
        QFETCH(int, seed);
        QFETCH(int, like);
        const auto number = static_cast<unsigned>(seed);
        const auto snapshot
            = like > 0 ? likeDetails(number, like) : RandomStore(number).make(6, 60);
        const auto ranks = makeTextRanks(snapshot);
        const std::vector<RowId> all = select(*snapshot, {}).failures;
        const FailureGroups allGroups = failureGroups(*snapshot, all);
        QCOMPARE(allGroups.size() > rowsOfShare, like > 1000);
        std::mt19937 random(number);
        for (const unsigned oneOf : { 1u, 2u, 9u }) {
            std::vector<RowId> found = all;
            std::erase_if(found, [&](RowId) { return random() % oneOf != 0; });
            const FailureGroups groups = failureGroups(*snapshot, found);
            QCOMPARE(pickedGroups(*snapshot, allGroups, found), groups);
            QVERIFY(like == 0 || groups.size() < found.size()); // else this tests nothing
            for (int i = 0; i < 2 * failureColumnCount; ++i) {
                const auto column = static_cast<FailureColumn>(i / 2);
                if (!isSameInGroup(column))
                    continue;
                const auto sorted = [&](const FailureGroups& some) {
                    return orderedGroups(*snapshot, some, column, i % 2 == 0, {}, ranks.get());
                };
                QVERIFY2(pickedGroups(*snapshot, sorted(allGroups), found) == sorted(groups),
                    columnName(column).data());
            }
        }
        QCOMPARE(pickedGroups(*snapshot, allGroups, {}), failureGroups(*snapshot, {}));
    }

    // More details than are sorted the simple way, of which many have one count.
    void equalDetailsOfALargeGroupKeepTheirOrder()
    {
        std::mt19937 random(7);
        PolicyFixture policy;
        policy.details = "[";
        for (int detail = 0; detail < 400; ++detail)
            policy.details += (detail > 0 ? "," : "")
                + failureJson("certificate-expired", "mx", 1 + static_cast<int>(random() % 3),
                    "192.0.2." + std::to_string(random() % 5));
        policy.details += "]";
        StoreBuilder store;
        store.add(segmentOf({ reportJson("Reporter", "1", "2026-03-01", { policy }) }, 0, "1"));
        const auto snapshot = store.snapshot();
        const std::vector<RowId> found = select(*snapshot, {}).failures;
        const FailureGroups groups = failureGroups(*snapshot, found);
        QCOMPARE(groups.size(), std::size_t(1));
        for (const auto column :
            { FailureColumn::FailedSessionCount, FailureColumn::SendingMtaIp }) {
            for (const bool descending : { false, true })
                QVERIFY(orderedGroups(*snapshot, groups, column, descending).details
                    == plainlyOrdered(*snapshot, found, column, descending).details);
        }
    }

    void askedToStopThereAreNoGroups()
    {
        const auto snapshot = likeDetails(1);
        const auto found = select(*snapshot, {}).failures;
        std::stop_source stop;
        stop.request_stop();
        const FailureGroups groups = failureGroups(*snapshot, found);
        QVERIFY(groups.size() > 0);
        for (const auto column : { FailureColumn::ResultType, FailureColumn::SendingMtaIp,
                 FailureColumn::FailedSessionCount })
            QCOMPARE(orderedGroups(*snapshot, groups, column, true, stop.get_token()).size(),
                std::size_t(0));
        QCOMPARE(failureGroups(*snapshot, found, stop.get_token()).size(), std::size_t(0));
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
