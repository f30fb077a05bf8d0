// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/filter.h"
#include "core/query/textmatch.h"
#include "core/store/snapshot.h"

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace mxlens {

/// Which of up to eight words each text or address of a pool meets: a bit for each word. Several
/// threads may fill different parts, then any may read.
class WordTable final {
public:
    using Bits = std::uint8_t;

    explicit WordTable(std::size_t count)
        : m_bits(count)
    {
    }

    /// Number of texts. More may have come to the pool meanwhile, which no row has yet.
    std::uint32_t size() const { return static_cast<std::uint32_t>(m_bits.size()); }
    void add(std::uint32_t id, Bits bits)
    {
        m_bits[id] = static_cast<Bits>(m_bits[id] | bits);
        if (bits != 0 && !m_any.load(std::memory_order_relaxed))
            m_any.store(true, std::memory_order_relaxed);
    }
    /// By id.
    const Bits* data() const { return m_bits.data(); }
    /// Answers for ids, as ColumnAnswers::withIds() asks.
    auto byId() const
    {
        return [bits = data()](const std::uint32_t* ids) {
            return [bits, ids](std::size_t row) -> Bits { return bits[ids[row]]; };
        };
    }
    /// Whether any word is met at all.
    bool any() const { return m_any.load(std::memory_order_relaxed); }

private:
    std::vector<Bits> m_bits;
    std::atomic<bool> m_any{ false };
};

/// Words of a filter without a key, which are looked for in every column: up to eight of them at
/// once, so that each column is looked at once. The tables are to be filled first; then any thread
/// may ask. Lives no longer than the snapshot and the terms.
class WordGroup final {
public:
    using Bits = WordTable::Bits;
    static constexpr std::size_t mostWords = 8;

    explicit WordGroup(const Snapshot& snapshot);
    /// Adds a word, before anything else is asked.
    void add(const FilterTerm& term);
    bool full() const { return m_words.size() == mostWords; }

    Bits negated() const { return m_negated; } ///< Words that must not be there.
    Bits wanted() const { return m_wanted; } ///< Words that must.
    /// Whether everything about a row is said by what is found in it.
    bool meets(Bits found) const { return (found ^ m_negated) == (m_negated | m_wanted); }

    const WordTable& texts() const { return m_texts; } ///< By StringId.
    const WordTable& addresses() const { return m_addresses; } ///< By AddressId.
    /// Words of which the texts of a path tell whether they stand in it, unless they are cut: begin
    /// in one text and end in the next. The others are to be asked of the whole path.
    Bits searched() const { return m_searched; }
    /// Words that may be cut behind the folder of a path. The byte at the cut tells nearly always
    /// that there is none.
    Bits cutBehind(StringId folder) const;
    /// The same in front of the place within the file.
    Bits cutBefore(StringId inner) const;
    /// Whether cutBefore() can find any.
    bool isCutBeforeInner() const;
    /// The words of `asked` that stand in the path of a source. path: memory to be used.
    Bits ofPath(const Segment::Sources& sources, std::uint32_t source, unsigned asked,
        std::string& path) const;

    /// Calls each(match, bit, table) for the words that fillByWords() can look for in texts.
    template <typename Each> void forEachSearched(const Each& each)
    {
        for (std::size_t i = 0; i < m_words.size(); ++i) {
            if ((m_searched & bitOf(i)) != 0)
                each(m_words[i], bitOf(i), m_texts);
        }
    }
    /// Fills the table of texts for the other words, from id begin to the one before end.
    void fillTexts(StringId begin, StringId end);
    /// How many addresses may meet a word, and which of them do, from number begin to the one
    /// before end: once the table of texts is filled.
    std::uint32_t addressesToAsk() const;
    void fillAddresses(std::uint32_t begin, std::uint32_t end);

private:
    static Bits bitOf(std::size_t word) { return static_cast<Bits>(1u << word); }

    const Snapshot& m_snapshot;
    std::vector<TermMatch> m_words;
    Bits m_negated = 0, m_wanted = 0;
    Bits m_searched = 0; ///< Words that a text holds or not, whatever stands around them.
    bool m_usualAddresses = false; ///< Whether a word asks addresses in their usual form.
    /// By letter: the words that may be cut behind it, and in front of it.
    std::array<Bits, 256> m_beforeCut{}, m_behindCut{};
    WordTable m_texts, m_addresses;
};

} // namespace mxlens
