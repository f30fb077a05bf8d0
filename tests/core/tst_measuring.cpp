// SPDX-License-Identifier: GPL-3.0-or-later
// What the measurements say of several runs.
#include "tests/bench/measuring.h"

#include <QTest>

#include <initializer_list>

using mxlens::bench::Sample;

namespace {

Sample sampleOf(std::initializer_list<double> values)
{
    Sample sample;
    for (const double value : values)
        sample.add(value);
    return sample;
}

} // namespace

class TestMeasuring final : public QObject {
    Q_OBJECT
private slots:
    void medianIsTheOneInTheMiddle()
    {
        QCOMPARE(sampleOf({ 9, 1, 5 }).median(), 5.0);
        QCOMPARE(sampleOf({ 7 }).median(), 7.0);
    }
    void medianOfAnEvenNumberIsBetweenTwo() { QCOMPARE(sampleOf({ 8, 1, 4, 100 }).median(), 6.0); }
    void leastAndMostAreThoseOfAllRuns()
    {
        const Sample sample = sampleOf({ 3, 9, 2, 5 });
        QCOMPARE(sample.least(), 2.0);
        QCOMPARE(sample.most(), 9.0);
        QCOMPARE(sample.size(), std::size_t{ 4 });
    }
    void nothingMeasuredIsZero() { QCOMPARE(sampleOf({}).median(), 0.0); }
};

QTEST_APPLESS_MAIN(TestMeasuring)
#include "tst_measuring.moc"
