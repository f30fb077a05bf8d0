// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace mxlens {

/// Number of a text in a StringPool; 0 is the empty text.
using StringId = std::uint32_t;

/// Append-only set of distinct texts, shared by all segments of a store. One thread may intern
/// while others read texts whose ids they got from a Snapshot: nothing that was published ever
/// moves.
class StringPool final {
public:
    StringPool();
    ~StringPool();
    StringPool(const StringPool&) = delete;
    StringPool& operator=(const StringPool&) = delete;

    /// The id of text, new or known. Writer's thread only.
    StringId intern(std::string_view text);
    /// The text of an id that intern() returned. Any thread.
    std::string_view text(StringId id) const noexcept;
    /// Number of ids given out, the empty text included.
    StringId size() const noexcept { return m_size.load(std::memory_order_acquire); }

private:
    static constexpr std::uint32_t blockBits = 14;
    static constexpr std::uint32_t blockSize = 1u << blockBits;
    static constexpr std::size_t blockCount = 1u << 14; // 268 million texts

    struct Block;
    std::string_view keep(std::string_view text);
    void growTable();

    std::vector<std::unique_ptr<char[]>> m_chunks;
    char* m_free = nullptr;
    std::size_t m_left = 0;
    std::array<std::unique_ptr<Block>, blockCount> m_blocks;
    std::vector<StringId> m_table; ///< Open addressing; 0 is an empty slot.
    std::atomic<StringId> m_size{ 0 };
};

} // namespace mxlens
