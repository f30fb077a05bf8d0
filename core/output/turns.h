// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <cstddef>
#include <mutex>

namespace mxlens {

/// Brings threads that work on numbered shares into the order of the numbers. Any thread.
class Turns final {
public:
    /// Waits until all shares before this one have ended. False once something was abandoned.
    bool await(std::size_t share);
    /// Ends a share, after those before it.
    void end(std::size_t share);
    /// Gives up: nobody waits any longer.
    void abandon();
    bool abandoned() const;

private:
    bool await(std::size_t share, std::unique_lock<std::mutex>& lock);

    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::size_t m_turn = 0; ///< The share whose turn it is.
    bool m_abandoned = false;
};

} // namespace mxlens
