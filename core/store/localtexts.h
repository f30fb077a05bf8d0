// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/stringpool.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace mxlens {

/// Texts of one segment while it is built: small enough to stay in the processor's cache. Ids are
/// its own, from 0 for the empty text; moveTo() tells which they became. One thread.
class LocalTexts final {
public:
    LocalTexts();

    /// The id of text, new or known.
    StringId intern(std::string_view text);
    /// A new id for a text that is not looked up, see StringPool::append().
    StringId append(std::string_view text);
    /// A new id for a text that TextChunks keeps, see StringPool::adopt().
    StringId adopt(std::string_view kept);
    /// The text of an id; valid until the next one is added.
    std::string_view text(StringId id) const;
    StringId size() const { return static_cast<StringId>(m_texts.size()); }

    /// Adds every text to a pool: element i is the pool's id of text i.
    std::vector<StringId> moveTo(StringPool& pool) const;

private:
    struct Text {
        std::size_t begin = 0; ///< In m_bytes.
        const char* kept = nullptr; ///< Set where it was adopted: it lies there.
        std::uint32_t length = 0;
        std::uint32_t hash = 0; ///< 0 for what was not looked up.
    };
    void growTable();

    std::vector<char> m_bytes;
    std::vector<Text> m_texts;
    std::vector<StringId> m_table; ///< Open addressing; 0 is a free slot.
    std::size_t m_interned = 0;
};

} // namespace mxlens
