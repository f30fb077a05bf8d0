// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sparsetexts.h"

#include <utility>

namespace mxlens {

void SparseTexts::push_back(StringId id)
{
    if (m_size % wordRows == 0)
        m_words.push_back({ 0, static_cast<std::uint32_t>(m_ids.size()) });
    ++m_size;
    setLast(id);
}

void SparseTexts::setLast(StringId id)
{
    std::uint64_t& bits = m_words.back().bits;
    const std::uint64_t bit = std::uint64_t{ 1 } << ((m_size - 1) % wordRows);
    if ((bits & bit) != 0)
        m_ids.pop_back();
    bits &= ~bit;
    if (id == 0)
        return;
    bits |= bit;
    m_ids.push_back(id);
}

void SparseTexts::clear()
{
    m_words.clear();
    m_ids.clear();
    m_size = 0;
}

std::vector<std::uint64_t> SparseTexts::rowBits() const
{
    std::vector<std::uint64_t> bits;
    bits.reserve(m_words.size());
    for (const Word& word : m_words)
        bits.push_back(word.bits);
    return bits;
}

std::optional<SparseTexts> SparseTexts::from(
    std::size_t rows, const std::vector<std::uint64_t>& rowBits, std::vector<StringId> ids)
{
    if (rowBits.size() != (rows + wordRows - 1) / wordRows)
        return std::nullopt;
    SparseTexts column;
    column.m_words.reserve(rowBits.size());
    std::size_t before = 0;
    for (const std::uint64_t bits : rowBits) {
        column.m_words.push_back({ bits, static_cast<std::uint32_t>(before) });
        before += static_cast<unsigned>(std::popcount(bits));
    }
    const bool beyond = rows % wordRows != 0 && rowBits.back() >> (rows % wordRows) != 0;
    if (beyond || before != ids.size())
        return std::nullopt;
    for (const StringId id : ids) {
        if (id == 0)
            return std::nullopt;
    }
    column.m_ids = std::move(ids);
    column.m_size = rows;
    return column;
}

} // namespace mxlens
