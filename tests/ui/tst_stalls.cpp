// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/guitest.h"

#include <QEventLoop>
#include <QThread>
#include <QTimer>

using namespace mxlens::test;

class TestStalls : public QObject {
    Q_OBJECT
private:
    static WatchedApplication& application() { return *static_cast<WatchedApplication*>(qApp); }

    /// Milliseconds that are too long.
    static int tooLong() { return qRound(WatchedApplication::limit() * 1.5); }

    static void work(int milliseconds)
    {
        const std::clock_t until = std::clock() + milliseconds * (CLOCKS_PER_SEC / 1000);
        while (std::clock() < until) { }
    }

    /// Lets an event do something.
    template <typename Function> static void handle(Function function)
    {
        bool done = false;
        QTimer::singleShot(0, qApp, [&] {
            function();
            done = true;
        });
        QTRY_VERIFY(done);
    }

private slots:
    void workOfAnEventIsNoticed()
    {
        handle([] { work(tooLong()); });
        const QStringList stalls = application().takeStalls();
        QCOMPARE(stalls.size(), 1);
        QVERIFY2(stalls.first().startsWith(QLatin1String("workOfAnEventIsNoticed: ")),
            qPrintable(stalls.first()));
    }

    void aBusyMachineIsNone()
    {
        handle([] { QThread::msleep(static_cast<unsigned long>(tooLong())); });
        QCOMPARE(application().takeStalls(), QStringList());
    }

    void eventsOfALoopOfItsOwnCountByThemselves()
    {
        const auto inner = [](int milliseconds) {
            QEventLoop loop;
            for (int i = 0; i < 3; ++i)
                QTimer::singleShot(0, &loop, [milliseconds] { work(milliseconds); });
            QTimer::singleShot(0, &loop, &QEventLoop::quit);
            loop.exec();
        };
        handle([inner] { inner(tooLong() / 3); });
        QCOMPARE(application().takeStalls(), QStringList());
        handle([inner] { inner(tooLong()); });
        QVERIFY(!application().takeStalls().isEmpty());
    }
};

MXLENS_GUI_TEST(TestStalls)
#include "tst_stalls.moc"
