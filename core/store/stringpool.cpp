// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/stringpool.h"

#include "core/store/texthash.h"

#include <algorithm>
#include <cstring>

namespace mxlens {

namespace {

constexpr std::size_t chunkBytes = 256 * 1024;
constexpr std::size_t longestLength = 10; // 64 bits in groups of 7

// Where a text's slot is looked for first. The table's size is a power of two.
std::size_t firstSlot(std::uint32_t hash, std::size_t size)
{
    return hash & (size - 1);
}

} // namespace

StringPool::StringPool()
    : m_table(1024)
{
}

StringPool::~StringPool() = default;

std::string_view StringPool::text(StringId id) const noexcept
{
    if (id == 0)
        return {};
    const auto* at = reinterpret_cast<const unsigned char*>(m_texts[id]);
    std::size_t length = *at & 0x7Fu;
    for (unsigned shift = 7; (*at++ & 0x80u) != 0; shift += 7)
        length |= static_cast<std::size_t>(*at & 0x7Fu) << shift;
    return { reinterpret_cast<const char*>(at), length };
}

const char* StringPool::keep(std::string_view text)
{
    if (m_left < text.size() + longestLength) {
        const std::size_t size = std::max(chunkBytes, text.size() + longestLength);
        m_chunks.push_back(std::make_unique_for_overwrite<char[]>(size));
        m_free = m_chunks.back().get();
        m_left = size;
    }
    char* const begin = m_free;
    std::size_t length = text.size();
    for (; length >= 0x80; length >>= 7)
        *m_free++ = static_cast<char>(length | 0x80);
    *m_free++ = static_cast<char>(length);
    std::memcpy(m_free, text.data(), text.size());
    m_free += text.size();
    m_left -= static_cast<std::size_t>(m_free - begin);
    return begin;
}

void StringPool::growTable()
{
    std::vector<Slot> table(m_table.size() * 2);
    for (const Slot& known : m_table) {
        if (known.id == 0)
            continue;
        std::size_t slot = firstSlot(known.hash, table.size());
        while (table[slot].id != 0)
            slot = (slot + 1) & (table.size() - 1);
        table[slot] = known;
    }
    m_table.swap(table);
}

StringId StringPool::append(std::string_view text)
{
    return text.empty() ? 0 : m_texts.append(keep(text));
}

StringId StringPool::intern(std::string_view text)
{
    return intern(text, textHash(text));
}

StringId StringPool::intern(std::string_view text, std::uint64_t fullHash)
{
    if (text.empty())
        return 0;
    const auto hash = static_cast<std::uint32_t>(fullHash >> 32);
    std::size_t slot = firstSlot(hash, m_table.size());
    for (; m_table[slot].id != 0; slot = (slot + 1) & (m_table.size() - 1)) {
        if (m_table[slot].hash == hash && this->text(m_table[slot].id) == text)
            return m_table[slot].id;
    }
    const StringId id = append(text);
    m_table[slot] = { id, hash };
    if (++m_interned * 2 > m_table.size())
        growTable();
    return id;
}

} // namespace mxlens
