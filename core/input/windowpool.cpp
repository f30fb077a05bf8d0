// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/input/windowpool.h"

#include <mutex>
#include <new>
#include <vector>

namespace mxlens {

struct WindowPool::Idle {
    std::mutex mutex;
    std::vector<std::unique_ptr<Buffer>> windows;

    std::unique_ptr<Buffer> take()
    {
        const std::scoped_lock lock(mutex);
        if (windows.empty())
            return std::make_unique<Buffer>();
        std::unique_ptr<Buffer> window = std::move(windows.back());
        windows.pop_back();
        return window;
    }

    void put(std::unique_ptr<Buffer> window)
    {
        window->clear();
        const std::scoped_lock lock(mutex);
        try {
            windows.push_back(std::move(window));
        } catch (const std::bad_alloc&) { // NOLINT(bugprone-empty-catch)
            // Then another one is made when it is needed.
        }
    }
};

WindowPool::WindowPool()
    : m_idle(std::make_shared<Idle>())
{
}

std::shared_ptr<Buffer> WindowPool::take()
{
    return { m_idle->take().release(),
        [idle = m_idle](Buffer* window) { idle->put(std::unique_ptr<Buffer>(window)); } };
}

} // namespace mxlens
