// SPDX-License-Identifier: GPL-3.0-or-later
// Work beside the window: the latest of it wins, and large things are freed elsewhere.
#include "tests/ui/support/guitest.h"
#include "ui/session/background.h"
#include "ui/session/latesttask.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>
#include <QThread>
#include <QThreadPool>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <semaphore>

using namespace mxlens;

class TestBackground : public QObject {
    Q_OBJECT
private slots:
    void whatIsFreedElsewhereIsFreedByAnotherThread()
    {
        struct Large {
            explicit Large(std::atomic<QThread*>& freedBy)
                : freed(freedBy)
            {
            }
            ~Large() { freed = QThread::currentThread(); }
            std::atomic<QThread*>& freed;
        };
        std::atomic<QThread*> freedBy{ nullptr };
        const auto made = std::make_shared<const Large>(freedBy);
        const Large* const same = made.get();
        std::shared_ptr<const Large> kept = freedElsewhere(std::shared_ptr<const Large>(made));
        QCOMPARE(kept.get(), same);
        std::shared_ptr<const Large> second = kept;
        kept.reset();
        QCOMPARE(made.use_count(), 2L);
        second.reset();
        QThreadPool::globalInstance()->waitForDone();
        QCOMPARE(made.use_count(), 1L);
        freedElsewhere(std::make_shared<const Large>(freedBy)).reset();
        QThreadPool::globalInstance()->waitForDone();
        QVERIFY(freedBy != nullptr);
        QVERIFY(freedBy != QThread::currentThread());
    }

    void theLatestWorkWinsAndStaleResultsAreDropped()
    {
        LatestTask task;
        std::binary_semaphore begun{ 0 }, go{ 0 };
        QList<int> done;
        task.start([&](const std::stop_token&) -> LatestTask::Done {
            begun.release();
            go.acquire();
            return [&done] { done.append(1); };
        });
        begun.acquire();
        task.start([&](const std::stop_token&) -> LatestTask::Done {
            return [&done] { done.append(2); };
        });
        task.start([&](const std::stop_token&) -> LatestTask::Done {
            return [&done] { done.append(3); };
        });
        go.release();
        QTRY_VERIFY(!task.busy());
        QCOMPARE(done, QList<int>({ 3 }));
    }

    void stepsAreShownInOrderUntilTheWorkIsStopped()
    {
        LatestTask task;
        std::binary_semaphore go{ 0 };
        QList<int> done;
        task.startInSteps(
            [&](const std::stop_token&, const LatestTask::Post& post) -> LatestTask::Done {
                post([&done] { done.append(1); });
                post([&done] { done.append(2); });
                return [&done] { done.append(3); };
            });
        QTRY_VERIFY(!task.busy());
        QCOMPARE(done, QList<int>({ 1, 2, 3 }));
        task.startInSteps(
            [&](const std::stop_token&, const LatestTask::Post& post) -> LatestTask::Done {
                post([&done] { done.append(4); });
                go.release();
                return [&done] { done.append(5); };
            });
        go.acquire();
        task.cancel();
        QTRY_VERIFY(!task.busy());
        QCOMPARE(done, QList<int>({ 1, 2, 3 }));
    }

    void workMayWaitUntilAStepIsSeen()
    {
        LatestTask task;
        bool shown = false, wasShown = false;
        std::function<void()> later;
        task.startInSteps(
            [&](const std::stop_token& stop, const LatestTask::Post& post) -> LatestTask::Done {
                const auto step = [&](std::function<void()> seen) { later = std::move(seen); };
                LatestTask::postAndWait(post, step, stop, std::chrono::minutes(1));
                wasShown = shown;
                return {};
            });
        QTRY_VERIFY(later != nullptr);
        // It was taken, but not seen.
        QTest::qWait(20);
        QVERIFY(task.busy());
        shown = true;
        later();
        later(); // once is enough
        QTRY_VERIFY(!task.busy());
        QVERIFY(wasShown);
    }

    void aDroppedStepIsNotWaitedFor()
    {
        LatestTask task;
        std::binary_semaphore begun{ 0 };
        bool shown = false;
        task.startInSteps(
            [&](const std::stop_token& stop, const LatestTask::Post& post) -> LatestTask::Done {
                begun.release();
                LatestTask::postAndWait(
                    post, [&shown](const auto&) { shown = true; }, stop, std::chrono::minutes(1));
                return {};
            });
        begun.acquire();
        task.cancel();
        QTRY_VERIFY(!task.busy());
        QVERIFY(!shown);
        // Nobody takes it: the task waits for its work, and that not for long.
        QElapsedTimer clock;
        clock.start();
        {
            LatestTask held;
            held.startInSteps(
                [&](const std::stop_token& stop, const LatestTask::Post& post) -> LatestTask::Done {
                    begun.release();
                    LatestTask::postAndWait(
                        post, [](const auto&) {}, stop, std::chrono::minutes(1));
                    return {};
                });
            begun.acquire();
        }
        QVERIFY(clock.elapsed() < 10'000);
    }

    void workThatMayFinishIsShownFirst()
    {
        LatestTask task;
        std::binary_semaphore begun{ 0 }, go{ 0 };
        QList<int> done;
        task.start([&](const std::stop_token&) -> LatestTask::Done {
            begun.release();
            go.acquire();
            return [&done] { done.append(1); };
        });
        begun.acquire();
        for (int i = 2; i <= 3; ++i)
            task.start(
                [&done, i](const std::stop_token&) -> LatestTask::Done {
                    return [&done, i] { done.append(i); };
                },
                LatestTask::Running::Finish);
        go.release();
        QTRY_VERIFY(!task.busy());
        QCOMPARE(done, QList<int>({ 1, 3 }));
    }

    void destroyingATaskStopsItsWork()
    {
        std::atomic_bool stopped = false;
        std::binary_semaphore begun{ 0 };
        {
            LatestTask task;
            task.start([&](const std::stop_token& stop) -> LatestTask::Done {
                begun.release();
                while (!stop.stop_requested())
                    std::this_thread::yield();
                stopped = true;
                return [] { QFAIL("a result after the end"); };
            });
            begun.acquire();
        }
        QVERIFY(stopped);
        QCoreApplication::processEvents();
    }
};

MXLENS_GUI_TEST(TestBackground)
#include "tst_background.moc"
