// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/worklist.h"

#include <algorithm>

namespace mxlens {

void WorkList::restart()
{
    m_files = std::make_shared<FileList>();
    m_cuts.clear();
    m_done.clear();
    m_extraPlace = 0;
    m_next = 0;
}

void WorkList::seal()
{
    std::sort(m_cuts.begin(), m_cuts.end());
    std::sort(m_done.begin(), m_done.end());
}

WorkList::Batch WorkList::take(unsigned workers)
{
    constexpr std::size_t largestBatch = 4096;
    constexpr std::size_t share = 8; // an eighth of what is left for each worker
    const std::size_t count = m_files->size();
    std::size_t begin = m_next.load(std::memory_order_relaxed);
    while (true) {
        const std::size_t left = count - begin;
        const std::size_t wish
            = std::clamp(left / (share * std::max(1u, workers)), smallestBatch, largestBatch);
        const std::size_t end = begin + std::min(left, wish);
        if (m_next.compare_exchange_weak(begin, end, std::memory_order_relaxed))
            return { begin, end };
    }
}

bool WorkList::isCut(std::size_t file) const
{
    return !m_cuts.empty() && std::binary_search(m_cuts.begin(), m_cuts.end(), file);
}

bool WorkList::isDone(std::size_t file) const
{
    return !m_done.empty() && std::binary_search(m_done.begin(), m_done.end(), file);
}

} // namespace mxlens
