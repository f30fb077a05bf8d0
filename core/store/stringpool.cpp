// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/stringpool.h"

#include <cstring>
#include <functional>
#include <stdexcept>

namespace mxlens {

namespace {
constexpr std::size_t chunkBytes = 256 * 1024;
} // namespace

struct StringPool::Block {
    std::array<std::string_view, blockSize> texts;
};

StringPool::StringPool()
    : m_table(1024, 0)
{
    m_blocks[0] = std::make_unique<Block>();
    m_size.store(1, std::memory_order_release); // id 0: the empty text
}

StringPool::~StringPool() = default;

std::string_view StringPool::text(StringId id) const noexcept
{
    return m_blocks[id >> blockBits]->texts[id & (blockSize - 1)];
}

std::string_view StringPool::keep(std::string_view text)
{
    if (m_left < text.size()) {
        const std::size_t size = std::max(chunkBytes, text.size());
        m_chunks.emplace_back(new char[size]);
        m_free = m_chunks.back().get();
        m_left = size;
    }
    std::memcpy(m_free, text.data(), text.size());
    const std::string_view kept(m_free, text.size());
    m_free += text.size();
    m_left -= text.size();
    return kept;
}

void StringPool::growTable()
{
    std::vector<StringId> table(m_table.size() * 2, 0);
    const std::size_t mask = table.size() - 1;
    for (StringId id = 1; id < size(); ++id) {
        std::size_t slot = std::hash<std::string_view>{}(text(id)) & mask;
        while (table[slot] != 0)
            slot = (slot + 1) & mask;
        table[slot] = id;
    }
    m_table.swap(table);
}

StringId StringPool::intern(std::string_view text)
{
    if (text.empty())
        return 0;
    const std::size_t hash = std::hash<std::string_view>{}(text);
    std::size_t slot = hash & (m_table.size() - 1);
    for (; m_table[slot] != 0; slot = (slot + 1) & (m_table.size() - 1)) {
        if (this->text(m_table[slot]) == text)
            return m_table[slot];
    }
    const StringId id = size();
    if ((id >> blockBits) >= blockCount)
        throw std::length_error("more distinct texts than a store can hold");
    if (!m_blocks[id >> blockBits])
        m_blocks[id >> blockBits] = std::make_unique<Block>();
    m_blocks[id >> blockBits]->texts[id & (blockSize - 1)] = keep(text);
    m_table[slot] = id;
    m_size.store(id + 1, std::memory_order_release);
    if (std::size_t(id) * 2 > m_table.size())
        growTable();
    return id;
}

} // namespace mxlens
