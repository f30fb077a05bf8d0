// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/guitest.h"
#include "ui/charts/sparkline.h"
#include "ui/charts/trendfaces.h"
#include "ui/charts/trendlegend.h"
#include "ui/theme/theme.h"

#include <QImage>
#include <QLocale>
#include <QPainter>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <utility>

using namespace mxlens;

namespace {

const QDate start(2026, 9, 1);

TrendLabels labels(bool hasRate = true)
{
    return { {}, QStringLiteral("sessions"), QStringLiteral("failed"), hasRate };
}

PlotData dataOf(const QVector<TrendBucket>& buckets, bool hasRate = true)
{
    PlotData data;
    data.buckets = buckets;
    data.first = buckets.constFirst().day;
    data.last = buckets.constLast().day;
    data.labels = labels(hasRate);
    return data;
}

/// Three series: 100 sessions each day, of which as many failed as their place in the list.
PlotData splitData(ChartForm form)
{
    PlotData data = dataOf({ { start, 300, 297, 3 }, { start.addDays(1), 300, 297, 3 } });
    data.form = form;
    data.labels.split = QStringLiteral("domain");
    for (int i = 0; i < 3; ++i)
        data.series.append({ QString::number(i),
            { { start, 100, 100 - i, i }, { start.addDays(1), 100, 100 - i, i } } });
    data.shownSeries = 3;
    return data;
}

/// Value and paint of each area, bucket by bucket from below.
QStringList areas(const StripContent& strip)
{
    QStringList texts;
    QVector<PlotRect> rects = strip.rects;
    std::sort(rects.begin(), rects.end(), [](const PlotRect& a, const PlotRect& b) {
        return std::pair(a.from, a.high) < std::pair(b.from, b.high);
    });
    for (const PlotRect& rect : std::as_const(rects))
        texts.append(QStringLiteral("%1-%2 %3").arg(rect.low).arg(rect.high).arg(rect.paint));
    return texts;
}

QString area(double low, double high, int paint)
{
    return QStringLiteral("%1-%2 %3").arg(low).arg(high).arg(paint);
}

} // namespace

class TrendFacesTest final : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void barsAreAsHighAsTheirFigures()
    {
        const QVector<StripContent> strips
            = stripsOf(dataOf({ { start, 1000, 900, 100, true } }), 1, {});
        QCOMPARE(strips.size(), 2);
        QCOMPARE(areas(strips.at(0)), QStringList({ area(0, 100, FailedPaint) }));
        QCOMPARE(areas(strips.at(1)),
            QStringList({ area(0, 100, FailedPaint), area(100, 1000, SucceededPaint) }));
        QCOMPARE(strips.at(0).line.size(), 1);
        QCOMPARE(strips.at(0).line.constFirst().y(), 10.0); // per cent
        QCOMPARE(strips.at(1).longRange.size(), 1);
        QCOMPARE(strips.at(1).rects.constFirst().from, trendPlace(start));
        QCOMPARE(trendMiddle(start, start.addDays(6)), trendPlace(start) + 3.5);
    }

    void threeOfAHundredThousandAreSeenOnALogarithmicScale()
    {
        PlotData data = dataOf({ { start, 100'000, 99'997, 3 } });
        data.logarithmic = true;
        const StripContent sessions = stripsOf(data, 1, {}).at(1);
        const auto failed = std::find_if(sessions.rects.cbegin(), sessions.rects.cend(),
            [](const PlotRect& rect) { return rect.paint == FailedPaint; });
        QVERIFY(failed != sessions.rects.cend());
        QVERIFY((failed->high - failed->low) / sessions.high > 0.1);
    }

    void unknownIsNotZero()
    {
        const QVector<StripContent> strips
            = stripsOf(dataOf({ { start, -1, -1, -1 }, { start.addDays(1), 0, 0, 0 } }), 1, {});
        QCOMPARE(strips.at(0).unknown.size(), 1);
        QCOMPARE(strips.at(0).unknown.constFirst().x(), trendMiddle(start, start));
        QCOMPARE(strips.at(1).unknown.size(), 1);
        QVERIFY(strips.at(0).rects.isEmpty());
        QCOMPARE(areas(strips.at(1)), QStringList({ area(0, 0, NoSessionsPaint) }));
    }

    void withoutARateNothingIsSplitAndNoRateIsDrawn()
    {
        const QVector<StripContent> strips
            = stripsOf(dataOf({ { start, 100, 99, 1 } }, false), 1, {});
        QCOMPARE(areas(strips.at(1)), QStringList({ area(0, 100, SessionsPaint) }));
        QVERIFY(strips.at(0).line.isEmpty());
    }

    void rateBreaksWhereThereIsNoReport()
    {
        const QVector<StripContent> strips
            = stripsOf(dataOf({ { start, 10, 9, 1 }, { start.addDays(2), 10, 10, 0 } }), 1, {});
        QCOMPARE(strips.at(0).line.size(), 3);
        QVERIFY(std::isnan(strips.at(0).line.at(1).y()));
    }

    void seriesStandOnEachOther()
    {
        const QVector<StripContent> strips = stripsOf(splitData(ChartForm::Bars), 1, {});
        QCOMPARE(areas(strips.at(0)).mid(0, 2),
            QStringList({ area(0, 1, SeriesFailedPaint + 1), area(1, 3, SeriesFailedPaint + 2) }));
        QCOMPARE(areas(strips.at(1)).mid(0, 3),
            QStringList({ area(0, 100, SeriesPaint), area(100, 200, SeriesPaint + 1),
                area(200, 300, SeriesPaint + 2) }));
    }

    void sessionsOfTheWholeAreNotSplitWhereSeriesHaveNone()
    {
        PlotData data = splitData(ChartForm::Bars);
        data.labels.seriesHaveSessions = false;
        QCOMPARE(areas(stripsOf(data, 1, {}).at(1)).constFirst(), area(0, 300, SessionsPaint));
    }

    void stripsShowFailuresUpAndSessionsDown()
    {
        PlotData data = splitData(ChartForm::Strips);
        data.firstSeries = 1;
        data.shownSeries = 2;
        const QVector<StripContent> strips = stripsOf(data, 1, {});
        QCOMPARE(strips.size(), 2);
        QCOMPARE(valueTicks(data, strips.at(0), 5).constFirst().label, QStringLiteral("1"));
        QCOMPARE(areas(strips.at(0)).mid(0, 2),
            QStringList({ area(0, -0.6, SucceededPaint), area(0, 0.5, FailedPaint) }));
        QVERIFY(strips.at(0).low < 0);
    }

    void anMxIsNeverShownWithSessionsOfItsOwn()
    {
        PlotData data = splitData(ChartForm::Strips);
        data.labels.hasRate = false;
        data.labels.seriesHaveSessions = false;
        data.labels.covering = QStringLiteral("sessions of the policies that cover it");
        for (TrendSeries& series : data.series) {
            for (TrendBucket& day : series.days)
                day = { day.day, -1, -1, day.failed, false, 100 };
        }
        const StripContent strip = stripsOf(data, 1, {}).at(1);
        QCOMPARE(areas(strip).constFirst(), area(0, -0.6, SessionsPaint));
        QStringList legend;
        for (const TrendHeader::Entry& entry : chartLegend(data, false))
            legend.append(entry.text);
        QVERIFY(legend.contains(
            QStringLiteral("sessions of the policies that cover it (downwards, at most 100)")));
        for (const QString& text : legend)
            QVERIFY(!text.startsWith(QStringLiteral("sessions (downwards")));
        // Nor is a share of them coloured.
        data.form = ChartForm::HeatMap;
        for (const PlotRect& rect : stripsOf(data, 1, {}).constFirst().rects)
            QVERIFY(rect.paint >= CountPaint && rect.paint < SeriesPaint);
    }

    // The chart once jumped by a line when a row was selected.
    void theMarkOfSelectedRowsHasItsRoomBeforeItIsThere()
    {
        const PlotData data = splitData(ChartForm::Strips);
        TrendHeader header;
        header.setTitle(QStringLiteral("sessions per day"));
        const QVector<TrendHeader::Entry> entries = chartLegend(data, false);
        header.setEntries(entries, markedLegend(), false);
        QHash<int, int> heights;
        bool wraps = false;
        for (int width = 100; width < 900; width += 7) {
            heights.insert(width, header.heightForWidth(width));
            wraps |= header.heightForWidth(width) != header.heightForWidth(100);
        }
        QVERIFY(wraps);
        const auto picture = [&header] {
            header.resize(900, header.heightForWidth(900));
            return header.grab().toImage();
        };
        const QImage without = picture();
        header.setEntries(entries, markedLegend(), true);
        for (auto it = heights.cbegin(); it != heights.cend(); ++it)
            QCOMPARE(header.heightForWidth(it.key()), it.value());
        QVERIFY(picture() != without);
    }

    void silenceHasAPatternInTheHeatMap()
    {
        PlotData data = splitData(ChartForm::HeatMap);
        data.last = start.addDays(3);
        data.series[1].days.removeLast();
        const StripContent map = stripsOf(data, 1, {}).constFirst();
        double missing = 0;
        for (const PlotRect& rect : map.rects) {
            if (rect.paint == MissingPaint && rect.series == 1) {
                QCOMPARE(rect.from, trendPlace(start.addDays(1)));
                missing += rect.to - rect.from;
            }
        }
        QCOMPARE(missing, 3.0);
        // Rows from above: the first series stands highest.
        QCOMPARE(valueTicks(data, map, 9).constFirst().label, QStringLiteral("0"));
        QCOMPARE(valueTicks(data, map, 9).constFirst().place, 2.5);
    }

    // What is drawn is named: grey cells, crosses, diamonds and sessions of another colour were
    // not.
    void theLegendNamesAllThatIsDrawn()
    {
        const auto names = [](const PlotData& data) {
            QStringList texts;
            for (const TrendHeader::Entry& entry : chartLegend(data, false))
                texts.append(entry.text);
            return texts;
        };
        const auto has = [](const QVector<StripContent>& strips, int paint) {
            return std::any_of(strips.cbegin(), strips.cend(), [paint](const StripContent& strip) {
                return std::any_of(strip.rects.cbegin(), strip.rects.cend(),
                    [paint](const PlotRect& rect) { return rect.paint == paint; });
            });
        };
        PlotData map = splitData(ChartForm::HeatMap);
        map.labels.seriesHaveSessions = true;
        QVERIFY(!has(stripsOf(map, 1, {}), NoSessionsPaint));
        map.series[0].days[0] = { start, 0, 0, 0 };
        QVERIFY(has(stripsOf(map, 1, {}), NoSessionsPaint));
        QVERIFY(names(map).contains(QStringLiteral("no sessions")));
        map.series[1].days[0] = { start, -1, -1, -1 };
        QVERIFY(names(map).contains(QStringLiteral("unknown or no sessions")));
        map.series[0].days[0] = { start, 5, 5, 0 };
        QVERIFY(names(map).contains(QStringLiteral("unknown")));

        PlotData bars = splitData(ChartForm::Bars);
        bars.labels.seriesHaveSessions = false;
        QVERIFY(!names(bars).contains(QStringLiteral("unknown")));
        bars.buckets[0] = { start, -1, -1, -1, true };
        QVERIFY(!stripsOf(bars, 1, {}).constFirst().unknown.isEmpty());
        QVERIFY(names(bars).contains(QStringLiteral("unknown")));
        QVERIFY(!stripsOf(bars, 1, {}).constLast().longRange.isEmpty());
        QVERIFY(names(bars).contains(QStringLiteral("more than 25 hours")));

        PlotData strips = splitData(ChartForm::Strips);
        strips.labels.hasRate = false;
        strips.labels.sessions = QStringLiteral("sessions of the policies that match");
        QVERIFY(has(stripsOf(strips, 1, {}), SessionsPaint));
        QVERIFY(!names(strips)
                     .filter(QStringLiteral("sessions of the policies that match (down"))
                     .isEmpty());
    }

    void classesGrowWithTheShare()
    {
        QCOMPARE(shareClass(0, 100), 0);
        QCOMPARE(shareClass(1, 100'000), 1);
        QCOMPARE(shareClass(1, 1000), 1);
        QCOMPARE(shareClass(1, 100), 2);
        QCOMPARE(shareClass(5, 100), 3);
        QCOMPARE(shareClass(20, 100), 4);
        QCOMPARE(shareClass(50, 100), 5);
        QCOMPARE(shareClass(100, 100), shareClasses - 1);
        QCOMPARE(countClass(0), 0);
        QCOMPARE(countClass(9), 1);
        QCOMPARE(countClass(10), 2);
        QCOMPARE(countClass(1'000'000), countClasses - 1);
    }

    void logarithmicTicksFitAndReachFar()
    {
        const ValueScale scale(true);
        QCOMPARE(scale.place(0), 0.0);
        QVERIFY(qAbs(scale.value(scale.place(1234)) - 1234) < 1e-6);
        for (const double top : { 1.0, 3.0, 40.0, 1e3, 1e9 }) {
            const QVector<ValueTick> ticks = scale.ticks(scale.place(top), 4);
            QVERIFY(ticks.size() >= 2 && ticks.size() <= 6);
            QCOMPARE(ticks.constFirst().label, QStringLiteral("0"));
            QVERIFY(ticks.constLast().place > scale.place(top) * 0.6);
        }
        QCOMPARE(scale.ticks(scale.place(1e9), 4).constLast().label, QStringLiteral("1,000 M"));
    }

    void sparklinesKeepTheWorstDayOfAColumn()
    {
        const QVector<qint64> days{ 0, -1, 7, 1, -1, -1, 2, 0 };
        QCOMPARE(sparklineColumns(days, 100), days);
        QCOMPARE(sparklineColumns(days, 4), QVector<qint64>({ 0, 7, -1, 2 }));
        QVERIFY(sparklineColumns({}, 4).isEmpty());
        QImage image(40, 12, QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        paintSparkline(painter, image.rect(), days, themePalette(false));
        painter.end();
        // A bar of full height for the worst day, nothing where there was no report.
        QCOMPARE(image.pixelColor(11, 3), colour(Colour::Failure, themePalette(false)));
        QCOMPARE(image.pixelColor(6, 11), QColor(Qt::white));
        QVERIFY(image.pixelColor(1, 11) != QColor(Qt::white));
    }

    void zoomMakesTheTopLower()
    {
        const PlotData data = dataOf({ { start, 1000, 900, 100 } });
        QCOMPARE(stripsOf(data, 1, { 2, 1 }).at(0).high * 2, stripsOf(data, 1, {}).at(0).high);
    }
};

MXLENS_GUI_TEST(TrendFacesTest)
#include "tst_trendfaces.moc"
