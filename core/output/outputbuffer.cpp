// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/outputbuffer.h"

#include <algorithm>
#include <cstring>

namespace mxlens {

OutputBuffer::OutputBuffer(const ByteSink& sink, std::size_t capacity)
    : m_sink(sink)
    , m_bytes(std::make_unique_for_overwrite<char[]>(std::max<std::size_t>(capacity, 1)))
    , m_capacity(std::max<std::size_t>(capacity, 1))
{
}

void OutputBuffer::appendInPieces(std::string_view bytes)
{
    while (!bytes.empty()) {
        if (m_used == m_capacity)
            flush();
        const std::size_t piece = std::min(bytes.size(), m_capacity - m_used);
        std::memcpy(m_bytes.get() + m_used, bytes.data(), piece);
        m_used += piece;
        bytes.remove_prefix(piece);
    }
}

bool OutputBuffer::flush()
{
    // After a refusal bytes are still taken and thrown away: the writers need no check per field.
    if (m_ok && m_used > 0)
        m_ok = m_sink(std::string_view(m_bytes.get(), m_used));
    m_used = 0;
    ++m_handedOn;
    return m_ok;
}

} // namespace mxlens
