// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <exception>
#include <map>
#include <mutex>
#include <optional>
#include <utility>

namespace mxlens {

/// Puts back into order what several threads do ahead: parts are concluded one after the other, as
/// they were expected. No thread waits for another. Any thread.
template <typename Part> class MemberOrder final {
public:
    /// One part more will come, behind those before. Gives its number.
    std::uint64_t expect()
    {
        const std::scoped_lock lock(m_mutex);
        m_parts.emplace(m_expected, std::nullopt);
        return m_expected++;
    }

    /// Adds a part that was expected; concludes it and what waited for it, if its turn has come and
    /// no other thread does that at the moment. conclude: called with one part at a time, on some
    /// thread; what it throws does not keep the parts behind it from their turn, and is thrown here
    /// at the end.
    template <typename Conclude> void add(std::uint64_t number, Part part, const Conclude& conclude)
    {
        std::exception_ptr failure;
        std::unique_lock lock(m_mutex);
        // Takes no memory: a part that got lost would keep all behind it waiting.
        m_parts.find(number)->second.emplace(std::move(part));
        if (m_concluding)
            return;
        m_concluding = true;
        while (!m_parts.empty() && m_parts.begin()->second) {
            Part next = std::move(*m_parts.begin()->second);
            m_parts.erase(m_parts.begin());
            lock.unlock();
            try {
                conclude(std::move(next));
            } catch (...) {
                failure = std::current_exception();
            }
            lock.lock();
        }
        m_concluding = false;
        if (failure)
            std::rethrow_exception(failure);
    }

private:
    std::mutex m_mutex;
    std::map<std::uint64_t, std::optional<Part>> m_parts; ///< Empty: not added yet.
    std::uint64_t m_expected = 0;
    bool m_concluding = false;
};

} // namespace mxlens
