// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/localtexts.h"

#include "core/report/byteword.h"
#include "core/report/inlining.h"
#include "core/report/texthash.h"

namespace mxlens {

namespace {

// What stays in the processor's cache beside everything else.
constexpr std::size_t manyTexts = 4096;
constexpr std::size_t manyBytes = 256u << 10;
constexpr std::size_t firstTable = 4096;

} // namespace

LocalTexts::LocalTexts()
    : m_texts(1)
    , m_table(firstTable, 0)
    , m_poolIds(1, 0)
{
}

std::string_view LocalTexts::text(StringId id) const
{
    const Text& found = m_texts[id];
    return { m_bytes.data() + found.begin, found.length };
}

bool LocalTexts::isLarge() const
{
    return m_texts.size() > manyTexts || m_bytes.size() > manyBytes;
}

void LocalTexts::clear()
{
    m_bytes = {};
    m_texts.resize(1);
    m_table.assign(firstTable, 0);
    m_few.fill(0);
    m_poolIds.resize(1);
}

StringId LocalTexts::internOneOfFew(std::string_view text)
{
    if (text.empty())
        return 0;
    const auto last = static_cast<unsigned char>(text.back());
    const auto middle = static_cast<unsigned char>(text[text.size() / 2]);
    StringId& known = m_few[(text.size() + last * 5u + middle * 11u) % m_few.size()];
    if (known == 0 || !areEqual(this->text(known), text))
        known = intern(text);
    return known;
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
    const StringId id = size();
    const std::size_t begin = m_bytes.size();
    m_bytes.insert(m_bytes.end(), text.begin(), text.end());
    m_texts.push_back({ begin, static_cast<std::uint32_t>(text.size()), hash });
    m_table[slot] = id;
    if (m_texts.size() * 2 > m_table.size())
        growTable();
    return id;
}

MXLENS_RARE void LocalTexts::growTable()
{
    std::vector<StringId> table(m_table.size() * 2, 0);
    const std::size_t mask = table.size() - 1;
    for (StringId id = 1; id < size(); ++id) {
        std::size_t slot = m_texts[id].hash & mask;
        while (table[slot] != 0)
            slot = (slot + 1) & mask;
        table[slot] = id;
    }
    m_table.swap(table);
}

std::span<const StringId> LocalTexts::moveTo(StringPool& pool)
{
    // Large tables are seldom in the processor's cache: what comes soon is fetched ahead.
    constexpr StringId ahead = 8;
    for (auto id = static_cast<StringId>(m_poolIds.size()); id < size(); ++id) {
        if (id + ahead < size())
            pool.expect(m_texts[id + ahead].hash);
        m_poolIds.push_back(pool.intern(text(id), m_texts[id].hash));
    }
    return m_poolIds;
}

OwnTexts::OwnTexts()
    : m_texts(1)
{
}

StringId OwnTexts::append(std::string_view text)
{
    if (text.empty())
        return 0;
    const std::size_t begin = m_bytes.size();
    m_bytes.insert(m_bytes.end(), text.begin(), text.end());
    m_texts.push_back({ begin, nullptr, text.size() });
    return static_cast<StringId>(m_texts.size() - 1);
}

StringId OwnTexts::adopt(std::string_view kept)
{
    if (kept.empty())
        return 0;
    m_texts.push_back({ 0, kept.data(), kept.size() });
    return static_cast<StringId>(m_texts.size() - 1);
}

std::string_view OwnTexts::text(StringId id) const
{
    const Text& found = m_texts[id];
    return { found.kept ? found.kept : m_bytes.data() + found.begin, found.length };
}

void OwnTexts::clear()
{
    m_bytes.clear();
    m_texts.resize(1);
}

std::span<const StringId> OwnTexts::moveTo(StringPool& pool)
{
    m_poolIds.assign(1, 0);
    for (StringId id = 1; id < m_texts.size(); ++id)
        m_poolIds.push_back(m_texts[id].kept ? pool.adopt(text(id)) : pool.append(text(id)));
    return m_poolIds;
}

} // namespace mxlens
