// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/stringpool.h"

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace mxlens {

/// Distinct texts of a segment while it is built: few enough to stay in the processor's cache. Ids
/// are its own, from 0 for the empty text; moveTo() tells which they became. Texts and what they
/// became may stay for the next segment, which has mostly the same. One thread.
class LocalTexts final {
public:
    LocalTexts();

    /// The id of text, new or known.
    StringId intern(std::string_view text);
    /// The same for a text of which there are few, such as names of reporters: mostly it is known
    /// without working out its hash.
    StringId internOneOfFew(std::string_view text);
    /// The text of an id; valid until the next one is added.
    std::string_view text(StringId id) const;
    StringId size() const { return static_cast<StringId>(m_texts.size()); }
    std::size_t byteCount() const { return m_bytes.size(); }
    /// Whether it has grown so much that it is better to begin anew.
    bool isLarge() const;
    /// Forgets all texts and ids.
    void clear();

    /// Adds the texts that came since the last call to a pool, which must be the same one:
    /// element i is the pool's id of text i. Valid until the next text is added.
    std::span<const StringId> moveTo(StringPool& pool);
    /// Says that the next pool is another one.
    void forgetPool() { m_poolIds.resize(1); }

private:
    struct Text {
        std::size_t begin = 0; ///< In m_bytes.
        std::uint32_t length = 0;
        std::uint32_t hash = 0;
    };
    void growTable();

    std::vector<char> m_bytes;
    std::vector<Text> m_texts;
    std::vector<StringId> m_table; ///< Open addressing; 0 is a free slot.
    std::array<StringId, 64> m_few{}; ///< By length and last letters; 0: none yet.
    std::vector<StringId> m_poolIds; ///< Of the texts that were moved.
};

/// Texts of a segment of which each is another, such as report-ids: they are not looked up. Ids as
/// in LocalTexts. One thread.
class OwnTexts final {
public:
    OwnTexts();

    /// A new id for a text, see StringPool::append().
    StringId append(std::string_view text);
    /// A new id for a text that TextChunks keeps, see StringPool::adopt().
    StringId adopt(std::string_view kept);
    /// The text of an id; valid until the next one is added.
    std::string_view text(StringId id) const;
    /// How many bytes were copied.
    std::size_t byteCount() const { return m_bytes.size(); }
    /// Forgets all texts and ids.
    void clear();

    /// Adds every text to a pool: element i is the pool's id of text i. Valid until the next call.
    std::span<const StringId> moveTo(StringPool& pool);

private:
    struct Text {
        std::size_t begin = 0; ///< In m_bytes.
        const char* kept = nullptr; ///< Set where it was adopted: it lies there.
        std::size_t length = 0;
    };

    std::vector<char> m_bytes;
    std::vector<Text> m_texts;
    std::vector<StringId> m_poolIds;
};

} // namespace mxlens
