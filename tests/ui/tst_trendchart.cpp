// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/guitest.h"
#include "ui/charts/trendchart.h"
#include "ui/charts/trendplot.h"
#include "ui/theme/theme.h"

#include <QAccessible>
#include <QApplication>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

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

TrendLabels plainLabels()
{
    return { QStringLiteral("example.com"), QStringLiteral("sessions"), QStringLiteral("failed") };
}

/// With ordinary blanks: a share holds one that does not break.
QString plain(QString text)
{
    return text.replace(QChar(QChar::Nbsp), u' ');
}

/// A chart on screen with some days, laid out.
class ShownChart final {
public:
    explicit ShownChart(const QVector<TrendBucket>& days)
    {
        chart.resize(800, 260);
        chart.setTrend(days, plainLabels());
        chart.show();
        if (!QTest::qWaitForWindowExposed(&chart))
            qFatal("no window");
        chart.setFocus();
    }
    QPoint at(int day) const { return chart.positionOf(start.addDays(day)); }
    void drag(int from, int to, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::mousePress(&chart, Qt::LeftButton, modifiers, at(from));
        QTest::mouseMove(&chart, (at(from) + at(to)) / 2);
        QTest::mouseMove(&chart, at(to));
        QTest::mouseRelease(&chart, Qt::LeftButton, modifiers, at(to));
    }
    void wheel(QPoint position, int delta)
    {
        QWheelEvent event(position, chart.mapToGlobal(position), {}, { 0, delta }, Qt::NoButton,
            Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(&chart, &event);
    }

    TrendChart chart;
};

using Days = std::pair<QDate, QDate>;

} // namespace

class TrendChartTest final : public QObject {
    Q_OBJECT
private slots:
    void drawsTheDaysThatItWasGiven();
    void neverMoreThanFourHundredBuckets_data();
    void neverMoreThanFourHundredBuckets();
    void theAxisHasItsDaysAtEverySize();
    void weeksAndMonthsAreShownAsAWhole();
    void labelsOfALowChartStandClearOfEachOther();
    void signsOfChangesStandClearOfEachOther();
    void clickSelectsOneDay();
    void secondClickClears();
    void clickOnAnEmptyDaySelectsNothing();
    void shiftDragSelectsDays();
    void dragZooms();
    void escapeEndsADrag();
    void wheelZoomsAroundTheDay();
    void keysZoomAndReset();
    void keysMoveTheTracer();
    void shiftAndArrowsSelect();
    void escapeClearsTheSelection();
    void selectionFromElsewhereIsSilent();
    void zoomStaysWhenMoreIsLoaded();
    void hoverTellsTheFigures();
    void summaryTellsWhatMatters();
    void summaryOfAnMxClaimsNoRate();
    void screenReaderSeesAChart();
    void coloursFollowTheTheme();
    void survivesExtremes_data();
    void survivesExtremes();
};

void TrendChartTest::drawsTheDaysThatItWasGiven()
{
    QVector<TrendBucket> days = plainDays(30);
    days.remove(10, 3);
    days[3].longRange = true;
    ShownChart shown(days);
    QCOMPARE(shown.chart.step(), TrendStep::OneDay);
    QCOMPARE(shown.chart.shownBuckets(), days);
    QCOMPARE(shown.chart.shownDays(), Days(start, start.addDays(29)));
    // Evenly spaced, the missing days included.
    const int width = shown.at(1).x() - shown.at(0).x();
    QVERIFY(qAbs(shown.at(20).x() - shown.at(0).x() - 20 * width) < 20);
    QVERIFY(shown.at(29).x() < shown.chart.width());
}

void TrendChartTest::neverMoreThanFourHundredBuckets_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<TrendStep>("step");
    QTest::newRow("400 days") << 400 << TrendStep::OneDay;
    QTest::newRow("401 days") << 401 << TrendStep::OneWeek;
    QTest::newRow("three years") << 1096 << TrendStep::OneWeek;
    QTest::newRow("ten years") << 3653 << TrendStep::OneMonth;
    QTest::newRow("thirty years") << 10957 << TrendStep::OneMonth;
}

void TrendChartTest::neverMoreThanFourHundredBuckets()
{
    QFETCH(int, count);
    QFETCH(TrendStep, step);
    TrendChart chart;
    chart.setTrend(plainDays(count, QDate(2001, 1, 1)), plainLabels());
    QCOMPARE(chart.step(), step);
    QVERIFY(chart.shownBuckets().size() <= 400);
    // Nothing is lost by putting days together.
    QCOMPARE(total(chart.shownBuckets()).sessions, 100 * qint64(count));
    QCOMPARE(total(chart.shownBuckets()).failed, count);
}

void TrendChartTest::theAxisHasItsDaysAtEverySize()
{
    ShownChart shown(plainDays(60));
    const auto labels = [&shown] { return shown.chart.plot().timeLabels(); };
    QVERIFY(labels().size() > 4);
    shown.chart.resize(400, 260);
    QTRY_VERIFY(labels().size() < 8);
    // From the size of before, half of the axis would be left without a day.
    shown.chart.resize(1600, 260);
    QTRY_COMPARE(labels().size(), 8);
    QCOMPARE(labels().constLast(), QStringLiteral("26 Oct"));
    QVERIFY(labels().contains(QStringLiteral("28 Sep")));
}

void TrendChartTest::weeksAndMonthsAreShownAsAWhole()
{
    const int days = static_cast<int>(QDate(2016, 4, 15).daysTo(QDate(2026, 9, 2))) + 1;
    ShownChart shown(plainDays(days, QDate(2016, 4, 15)));
    QCOMPARE(shown.chart.step(), TrendStep::OneMonth);
    const TrendPlot::Span shownTime = shown.chart.plot().wholeTime();
    QVERIFY(shownTime.from >= QDate(2016, 4, 1) && shownTime.from <= QDate(2016, 4, 7));
    // A pixel is several days.
    QVERIFY(shownTime.to >= QDate(2026, 9, 24) && shownTime.to <= QDate(2026, 9, 30));
}

// In a low chart the zero of the failures lay on the highest number of the sessions.
void TrendChartTest::labelsOfALowChartStandClearOfEachOther()
{
    ShownChart shown(plainDays(30));
    const auto labels = [&shown] { return shown.chart.plot().valueLabels(); };
    QVERIFY(!labels().contains(QString()));
    const int line = shown.chart.fontMetrics().height();
    shown.chart.resize(800, 10 * line / 2 + 2 * line);
    QTRY_VERIFY(labels().contains(QString()));
    // How far each of them reaches is still said.
    QVERIFY2(labels().contains(QStringLiteral("100")), qPrintable(labels().join(u'|')));
    QVERIFY2(labels().contains(QStringLiteral("1")), qPrintable(labels().join(u'|')));
}

// Changes of neighbouring days lay on each other as one blot.
void TrendChartTest::signsOfChangesStandClearOfEachOther()
{
    ShownChart shown(plainDays(300));
    TrendData data;
    data.days = plainDays(300);
    data.labels = plainLabels();
    for (const int day : { 10, 11, 12, 13, 200 })
        data.changes.append({ start.addDays(day), QStringLiteral("changed") });
    shown.chart.setData(data);
    QCOMPARE(shown.chart.plot().changeSigns(),
        QVector<double>({ trendPlace(start.addDays(10)), trendPlace(start.addDays(200)) }));
    shown.chart.resize(6000, 260);
    QTRY_COMPARE(shown.chart.plot().changeSigns().size(), data.changes.size());
}

void TrendChartTest::clickSelectsOneDay()
{
    ShownChart shown(plainDays(30));
    QSignalSpy spy(&shown.chart, &TrendChart::daysSelected);
    QTest::mouseClick(&shown.chart, Qt::LeftButton, {}, shown.at(7));
    QCOMPARE(spy.count(), 1);
    QCOMPARE(spy.at(0).at(0).toDate(), start.addDays(7));
    QCOMPARE(spy.at(0).at(1).toDate(), start.addDays(7));
    QCOMPARE(shown.chart.selectedDays(), Days(start.addDays(7), start.addDays(7)));
}

void TrendChartTest::secondClickClears()
{
    ShownChart shown(plainDays(30));
    QSignalSpy cleared(&shown.chart, &TrendChart::selectionCleared);
    QTest::mouseClick(&shown.chart, Qt::LeftButton, {}, shown.at(7));
    QTest::mouseClick(&shown.chart, Qt::LeftButton, {}, shown.at(7));
    QCOMPARE(cleared.count(), 1);
    QVERIFY(!shown.chart.selectedDays().first.isValid());
}

void TrendChartTest::clickOnAnEmptyDaySelectsNothing()
{
    QVector<TrendBucket> days = plainDays(30);
    days.remove(10, 3);
    ShownChart shown(days);
    QSignalSpy spy(&shown.chart, &TrendChart::daysSelected);
    QTest::mouseClick(&shown.chart, Qt::LeftButton, {}, shown.at(11));
    QCOMPARE(spy.count(), 0);
}

void TrendChartTest::shiftDragSelectsDays()
{
    ShownChart shown(plainDays(30));
    QSignalSpy spy(&shown.chart, &TrendChart::daysSelected);
    shown.drag(12, 5, Qt::ShiftModifier);
    QCOMPARE(spy.count(), 1);
    QCOMPARE(shown.chart.selectedDays(), Days(start.addDays(5), start.addDays(12)));
    QCOMPARE(shown.chart.shownBuckets().size(), 30);
}

void TrendChartTest::dragZooms()
{
    ShownChart shown(plainDays(30));
    QSignalSpy spy(&shown.chart, &TrendChart::daysSelected);
    shown.drag(5, 14);
    QCOMPARE(spy.count(), 0);
    QCOMPARE(shown.chart.shownDays(), Days(start.addDays(5), start.addDays(14)));
    QCOMPARE(shown.chart.shownBuckets().size(), 10);
    shown.chart.resetZoom();
    QCOMPARE(shown.chart.shownBuckets().size(), 30);
}

void TrendChartTest::escapeEndsADrag()
{
    ShownChart shown(plainDays(30));
    QTest::mousePress(&shown.chart, Qt::LeftButton, {}, shown.at(5));
    QTest::mouseMove(&shown.chart, shown.at(14));
    QVERIFY(shown.chart.hint().contains(QStringLiteral("zoom to")));
    QTest::keyClick(&shown.chart, Qt::Key_Escape);
    QTest::mouseRelease(&shown.chart, Qt::LeftButton, {}, shown.at(14));
    QCOMPARE(shown.chart.shownBuckets().size(), 30);
    QVERIFY(!shown.chart.selectedDays().first.isValid());
}

void TrendChartTest::wheelZoomsAroundTheDay()
{
    ShownChart shown(plainDays(60));
    const QPoint before = shown.at(20);
    shown.wheel(before, 120);
    const auto [first, last] = shown.chart.shownDays();
    QVERIFY(first > start && last < start.addDays(59));
    QVERIFY(qAbs(shown.at(20).x() - before.x()) < 20);
    for (int i = 0; i < 40; ++i)
        shown.wheel(shown.at(20), 120);
    QCOMPARE(shown.chart.shownBuckets().size(), 1);
    for (int i = 0; i < 40; ++i)
        shown.wheel(shown.at(20), -120);
    QCOMPARE(shown.chart.shownBuckets().size(), 60);
}

void TrendChartTest::keysZoomAndReset()
{
    ShownChart shown(plainDays(60));
    QTest::keyClick(&shown.chart, Qt::Key_Plus);
    QCOMPARE(shown.chart.shownBuckets().size(), 30);
    QTest::keyClick(&shown.chart, Qt::Key_Plus);
    QCOMPARE(shown.chart.shownBuckets().size(), 15);
    QTest::keyClick(&shown.chart, Qt::Key_Minus);
    QCOMPARE(shown.chart.shownBuckets().size(), 30);
    QTest::keyClick(&shown.chart, Qt::Key_0);
    QCOMPARE(shown.chart.shownBuckets().size(), 60);
}

void TrendChartTest::keysMoveTheTracer()
{
    QVector<TrendBucket> days = plainDays(60);
    days.remove(2, 3);
    ShownChart shown(days);
    QTest::keyClick(&shown.chart, Qt::Key_Right);
    QCOMPARE(shown.chart.tracerDay(), start);
    QTest::keyClick(&shown.chart, Qt::Key_Right);
    QTest::keyClick(&shown.chart, Qt::Key_Right);
    QCOMPARE(shown.chart.tracerDay(), start.addDays(5)); // over the days without a report
    QTest::keyClick(&shown.chart, Qt::Key_Left);
    QCOMPARE(shown.chart.tracerDay(), start.addDays(1));
    QTest::keyClick(&shown.chart, Qt::Key_End);
    QCOMPARE(shown.chart.tracerDay(), start.addDays(59));
    QTest::keyClick(&shown.chart, Qt::Key_Right);
    QCOMPARE(shown.chart.tracerDay(), start.addDays(59));

    // The view follows the tracer.
    QTest::keyClick(&shown.chart, Qt::Key_Plus);
    QTest::keyClick(&shown.chart, Qt::Key_Home);
    QCOMPARE(shown.chart.tracerDay(), start);
    QCOMPARE(shown.chart.shownDays().first, start);
}

void TrendChartTest::shiftAndArrowsSelect()
{
    ShownChart shown(plainDays(60));
    QSignalSpy spy(&shown.chart, &TrendChart::daysSelected);
    QTest::keyClick(&shown.chart, Qt::Key_Right);
    QTest::keyClick(&shown.chart, Qt::Key_Right, Qt::ShiftModifier);
    QTest::keyClick(&shown.chart, Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(spy.count(), 2);
    QCOMPARE(shown.chart.selectedDays(), Days(start, start.addDays(2)));
    QTest::keyClick(&shown.chart, Qt::Key_End);
    QTest::keyClick(&shown.chart, Qt::Key_Return);
    QCOMPARE(shown.chart.selectedDays(), Days(start.addDays(59), start.addDays(59)));
}

void TrendChartTest::escapeClearsTheSelection()
{
    ShownChart shown(plainDays(30));
    QSignalSpy spy(&shown.chart, &TrendChart::selectionCleared);
    QTest::mouseClick(&shown.chart, Qt::LeftButton, {}, shown.at(7));
    QTest::keyClick(&shown.chart, Qt::Key_Escape);
    QCOMPARE(spy.count(), 1);
    QVERIFY(!shown.chart.selectedDays().first.isValid());
    QTest::keyClick(&shown.chart, Qt::Key_Escape);
    QCOMPARE(spy.count(), 1);
}

void TrendChartTest::selectionFromElsewhereIsSilent()
{
    ShownChart shown(plainDays(30));
    QSignalSpy selected(&shown.chart, &TrendChart::daysSelected);
    QSignalSpy cleared(&shown.chart, &TrendChart::selectionCleared);
    shown.chart.setSelectedDays(start, start.addDays(2));
    QCOMPARE(shown.chart.selectedDays(), Days(start, start.addDays(2)));
    shown.chart.setSelectedDays({}, {});
    QCOMPARE(selected.count() + cleared.count(), 0);
    QVERIFY(!shown.chart.selectedDays().first.isValid());
}

void TrendChartTest::zoomStaysWhenMoreIsLoaded()
{
    ShownChart shown(plainDays(30));
    shown.chart.setTrend(plainDays(40), plainLabels());
    QCOMPARE(shown.chart.shownBuckets().size(), 40); // not zoomed: everything stays in sight
    shown.drag(5, 14);
    shown.chart.setTrend(plainDays(60), plainLabels());
    QCOMPARE(shown.chart.shownDays(), Days(start.addDays(5), start.addDays(14)));
    // Nothing of the new days is in sight: the zoom stays all the same, and the hint tells a way.
    shown.chart.setTrend(plainDays(5, QDate(2027, 1, 1)), plainLabels());
    QCOMPARE(shown.chart.shownDays(), Days(start.addDays(5), start.addDays(14)));
    QVERIFY(shown.chart.shownBuckets().isEmpty());
    QVERIFY(shown.chart.hint().contains(QStringLiteral("0 shows all days")));
    shown.chart.setTrend({}, plainLabels());
    shown.chart.setTrend(plainDays(60), plainLabels());
    QCOMPARE(shown.chart.shownDays(), Days(start.addDays(5), start.addDays(14)));
    QTest::keyClick(&shown.chart, Qt::Key_0);
    QCOMPARE(shown.chart.shownBuckets().size(), 60);
}

void TrendChartTest::hoverTellsTheFigures()
{
    QVector<TrendBucket> days = plainDays(30);
    days[4] = { start.addDays(4), 1204, 1201, 3, false };
    days.remove(10);
    ShownChart shown(days);
    QTest::mouseMove(&shown.chart, shown.at(4));
    QTRY_COMPARE(shown.chart.tracerDay(), start.addDays(4));
    QCOMPARE(plain(shown.chart.hint()),
        QStringLiteral("5 September 2026 (UTC): 1,204 sessions, 3 failed (0.25 %). "
                       "Click to show only this."));
    QTest::mouseMove(&shown.chart, shown.at(10));
    QTRY_COMPARE(shown.chart.hint(), QStringLiteral("11 September 2026 (UTC): no report."));
    QTest::mouseMove(&shown.chart, QPoint(2, 2));
    QTRY_VERIFY(!shown.chart.tracerDay().isValid());
}

void TrendChartTest::summaryTellsWhatMatters()
{
    TrendChart chart;
    QCOMPARE(plain(chart.summarySentence()), QStringLiteral("There is no report to draw."));
    QVector<TrendBucket> days = plainDays(3);
    days[1] = { start.addDays(1), 1204, 1201, 3, false };
    days[2].day = start.addDays(3);
    chart.setTrend(days, plainLabels());
    QCOMPARE(plain(chart.summarySentence()),
        QStringLiteral("example.com, 1 September to 4 September 2026 (UTC): 1,404 sessions, "
                       "5 failed (0.36 %). Most failures on 2 September 2026: 3. "
                       "1 day without a report."));
}

void TrendChartTest::summaryOfAnMxClaimsNoRate()
{
    TrendChart chart;
    TrendLabels labels{ QStringLiteral("mx2.example.com"),
        QStringLiteral("sessions of example.com"), QStringLiteral("failed at mx2.example.com"),
        false };
    chart.setTrend({ { start, 1204, -1, 3, false } }, labels);
    QCOMPARE(plain(chart.summarySentence()),
        QStringLiteral("mx2.example.com, 1 September 2026 (UTC): 1,204 sessions of example.com, "
                       "3 failed at mx2.example.com."));
    chart.setTrend({ { start, -1, -1, -1, false } }, labels);
    QVERIFY(chart.summarySentence().contains(QStringLiteral("unknown")));
}

void TrendChartTest::screenReaderSeesAChart()
{
    ShownChart shown(plainDays(30));
    QAccessibleInterface* interface = QAccessible::queryAccessibleInterface(&shown.chart);
    QVERIFY(interface);
    QCOMPARE(interface->role(), QAccessible::Chart);
    QVERIFY(!interface->text(QAccessible::Name).isEmpty());
    QCOMPARE(interface->text(QAccessible::Description), shown.chart.summarySentence());
    QTest::keyClick(&shown.chart, Qt::Key_Home);
    QVERIFY(interface->text(QAccessible::Value).startsWith(QStringLiteral("1 September 2026")));
}

void TrendChartTest::coloursFollowTheTheme()
{
    ShownChart shown(plainDays(30));
    const auto has = [&shown](const QColor& wanted) {
        QApplication::processEvents();
        const QImage image = shown.chart.grab().toImage();

        for (int row = 0; row < image.height(); ++row) {
            if (image.pixelColor(shown.at(3).x(), row).rgb() == wanted.rgb())
                return true;
        }

        return false;
    };
    QTRY_VERIFY(has(colour(Colour::Success, themePalette(false))));
    applyTheme(*qApp, ThemeChoice::Dark);
    QTRY_VERIFY(has(colour(Colour::Success, themePalette(true))));
    QVERIFY(!has(QColor(Qt::white)));
    applyTheme(*qApp, ThemeChoice::Light);
    QTRY_VERIFY(has(QColor(Qt::white)));
}

void TrendChartTest::survivesExtremes_data()
{
    QTest::addColumn<QVector<TrendBucket>>("days");
    constexpr qint64 most = std::numeric_limits<qint64>::max();
    QTest::newRow("nothing") << QVector<TrendBucket>{};
    QTest::newRow("one day") << plainDays(1);
    QTest::newRow("all unknown") << QVector<TrendBucket>{ { start } };
    QTest::newRow("largest beside one") << QVector<TrendBucket>{ { start, most, most, 0, true },
        { start.addDays(1), 1, 0, 1, false } };
    QTest::newRow("far apart") << QVector<TrendBucket>{ { QDate(1970, 1, 1), 1, 1, 0, false },
        { QDate(2400, 1, 1), 1, 1, 0, false } };
}

void TrendChartTest::survivesExtremes()
{
    QFETCH(QVector<TrendBucket>, days);
    ShownChart shown(days);
    QVERIFY(!shown.chart.grab().isNull());
    for (const int key : { Qt::Key_Plus, Qt::Key_Right, Qt::Key_Minus, Qt::Key_Home, Qt::Key_End,
             Qt::Key_0, Qt::Key_Return, Qt::Key_Escape })
        QTest::keyClick(&shown.chart, static_cast<Qt::Key>(key));
    shown.wheel({ 10, 100 }, 120);
    shown.chart.resize(120, 60);
    QVERIFY(!shown.chart.grab().isNull());
}

int main(int argc, char** argv)
{
    test::WatchedApplication application(argc, argv);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    applyTheme(application, ThemeChoice::Light);
    TrendChartTest test;
    return application.result(QTest::qExec(&test, argc, argv));
}

#include "tst_trendchart.moc"
