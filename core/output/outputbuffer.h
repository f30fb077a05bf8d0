// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/export.h"

#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>

namespace mxlens {

/// Whether a writer begins a table, or goes on with one that was begun elsewhere.
enum class TableStart { Here, Later };

/// Collects bytes and hands them on in large pieces, so that a table of a million rows costs some
/// hundred calls of the sink and not a million. One thread.
class OutputBuffer final {
public:
    /// Bytes of a piece (about 1 MiB).
    static constexpr std::size_t defaultCapacity = std::size_t{ 1 } << 20;

    /// sink must outlive the buffer; capacity is at least 1 byte.
    explicit OutputBuffer(const ByteSink& sink, std::size_t capacity = defaultCapacity);
    OutputBuffer(const OutputBuffer&) = delete;
    OutputBuffer& operator=(const OutputBuffer&) = delete;

    void append(char byte)
    {
        if (m_used == m_capacity)
            flush();
        m_bytes[m_used++] = byte;
    }
    void append(std::string_view bytes)
    {
        if (bytes.size() > m_capacity - m_used) {
            appendInPieces(bytes);
            return;
        }
        if (!bytes.empty())
            std::memcpy(m_bytes.get() + m_used, bytes.data(), bytes.size());
        m_used += bytes.size();
    }

    /// A place in what was taken; see since().
    struct Mark {
        std::size_t handedOn = 0, used = 0;
    };
    Mark mark() const { return { m_handedOn, m_used }; }
    /// What was taken since a mark, as long as none of it was handed on: empty otherwise. Valid
    /// until the next call of anything.
    std::string_view since(const Mark& mark) const
    {
        if (mark.handedOn != m_handedOn)
            return {};
        return { m_bytes.get() + mark.used, m_used - mark.used };
    }

    /// Hands on what is held. False once the sink refused anything; nothing is handed on after
    /// that.
    bool flush();
    /// False once the sink refused anything.
    bool ok() const { return m_ok; }

private:
    void appendInPieces(std::string_view bytes);

    const ByteSink& m_sink;
    std::unique_ptr<char[]> m_bytes;
    std::size_t m_capacity = 0;
    std::size_t m_used = 0;
    std::size_t m_handedOn = 0; ///< How often bytes were handed on.
    bool m_ok = true;
};

} // namespace mxlens
