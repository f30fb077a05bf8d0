// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/input/quickinflate.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace mxlens {

namespace {

// An entry of a table: bits 0 to 5, how many bits it takes in all; 6 to 9, what it is; 10 to 13,
// how long the code alone is (in a second table: what is left of it); 16 to 31, the literal, the
// least length or distance, or where the second table begins. 0 is a code that does not exist.
using Entry = std::uint32_t;
constexpr Entry literal = 1u << 6;
constexpr Entry span = 1u << 7; // a length or a distance
constexpr Entry furtherTable = 1u << 8;
constexpr Entry blockEnd = 1u << 9;
constexpr unsigned codeAt = 10;

constexpr unsigned bitsOf(Entry entry)
{
    return entry & 63u;
}
constexpr std::uint32_t valueOf(Entry entry)
{
    return entry >> 16;
}
// What a span stands for, whose code is in the lowest bits.
constexpr std::size_t spanOf(Entry entry, std::uint64_t bits)
{
    const std::uint64_t inIt = bits & ((std::uint64_t{ 1 } << bitsOf(entry)) - 1);
    return valueOf(entry) + static_cast<std::size_t>(inIt >> (entry >> codeAt & 15u));
}
constexpr Entry entryOf(Entry kind, std::uint32_t value, unsigned extra = 0)
{
    return kind | value << 16 | extra;
}
// The entry of a meaning whose code has so many bits.
constexpr Entry withCode(Entry meaning, unsigned length)
{
    return meaning + (length | length << codeAt);
}

constexpr std::size_t literalSymbols = 286; // 286 and 287 do not exist
constexpr std::size_t distanceSymbols = 30; // nor do 30 and 31
constexpr unsigned endOfBlock = 256;

// Literals and lengths (RFC 1951 section 3.2.5).
constexpr std::array<Entry, 288> literalMeanings = [] {
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

constexpr std::array<Entry, 32> distanceMeanings = [] {
    std::array<Entry, 32> made{};
    std::uint32_t least = 1;
    for (unsigned i = 0; i < distanceSymbols; ++i) {
        const unsigned extra = i < 4 ? 0 : i / 2 - 1;
        made[i] = entryOf(span, least, extra);
        least += 1u << extra;
    }
    return made;
}();

constexpr std::array<Entry, 19> lengthMeanings = [] {
    std::array<Entry, 19> made{};
    for (unsigned i = 0; i < made.size(); ++i)
        made[i] = entryOf(span, i);
    return made;
}();

// Counts up from the last bit of a code, which is the highest here: the ones at its end become
// zeros, and the zero before them a one. ones: as many as the code has bits. Behind the last code,
// which is all ones, comes none: what is given then is of no use.
std::uint32_t codeBehind(std::uint32_t code, std::uint32_t ones)
{
    const std::uint32_t bit = 1u << (std::bit_width((code ^ ones) | 1u) - 1);
    return (code & (bit - 1)) | bit;
}

// Copies a text that may overlap itself. Writes up to 31 bytes too many.
void copyMatch(char* to, std::size_t distance, std::size_t length)
{
    const char* from = to - distance;
    char* const end = to + length;
    if (distance >= 16) {
        // Hardly any is longer than 32: no branch to be mispredicted.
        std::memcpy(to, from, 16);
        std::memcpy(to + 16, from + 16, 16);
        for (to += 32, from += 32; to < end; to += 16, from += 16)
            std::memcpy(to, from, 16);
        return;
    }
    // What is copied repeats itself: so it may be taken from further away.
    for (; distance < 8 && to < end; distance *= 2) {
        for (std::size_t i = 0; i < distance; ++i)
            to[i] = from[i];
        to += distance;
    }
    for (; to < end; to += 8, from += 8)
        std::memcpy(to, from, 8);
}

} // namespace

// Makes sure of 56 bits: more than a length and a distance take.
void QuickInflate::Bits::fill()
{
    if (std::endian::native == std::endian::little && end - at >= 8) {
        std::uint64_t next = 0;
        std::memcpy(&next, at, sizeof next);
        bits |= next << count;
        at += (63 - count) / 8;
        count |= 56; // as many bits more as there were whole bytes of room
        return;
    }
    for (; count <= 56; count += 8) {
        if (at < end)
            bits |= std::uint64_t{ *at++ } << count;
        else
            ++missing;
    }
}

// At most 16 bits, and no more than fill() made sure of.
std::uint32_t QuickInflate::Bits::take(unsigned number)
{
    const auto taken = static_cast<std::uint32_t>(bits & ((1u << number) - 1));
    drop(number);
    return taken;
}

// Fills a table for the codes that are used. False where they are no code, or not a complete one; a
// single code is let through, as compressors write it where one distance is enough.
bool QuickInflate::makeTable(std::span<const Used> used, const Counts& counts,
    std::span<const Entry> meanings, Width& width, std::span<Entry> table)
{
    std::uint32_t space = 0;
    unsigned longest = 1;
    Counts next; // place of the next symbol of a length
    std::uint16_t place = 0;
    for (unsigned length = 1; length <= longestCode; ++length) {
        const std::uint16_t codes = counts[length];
        space += std::uint32_t{ codes } << (longestCode - length);
        longest = codes > 0 ? length : longest;
        next[length] = place;
        place = static_cast<std::uint16_t>(place + codes);
    }
    width.root = std::min(width.root, longest);
    width.rest = longest - width.root;
    if (space != 1u << longestCode) {
        if (used.size() > 1 || (used.size() == 1 && space != 1u << (longestCode - 1)))
            return false;
        width = { 1, 0 };
        table[0] = used.empty() ? 0 : withCode(meanings[used[0].symbol], 1);
        table[1] = 0;
        return true;
    }
    std::array<std::uint16_t, 288> sorted; // by the length of their codes
    for (const Used code : used)
        sorted[next[code.length]++] = code.symbol;
    fillTable({ sorted.data(), counts }, meanings, width, table);
    return true;
}

// The codes are complete: so each place of the table is written to.
void QuickInflate::fillTable(
    const Sorted& sorted, std::span<const Entry> meanings, Width width, std::span<Entry> table)
{
    std::uint32_t code = 0; // its first bit is the lowest
    const std::uint16_t* next = sorted.symbols;
    // The table holds the codes of up to so many bits; with one bit more it is twice the same, but
    // for the longer codes, which follow.
    unsigned length = 1;
    while (sorted.counts[length] == 0)
        ++length;
    for (unsigned held = length; length <= width.root; ++length) {
        if (length > held) {
            std::memcpy(
                table.data() + (std::size_t{ 1 } << held), table.data(), sizeof(Entry) << held);
            held = length;
        }
        const std::uint32_t ones = (1u << length) - 1;
        for (const auto* const end = next + sorted.counts[length]; next != end; ++next) {
            table[code] = withCode(meanings[*next], length);
            code = codeBehind(code, ones);
        }
    }
    std::uint32_t prefix = 1u << width.root; // that the last second table belongs to
    std::size_t further = std::size_t{ 1 } << width.root; // where the next one begins
    std::size_t begin = 0;
    const std::size_t room = std::size_t{ 1 } << width.rest;
    for (; length <= width.root + width.rest; ++length) {
        const std::uint32_t ones = (1u << length) - 1;
        const unsigned rest = length - width.root;
        for (const auto* const end = next + sorted.counts[length]; next != end; ++next) {
            const std::uint32_t root = code & ((1u << width.root) - 1);
            if (root != prefix) {
                prefix = root;
                begin = further;
                further += room;
                table[root] = withCode(
                    entryOf(furtherTable, static_cast<std::uint32_t>(begin)), width.root);
            }
            const Entry entry = withCode(meanings[*next], rest);
            for (std::size_t slot = code >> width.root; slot < room;
                 slot += std::size_t{ 1 } << rest)
                table[begin + slot] = entry;
            code = codeBehind(code, ones);
        }
    }
}

bool QuickInflate::fixedTables()
{
    std::array<Used, 288> literals;
    for (std::uint16_t i = 0; i < literals.size(); ++i)
        literals[i] = { i,
            static_cast<std::uint16_t>(i < 144 ? 8
                    : i < 256                  ? 9
                    : i < 280                  ? 7
                                               : 8) };
    std::array<Used, 32> distances;
    for (std::uint16_t i = 0; i < distances.size(); ++i)
        distances[i] = { i, 5 };
    m_literalWidth.root = literalBits;
    m_distanceWidth.root = distanceBits;
    // Symbols that do not exist have codes here: their meaning is no kind of entry.
    Counts ofLiterals{};
    ofLiterals[7] = 24;
    ofLiterals[8] = 152;
    ofLiterals[9] = 112;
    Counts ofDistances{};
    ofDistances[5] = 32;
    return makeTable(literals, ofLiterals, literalMeanings, m_literalWidth, m_literals)
        && makeTable(distances, ofDistances, distanceMeanings, m_distanceWidth, m_distances);
}

// The table for the codes of the codes of a block (RFC 1951 section 3.2.7).
bool QuickInflate::readCodeLengths(Bits& in, std::size_t codes)
{
    static constexpr std::array<std::uint8_t, 19> order{ 16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4,
        12, 3, 13, 2, 14, 1, 15 };
    std::array<std::uint8_t, 19> lengths{};
    for (std::size_t i = 0; i < codes; ++i) {
        if (in.count < 3)
            in.fill();
        lengths[order[i]] = static_cast<std::uint8_t>(in.take(3));
    }
    std::array<Used, 19> used;
    Counts counts{};
    std::size_t count = 0;
    for (std::uint16_t i = 0; i < lengths.size(); ++i) {
        used[count] = { i, lengths[i] };
        count += lengths[i] != 0 ? 1 : 0;
        ++counts[lengths[i]];
    }
    m_lengthWidth.root = lengthBits;
    return makeTable(
        std::span(used).first(count), counts, lengthMeanings, m_lengthWidth, m_lengths);
}

// The codes of literals and distances, which are codes themselves; how many of them are used, or
// nothing.
std::optional<std::size_t> QuickInflate::readUsed(
    Bits& stream, std::size_t count, std::span<Used> used, Counts& counts) const
{
    Bits in = stream; // in registers
    const std::uint64_t mask = (1u << m_lengthWidth.root) - 1;
    std::size_t usedCount = 0;
    std::uint16_t last = 0;
    for (std::size_t i = 0; i < count;) {
        if (in.count < lengthBits + 7)
            in.fill();
        const Entry entry = m_lengths[in.bits & mask];
        in.drop(bitsOf(entry));
        const std::uint32_t symbol = valueOf(entry);
        if (symbol < 16) {
            if (entry == 0)
                return {};
            last = static_cast<std::uint16_t>(symbol);
            used[usedCount] = { static_cast<std::uint16_t>(i++), last };
            usedCount += last != 0 ? 1 : 0;
            ++counts[last];
            continue;
        }
        std::size_t times = 0;
        if (symbol == 16) {
            if (i == 0)
                return {};
            times = 3 + in.take(2);
        } else {
            last = 0;
            times = symbol == 17 ? 3 + in.take(3) : 11 + in.take(7);
        }
        if (times > count - i)
            return {};
        const std::size_t end = i + times;
        if (last != 0) {
            counts[last] = static_cast<std::uint16_t>(counts[last] + times);
            for (; i < end; ++i)
                used[usedCount++] = { static_cast<std::uint16_t>(i), last };
        }
        i = end;
    }
    stream = in;
    return usedCount;
}

bool QuickInflate::readTables(Bits& in)
{
    in.fill();
    const std::size_t literals = in.take(5) + 257;
    const std::size_t distances = in.take(5) + 1;
    const std::size_t codes = in.take(4) + 4;
    if (literals > literalSymbols || distances > distanceSymbols || !readCodeLengths(in, codes))
        return false;
    std::array<Used, literalSymbols + distanceSymbols> used; // first literals, then distances
    Counts ofLiterals{};
    const auto usedCount = readUsed(in, literals + distances, used, ofLiterals);
    if (!usedCount)
        return false;
    Counts ofDistances{};
    std::size_t split = *usedCount;
    for (; split > 0 && used[split - 1].symbol >= literals; --split) {
        Used& code = used[split - 1];
        code.symbol = static_cast<std::uint16_t>(code.symbol - literals);
        ++ofDistances[code.length];
        --ofLiterals[code.length];
    }
    const auto all = std::span(used).first(*usedCount);
    const auto letters = all.first(split);
    m_literalWidth.root = literalBits;
    m_distanceWidth.root = distanceBits;
    return std::ranges::binary_search(letters, endOfBlock, {}, &Used::symbol)
        && makeTable(letters, ofLiterals, literalMeanings, m_literalWidth, m_literals)
        && makeTable(
            all.subspan(split), ofDistances, distanceMeanings, m_distanceWidth, m_distances);
}

bool QuickInflate::stored(Bits& in)
{
    in.take(in.count & 7); // the rest of the byte
    in.fill();
    const std::uint32_t size = in.take(16);
    if ((in.take(16) ^ size) != 0xFFFF)
        return false;
    // What was taken ahead goes back.
    if (in.missing > in.count / 8)
        return false;
    in.at -= in.count / 8 - in.missing;
    in.bits = 0;
    in.count = 0;
    in.missing = 0;
    if (size > static_cast<std::size_t>(in.end - in.at)
        || size > static_cast<std::size_t>(m_end - m_out))
        return false;
    if (size > 0)
        std::memcpy(m_out, in.at, size);
    m_out += size;
    in.at += size;
    return true;
}

bool QuickInflate::symbols(Bits& stream)
{
    const std::uint64_t literalMask = (1u << m_literalWidth.root) - 1;
    const std::uint64_t distanceMask = (1u << m_distanceWidth.root) - 1;
    const std::uint64_t literalRest = (1u << m_literalWidth.rest) - 1;
    const std::uint64_t distanceRest = (1u << m_distanceWidth.rest) - 1;
    Bits in = stream; // in registers
    char* out = m_out;
    while (out <= m_end && in.missing <= sizeof in.bits) {
        in.fill();
        // Mostly letters come, and three of them without another look at what there is.
        Entry entry = m_literals[in.bits & literalMask];
        for (int i = 0; i < 3 && (entry & literal) != 0; ++i) {
            in.drop(bitsOf(entry));
            *out++ = static_cast<char>(valueOf(entry));
            entry = m_literals[in.bits & literalMask];
        }
        if ((entry & literal) != 0)
            continue;
        // 26 bits are left at the least: enough for the code of a length and what belongs to it.
        if ((entry & span) == 0) {
            if ((entry & furtherTable) != 0) {
                in.drop(bitsOf(entry));
                entry = m_literals[valueOf(entry) + (in.bits & literalRest)];
            }
            if ((entry & literal) != 0) {
                in.drop(bitsOf(entry));
                *out++ = static_cast<char>(valueOf(entry));
                continue;
            }
            if ((entry & blockEnd) != 0) {
                in.drop(bitsOf(entry));
                m_out = out;
                stream = in;
                return true;
            }
            if ((entry & span) == 0)
                return false;
        }
        const std::size_t length = spanOf(entry, in.bits);
        in.drop(bitsOf(entry));
        // As many as the code of a distance takes with what belongs to it; mostly they are there.
        if (in.count < 28)
            in.fill();
        Entry where = m_distances[in.bits & distanceMask];
        if ((where & furtherTable) != 0) {
            in.drop(bitsOf(where));
            where = m_distances[valueOf(where) + (in.bits & distanceRest)];
        }
        if ((where & span) == 0)
            return false;
        const std::size_t distance = spanOf(where, in.bits);
        in.drop(bitsOf(where));
        if (distance > static_cast<std::size_t>(out - m_begin))
            return false;
        copyMatch(out, distance, length);
        out += length;
    }
    return false;
}

std::optional<std::size_t> QuickInflate::unpack(std::string_view packed, char* to, std::size_t size)
{
    m_begin = m_out = to;
    m_end = to + size;
    Bits in;
    in.at = reinterpret_cast<const unsigned char*>(packed.data());
    in.end = in.at + packed.size();
    bool last = false;
    while (!last) {
        in.fill();
        last = in.take(1) != 0;
        bool good = false;
        switch (in.take(2)) {
        case 0:
            good = stored(in);
            break;
        case 1:
            good = fixedTables() && symbols(in);
            break;
        case 2:
            good = readTables(in) && symbols(in);
            break;
        default:
            break;
        }
        if (!good || m_out > m_end || in.missing > in.count / 8)
            return {};
    }
    if (m_out != m_end)
        return {};
    const std::size_t ahead = in.count / 8 - in.missing;
    return packed.size() - static_cast<std::size_t>(in.end - in.at) - ahead;
}

} // namespace mxlens
