// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/answerpace.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QtTest>

using namespace mxlens;

class AnswerPaceTest final : public QObject {
    Q_OBJECT

private slots:
    void theFirstComesAtOnce()
    {
        AnswerPace pace(50, 4);
        QSignalSpy due(&pace, &AnswerPace::due);
        pace.ask();
        QCOMPARE(due.count(), 1);
        QVERIFY(!pace.isAsked());
    }

    void anAnswerTakesAPartOfTheTime()
    {
        AnswerPace pace(10, 4);
        QSignalSpy due(&pace, &AnswerPace::due);
        QElapsedTimer clock;
        clock.start();
        pace.begun();
        QTest::qSleep(50);
        pace.ended();
        // What is asked for meanwhile is one answer.
        for (int i = 0; i < 5; ++i)
            pace.ask();
        QVERIFY(pace.isAsked());
        QCOMPARE(due.count(), 0);
        QTRY_COMPARE_WITH_TIMEOUT(due.count(), 1, 20'000);
        // Timers may be a little early.
        QVERIFY2(clock.elapsed() >= 150, qPrintable(QString::number(clock.elapsed())));
        pace.ask();
        QTRY_COMPARE_WITH_TIMEOUT(due.count(), 2, 20'000);
    }

    // Nor at once behind it, however long it took.
    void noneComesWhileOneIsWorkedOut()
    {
        AnswerPace pace(10, 4);
        QSignalSpy due(&pace, &AnswerPace::due);
        pace.begun();
        pace.ask();
        QVERIFY(!due.wait(100)); // longer than the shortest rest
        QVERIFY(pace.isAsked());
        QElapsedTimer clock;
        clock.start();
        pace.ended();
        QCOMPARE(due.count(), 0);
        QTRY_COMPARE_WITH_TIMEOUT(due.count(), 1, 20'000);
        QVERIFY2(clock.elapsed() >= 200, qPrintable(QString::number(clock.elapsed())));
        QVERIFY(!pace.isAsked());
    }

    void whatWasAskedForIsForgotten()
    {
        AnswerPace pace(10, 4);
        QSignalSpy due(&pace, &AnswerPace::due);
        pace.begun();
        pace.ended();
        pace.ask();
        pace.forget();
        QVERIFY(!due.wait(100));
        pace.begun();
        pace.ended();
        pace.ask();
        QVERIFY(pace.isAsked());
        pace.beginAnew();
        QVERIFY(!pace.isAsked());
        pace.ask();
        QCOMPARE(due.count(), 1);
        // Also while one is worked out: then as soon as that is there.
        pace.begun();
        pace.beginAnew();
        pace.ask();
        QCOMPARE(due.count(), 1);
        pace.ended();
        QCOMPARE(due.count(), 2);
    }
};

QTEST_GUILESS_MAIN(AnswerPaceTest)
#include "tst_answerpace.moc"
