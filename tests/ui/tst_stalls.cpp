// SPDX-License-Identifier: GPL-3.0-or-later
// The watch on the tests of windows: what it takes for a stall.
#include "tests/ui/support/guitest.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QThread>
#include <QTimer>

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

using namespace mxlens::test;

class TestStalls : public QObject {
    Q_OBJECT
private:
    static constexpr int limit = 100;
    static constexpr int tooLong = 150;

    static WatchedApplication& application() { return *static_cast<WatchedApplication*>(qApp); }

    static void work(int milliseconds)
    {
        const double until = threadTime() + milliseconds;
        while (threadTime() < until) { }
    }

    static void wait(int milliseconds)
    {
        QThread::msleep(static_cast<unsigned long>(milliseconds));
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

    /// Programs that want the processors too.
    class Others {
    public:
        Others()
        {
            for (unsigned i = 0; i < 6 * std::max(1U, std::thread::hardware_concurrency()); ++i)
                m_threads.emplace_back([this] {
                    while (!m_ends) { }
                });
        }
        ~Others()
        {
            m_ends = true;
            for (std::thread& thread : m_threads)
                thread.join();
        }

    private:
        std::atomic<bool> m_ends = false;
        std::vector<std::thread> m_threads;
    };

public:
    static void initMain() { qputenv("MXLENS_STALL_LIMIT", QByteArray::number(limit)); }

private slots:
    void workOfAnEventIsNoticed()
    {
        handle([] { work(tooLong); });
        const QStringList stalls = application().takeStalls();
        QCOMPARE(stalls.size(), 1);
        QVERIFY2(stalls.first().startsWith(QLatin1String("workOfAnEventIsNoticed: ")),
            qPrintable(stalls.first()));
    }

    void waitingOfAnEventIsNoticed()
    {
#ifndef Q_OS_LINUX
        QSKIP("the machine cannot be asked how busy it is");
#endif
        // Another program may be in the way, which excuses the wait.
        for (int i = 0; i < 10; ++i) {
            handle([] { wait(tooLong); });
            const QStringList stalls = application().takeStalls();
            if (!stalls.isEmpty()) {
                QCOMPARE(stalls.size(), 1);
                return;
            }
        }
        QSKIP("the machine is busy");
    }

    void aBusyMachineIsNone()
    {
        const Others others;
        qint64 took = 0;
        handle([&took] {
            QElapsedTimer timer;
            timer.start();
            work(limit * 2 / 3);
            took = timer.elapsed();
        });
        QCOMPARE(application().takeStalls(), QStringList());
        QVERIFY2(took > limit, "the others were not in the way");
    }

    void aLoopThatWaitsForEventsIsNone()
    {
        const auto inner = [] {
            QEventLoop loop;
            QTimer::singleShot(tooLong, &loop, &QEventLoop::quit);
            loop.exec();
        };
        handle(inner);
        handle([inner] {
            work(limit / 3);
            inner();
            work(limit / 3);
        });
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
        handle([inner] { inner(tooLong / 3); });
        QCOMPARE(application().takeStalls(), QStringList());
        handle([inner] { inner(tooLong); });
        QCOMPARE(application().takeStalls().size(), 3);
    }

    void turningTheLoopInBetweenEndsAStretch()
    {
        handle([] {
            for (int i = 0; i < 3; ++i) {
                work(tooLong / 3);
                QCoreApplication::processEvents();
            }
        });
        QCOMPARE(application().takeStalls(), QStringList());
    }

    // A stall counts where there is one in the same function again.
    void oneByChanceIsNone()
    {
        const QStringList stalls{ QStringLiteral("one: 120 ms of work"),
            QStringLiteral("two: 130 ms of work") };
        QCOMPARE(WatchedApplication::again(stalls, { QStringLiteral("two") }),
            QStringList(stalls.last()));
        QCOMPARE(WatchedApplication::again(stalls, { QStringLiteral("three") }), QStringList());
    }
};

MXLENS_GUI_TEST(TestStalls)
#include "tst_stalls.moc"
