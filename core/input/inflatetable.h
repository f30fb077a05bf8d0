// SPDX-License-Identifier: GPL-3.0-or-later
// What the codes of DEFLATE data (RFC 1951 section 3.2) stand for, in tables.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace mxlens::huffman {

/// An entry of a table: bits 0 to 7, how many bits it takes in all; 8 to 11, how long the code
/// alone is (in a second table: what is left of it); 12 to 15 and 31, what it is; 16 to 30, the
/// literal, the least length or distance, or where the second table begins. 0 is a code that does
/// not exist.
using Entry = std::uint32_t;
constexpr Entry furtherTable = 1u << 12;
constexpr Entry blockEnd = 1u << 13;
constexpr Entry span = 1u << 14; ///< A length or a distance.
constexpr Entry repeats = 1u << 15; ///< A length of codes that came before, or none.
constexpr Entry literal = 1u << 31;
constexpr unsigned codeAt = 8;

/// Processors shift by the lowest six bits of a number: those cost nothing to be told apart.
constexpr unsigned shiftBits = 63;

constexpr std::uint32_t valueOf(Entry entry)
{
    return entry >> 16;
}

constexpr char letterOf(Entry entry)
{
    return static_cast<char>(entry >> 16);
}

/// What a span stands for, whose code is in the lowest bits.
constexpr std::size_t spanOf(Entry entry, std::uint64_t bits)
{
    const std::uint64_t inIt = bits & ((std::uint64_t{ 1 } << (entry & shiftBits)) - 1);
    return valueOf(entry) + static_cast<std::size_t>(inIt >> (entry >> codeAt & shiftBits));
}

constexpr unsigned longestCode = 15;

/// What codes are of: literals and lengths of matches, their distances, or lengths of codes.
enum class Alphabet { Literals, Distances, Lengths };

/// How many bits a code is looked up by: no more than the longest has in all.
struct Width {
    unsigned root = 0;
    unsigned rest = 0; ///< In a second table.
};

/// The symbols that have a code, by its length, and the table that is made of them.
class Codes final {
public:
    /// Room for a table of so many symbols: a second one for each prefix that more than one longer
    /// code begins with.
    static constexpr std::size_t entries(std::size_t symbols, unsigned root)
    {
        return (std::size_t{ 1 } << root) + (symbols / 2 << (longestCode - root));
    }

    void clear() { m_counts.fill(0); }
    /// In the order of the symbols; those without a code are of length 0.
    void add(std::size_t symbol, unsigned length)
    {
        m_symbols[length][m_counts[length]++] = static_cast<std::uint16_t>(symbol);
    }

    /// Fills a table. width.root: how many bits there may be, and then how
    /// many there are. False where these are no codes, or not complete ones; a single one is let
    /// through, as compressors write it where one distance is enough.
    bool makeTable(Alphabet alphabet, Width& width, std::span<Entry> table) const;

private:
    std::span<const std::uint16_t> ofLength(std::size_t length) const
    {
        return std::span(m_symbols[length]).first(m_counts[length]);
    }
    void fillTable(std::span<const Entry> meanings, Width width, std::span<Entry> table) const;

    std::array<std::array<std::uint16_t, 512>, longestCode + 1> m_symbols; // 288 at the most
    std::array<std::uint16_t, longestCode + 1> m_counts; // of each length
};

} // namespace mxlens::huffman
