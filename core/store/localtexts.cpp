// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/localtexts.h"

#include "core/store/texthash.h"

namespace mxlens {

LocalTexts::LocalTexts()
    : m_texts(1)
    , m_table(4096, 0)
{
}

std::string_view LocalTexts::text(StringId id) const
{
    return { m_bytes.data() + m_texts[id].begin, m_texts[id].length };
}

StringId LocalTexts::append(std::string_view text)
{
    if (text.empty())
        return 0;
    m_texts.push_back({ m_bytes.size(), text.size(), 0 });
    m_bytes.insert(m_bytes.end(), text.begin(), text.end());
    return size() - 1;
}

StringId LocalTexts::intern(std::string_view text)
{
    if (text.empty())
        return 0;
    const std::uint64_t hash = textHash(text) | 1;
    const std::size_t mask = m_table.size() - 1;
    std::size_t slot = (hash >> 32) & mask;
    for (; m_table[slot] != 0; slot = (slot + 1) & mask) {
        const Text& known = m_texts[m_table[slot]];
        if (known.hash == hash && this->text(m_table[slot]) == text)
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
        std::size_t slot = (m_texts[id].hash >> 32) & mask;
        while (table[slot] != 0)
            slot = (slot + 1) & mask;
        table[slot] = id;
    }
    m_table.swap(table);
}

std::vector<StringId> LocalTexts::moveTo(StringPool& pool) const
{
    std::vector<StringId> ids(m_texts.size(), 0);
    for (StringId id = 1; id < size(); ++id)
        ids[id] = m_texts[id].hash != 0 ? pool.intern(text(id), m_texts[id].hash)
                                        : pool.append(text(id));
    return ids;
}

} // namespace mxlens
