// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

namespace mxlens {

/// A hash table with open addressing of twice the size, with the same slots: each has an id, 0
/// where it is free, and the hash by which it is looked for. The size is a power of two. Any
/// thread.
template <typename Slot> std::vector<Slot> doubledSlots(const std::vector<Slot>& slots)
{
    std::vector<Slot> doubled(slots.size() * 2);
    const std::size_t mask = doubled.size() - 1;
    for (const Slot& known : slots) {
        if (known.id == 0)
            continue;
        std::size_t slot = known.hash & mask;
        while (doubled[slot].id != 0)
            slot = (slot + 1) & mask;
        doubled[slot] = known;
    }
    return doubled;
}

} // namespace mxlens
