// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/helpers.h"
#include "core/query/parallel.h"

#include <QtTest>

#include <atomic>
#include <chrono>
#include <latch>
#include <memory>
#include <mutex>
#include <numeric>
#include <set>
#include <stdexcept>
#include <thread>
#include <vector>

using namespace mxlens;

class TestHelpers : public QObject {
    Q_OBJECT

private slots:
    void worksOnSeveralThreads()
    {
        Helpers helpers;
        std::latch everybody(4);
        std::mutex mutex;
        std::set<std::thread::id> threads;
        // Nobody goes on before all four are here.
        helpers.run(3, [&] {
            {
                const std::scoped_lock lock(mutex);
                threads.insert(std::this_thread::get_id());
            }
            everybody.arrive_and_wait();
        });
        QCOMPARE(threads.size(), std::size_t{ 4 });
        QVERIFY(threads.contains(std::this_thread::get_id()));
        QCOMPARE(helpers.size(), std::size_t{ 3 });
    }

    void keepsThreads()
    {
        Helpers helpers;
        std::set<std::thread::id> threads;
        for (int i = 0; i < 50; ++i) {
            std::latch both(2);
            std::mutex mutex;
            helpers.run(1, [&] {
                {
                    const std::scoped_lock lock(mutex);
                    threads.insert(std::this_thread::get_id());
                }
                both.arrive_and_wait();
            });
            // Long enough for a helper to fall asleep, now and then.
            if (i % 10 == 0)
                std::this_thread::sleep_for(std::chrono::milliseconds(2));
        }
        QCOMPARE(threads.size(), std::size_t{ 2 });
        QCOMPARE(helpers.size(), std::size_t{ 1 });
    }

    // Also of those who are late and find nothing left to do.
    void endsWithItsHelpers()
    {
        Helpers helpers;
        for (int i = 0; i < 2'000; ++i) {
            auto inside = std::make_unique<std::atomic<int>>(0);
            helpers.run(3, [&] {
                ++*inside;
                if (i % 100 == 0)
                    std::this_thread::sleep_for(std::chrono::microseconds(300));
                --*inside;
            });
            QCOMPARE(inside->load(), 0);
        }
    }

    void helpersGetHelp()
    {
        Helpers helpers;
        std::atomic<int> calls{ 0 };
        std::latch outer(2), inner(4);
        helpers.run(1, [&] {
            outer.arrive_and_wait();
            helpers.run(1, [&] {
                inner.arrive_and_wait();
                ++calls;
            });
        });
        QCOMPARE(calls.load(), 4);
    }

    void servesManyAtOnce()
    {
        constexpr std::size_t callers = 6;
        std::vector<std::vector<int>> results(callers);
        {
            std::vector<std::jthread> threads;
            for (std::vector<int>& result : results)
                threads.emplace_back([&result] {
                    for (int round = 0; round < 200; ++round) {
                        result.assign(100, 0);
                        inParallel(result.size(),
                            [&](std::size_t i) { result[i] += static_cast<int>(i); });
                    }
                });
        }
        std::vector<int> expected(100);
        std::iota(expected.begin(), expected.end(), 0);
        for (const std::vector<int>& result : results)
            QCOMPARE(result, expected);
    }

    void doesEachPieceOnce()
    {
        for (const std::size_t count : { 0, 1, 2, 3, 1'000 }) {
            std::vector<std::atomic<int>> done(count);
            inParallel(count, [&](std::size_t i) { ++done[i]; });
            for (const std::atomic<int>& times : done)
                QCOMPARE(times.load(), 1);
        }
    }

    void throwsWhatWorkThrows()
    {
        std::atomic<int> begun{ 0 };
        const auto fail = [&] {
            inParallel(2'000, [&](std::size_t i) {
                ++begun;
                if (i == 3)
                    throw std::runtime_error("third");
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
            });
        };
        QVERIFY_EXCEPTION_THROWN(fail(), std::runtime_error);
        QVERIFY(begun < 2'000);
        std::atomic<int> after{ 0 };
        inParallel(100, [&](std::size_t) { ++after; });
        QCOMPARE(after.load(), 100);
    }
};

QTEST_APPLESS_MAIN(TestHelpers)
#include "tst_helpers.moc"
