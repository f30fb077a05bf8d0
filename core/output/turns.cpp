// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/turns.h"

namespace mxlens {

bool Turns::await(std::size_t share)
{
    std::unique_lock lock(m_mutex);
    return await(share, lock);
}

void Turns::end(std::size_t share)
{
    std::unique_lock lock(m_mutex);
    if (!await(share, lock))
        return;
    ++m_turn;
    lock.unlock();
    m_changed.notify_all();
}

void Turns::abandon()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_abandoned = true;
    }
    m_changed.notify_all();
}

bool Turns::abandoned() const
{
    const std::scoped_lock lock(m_mutex);
    return m_abandoned;
}

bool Turns::await(std::size_t share, std::unique_lock<std::mutex>& lock)
{
    m_changed.wait(lock, [&] { return m_abandoned || m_turn == share; });
    return !m_abandoned;
}

} // namespace mxlens
