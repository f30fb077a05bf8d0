// SPDX-License-Identifier: GPL-3.0-or-later
// Memory that ends when a test wants it to. Replaces operator new: for the one source of a program
// alone.
#pragma once

#include <cstddef>
#include <cstdlib>
#include <new>

namespace mxlens::testing {

/// So many allocations are left before there is no memory any more; negative: there always is.
inline int allocationsLeft = -1;

/// Asked before each allocation, on any thread, whether there is no memory; null: not asked.
inline bool (*memoryEnds)() = nullptr;

} // namespace mxlens::testing

void* operator new(std::size_t size)
{
    int& left = mxlens::testing::allocationsLeft;
    if (left == 0 || (mxlens::testing::memoryEnds && mxlens::testing::memoryEnds()))
        throw std::bad_alloc();
    if (left > 0)
        --left;
    if (void* const memory = std::malloc(size == 0 ? 1 : size))
        return memory;
    throw std::bad_alloc();
}
void operator delete(void* memory) noexcept
{
    std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept
{
    std::free(memory);
}
