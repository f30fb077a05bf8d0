// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>

namespace mxlens {

/// Bytes that grow without being filled with zeros first, and keep their memory for the next use.
/// One thread at a time.
class Buffer final {
public:
    char* data() { return m_bytes.get(); }
    std::size_t size() const { return m_size; }
    std::size_t capacity() const { return m_capacity; }
    std::string_view view() const { return { m_bytes.get(), m_size }; }

    /// Says how many of the bytes are used: at most capacity().
    void setSize(std::size_t size) { m_size = size; }

    /// Empties it. A block that grew past what common documents need is given back, so that one
    /// giant does not stay in memory to the end.
    void clear()
    {
        m_size = 0;
        if (m_capacity > keptBytes) {
            m_bytes.reset();
            m_capacity = 0;
        }
    }

    /// Makes room for capacity bytes in all; the used ones stay.
    void reserve(std::size_t capacity)
    {
        if (capacity <= m_capacity)
            return;
        auto bytes = std::make_unique_for_overwrite<char[]>(capacity);
        if (m_size > 0)
            std::memcpy(bytes.get(), m_bytes.get(), m_size);
        m_bytes = std::move(bytes);
        m_capacity = capacity;
    }

    /// Makes room for at least one more byte, at least doubling.
    void grow(std::size_t least = 64 * 1024)
    {
        if (m_size == m_capacity)
            reserve(std::max(least, m_capacity * 2));
    }

    void append(char byte)
    {
        grow();
        m_bytes[m_size++] = byte;
    }

    void append(std::string_view bytes)
    {
        if (m_size + bytes.size() > m_capacity)
            reserve(std::max(m_size + bytes.size(), m_capacity * 2));
        if (!bytes.empty())
            std::memcpy(m_bytes.get() + m_size, bytes.data(), bytes.size());
        m_size += bytes.size();
    }

private:
    static constexpr std::size_t keptBytes = 16u << 20;
    std::unique_ptr<char[]> m_bytes;
    std::size_t m_size = 0;
    std::size_t m_capacity = 0;
};

} // namespace mxlens
