// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/localtexts.h"

#include "core/report/byteword.h"
#include "core/report/texthash.h"

namespace mxlens {

LocalTexts::LocalTexts()
    : m_texts(1)
    , m_table(4096, 0)
{
}

std::string_view LocalTexts::text(StringId id) const
{
    const Text& found = m_texts[id];
    return { found.kept ? found.kept : m_bytes.data() + found.begin, found.length };
}

StringId LocalTexts::append(std::string_view text)
{
    if (text.empty())
        return 0;
    m_texts.push_back({ m_bytes.size(), nullptr, static_cast<std::uint32_t>(text.size()), 0 });
    m_bytes.insert(m_bytes.end(), text.begin(), text.end());
    return size() - 1;
}

StringId LocalTexts::adopt(std::string_view kept)
{
    if (kept.empty())
        return 0;
    m_texts.push_back({ 0, kept.data(), static_cast<std::uint32_t>(kept.size()), 0 });
    return size() - 1;
}

StringId LocalTexts::intern(std::string_view text)
{
    if (text.empty())
        return 0;
    const std::uint32_t hash = slotHash(text);
    const std::size_t mask = m_table.size() - 1;
    std::size_t slot = hash & mask;
    for (; m_table[slot] != 0; slot = (slot + 1) & mask) {
        const Text& known = m_texts[m_table[slot]];
        if (known.hash == hash && areEqual(this->text(m_table[slot]), text))
            return m_table[slot];
    }
    const StringId id = append(text);
    m_texts[id].hash = hash;
    m_table[slot] = id;
    if (++m_interned * 2 > m_table.size())
        growTable();
    return id;
}

void LocalTexts::growTable()
{
    std::vector<StringId> table(m_table.size() * 2, 0);
    const std::size_t mask = table.size() - 1;
    for (StringId id = 1; id < size(); ++id) {
        if (m_texts[id].hash == 0)
            continue;
        std::size_t slot = m_texts[id].hash & mask;
        while (table[slot] != 0)
            slot = (slot + 1) & mask;
        table[slot] = id;
    }
    m_table.swap(table);
}

std::vector<StringId> LocalTexts::moveTo(StringPool& pool) const
{
    // Large tables are seldom in the processor's cache: what comes soon is fetched ahead.
    constexpr StringId ahead = 8;
    std::vector<StringId> ids(m_texts.size(), 0);
    for (StringId id = 1; id < size(); ++id) {
        if (id + ahead < size() && m_texts[id + ahead].hash != 0)
            pool.expect(m_texts[id + ahead].hash);
        const Text& from = m_texts[id];
        if (from.kept)
            ids[id] = pool.adopt(text(id));
        else
            ids[id] = from.hash != 0 ? pool.intern(text(id), from.hash) : pool.append(text(id));
    }
    return ids;
}

} // namespace mxlens
