// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <utility>

namespace mxlens {

/// Puts back into order what several threads do ahead: parts are concluded one after the other, by
/// their numbers from 0 on. No thread waits for another. Any thread.
template <typename Part> class MemberOrder final {
public:
    /// Adds a part; concludes it and what waited for it, if its turn has come and no other thread
    /// does that at the moment. conclude: called with one part at a time, on some thread.
    template <typename Conclude> void add(std::uint64_t number, Part part, const Conclude& conclude)
    {
        std::unique_lock lock(m_mutex);
        m_waiting.emplace(number, std::move(part));
        if (m_concluding)
            return;
        m_concluding = true;
        while (!m_waiting.empty() && m_waiting.begin()->first == m_next) {
            Part next = std::move(m_waiting.begin()->second);
            m_waiting.erase(m_waiting.begin());
            ++m_next;
            lock.unlock();
            conclude(std::move(next));
            lock.lock();
        }
        m_concluding = false;
    }

private:
    std::mutex m_mutex;
    std::map<std::uint64_t, Part> m_waiting;
    std::uint64_t m_next = 0;
    bool m_concluding = false;
};

} // namespace mxlens
