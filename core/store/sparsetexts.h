// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/stringpool.h"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace mxlens {

/// A column of texts that few rows have: a bit a row says which, and only those take 4 bytes. One
/// thread builds it, any thread reads it then.
class SparseTexts final {
public:
    /// The id of a row's text; 0 where it has none.
    StringId operator[](std::size_t row) const
    {
        const Word& word = m_words[row / wordRows];
        const std::uint64_t bit = std::uint64_t{ 1 } << (row % wordRows);
        if ((word.bits & bit) == 0)
            return 0;
        return m_ids[word.before + static_cast<unsigned>(std::popcount(word.bits & (bit - 1)))];
    }
    std::size_t size() const { return m_size; }
    /// Adds a row with a text, or without one: 0.
    void push_back(StringId id);
    /// Gives the row that was added last another text, or none.
    void setLast(StringId id);
    /// Takes all rows away; their memory stays.
    void clear();

    /// A column made of what rowBits() and ids() gave; nothing if they do not go together.
    static std::optional<SparseTexts> from(
        std::size_t rows, const std::vector<std::uint64_t>& rowBits, std::vector<StringId> ids);

    /// Which rows have a text: row i is bit i % 64 of element i / 64.
    std::vector<std::uint64_t> rowBits() const;
    /// The texts of those that have one, in the order of the rows.
    const std::vector<StringId>& ids() const { return m_ids; }
    /// Calls each(row, i) for the rows that have a text, which is ids()[i].
    template <typename Each> void forEachText(const Each& each) const
    {
        std::size_t i = 0;
        for (std::size_t word = 0; word < m_words.size(); ++word) {
            for (std::uint64_t bits = m_words[word].bits; bits != 0; bits &= bits - 1)
                each(word * wordRows + static_cast<unsigned>(std::countr_zero(bits)), i++);
        }
    }
    /// Puts each id in ids() in place of another; none of them may be 0.
    template <typename NewId> void replaceIds(const NewId& newId)
    {
        for (StringId& id : m_ids)
            id = newId(id);
    }

private:
    static constexpr std::size_t wordRows = 64;
    /// What is known of 64 rows.
    struct Word {
        std::uint64_t bits = 0;
        std::uint32_t before = 0; ///< How many rows in front of them have a text.
    };

    std::vector<Word> m_words;
    std::vector<StringId> m_ids;
    std::size_t m_size = 0;
};

} // namespace mxlens
