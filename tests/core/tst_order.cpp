// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/deviationtexts.h"
#include "core/query/madetexts.h"
#include "core/query/order.h"
#include "core/query/parallel.h"
#include "core/query/picking.h"
#include "core/query/radix.h"
#include "core/query/selection.h"
#include "core/report/names.h"
#include "tests/core/support/randomstore.h"
#include "tests/core/support/reports.h"

#include <QtTest>

#include <algorithm>
#include <map>
#include <numeric>
#include <random>
#include <tuple>

using namespace mxlens;
using namespace mxlens::testing;

namespace {

// An address as it compares: none, IPv4, IPv6 and what is none, each by value or text.
auto addressKey(const std::string& text)
{
    const auto value = IpAddress::parse(text);
    const int kind = text.empty() ? 0 : !value ? 3 : value->isV4() ? 1 : 2;
    return std::tuple(
        kind, value ? value->bytes() : IpAddress::Bytes(), value ? std::string() : lowered(text));
}

template <typename Column> bool isAddress(Column)
{
    return false;
}
bool isAddress(FailureColumn column)
{
    return column == FailureColumn::SendingMtaIp || column == FailureColumn::ReceivingIp;
}

// What needs a look stands last, and so first in the other direction.
template <typename Column> int urgency(Column, const std::string&)
{
    return 0;
}
int urgency(SourceColumn column, const std::string& text)
{
    if (column != SourceColumn::Outcome)
        return 0;
    return text == "unreadable" ? 4 : text == "not-a-report" ? 3 : text == "duplicate" ? 2 : 1;
}

// What order.h promises, the slow way: from the cells as they are exported.
template <typename Column>
std::vector<RowId> plainlyOrdered(
    const Snapshot& snapshot, std::vector<RowId> rows, Column column, bool descending)
{
    const auto before = [&](RowId a, RowId b) {
        const Cell x = cell(snapshot, a, column);
        const Cell y = cell(snapshot, b, column);
        if (isAddress(column))
            return addressKey(x.text) < addressKey(y.text);
        if (const int of = urgency(column, x.text))
            return of < urgency(column, y.text);
        return x.number != y.number ? x.number < y.number : lowered(x.text) < lowered(y.text);
    };
    std::stable_sort(rows.begin(), rows.end(),
        [&](RowId a, RowId b) { return descending ? before(b, a) : before(a, b); });
    return rows;
}

template <typename Column>
void compareColumns(const std::shared_ptr<const Snapshot>& snapshot, std::vector<RowId> rows,
    int columns, const TextRanks* ranks)
{
    for (int i = 0; i < columns; ++i) {
        const auto column = static_cast<Column>(i);
        for (const bool descending : { false, true }) {
            const bool same = ordered(*snapshot, rows, column, descending, {}, ranks)
                == plainlyOrdered(*snapshot, rows, column, descending);
            QVERIFY2(same, columnName(column).data());
        }
    }
}

/// The rows again and again, in any order: more of them than two threads share.
std::vector<RowId> manyOf(const std::vector<RowId>& rows)
{
    std::vector<RowId> many;
    while (many.size() <= 2 * rowsOfShare)
        many.insert(many.end(), rows.begin(), rows.end());
    std::shuffle(many.begin(), many.end(), std::mt19937(9));
    return many;
}

/// Sorts rows by a column of texts and compares each with the next: for more rows than can be
/// sorted the slow way.
template <typename Column>
void compareNeighbours(const Snapshot& snapshot, const std::vector<RowId>& rows, Column column)
{
    std::map<RowId, std::string> texts;
    for (const RowId row : rows) {
        if (std::string& text = texts[row]; text.empty())
            text = lowered(cell(snapshot, row, column).text);
    }
    const std::vector<RowId> sorted = ordered(snapshot, rows, column, false);
    QCOMPARE(sorted.size(), rows.size());
    for (std::size_t i = 1; i < sorted.size(); ++i)
        QVERIFY(texts[sorted[i - 1]] <= texts[sorted[i]]);
}

void compareTables(
    const std::shared_ptr<const Snapshot>& snapshot, const Selection& rows, const TextRanks* ranks)
{
    compareColumns<FailureColumn>(snapshot, rows.failures, failureColumnCount, ranks);
    compareColumns<PolicyColumn>(snapshot, rows.policies, policyColumnCount, ranks);
    compareColumns<ReportColumn>(snapshot, rows.reports, reportColumnCount, ranks);
    compareColumns<SourceColumn>(snapshot, rows.sources, sourceColumnCount, ranks);
}

} // namespace

class OrderTest final : public QObject {
    Q_OBJECT

private slots:
    void everyColumnSortsAsItsCellsCompare()
    {
        const auto snapshot = RandomStore(1).make(6, 40);
        Selection rows = select(*snapshot, {});
        QVERIFY(rows.failures.size() > 300);
        const auto ranks = makeTextRanks(snapshot);
        compareTables(snapshot, rows, nullptr);
        compareTables(snapshot, rows, ranks.get());
        // Rows that stand in any order keep it where they are equal.
        std::mt19937 random(2);
        for (auto* list : { &rows.failures, &rows.policies, &rows.reports, &rows.sources })
            std::shuffle(list->begin(), list->end(), random);
        compareTables(snapshot, rows, ranks.get());
    }

    // Each share of the rows makes its texts by itself.
    void textsThatAreMadeSortAcrossShares()
    {
        const auto snapshot = RandomStore(8).make(3, 60);
        const Selection all = select(*snapshot, {});
        compareNeighbours(*snapshot, manyOf(all.reports), ReportColumn::Deviations);
        compareNeighbours(*snapshot, manyOf(all.sources), SourceColumn::Detail);
    }

    void textsThatNeedTooMuchMemoryAreNotRanked()
    {
        const auto snapshot = RandomStore(8).make(3, 60);
        const std::vector<RowId> reports = select(*snapshot, {}).reports;
        const auto ranks = [&](std::size_t mostBytes) {
            return ranksOfMade<ReportRows, DeviationTexts>(*snapshot, reports, {}, mostBytes);
        };
        const std::size_t enough = 1'000'000;
        QCOMPARE(ranks(enough).size(), reports.size());
        QVERIFY(std::ranges::max(ranks(enough)) > 0);
        QVERIFY(ranks(10).empty());
    }

    void addressesSortByValue()
    {
        auto texts = std::make_shared<StringPool>();
        auto pool = std::make_shared<AddressPool>();
        std::vector<AddressId> ids;
        for (const char* const text : { "10.0.0.1", "9.255.0.1", "2001:db8::10", "2001:db8::9",
                 "zeta", "", "2001:DB8:0::9", "Alpha" })
            ids.push_back(pool->intern(addressEntry(readAddress(text), texts->intern(text))));
        const Snapshot snapshot(texts, pool, {});
        const std::vector<std::uint32_t> wanted{ 2, 1, 4, 3, 6, 0, 3, 5 };
        QCOMPARE(ranksOfAddresses(snapshot, ids), wanted);
    }

    void ranksOfAnEarlierSnapshotAreEnough()
    {
        StoreBuilder store;
        store.add(segmentOf({ reportJson("B", "r2", "2026-03-01", { {} }) }, 0));
        const auto early = store.snapshot();
        store.add(segmentOf({ reportJson("A", "r1", "2026-03-02", { {} }) }, 1, "box/"));
        const auto late = store.snapshot();
        const auto ranks = makeTextRanks(early);
        compareTables(late, select(*late, {}), ranks.get());
    }

    void ranksOfAnotherStoreAreNotUsed()
    {
        const auto snapshot = RandomStore(3).make(2, 20);
        const auto other = makeTextRanks(RandomStore(4).make(4, 40));
        compareTables(snapshot, select(*snapshot, {}), other.get());
    }

    void askedToStopGivesTheRowsAsTheyWere()
    {
        const auto snapshot = RandomStore(5).make(1, 20);
        const std::vector<RowId> rows = select(*snapshot, {}).failures;
        std::stop_source stop;
        stop.request_stop();
        QCOMPARE(ordered(*snapshot, rows, FailureColumn::Source, true, stop.get_token()), rows);
        // Columns whose texts are made while rows are walked have none then.
        const std::vector<RowId> sources = select(*snapshot, {}).sources;
        QVERIFY(!sources.empty());
        for (const SourceColumn column : { SourceColumn::Outcome, SourceColumn::Detail })
            QCOMPARE(ordered(*snapshot, sources, column, true, stop.get_token()), sources);
        const std::vector<RowId> reports = select(*snapshot, {}).reports;
        QCOMPARE(
            ordered(*snapshot, reports, ReportColumn::Deviations, true, stop.get_token()), reports);
        QVERIFY(!makeTextRanks(snapshot, stop.get_token()));
    }

    void pickedRowsKeepTheOrderOfAll()
    {
        constexpr RowId count = 300'000;
        std::mt19937 random(7);
        std::vector<RowId> all(count), wanted;
        std::iota(all.begin(), all.end(), 0);
        std::shuffle(all.begin(), all.end(), random);
        all.resize(count - 1'000); // duplicates do not count, nor are they wanted
        for (const RowId id : all) {
            if (random() % 3 == 0)
                wanted.push_back(id);
        }
        std::vector<RowId> expected = wanted;
        std::sort(wanted.begin(), wanted.end());
        QCOMPARE(picked(all, wanted, count), expected);
        QCOMPARE(picked(all, all, count), all);
        QVERIFY(picked(all, {}, count).empty());
        QVERIFY(picked({}, {}, 0).empty());
    }

    void keysOfCountsSortAsCounts()
    {
        const std::uint64_t largest = sortKey(Count(Count::maximum()));
        QVERIFY(sortKey(Count()) < sortKey(Count::zero()));
        QVERIFY(sortKey(Count::zero()) < sortKey(Count(1)));
        QVERIFY(sortKey(Count(Count::maximum() - 1)) < largest);
    }

    void keysOfEveryWidthSort_data()
    {
        QTest::addColumn<quint64>("mask");
        QTest::newRow("equal") << quint64(0);
        QTest::newRow("one digit") << quint64(0x3ff);
        QTest::newRow("two digits") << quint64(0x1fffff);
        QTest::newRow("three digits") << quint64(0xffffffff);
        QTest::newRow("wide") << ~quint64(0);
    }
    void keysOfEveryWidthSort()
    {
        QFETCH(quint64, mask);
        std::mt19937_64 random(6);
        std::vector<std::uint64_t> keys(5000);
        for (std::uint64_t& key : keys)
            key = random() & mask;
        std::vector<RowId> rows(keys.size());
        for (RowId i = 0; i < rows.size(); ++i)
            rows[i] = i;
        for (const bool descending : { false, true }) {
            std::vector<RowId> wanted = rows;
            std::stable_sort(wanted.begin(), wanted.end(), [&](RowId a, RowId b) {
                return descending ? keys[a] > keys[b] : keys[a] < keys[b];
            });
            std::vector<RowId> got = rows;
            sortByKeys(got, keys, descending);
            QCOMPARE(got, wanted);
        }
    }
};

QTEST_APPLESS_MAIN(OrderTest)
#include "tst_order.moc"
