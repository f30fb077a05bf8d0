// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/input/inflatetable.h"

#include "core/report/inlining.h"

#include <algorithm>
#include <cstring>

namespace mxlens::huffman {

namespace {

constexpr Entry entryOf(Entry kind, std::uint32_t value, unsigned extra = 0)
{
    return kind | value << 16 | extra;
}

// The entry of a meaning whose code has so many bits.
constexpr Entry withCode(Entry meaning, unsigned length)
{
    return meaning + (length | length << codeAt);
}

// Literals and lengths (RFC 1951 section 3.2.5). 286 and 287 do not exist.
constexpr std::array<Entry, 288> literalMeanings = [] {
    constexpr unsigned endOfBlock = 256;
    std::array<Entry, 288> made{};
    for (unsigned i = 0; i < endOfBlock; ++i)
        made[i] = entryOf(literal, i);
    made[endOfBlock] = entryOf(blockEnd, 0);
    std::uint32_t least = 3;
    for (unsigned i = 257; i < 285; ++i) {
        const unsigned extra = i < 265 ? 0 : (i - 261) / 4;
        made[i] = entryOf(span, least, extra);
        least += 1u << extra;
    }
    made[285] = entryOf(span, 258);
    return made;
}();

// 30 and 31 do not exist.
constexpr std::array<Entry, 32> distanceMeanings = [] {
    std::array<Entry, 32> made{};
    std::uint32_t least = 1;
    for (unsigned i = 0; i < 30; ++i) {
        const unsigned extra = i < 4 ? 0 : i / 2 - 1;
        made[i] = entryOf(span, least, extra);
        least += 1u << extra;
    }
    return made;
}();

constexpr std::array<Entry, 19> lengthMeanings = [] {
    std::array<Entry, 19> made{};
    for (unsigned i = 0; i < made.size(); ++i)
        made[i] = entryOf(i < 16 ? span : repeats, i);
    return made;
}();

std::span<const Entry> meaningsOf(Alphabet alphabet)
{
    switch (alphabet) {
    case Alphabet::Literals:
        return literalMeanings;
    case Alphabet::Distances:
        return distanceMeanings;
    default:
        return lengthMeanings;
    }
}

constexpr std::array<std::uint8_t, 256> reversedBytes = [] {
    std::array<std::uint8_t, 256> made{};
    for (unsigned i = 0; i < made.size(); ++i) {
        for (unsigned bit = 0; bit < 8; ++bit)
            made[i] = static_cast<std::uint8_t>(made[i] | (i >> bit & 1u) << (7 - bit));
    }
    return made;
}();

// A code as it comes, its first bit the lowest. By a table: what counts up in this order has to
// wait for each code before it.
std::uint32_t reversed(std::uint32_t code, unsigned length)
{
    const unsigned whole = reversedBytes[code & 0xff] << 8 | reversedBytes[code >> 8];
    return whole >> (16 - length);
}

// Makes twice as much of a table of at least two entries.
void repeat(Entry* table, std::size_t size)
{
    if (size < 8) {
        std::memcpy(table + size, table, 2 * sizeof(Entry));
        if (size == 4)
            std::memcpy(table + 6, table + 2, 2 * sizeof(Entry));
        return;
    }
    for (std::size_t i = 0; i < size; i += 8)
        std::memcpy(table + size + i, table + i, 8 * sizeof(Entry));
}

} // namespace

// The codes are complete: so each place of the table is written to.
MXLENS_INLINE void Codes::fillTable(
    std::span<const Entry> meanings, Width width, std::span<Entry> table) const
{
    std::uint32_t code = 0; // its first bit is the highest
    // The table holds the codes of up to so many bits; with one bit more it is twice the same, but
    // for the longer codes, which follow.
    unsigned length = 1;
    while (m_counts[length] == 0)
        ++length;
    for (unsigned held = length; length <= width.root; ++length, code *= 2) {
        if (length > held)
            repeat(table.data(), std::size_t{ 1 } << held++);
        for (const std::uint16_t symbol : ofLength(length))
            table[reversed(code++, length)] = withCode(meanings[symbol], length);
    }
    std::uint32_t prefix = 1u << width.root; // that the last second table belongs to
    std::size_t further = std::size_t{ 1 } << width.root; // where the next one begins
    std::size_t begin = 0;
    const std::size_t room = std::size_t{ 1 } << width.rest;
    for (; length <= width.root + width.rest; ++length, code *= 2) {
        const unsigned rest = length - width.root;
        for (const std::uint16_t symbol : ofLength(length)) {
            const std::uint32_t bits = reversed(code++, length);
            const std::uint32_t root = bits & ((1u << width.root) - 1);
            if (root != prefix) {
                prefix = root;
                begin = further;
                further += room;
                table[root] = withCode(
                    entryOf(furtherTable, static_cast<std::uint32_t>(begin)), width.root);
            }
            const Entry entry = withCode(meanings[symbol], rest);
            for (std::size_t slot = bits >> width.root; slot < room;
                 slot += std::size_t{ 1 } << rest)
                table[begin + slot] = entry;
        }
    }
}

bool Codes::makeTable(Alphabet alphabet, Width& width, std::span<Entry> table) const
{
    std::uint32_t space = 0;
    for (unsigned length = 1; length <= longestCode; ++length)
        space += std::uint32_t{ m_counts[length] } << (longestCode - length);
    unsigned longest = longestCode;
    while (longest > 1 && m_counts[longest] == 0)
        --longest;
    width.root = std::min(width.root, longest);
    width.rest = longest - width.root;
    const std::span<const Entry> meanings = meaningsOf(alphabet);
    if (space == 1u << longestCode) {
        fillTable(meanings, width, table);
        return true;
    }
    if (space != 0 && (space != 1u << (longestCode - 1) || m_counts[1] != 1))
        return false;
    width = { 1, 0 };
    table[0] = space == 0 ? 0 : withCode(meanings[m_symbols[1][0]], 1);
    table[1] = 0;
    return true;
}

} // namespace mxlens::huffman
