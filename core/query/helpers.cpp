// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/helpers.h"

#include <atomic>
#include <chrono>
#include <exception>
#include <thread>

#ifdef __linux__
#include <pthread.h>
#include <sched.h>
#include <sys/resource.h>
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

#ifdef __linux__
// How the thread that calls for help is scheduled.
struct Caller {
    cpu_set_t allowed; ///< The processors that it may use; none where that is not known.
    int here = -1; ///< The one that it uses.
    int niceness = 0;
};

thread_local const Caller* helped = nullptr; // whom this thread helps

Caller thisCaller()
{
    Caller caller;
    CPU_ZERO(&caller.allowed);
    caller.here = sched_getcpu();
    caller.niceness = getpriority(PRIO_PROCESS, 0); // of the thread alone here
    // A helper was kept off a processor for the sake of its own caller.
    if (helped)
        caller.allowed = helped->allowed;
    else if (pthread_getaffinity_np(pthread_self(), sizeof caller.allowed, &caller.allowed) != 0)
        CPU_ZERO(&caller.allowed);
    return caller;
}

// In a virtual machine a processor that sleeps looks busy to the scheduler, which then puts who is
// woken behind its waker, on the same processor: for milliseconds nobody helps. So a helper keeps
// off the processor that its caller works on; else it may be wherever that may.
void place(std::thread& helper, const Caller& caller)
{
    if (caller.here < 0 || CPU_COUNT(&caller.allowed) == 0)
        return;
    cpu_set_t others = caller.allowed;
    CPU_CLR(static_cast<unsigned>(caller.here), &others);
    pthread_setaffinity_np(
        helper.native_handle(), sizeof others, CPU_COUNT(&others) > 0 ? &others : &caller.allowed);
}

// Lets this thread be a helper. It takes no more of the processors than its caller would; to take
// more again needs rights that few have.
void become(const Caller& caller)
{
    helped = &caller;
    if (getpriority(PRIO_PROCESS, 0) < caller.niceness)
        static_cast<void>(setpriority(PRIO_PROCESS, 0, caller.niceness));
}

void endHelping()
{
    helped = nullptr;
}
#else
struct Caller { };

Caller thisCaller()
{
    return {};
}
void place(std::thread&, const Caller&) { }
void become(const Caller&) { }
void endHelping() { }
#endif

} // namespace

// What one call of run() is about.
struct Helpers::Task {
    const std::function<void()>& work;
    const Caller caller;
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
        place(m_thread, task->caller);
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
        become(task.caller);
        task.work();
        endHelping();
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

Helpers::Helper* Helpers::idleHelper()
{
    if (!m_idle.empty()) {
        Helper* const helper = m_idle.back();
        m_idle.pop_back();
        return helper;
    }
    try {
        // All memory first: a helper that cannot be kept could not be ended under the mutex.
        m_idle.reserve(m_helpers.size() + 1);
        m_helpers.reserve(m_helpers.size() + 1);
        return m_helpers.emplace_back(std::make_unique<Helper>(*this)).get();
    } catch (const std::exception&) {
        return nullptr; // no thread or no memory to be had
    }
}

bool Helpers::call(Task& task)
{
    Helper* const helper = idleHelper();
    if (!helper)
        return false;
    task.called.push_back(helper);
    helper->give(&task);
    return true;
}

void Helpers::run(std::size_t helpers, const std::function<void()>& work)
{
    Task task{ work, thisCaller(), {}, {}, {} };
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
