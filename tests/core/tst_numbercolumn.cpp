// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/numbercolumn.h"

#include <QtTest>

#include <cstdint>
#include <string>
#include <vector>

using namespace mxlens;

namespace {

using Numbers = std::vector<std::uint32_t>;
using Width = NumberColumn::Width;

NumberColumn columnOf(const Numbers& numbers)
{
    NumberColumn column;
    for (const std::uint32_t number : numbers)
        column.push_back(number);
    return column;
}

/// What all ways to read a column say; nothing where they do not say the same.
Numbers numbersIn(const NumberColumn& column)
{
    Numbers numbers;
    const NumberView view = column.view();
    for (std::size_t row = 0; row < column.size(); ++row)
        numbers.push_back(column[row]);
    const bool same = column.visit([&](auto rows) {
        bool equal = rows.size() == numbers.size();
        for (std::size_t row = 0; equal && row < rows.size(); ++row)
            equal = rows[row] == numbers[row] && view[row] == numbers[row];
        return equal;
    });
    return same ? numbers : Numbers();
}

} // namespace

class NumberColumnTest final : public QObject {
    Q_OBJECT

private slots:
    void numbersTakeAsLittleAsTheyCan_data()
    {
        QTest::addColumn<std::uint32_t>("greatest");
        QTest::addColumn<int>("width");
        QTest::newRow("0") << 0U << 1;
        QTest::newRow("255") << 255U << 1;
        QTest::newRow("256") << 256U << 2;
        QTest::newRow("65535") << 65535U << 2;
        QTest::newRow("65536") << 65536U << 4;
        QTest::newRow("as large as any") << 4294967295U << 4;
    }

    void numbersTakeAsLittleAsTheyCan()
    {
        QFETCH(const std::uint32_t, greatest);
        QFETCH(const int, width);
        // Whatever follows the last row in its last word, and wherever the greatest one stands.
        for (std::size_t rows = 1; rows < 10; ++rows) {
            for (std::size_t place = 0; place < rows; ++place) {
                Numbers numbers(rows, greatest / 2);
                numbers[place] = greatest;
                const NumberColumn grown = columnOf(numbers);
                const NumberColumn packed = grown.packed();
                QCOMPARE(static_cast<int>(packed.width()), width);
                QCOMPARE(packed.bytes().size(), rows * static_cast<std::size_t>(width));
                QCOMPARE(numbersIn(grown), numbers);
                QCOMPARE(numbersIn(packed), numbers);
                QCOMPARE(numbersIn(packed.packed()), numbers);
                const auto again = NumberColumn::from(packed.width(), rows, packed.bytes());
                QVERIFY(again);
                QCOMPARE(numbersIn(*again), numbers);
                const NumberColumn filled = NumberColumn::filled(rows, greatest, [&](auto to) {
                    for (std::size_t row = 0; row < to.size(); ++row)
                        to.set(row, static_cast<decltype(to[0])>(numbers[row]));
                });
                QCOMPARE(filled.width(), packed.width());
                QCOMPARE(numbersIn(filled), numbers);
            }
        }
    }

    void nothingIsAColumnToo()
    {
        const NumberColumn none;
        QVERIFY(none.empty() && none.packed().empty());
        QCOMPARE(none.packed().bytes().size(), std::size_t(0));
        QVERIFY(numbersIn(none.packed()).empty());
        for (const Width width : { Width::Byte, Width::TwoBytes, Width::FourBytes }) {
            const auto made = NumberColumn::from(width, 0, {});
            QVERIFY(made && made->empty());
        }
    }

    void aColumnGrowsAtItsEnd()
    {
        NumberColumn column{ 7 };
        column.push_back(column.back());
        column.back() += 300;
        QCOMPARE(numbersIn(column), (Numbers{ 7, 307 }));
        const NumberColumn packed = column.packed();
        QCOMPARE(numbersIn(packed), (Numbers{ 7, 307 }));
    }

    void numbersAreCutToAWidth()
    {
        const NumberColumn column = columnOf({ 1, 0xFFFFFFFF, 0xFFFFFFFE, 0x12345678, 255 });
        NumberColumn bytes = column.cutTo(Width::Byte);
        QCOMPARE(numbersIn(bytes), (Numbers{ 1, 255, 254, 0x78, 255 }));
        bytes.set(3, 254);
        bytes.set(4, 0);
        QCOMPARE(numbersIn(bytes), (Numbers{ 1, 255, 254, 254, 0 }));
        QCOMPARE(
            numbersIn(column.cutTo(Width::TwoBytes)), (Numbers{ 1, 65535, 65534, 0x5678, 255 }));
        QCOMPARE(numbersIn(column.cutTo(Width::FourBytes)), numbersIn(column));
    }

    void columnsAreMadeOfWhatGoesTogether()
    {
        QVERIFY(NumberColumn::from(Width::TwoBytes, 2, "abcd"));
        QVERIFY(!NumberColumn::from(Width::TwoBytes, 2, "abc"));
        QVERIFY(!NumberColumn::from(Width::Byte, 2, "abc"));
        QVERIFY(!NumberColumn::from(Width::FourBytes, 1, "abcde"));
        QVERIFY(!NumberColumn::from(Width(0), 0, {}));
        QVERIFY(!NumberColumn::from(Width(3), 1, "abc"));
        QVERIFY(!NumberColumn::from(Width(8), 1, "abcdefgh"));
    }
};

QTEST_APPLESS_MAIN(NumberColumnTest)
#include "tst_numbercolumn.moc"
