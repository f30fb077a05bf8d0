// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/prefetch.h"
#include "core/report/textchunks.h"
#include "core/store/stablearray.h"

#include <cstdint>
#include <memory>
#include <stop_token>
#include <string_view>
#include <utility>
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
    /// The same for a text whose slotHash() is known.
    StringId intern(std::string_view text, std::uint32_t hash);
    /// Says that intern() will be asked for a text of this hash soon. Writer's thread only.
    void expect(std::uint32_t hash) const
    {
        if (!m_table.empty())
            prefetch(&m_table[hash & (m_table.size() - 1)]);
    }
    /// A new id for a text that is not looked up: for texts of which each is another, such as
    /// report-ids. Two ids of one text may come of it. Writer's thread only.
    StringId append(std::string_view text);
    /// The same for a text that TextChunks keeps, without copying it: the chunks must outlive the
    /// pool, see keepAlive().
    StringId adopt(std::string_view kept);
    /// Holds something that adopted texts lie in. Writer's thread only.
    void keepAlive(std::shared_ptr<const void> owner) { m_owners.push_back(std::move(owner)); }
    /// Fills a pool that is still empty with texts in the form of TextChunks::pack(), one behind
    /// the other; the first `interned` of them are distinct and known to intern(). False, and the
    /// pool worth nothing, if the bytes do not hold `count` such texts and nothing else, or a stop
    /// is requested.
    bool load(std::shared_ptr<const char[]> bytes, std::size_t size, StringId interned,
        StringId count, const std::stop_token& stop = {});
    /// A pool of the same texts under the same ids, which shares their memory: for another store
    /// whose first rows are the same. Only for what load() filled and nothing was added to.
    std::shared_ptr<StringPool> twin() const;
    /// The text of an id. Any thread.
    std::string_view text(StringId id) const noexcept
    {
        return id == 0 ? std::string_view() : TextChunks::at(m_texts[id]);
    }
    /// Number of ids given out, the empty text included.
    StringId size() const noexcept { return m_texts.size(); }
    /// Tells this pool from all others that there are or were; never 0. Any thread.
    std::uint64_t serial() const noexcept { return m_serial; }

private:
    struct Slot {
        StringId id = 0; ///< 0: free.
        std::uint32_t hash = 0;
    };
    void growTable();
    void fillTable();

    const std::uint64_t m_serial;
    TextChunks m_chunks;
    std::vector<std::shared_ptr<const void>> m_owners;
    StableArray<const char*> m_texts; ///< For TextChunks::at().
    std::vector<Slot> m_table; ///< Open addressing. Empty after load() until intern() needs it.
    std::size_t m_interned = 0; ///< Slots in use, or to be filled.
};

} // namespace mxlens
