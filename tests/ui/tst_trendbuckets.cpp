// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/trendbars.h"
#include "ui/charts/trendbucket.h"
#include "ui/charts/trendticks.h"
#include "ui/charts/trendwords.h"
#include "ui/theme/words.h"

#include <QLocale>
#include <QTest>

#include <limits>

using namespace mxlens;

namespace {

const QDate start(2026, 9, 1);

/// count days with 100 sessions and 1 failure each.
QVector<TrendBucket> plainDays(int count, QDate first = start)
{
    QVector<TrendBucket> days;
    for (int i = 0; i < count; ++i)
        days.append({ .day = first.addDays(i), .sessions = 100, .successful = 99, .failed = 1 });
    return days;
}

/// With ordinary blanks: a share holds one that does not break.
QString plain(QString text)
{
    return text.replace(QChar(QChar::Nbsp), u' ');
}

} // namespace

class TrendBucketsTest final : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void barsAreAsHighAsTheirFigures();
    void smallFiguresStayVisible();
    void unknownIsNotZero();
    void withoutARateNothingIsSplit();
    void weeksAddUpTheirDays();
    void monthsAddUpTheirDays();
    void sumsStopAtTheLargestNumber();
    void sharesAreNeverRoundedToNothing();
    void ticksFit_data();
    void ticksFit();
    void axisNumbersAreShort();
};

void TrendBucketsTest::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
}

void TrendBucketsTest::barsAreAsHighAsTheirFigures()
{
    const QVector<TrendBucket> days{ { start, 1000, 900, 100, true } };
    const TrendBars bars = trendBars(days, TrendStep::Day, true, 1, 5, 950);
    const double place = trendMiddle(start, start);
    QCOMPARE(bars.failures, QVector<QPointF>({ { place, 100 } }));
    QCOMPARE(bars.succeeded, QVector<QPointF>({ { place, 900 } }));
    QCOMPARE(bars.failed, QVector<QPointF>({ { place, 100 } }));
    QCOMPARE(bars.longRange, QVector<QPointF>({ { place, 950 } }));
    QVERIFY(bars.undecided.isEmpty() && bars.none.isEmpty() && bars.sessionsUnknown.isEmpty()
        && bars.failuresUnknown.isEmpty());
    QCOMPARE(trendMiddle(start, start.addDays(6)), place + 3);
}

void TrendBucketsTest::smallFiguresStayVisible()
{
    const QVector<TrendBucket> days{ { start, 100'000, 99'997, 3, false },
        { start.addDays(1), 100'000, 100'000, 0, false } };
    const TrendBars bars = trendBars(days, TrendStep::Day, true, 0.1, 2000, 1);
    QCOMPARE(bars.failures.size(), 1);
    QCOMPARE(bars.failures.constFirst().y(), 3.0);
    QCOMPARE(bars.failed.constFirst().y(), 2000.0);
}

void TrendBucketsTest::unknownIsNotZero()
{
    const QVector<TrendBucket> days{ { start, -1, -1, -1, false },
        { start.addDays(1), 0, 0, 0, false } };
    const TrendBars bars = trendBars(days, TrendStep::Day, true, 1, 1, 1);
    const double first = trendMiddle(start, start);
    QCOMPARE(bars.sessionsUnknown.size(), 1);
    QCOMPARE(bars.sessionsUnknown.constFirst().x(), first);
    QCOMPARE(bars.failuresUnknown.size(), 1);
    QCOMPARE(bars.none.size(), 1);
    QCOMPARE(bars.none.constFirst().x(), first + 1);
    QVERIFY(bars.succeeded.isEmpty() && bars.failures.isEmpty());
}

void TrendBucketsTest::withoutARateNothingIsSplit()
{
    const TrendBars bars = trendBars(plainDays(1), TrendStep::Day, false, 1, 1, 1);
    QCOMPARE(bars.undecided.constFirst().y(), 100.0);
    QVERIFY(bars.succeeded.isEmpty() && bars.failed.isEmpty());
    QCOMPARE(bars.failures.size(), 1);
}

void TrendBucketsTest::weeksAddUpTheirDays()
{
    // 1 September 2026 is a Tuesday: six days of the first week, then a whole one.
    QVector<TrendBucket> days = plainDays(13);
    days[0].sessions = -1;
    days[12].longRange = true;
    const QVector<TrendBucket> weeks = grouped(days, TrendStep::Week);
    QCOMPARE(weeks.size(), 2);
    QCOMPARE(weeks.at(0), (TrendBucket{ QDate(2026, 8, 31), 500, 594, 6, false }));
    QCOMPARE(weeks.at(1), (TrendBucket{ QDate(2026, 9, 7), 700, 693, 7, true }));
    QCOMPARE(bucketEnd(weeks.at(1).day, TrendStep::Week), QDate(2026, 9, 13));
}

void TrendBucketsTest::monthsAddUpTheirDays()
{
    QVector<TrendBucket> days = plainDays(61);
    days[40].failed = -1;
    const QVector<TrendBucket> months = grouped(days, TrendStep::Month);
    QCOMPARE(months.size(), 2);
    QCOMPARE(months.at(0), (TrendBucket{ start, 3000, 2970, 30, false }));
    QCOMPARE(months.at(1), (TrendBucket{ QDate(2026, 10, 1), 3100, 3069, 30, false }));
    QCOMPARE(bucketEnd(QDate(2028, 2, 1), TrendStep::Month), QDate(2028, 2, 29));
    const TrendBucket unknown = grouped({ { start } }, TrendStep::Month).constFirst();
    QCOMPARE(unknown.sessions, -1);
}

void TrendBucketsTest::sumsStopAtTheLargestNumber()
{
    constexpr qint64 most = std::numeric_limits<qint64>::max();
    const QVector<TrendBucket> days{ { start, most, most - 1, 1, false },
        { start.addDays(1), 5, 4, 1, false } };
    QCOMPARE(grouped(days, TrendStep::Month).constFirst().sessions, most);
    QCOMPARE(total(days).successful, most);
    QCOMPARE(total(days).failed, 2);
}

void TrendBucketsTest::sharesAreNeverRoundedToNothing()
{
    QCOMPARE(plain(shareText(0, 10)), QStringLiteral("0 %"));
    QCOMPARE(plain(shareText(10, 10)), QStringLiteral("100 %"));
    QCOMPARE(plain(shareText(1, 3)), QStringLiteral("33.33 %"));
    QCOMPARE(plain(shareText(1, 1'000'000)), QStringLiteral("under 0.01 %"));
    QCOMPARE(plain(shareText(999'999, 1'000'000)), QStringLiteral("over 99.99 %"));
    QVERIFY(shareText(1, 0).isEmpty());
    QVERIFY(shareText(-1, 5).isEmpty());
    QVERIFY(shareText(6, 5).isEmpty());
}

void TrendBucketsTest::ticksFit_data()
{
    QTest::addColumn<int>("days");
    QTest::addColumn<double>("pixels");
    QTest::addColumn<QString>("first");
    QTest::newRow("a day") << 1 << 100.0 << "1 Sep";
    QTest::newRow("a week") << 7 << 700.0 << "1 Sep";
    QTest::newRow("two months by weeks") << 60 << 700.0 << "7 Sep";
    QTest::newRow("a year by months") << 365 << 800.0 << "Sep";
    QTest::newRow("twenty years by two") << 7305 << 800.0 << "2028";
}

void TrendBucketsTest::ticksFit()
{
    QFETCH(int, days);
    QFETCH(double, pixels);
    QFETCH(QString, first);
    const auto width = [](const QString& text) { return 8.0 * double(text.size()); };
    const QVector<TrendTick> ticks = trendTicks(start, start.addDays(days - 1), pixels, width);
    QVERIFY(!ticks.isEmpty());
    QCOMPARE(ticks.constFirst().label, first);
    for (qsizetype i = 1; i < ticks.size(); ++i) {
        const double apart = double(ticks.at(i - 1).day.daysTo(ticks.at(i).day)) * pixels / days;
        const double needed = (width(ticks.at(i - 1).label) + width(ticks.at(i).label)) / 2;
        QVERIFY2(apart > needed, qPrintable(ticks.at(i).label));
    }
}

void TrendBucketsTest::axisNumbersAreShort()
{
    QCOMPARE(axisNumber(0, 2e9), QStringLiteral("0"));
    QCOMPARE(axisNumber(1500, 2000), QStringLiteral("1,500"));
    QCOMPARE(axisNumber(50'000, 100'000), QStringLiteral("50 k"));
    QCOMPARE(axisNumber(500'000, 1'000'000), QStringLiteral("0.5 M"));
    QCOMPARE(axisNumber(1e9, 1e9), QStringLiteral("1,000 M"));
    QCOMPARE(countStep(3.24, 2), 2.0);
    QCOMPARE(countStep(1.08, 4), 1.0);
    QCOMPARE(countStep(1200, 4), 500.0);
}

QTEST_GUILESS_MAIN(TrendBucketsTest)

#include "tst_trendbuckets.moc"
