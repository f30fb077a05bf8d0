// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/textarena.h"

#include <algorithm>
#include <cstring>

namespace mxlens {

namespace {
constexpr std::size_t usualBlockSize = 16 * 1024;
// A block that a freak text needed is not worth keeping.
constexpr std::size_t largestKeptBlock = 1024 * 1024;
} // namespace

std::string_view TextArena::store(std::string_view text)
{
    if (text.empty())
        return {};
    while (m_block < m_blocks.size() && m_blocks[m_block].size - m_used < text.size()) {
        ++m_block;
        m_used = 0;
    }
    if (m_block == m_blocks.size()) {
        const std::size_t size = std::max(usualBlockSize, text.size());
        // Left uninitialized on purpose: every byte handed out is written first.
        m_blocks.push_back({ std::unique_ptr<char[]>(new char[size]), size });
        m_used = 0;
    }
    char* place = m_blocks[m_block].bytes.get() + m_used;
    std::memcpy(place, text.data(), text.size());
    m_used += text.size();
    return { place, text.size() };
}

void TextArena::clear()
{
    std::erase_if(m_blocks, [](const Block& block) { return block.size > largestKeptBlock; });
    m_block = 0;
    m_used = 0;
}

} // namespace mxlens
