// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <stdexcept>

namespace mxlens {

/// Array that only grows and whose elements never move, so that one thread may append while others
/// read the elements that were published to them. Index 0 exists from the start.
template <typename T> class StableArray final {
public:
    StableArray() { append(T{}); }
    StableArray(const StableArray&) = delete;
    StableArray& operator=(const StableArray&) = delete;

    /// Adds an element and gives its index. Writer's thread only. Throws std::length_error past
    /// 268 million elements.
    std::uint32_t append(const T& value)
    {
        const std::uint32_t index = m_size.load(std::memory_order_relaxed);
        const std::size_t block = index >> blockBits;
        if (block >= blockCount)
            throw std::length_error("more distinct values than a store can hold");
        if (!m_blocks[block])
            m_blocks[block] = std::make_unique_for_overwrite<T[]>(blockSize);
        m_blocks[block][index & (blockSize - 1)] = value;
        m_size.store(index + 1, std::memory_order_release);
        return index;
    }
    /// An element that append() gave the index of. Any thread.
    const T& operator[](std::uint32_t index) const noexcept
    {
        return m_blocks[index >> blockBits][index & (blockSize - 1)];
    }
    /// Number of elements, the one at index 0 included. Any thread.
    std::uint32_t size() const noexcept { return m_size.load(std::memory_order_acquire); }

private:
    static constexpr std::uint32_t blockBits = 14;
    static constexpr std::uint32_t blockSize = 1u << blockBits;
    static constexpr std::size_t blockCount = 1u << 14;

    std::array<std::unique_ptr<T[]>, blockCount> m_blocks;
    std::atomic<std::uint32_t> m_size{ 0 };
};

} // namespace mxlens
