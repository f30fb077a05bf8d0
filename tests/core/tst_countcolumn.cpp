// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/countcolumn.h"

#include <QtTest>

#include <cstdint>
#include <vector>

using namespace mxlens;

namespace {

using Counts = std::vector<Count>;
using Width = NumberColumn::Width;

CountColumn columnOf(const Counts& counts)
{
    CountColumn column;
    for (const Count count : counts)
        column.push_back(count);
    return column;
}

Counts countsIn(const CountColumn& column)
{
    Counts counts;
    for (std::size_t row = 0; row < column.size(); ++row)
        counts.push_back(column[row]);
    return counts;
}

NumberColumn valuesOf(const std::vector<std::uint32_t>& numbers, Width width)
{
    NumberColumn column;
    for (const std::uint32_t number : numbers)
        column.push_back(number);
    return column.cutTo(width);
}

} // namespace

class CountColumnTest final : public QObject {
    Q_OBJECT

private slots:
    /// One count among such as are small or unknown.
    void countsTakeAsLittleAsTheyCan_data()
    {
        QTest::addColumn<qint64>("count");
        QTest::addColumn<int>("width"); // of a few rows, where none may stand beside them
        const auto row = [](qint64 count, int width) {
            QTest::addRow("%lld", static_cast<long long>(count)) << count << width;
        };
        row(-5, 1); // unknown
        row(0, 1);
        row(253, 1);
        row(254, 2);
        row(255, 2);
        row(256, 2);
        row(65533, 2);
        row(65534, 4);
        row(65535, 4);
        row(65536, 4);
        row(4294967293, 4);
        row(4294967294, 1); // stands beside the column in any width
        row(4294967295, 1);
        row(4294967296, 1);
        row(Count::maximum(), 1);
    }

    void countsTakeAsLittleAsTheyCan()
    {
        QFETCH(const qint64, count);
        QFETCH(const int, width);
        for (const std::size_t rows : { 1, 2, 63, 64, 1000 }) {
            for (const std::size_t place : { std::size_t(0), rows / 2, rows - 1 }) {
                Counts counts(rows, Count(7));
                counts[rows / 3] = Count();
                counts[place] = Count(count);
                const CountColumn grown = columnOf(counts);
                const CountColumn packed = grown.packed();
                QCOMPARE(static_cast<int>(packed.values().width()), rows < 64 ? width : 1);
                QVERIFY(countsIn(grown) == counts);
                QVERIFY(countsIn(packed) == counts);
                QVERIFY(countsIn(packed.packed()) == counts);
                QVERIFY(rows / 3 == place || (!grown.allKnown() && !packed.allKnown()));
                const auto again = CountColumn::from(packed.values(), packed.largeValues());
                QVERIFY(again);
                QVERIFY(countsIn(*again) == counts);
            }
        }
    }

    void itIsKnownWhetherAllCountsAre()
    {
        for (const std::int64_t count : { 0, 253, 254, 255, 65534, 65535, 70000 }) {
            QVERIFY(columnOf({ Count(1), Count(count) }).packed().allKnown());
            QVERIFY(columnOf({ Count(1), Count(count) }).allKnown());
            QVERIFY(!columnOf({ Count(count), Count() }).packed().allKnown());
        }
        QVERIFY(columnOf({ Count(Count::maximum()) }).packed().allKnown());
    }

    void nothingIsAColumnToo()
    {
        QVERIFY(CountColumn().allKnown());
        QCOMPARE(CountColumn().packed().size(), std::size_t(0));
        QVERIFY(CountColumn::from({}, {}));
    }

    void fewCountsStandBesideTheirColumn_data()
    {
        QTest::addColumn<int>("rows");
        QTest::addColumn<int>("hundreds");
        QTest::addColumn<int>("hundredThousands");
        QTest::addColumn<int>("width");
        QTest::newRow("one in 64") << 640 << 10 << 0 << 1;
        QTest::newRow("more of them") << 640 << 11 << 0 << 2;
        QTest::newRow("both together") << 640 << 5 << 6 << 2;
        QTest::newRow("larger ones") << 640 << 100 << 10 << 2;
        QTest::newRow("more of those") << 640 << 0 << 11 << 4;
    }

    void fewCountsStandBesideTheirColumn()
    {
        QFETCH(const int, rows);
        QFETCH(const int, hundreds);
        QFETCH(const int, hundredThousands);
        Counts counts;
        for (int row = 0; row < rows; ++row) {
            const bool isLarge = row >= hundreds && row < hundreds + hundredThousands;
            counts.push_back(row < hundreds ? Count(300 + row)
                    : isLarge               ? Count(300000 + row)
                    : row % 3 == 0          ? Count()
                                            : Count(row % 200));
        }
        const CountColumn packed = columnOf(counts).packed();
        QTEST(static_cast<int>(packed.values().width()), "width");
        QVERIFY(countsIn(packed) == counts);
    }

    void columnsAreMadeOfWhatGoesTogether()
    {
        for (const auto& [width, large] : { std::pair(Width::Byte, 254u),
                 std::pair(Width::TwoBytes, 65534u), std::pair(Width::FourBytes, 4294967294u) }) {
            const NumberColumn values = valuesOf({ 1, large, large + 1, large }, width);
            const auto made = CountColumn::from(values, { { 1, large }, { 3, 5000000000 } });
            QVERIFY(made);
            QVERIFY(countsIn(*made) == (Counts{ Count(1), Count(large), {}, Count(5000000000) }));
            QVERIFY(!CountColumn::from(values, { { 1, large } }));
            QVERIFY(!CountColumn::from(values, { { 1, large }, { 2, large } }));
            QVERIFY(!CountColumn::from(values, { { 1, large }, { 3, large - 1 } }));
            QVERIFY(!CountColumn::from(values, { { 3, large }, { 1, large } }));
            QVERIFY(!CountColumn::from(values, { { 1, large }, { 3, large }, { 3, large } }));
            QVERIFY(!CountColumn::from(values, { { 1, large }, { 3, -1 } }));
        }
    }
};

QTEST_APPLESS_MAIN(CountColumnTest)
#include "tst_countcolumn.moc"
