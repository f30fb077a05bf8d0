// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/viewstate.h"

#include <QSignalSpy>
#include <QTest>

using namespace mxlens;

class TestChartLook : public QObject {
    Q_OBJECT
private slots:
    void splitAndZoomCanBeTakenBackAndDoneAgain()
    {
        ViewState state;
        QSignalSpy changed(&state, &ViewState::changed);
        QSignalSpy look(&state, &ViewState::lookChanged);
        state.setSplit(SplitBy::Mx);
        state.setZoom(QDate(2026, 9, 9), QDate(2026, 9, 2));
        state.setFilterText(QStringLiteral("org:one"));
        QCOMPARE(changed.count(), 1);
        QCOMPARE(look.count(), 2);
        QCOMPARE(state.look().zoomFrom, QDate(2026, 9, 2));
        state.goBack();
        state.goBack();
        QVERIFY(!state.look().zoomFrom.isValid());
        QCOMPARE(state.look().split, SplitBy::Mx);
        state.goBack();
        QCOMPARE(state.look(), ChartLook());
        QVERIFY(!state.canGoBack());
        // What narrows the rows was changed once and taken back once.
        QCOMPARE(changed.count(), 2);
        state.goForward();
        state.goForward();
        QCOMPARE(state.look().zoomTo, QDate(2026, 9, 9));
        // Neither leaves anything out.
        QVERIFY(state.isWide());
        QVERIFY(state.isZoomed());
        state.showAllRows();
        QVERIFY(state.isZoomed());
        // Days that the chart leaves out are left out, too.
        state.widen();
        QCOMPARE(state.look(), (ChartLook{ SplitBy::Mx, {}, {} }));
        state.goBack();
        QVERIFY(state.isZoomed());
        // Other reports have other days, and are looked at in the same way.
        state.reset();
        QCOMPARE(state.look(), (ChartLook{ SplitBy::Mx, {}, {} }));
        QVERIFY(!state.canGoBack());
    }

    void smallStepsAreTakenBackInOne()
    {
        ViewState state;
        const QDate day(2026, 9, 1);
        for (int i = 1; i < 5; ++i)
            state.setZoom(day.addDays(i), day.addDays(20 - i), true);
        state.typeFilterText(QStringLiteral("o"));
        state.typeFilterText(QStringLiteral("one"));
        state.setZoom(day, day.addDays(3), true);
        state.goBack();
        QCOMPARE(state.look().zoomFrom, day.addDays(4));
        state.goBack();
        QVERIFY(state.values().filterText.isEmpty());
        QCOMPARE(state.look().zoomFrom, day.addDays(4));
        state.goBack();
        QCOMPARE(state.look(), ChartLook());
        QVERIFY(!state.canGoBack());
        // In and out again is nothing to go back to.
        state.setZoom(day, day.addDays(3), true);
        state.setZoom({}, {}, true);
        QVERIFY(!state.canGoBack());
        // Going on after going back begins anew.
        state.setZoom(day, day.addDays(9), true);
        state.goBack();
        state.setZoom(day, day.addDays(8), true);
        state.setZoom(day, day.addDays(7), true);
        state.goBack();
        QCOMPARE(state.look(), ChartLook());
    }
};

QTEST_GUILESS_MAIN(TestChartLook)
#include "tst_chartlook.moc"
