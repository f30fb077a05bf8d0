// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace mxlens {

/// Threads that wait for work. To start a thread takes the system milliseconds where the other
/// processors sleep, far longer than to wake one: so those that were needed once stay. Any thread.
class Helpers final {
public:
    Helpers();
    /// Nobody may be in run() any more.
    ~Helpers();
    Helpers(const Helpers&) = delete;
    Helpers& operator=(const Helpers&) = delete;

    /// Those of this program.
    static Helpers& shared();

    /// Calls work on this thread and, at the same time, on up to `helpers` others; on fewer where
    /// this one is done before they began, or the system has no threads to give. Returns when all
    /// calls have. On Linux helpers are no less nice than this thread. work must not throw;
    /// std::bad_alloc comes before any call of it.
    void run(std::size_t helpers, const std::function<void()>& work);
    /// How many threads there are.
    std::size_t size() const;

private:
    class Helper;
    struct Task;

    /// Takes one that has nothing to do, or a new one; null where there is none to be had.
    Helper* idleHelper();
    /// Gives a task to a helper. Whether there was one to be had.
    bool call(Task& task);

    mutable std::mutex m_mutex; ///< Of all below, and of what helpers are given.
    std::vector<Helper*> m_idle; ///< Who worked last comes last: its processor may be awake still.
    std::vector<std::unique_ptr<Helper>> m_helpers;
};

} // namespace mxlens
