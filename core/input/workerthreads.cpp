// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/input/workerthreads.h"

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

} // namespace mxlens
