// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/helpers.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <exception>
#include <thread>

#ifdef __linux__
#include <pthread.h>
#include <sched.h>
#endif

namespace mxlens {

namespace {

// What is worked out in several steps calls for help again at once: so long a helper looks for it
// before it sleeps, and so long its caller does before it sleeps for the last helper's end.
constexpr std::chrono::microseconds awake{ 200 };

// Whether it becomes true while it is worth staying awake.
template <typename Condition> bool soon(const Condition& isTrue)
{
    const auto end = std::chrono::steady_clock::now() + awake;
    do {
        if (isTrue())
            return true;
        std::this_thread::yield();
    } while (std::chrono::steady_clock::now() < end);
    return isTrue();
}

// In a virtual machine a processor that sleeps looks busy to the scheduler, which then puts who is
// woken behind its waker, on the same processor: for milliseconds nobody helps. So a helper keeps
// off the processor that its caller works on; else it may be wherever that may.
void keepOffThisProcessor(std::thread& helper)
{
#ifdef __linux__
    cpu_set_t allowed;
    const int here = sched_getcpu();
    if (here < 0 || pthread_getaffinity_np(pthread_self(), sizeof allowed, &allowed) != 0)
        return;
    CPU_CLR(here, &allowed);
    if (CPU_COUNT(&allowed) > 0)
        pthread_setaffinity_np(helper.native_handle(), sizeof allowed, &allowed);
#else
    static_cast<void>(helper);
#endif
}

} // namespace

// What one call of run() is about.
struct Helpers::Task {
    const std::function<void()>& work;
    std::vector<Helper*> called; ///< Those that may not have begun.
    std::atomic<std::size_t> working{ 0 }; ///< Helpers that have begun and not ended.
    std::condition_variable ended; ///< Nobody is working any more.
};

class Helpers::Helper {
public:
    explicit Helper(Helpers& all)
        : m_all(all)
        , m_thread([this] { stay(); })
    {
    }
    ~Helper()
    {
        {
            const std::scoped_lock lock(m_all.m_mutex);
            m_leaves = true;
        }
        m_wake.notify_one();
        m_thread.join();
    }
    Helper(const Helper&) = delete;
    Helper& operator=(const Helper&) = delete;

    /// Gives a task, or takes back what had not begun. Under the mutex.
    void give(Task* task)
    {
        m_task = task;
        if (!task)
            return;
        keepOffThisProcessor(m_thread);
        m_wake.notify_one();
    }
    /// Whether a task was given and has not begun. Under the mutex.
    bool hasToBegin(const Task& task) const { return m_task == &task; }

private:
    void stay()
    {
        std::unique_lock lock(m_all.m_mutex);
        const auto isCalled = [this] { return m_task != nullptr || m_leaves; };
        while (true) {
            m_wake.wait(lock, isCalled);
            if (m_leaves)
                return;
            help(lock);
            lock.unlock();
            soon(isCalled);
            lock.lock();
        }
    }
    void help(std::unique_lock<std::mutex>& lock)
    {
        Task& task = *m_task.exchange(nullptr);
        ++task.working;
        lock.unlock();
        task.work();
        lock.lock();
        m_all.m_idle.push_back(this);
        // Its caller may be gone as soon as this is zero and the mutex is free.
        if (--task.working == 0)
            task.ended.notify_one();
    }

    Helpers& m_all;
    std::condition_variable m_wake;
    // Changed under the mutex, and looked at without it while it stays awake.
    std::atomic<Task*> m_task{ nullptr };
    std::atomic<bool> m_leaves{ false };
    std::thread m_thread; ///< The last one: it uses everything above.
};

Helpers::Helpers() = default;
Helpers::~Helpers() = default;

Helpers& Helpers::shared()
{
    static Helpers helpers;
    return helpers;
}

bool Helpers::call(Task& task)
{
    if (m_idle.empty()) {
        try {
            m_idle.reserve(m_helpers.size() + 1);
            m_helpers.push_back(std::make_unique<Helper>(*this));
        } catch (const std::exception&) {
            return false; // no thread or no memory to be had
        }
        m_idle.push_back(m_helpers.back().get());
    }
    task.called.push_back(m_idle.back());
    m_idle.back()->give(&task);
    m_idle.pop_back();
    return true;
}

void Helpers::run(std::size_t helpers, const std::function<void()>& work)
{
    Task task{ work, {}, {}, {} };
    task.called.reserve(helpers);
    {
        const std::scoped_lock lock(m_mutex);
        while (task.called.size() < helpers && call(task)) { }
    }
    work();
    std::unique_lock lock(m_mutex);
    for (Helper* const helper : task.called) {
        if (!helper->hasToBegin(task))
            continue;
        helper->give(nullptr);
        m_idle.push_back(helper);
    }
    const auto isOver = [&task] { return task.working == 0; };
    if (isOver())
        return;
    lock.unlock();
    soon(isOver);
    lock.lock();
    task.ended.wait(lock, isOver);
}

std::size_t Helpers::size() const
{
    const std::scoped_lock lock(m_mutex);
    return m_helpers.size();
}

} // namespace mxlens
