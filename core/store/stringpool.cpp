// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/stringpool.h"

#include "core/report/texthash.h"
#include "core/store/doubledslots.h"

#include <algorithm>
#include <atomic>
#include <bit>

namespace mxlens {

namespace {

// Where a text's slot is looked for first. The table's size is a power of two.
std::size_t firstSlot(std::uint32_t hash, std::size_t size)
{
    return hash & (size - 1);
}

std::uint64_t nextSerial()
{
    static std::atomic<std::uint64_t> serial{ 0 };
    return serial.fetch_add(1, std::memory_order_relaxed) + 1;
}

} // namespace

StringPool::StringPool()
    : m_serial(nextSerial())
    , m_table(1024)
{
}

StringPool::~StringPool() = default;

void StringPool::growTable()
{
    m_table = doubledSlots(m_table);
}

bool StringPool::load(std::shared_ptr<const char[]> bytes, std::size_t size, StringId interned,
    StringId count, const std::stop_token& stop)
{
    constexpr StringId textsAtOnce = 4096;
    const char* at = bytes.get();
    const char* const end = at + size;
    for (StringId id = 0; id < count; ++id) {
        const char* const begin = at;
        if (!TextChunks::skip(at, end) || (id % textsAtOnce == 0 && stop.stop_requested()))
            return false;
        m_texts.append(begin);
    }
    keepAlive(std::move(bytes));
    m_table.clear();
    m_interned = interned;
    return at == end && interned <= count;
}

std::shared_ptr<StringPool> StringPool::twin() const
{
    auto other = std::make_shared<StringPool>();
    other->m_owners = m_owners;
    for (StringId id = 1; id < size(); ++id)
        other->m_texts.append(m_texts[id]);
    other->m_table.clear();
    other->m_interned = m_interned;
    return other;
}

void StringPool::fillTable()
{
    m_table.resize(std::bit_ceil(std::max<std::size_t>(m_interned * 4, 1024)));
    for (StringId id = 1; id <= m_interned; ++id) {
        const std::uint32_t hash = slotHash(text(id));
        std::size_t slot = firstSlot(hash, m_table.size());
        while (m_table[slot].id != 0)
            slot = (slot + 1) & (m_table.size() - 1);
        m_table[slot] = { id, hash };
    }
}

StringId StringPool::append(std::string_view text)
{
    return adopt(text.empty() ? text : m_chunks.keep(text));
}

StringId StringPool::adopt(std::string_view kept)
{
    return kept.empty() ? 0 : m_texts.append(TextChunks::pointerTo(kept));
}

StringId StringPool::intern(std::string_view text)
{
    return intern(text, slotHash(text));
}

StringId StringPool::intern(std::string_view text, std::uint32_t hash)
{
    if (text.empty())
        return 0;
    if (m_table.empty())
        fillTable();
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
