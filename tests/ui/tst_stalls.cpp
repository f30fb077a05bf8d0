// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/guitest.h"

#include <QThread>
#include <QTimer>

using namespace mxlens::test;

class TestStalls : public QObject {
    Q_OBJECT
private:
    static WatchedApplication& application() { return *static_cast<WatchedApplication*>(qApp); }

    /// Handles an event for so long, with work or without.
    static void handle(int milliseconds, bool works)
    {
        bool done = false;
        QTimer::singleShot(0, qApp, [&] {
            if (!works)
                QThread::msleep(static_cast<unsigned long>(milliseconds));
            const std::clock_t until = std::clock() + milliseconds * (CLOCKS_PER_SEC / 1000);
            while (works && std::clock() < until) { }
            done = true;
        });
        QTRY_VERIFY(done);
    }

private slots:
    void workOfAnEventIsNoticed()
    {
        handle(1500, true);
        const QStringList stalls = application().takeStalls();
        QCOMPARE(stalls.size(), 1);
        QVERIFY2(stalls.first().startsWith(QLatin1String("workOfAnEventIsNoticed: ")),
            qPrintable(stalls.first()));
    }

    void aBusyMachineIsNone()
    {
        handle(1500, false);
        QCOMPARE(application().takeStalls(), QStringList());
    }
};

MXLENS_GUI_TEST(TestStalls)
#include "tst_stalls.moc"
