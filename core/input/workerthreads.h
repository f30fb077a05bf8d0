// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <exception>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

namespace mxlens {

/// Threads that share out one piece of work and may wait for each other. Where one is not to be
/// had, the others do its share; what one of them throws, because there is no memory, ends all of
/// them. Started and joined by one thread.
class WorkerThreads final {
public:
    explicit WorkerThreads(const std::stop_token& stop)
        : m_forward(stop, [this] { m_ended.request_stop(); })
    {
    }

    /// Requested from outside, or because one of them failed.
    std::stop_token stop() const { return m_ended.get_token(); }

    /// Runs work on a thread of its own; false if there is none to be had.
    bool start(std::function<void()> work);
    /// Runs work on this thread, as one of them.
    void run(const std::function<void()>& work);
    /// Waits for them, and throws what one of them threw.
    void join();

private:
    std::stop_source m_ended;
    std::stop_callback<std::function<void()>> m_forward;
    std::mutex m_mutex;
    std::exception_ptr m_failure;
    std::vector<std::jthread> m_threads; ///< The last one: they use everything above.
};

/// Lets threads like the one that calls this go first where there are fewer processors than work,
/// until it ends: for work that nobody waits for as much as for theirs. Linux alone.
void goBehind();

} // namespace mxlens
