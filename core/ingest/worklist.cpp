// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/worklist.h"

#include <algorithm>

namespace mxlens {

void WorkList::seal()
{
    std::sort(m_cuts.begin(), m_cuts.end());
    std::sort(m_done.begin(), m_done.end());
}

WorkList::Batch WorkList::take()
{
    const std::size_t begin
        = std::min(m_next.fetch_add(batchSize, std::memory_order_relaxed), m_files->size());
    return { begin, std::min(begin + batchSize, m_files->size()) };
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
