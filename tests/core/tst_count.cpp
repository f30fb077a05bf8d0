// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/count.h"

#include <QtTest>

using namespace mxlens;

class CountTest final : public QObject {
    Q_OBJECT

private slots:
    void unknownIsNeitherZeroNorOne()
    {
        QVERIFY(!Count().known());
        QVERIFY(Count() != Count::zero());
        QCOMPARE(Count().valueOr(7), 7);
        QVERIFY(!Count(-5).known());
    }
    void sumIsTheSumOfTheKnown()
    {
        QCOMPARE((Count(3) + Count()).valueOr(-1), 3);
        QCOMPARE((Count() + Count(3)).valueOr(-1), 3);
        QVERIFY(!(Count() + Count()).known());
    }
    void sumSaturates()
    {
        QCOMPARE((Count(Count::maximum()) + Count(1)).valueOr(0), Count::maximum());
        QCOMPARE((Count(Count::maximum() - 1) + Count(1)).valueOr(0), Count::maximum());
    }
    void largerPrefersTheKnown()
    {
        QCOMPARE(larger(Count(), Count::zero()), Count::zero());
        QCOMPARE(larger(Count(2), Count(5)), Count(5));
    }
};

QTEST_APPLESS_MAIN(CountTest)
#include "tst_count.moc"
