// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/trenddata.h"
#include "ui/charts/trendrise.h"
#include "ui/charts/trendticks.h"
#include "ui/charts/trendwords.h"
#include "ui/theme/englishplurals.h"
#include "ui/theme/words.h"

#include <QCoreApplication>
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
    void restIsTheSumOfWhatIsLeftOver();
    void risesAreFound_data();
    void risesAreFound();
    void sentenceTellsWhenItBeganAndEnded();
    void weeksAddUpTheirDays();
    void monthsAddUpTheirDays();
    void sumsStopAtTheLargestNumber();
    void sharesAreNeverRoundedToNothing();
    void ticksFit_data();
    void ticksFit();
    void axisNumbersAreShort();

private:
    EnglishPlurals m_plurals;
};

void TrendBucketsTest::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QCoreApplication::installTranslator(&m_plurals);
}

void TrendBucketsTest::restIsTheSumOfWhatIsLeftOver()
{
    QVector<TrendSeries> series;
    for (int i = 0; i < 4; ++i)
        series.append({ QString(QLatin1Char(static_cast<char>('a' + i))), plainDays(3 + i) });
    series.append({ QStringLiteral("7 others"), plainDays(1), true, 7 });
    QCOMPARE(foldedSeries(series, 4).size(), 5); // nothing to fold
    const QVector<TrendSeries> folded = foldedSeries(series, 2);
    QCOMPARE(folded.size(), 3);
    QCOMPARE(folded.at(1).name, QStringLiteral("b"));
    QVERIFY(folded.at(2).isRest);
    QCOMPARE(folded.at(2).name, QStringLiteral("9 others"));
    QCOMPARE(folded.at(2).days.size(), 6);
    QCOMPARE(folded.at(2).days.constFirst().sessions, 300);
    QCOMPARE(folded.at(2).days.constLast().failed, 1);
}

void TrendBucketsTest::risesAreFound_data()
{
    QTest::addColumn<QVector<int>>("failed");
    QTest::addColumn<int>("day"); // -1 for none
    QTest::addColumn<int>("fell"); // -1 where it lasts
    QTest::newRow("nothing failed") << QVector<int>{ 0, 0, 0, 0, 0 } << -1 << -1;
    QTest::newRow("noise") << QVector<int>{ 2, 0, 3, 1, 2, 4, 1 } << -1 << -1;
    QTest::newRow("lasts") << QVector<int>{ 0, 0, 1, 0, 300, 312, 290 } << 4 << -1;
    QTest::newRow("over") << QVector<int>{ 0, 0, 1, 0, 300, 312, 290, 1, 0, 0 } << 4 << 7;
    QTest::newRow("calm Sunday") << QVector<int>{ 0, 0, 0, 300, 0, 312, 290, 1, 0, 0 } << 3 << 7;
    QTest::newRow("from the start") << QVector<int>{ 300, 312, 290, 300 } << -1 << -1;
    QTest::newRow("one day") << QVector<int>{ 300 } << -1 << -1;
    QTest::newRow("on a higher level")
        << QVector<int>{ 100, 110, 90, 100, 900, 800, 900 } << 4 << -1;
}

void TrendBucketsTest::risesAreFound()
{
    QFETCH(QVector<int>, failed);
    QFETCH(int, day);
    QFETCH(int, fell);
    QVector<TrendBucket> days = plainDays(static_cast<int>(failed.size()));
    for (qsizetype i = 0; i < failed.size(); ++i)
        days[i].failed = failed.at(i);
    const std::optional<TrendRise> rise = trendRise(days);
    QCOMPARE(rise.has_value(), day >= 0);
    if (!rise)
        return;
    QCOMPARE(rise->day, start.addDays(day));
    QCOMPARE(rise->fell, fell < 0 ? QDate() : start.addDays(fell));
}

void TrendBucketsTest::sentenceTellsWhenItBeganAndEnded()
{
    QVector<TrendBucket> days = plainDays(12);
    for (TrendBucket& day : days)
        day.failed = 0;
    for (const int day : { 5, 6, 7 })
        days[day].failed = 12;
    TrendLabels labels{ {}, QStringLiteral("sessions"), QStringLiteral("failed") };
    QVERIFY(trendSentence(days, labels)
                .contains(QStringLiteral("Failures rose from 0 to 12 a day on 6 September 2026 and "
                                         "fell to 0 on 9 September 2026.")));
    days.resize(8);
    QVERIFY(trendSentence(days, labels)
                .contains(QStringLiteral("Failures rose from 0 to 12 a day on 6 September 2026 and "
                                         "have not fallen since.")));
}

void TrendBucketsTest::weeksAddUpTheirDays()
{
    // 1 September 2026 is a Tuesday: six days of the first week, then a whole one.
    QVector<TrendBucket> days = plainDays(13);
    days[0].sessions = -1;
    days[12].longRange = true;
    const QVector<TrendBucket> weeks = grouped(days, TrendStep::OneWeek);
    QCOMPARE(weeks.size(), 2);
    QCOMPARE(weeks.at(0), (TrendBucket{ QDate(2026, 8, 31), 500, 594, 6, false }));
    QCOMPARE(weeks.at(1), (TrendBucket{ QDate(2026, 9, 7), 700, 693, 7, true }));
    QCOMPARE(bucketEnd(weeks.at(1).day, TrendStep::OneWeek), QDate(2026, 9, 13));
}

void TrendBucketsTest::monthsAddUpTheirDays()
{
    QVector<TrendBucket> days = plainDays(61);
    days[40].failed = -1;
    const QVector<TrendBucket> months = grouped(days, TrendStep::OneMonth);
    QCOMPARE(months.size(), 2);
    QCOMPARE(months.at(0), (TrendBucket{ start, 3000, 2970, 30, false }));
    QCOMPARE(months.at(1), (TrendBucket{ QDate(2026, 10, 1), 3100, 3069, 30, false }));
    QCOMPARE(bucketEnd(QDate(2028, 2, 1), TrendStep::OneMonth), QDate(2028, 2, 29));
    const TrendBucket unknown = grouped({ { start } }, TrendStep::OneMonth).constFirst();
    QCOMPARE(unknown.sessions, -1);
}

void TrendBucketsTest::sumsStopAtTheLargestNumber()
{
    constexpr qint64 most = std::numeric_limits<qint64>::max();
    const QVector<TrendBucket> days{ { start, most, most - 1, 1, false },
        { start.addDays(1), 5, 4, 1, false } };
    QCOMPARE(grouped(days, TrendStep::OneMonth).constFirst().sessions, most);
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
