// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/input/workerthreads.h"

#ifdef __linux__
#include <sys/resource.h>

#include <algorithm>
#include <cerrno>
#endif

#include <utility>

namespace mxlens {

bool WorkerThreads::start(std::function<void()> work)
{
    try {
        m_threads.emplace_back([this, todo = std::move(work)] { run(todo); });
        return true;
    } catch (const std::exception&) {
        return false;
    }
}

void WorkerThreads::run(const std::function<void()>& work)
{
    try {
        work();
    } catch (...) {
        const std::scoped_lock lock(m_mutex);
        m_failure = std::current_exception();
        m_ended.request_stop();
    }
}

void WorkerThreads::join()
{
    m_threads.clear();
    if (m_failure)
        std::rethrow_exception(m_failure);
}

void goBehind()
{
#ifdef __linux__
    // A niceness is of a thread here. A fifth of the share of the others: a busy computer must not
    // make it stand still.
    constexpr int more = 7;
    constexpr int most = 19;
    errno = 0;
    const int now = getpriority(PRIO_PROCESS, 0);
    if (errno == 0)
        static_cast<void>(setpriority(PRIO_PROCESS, 0, std::min(now + more, most)));
#endif
}

} // namespace mxlens
