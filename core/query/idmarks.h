// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/stringpool.h"

#include <atomic>
#include <cstddef>
#include <vector>

namespace mxlens {

/// Ids of the pool that something is true of. Several threads may set them at once; they are asked
/// for when all have ended.
class IdMarks final {
public:
    explicit IdMarks(std::size_t ids)
        : m_marks(ids)
    {
    }

    void set(StringId id)
    {
        // Most are set already: what is only read stays in the caches of all processors.
        if (!contains(id))
            m_marks[id].store(1, std::memory_order_relaxed);
    }
    bool contains(StringId id) const { return m_marks[id].load(std::memory_order_relaxed) != 0; }
    std::size_t size() const { return m_marks.size(); }

private:
    std::vector<std::atomic<char>> m_marks;
};

} // namespace mxlens
