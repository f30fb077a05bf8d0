// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/stablearray.h"

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace mxlens {

/// Number of a text in a StringPool; 0 is the empty text.
using StringId = std::uint32_t;

/// Append-only pool of texts, shared by all segments of a store. One thread may add while others
/// read texts whose ids they got from a Snapshot: nothing that was published ever moves.
class StringPool final {
public:
    StringPool();
    ~StringPool();
    StringPool(const StringPool&) = delete;
    StringPool& operator=(const StringPool&) = delete;

    /// The id of text, new or known. Writer's thread only.
    StringId intern(std::string_view text);
    /// The same for a text whose textHash() is known.
    StringId intern(std::string_view text, std::uint64_t hash);
    /// A new id for a text that is not looked up: for texts of which each is another, such as
    /// report-ids. Two ids of one text may come of it. Writer's thread only.
    StringId append(std::string_view text);
    /// The text of an id. Any thread.
    std::string_view text(StringId id) const noexcept;
    /// Number of ids given out, the empty text included.
    StringId size() const noexcept { return m_texts.size(); }

private:
    struct Slot {
        StringId id = 0; ///< 0: free.
        std::uint32_t hash = 0; ///< The upper half.
    };
    const char* keep(std::string_view text);
    void growTable();

    std::vector<std::unique_ptr<char[]>> m_chunks;
    char* m_free = nullptr;
    std::size_t m_left = 0;
    StableArray<const char*> m_texts; ///< Length in 7-bit groups, then the bytes.
    std::vector<Slot> m_table; ///< Open addressing.
    std::size_t m_interned = 0; ///< Slots in use.
};

} // namespace mxlens
