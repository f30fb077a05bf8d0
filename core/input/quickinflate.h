// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace mxlens {

/// Decompresses DEFLATE data (RFC 1951) that is whole in memory and whose size is known: small
/// files spend most of zlib's time on being prepared for more. Refuses what it is not sure of;
/// then zlib has to read it, and says what is wrong. Keeps its tables; one thread.
class QuickInflate final {
public:
    /// So many bytes behind the text may be written to as well.
    static constexpr std::size_t spare = 320;

    /// Writes size bytes, and anything to the spare ones behind them. Gives how many bytes of
    /// packed the data took; nothing where it is not DEFLATE data of this size, or refused.
    std::optional<std::size_t> unpack(std::string_view packed, char* to, std::size_t size);

private:
    using Entry = std::uint32_t; ///< See quickinflate.cpp.
    static constexpr unsigned literalBits = 10;
    static constexpr unsigned distanceBits = 8;
    static constexpr unsigned lengthBits = 7;
    static constexpr unsigned longestCode = 15;
    // A second table for each prefix that more than one longer code begins with.
    static constexpr std::size_t literalEntries
        = (1u << literalBits) + (288 / 2 << (longestCode - literalBits));
    static constexpr std::size_t distanceEntries
        = (1u << distanceBits) + (32 / 2 << (longestCode - distanceBits));
    /// A symbol that has a code, and how long that is.
    struct Used {
        std::uint16_t symbol;
        std::uint16_t length;
    };

    /// Bits from the lowest one on; zeros behind the end.
    struct Bits {
        const unsigned char* at = nullptr;
        const unsigned char* end = nullptr;
        std::uint64_t bits = 0;
        unsigned count = 0; ///< Of those in `bits`.
        std::size_t missing = 0; ///< Bytes that were taken from behind the end.

        void fill();
        std::uint32_t take(unsigned number);
        void drop(unsigned number)
        {
            bits >>= number;
            count -= number;
        }
    };

    /// How many codes there are of each length.
    using Counts = std::array<std::uint16_t, longestCode + 1>;
    /// How many bits a code is looked up by: no more than the longest has in all.
    struct Width {
        unsigned root = 0;
        unsigned rest = 0; ///< In a second table.
    };

    bool stored(Bits& in);
    bool readTables(Bits& in);
    bool readCodeLengths(Bits& in, std::size_t codes);
    bool fixedTables();
    bool symbols(Bits& in);
    std::optional<std::size_t> readUsed(
        Bits& stream, std::size_t count, std::span<Used> used, Counts& counts) const;
    /// width.root: how many bits there may be, and then how many there are.
    static bool makeTable(std::span<const Used> used, const Counts& counts,
        std::span<const Entry> meanings, Width& width, std::span<Entry> table);
    /// The symbols that have a code, by its length.
    struct Sorted {
        const std::uint16_t* symbols;
        const Counts& counts;
    };
    static void fillTable(
        const Sorted& sorted, std::span<const Entry> meanings, Width width, std::span<Entry> table);

    std::array<Entry, literalEntries> m_literals{};
    std::array<Entry, distanceEntries> m_distances{};
    std::array<Entry, 1u << lengthBits> m_lengths{};
    Width m_literalWidth;
    Width m_distanceWidth;
    Width m_lengthWidth;
    char* m_begin = nullptr;
    char* m_out = nullptr;
    char* m_end = nullptr;
};

} // namespace mxlens
