// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/input/windowpool.h"

#include <algorithm>
#include <mutex>
#include <new>
#include <thread>
#include <utility>
#include <vector>

namespace mxlens {

struct WindowPool::Idle {
    /// With the thread that gave it back: it lies in the cache of its processor.
    struct Window {
        std::thread::id from;
        std::unique_ptr<Buffer> buffer;
    };
    std::mutex mutex;
    std::vector<Window> windows;

    std::unique_ptr<Buffer> take()
    {
        const std::scoped_lock lock(mutex);
        if (windows.empty())
            return std::make_unique<Buffer>();
        const auto own = std::find_if(windows.rbegin(), windows.rend(),
            [self = std::this_thread::get_id()](const Window& idle) { return idle.from == self; });
        if (own != windows.rend())
            std::swap(*own, windows.back());
        std::unique_ptr<Buffer> window = std::move(windows.back().buffer);
        windows.pop_back();
        return window;
    }

    void put(std::unique_ptr<Buffer> window)
    {
        window->clear();
        const std::scoped_lock lock(mutex);
        try {
            windows.push_back({ std::this_thread::get_id(), std::move(window) });
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
