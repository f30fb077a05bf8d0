// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/input/quickinflate.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace mxlens {

namespace {

// An entry of a table: bits 0 to 4, how long the code is (in a second table: what is left of it);
// 5 to 7, what it is; 8 to 12, how many bits follow that belong to it; 16 to 31, the literal, the
// least length or distance, or where the second table begins. 0 is a code that does not exist.
using Entry = std::uint32_t;
constexpr Entry literal = 1u << 5;
constexpr Entry span = 2u << 5; // a length or a distance
constexpr Entry furtherTable = 4u << 5;
constexpr Entry blockEnd = 6u << 5;
constexpr Entry kindMask = 7u << 5;

constexpr unsigned lengthOf(Entry entry)
{
    return entry & 31u;
}
constexpr unsigned extraOf(Entry entry)
{
    return (entry >> 8) & 31u;
}
constexpr std::uint32_t valueOf(Entry entry)
{
    return entry >> 16;
}
constexpr Entry entryOf(Entry kind, std::uint32_t value, unsigned extra = 0)
{
    return kind | value << 16 | extra << 8;
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

// Copies a text that may overlap itself. Writes up to 15 bytes too many.
void copyMatch(char* to, std::size_t distance, std::size_t length)
{
    const char* from = to - distance;
    char* const end = to + length;
    if (distance >= 16) {
        for (; to < end; to += 16, from += 16)
            std::memcpy(to, from, 16);
    } else if (distance >= 8) {
        for (; to < end; to += 8, from += 8)
            std::memcpy(to, from, 8);
    } else if (distance == 1) {
        std::memset(to, *from, length);
    } else {
        while (to < end)
            *to++ = *from++;
    }
}

// Lists the symbols that have a code; gives how many they are. Most have none, and stand together.
std::size_t usedSymbols(
    std::span<const std::uint8_t> lengths, std::array<std::uint16_t, 288>& symbols)
{
    constexpr std::size_t atOnce = 8;
    std::size_t count = 0;
    for (std::size_t begin = 0; begin < lengths.size(); begin += atOnce) {
        const std::size_t end = std::min(begin + atOnce, lengths.size());
        std::uint64_t any = 0;
        std::memcpy(&any, lengths.data() + begin, end - begin);
        for (std::size_t symbol = begin; any != 0 && symbol < end; ++symbol) {
            symbols[count] = static_cast<std::uint16_t>(symbol);
            count += lengths[symbol] != 0 ? 1 : 0;
        }
    }
    return count;
}

} // namespace

// Makes sure of 48 bits: more than a length and a distance take.
void QuickInflate::Bits::fill()
{
    if (std::endian::native == std::endian::little && end - at >= 8) {
        std::uint64_t next = 0;
        std::memcpy(&next, at, sizeof next);
        bits |= next << count;
        const unsigned bytes = (63 - count) / 8;
        at += bytes;
        count += bytes * 8;
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

// Fills a table for codes of these lengths. False where they are no code, or not a complete one; a
// single code is let through, as compressors write it where one distance is enough.
bool QuickInflate::makeTable(std::span<const std::uint8_t> lengths, std::span<const Entry> meanings,
    unsigned rootBits, std::span<Entry> table)
{
    std::array<std::uint16_t, 288> used; // symbols that have a code
    const std::size_t codes = usedSymbols(lengths, used);
    std::array<std::uint16_t, longestCode + 2> first{}; // place of the first symbol of a length
    for (std::size_t i = 0; i < codes; ++i)
        ++first[lengths[used[i]] + 1u];
    std::uint32_t space = 0;
    for (unsigned length = 1; length <= longestCode; ++length) {
        space += std::uint32_t{ first[length + 1] } << (longestCode - length);
        first[length + 1] = static_cast<std::uint16_t>(first[length + 1] + first[length]);
    }
    if (space != 1u << longestCode) {
        if (codes > 1 || (codes == 1 && space != 1u << (longestCode - 1)))
            return false;
        std::fill_n(table.begin(), std::size_t{ 1 } << rootBits, Entry{ 0 });
        for (std::size_t slot = 0; codes == 1 && slot >> rootBits == 0; slot += 2)
            table[slot] = meanings[used[0]] | 1u;
        return true;
    }
    std::array<std::uint16_t, 288> sorted; // the same by the length of their codes
    for (std::size_t i = 0; i < codes; ++i)
        sorted[first[lengths[used[i]]]++] = used[i];
    std::uint32_t code = 0; // its first bit is the lowest
    std::uint32_t prefix = 1u << rootBits; // that the last second table belongs to
    std::size_t further = std::size_t{ 1 } << rootBits; // where the next one begins
    std::size_t begin = 0;
    // The table holds the codes of up to so many bits; with one bit more it is twice the same, but
    // for the longer codes, which follow.
    unsigned bits = 0;
    const auto widen = [&](unsigned wanted) {
        for (; bits < std::min(wanted, rootBits); ++bits)
            std::copy_n(table.begin(), std::size_t{ 1 } << bits, table.begin() + (1 << bits));
    };
    for (std::size_t i = 0; i < codes; ++i) {
        const unsigned length = lengths[sorted[i]];
        const Entry meaning = meanings[sorted[i]];
        widen(length);
        if (length <= rootBits) {
            table[code] = meaning | length;
        } else {
            const std::uint32_t root = code & ((1u << rootBits) - 1);
            if (root != prefix) {
                prefix = root;
                begin = further;
                further += std::size_t{ 1 } << (longestCode - rootBits);
                table[root] = entryOf(furtherTable, static_cast<std::uint32_t>(begin)) | rootBits;
            }
            const unsigned rest = length - rootBits;
            for (std::size_t slot = code >> rootBits; slot >> (longestCode - rootBits) == 0;
                 slot += std::size_t{ 1 } << rest)
                table[begin + slot] = meaning | rest;
        }
        // Counts up from the last bit of the code, which is the highest here.
        std::uint32_t bit = 1u << (length - 1);
        for (; (code & bit) != 0; bit >>= 1)
            code ^= bit;
        code |= bit;
    }
    widen(rootBits);
    return true;
}

bool QuickInflate::fixedTables()
{
    if (m_isFixed)
        return true;
    std::array<std::uint8_t, 288> lengths{};
    for (unsigned i = 0; i < lengths.size(); ++i)
        lengths[i] = i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8;
    std::array<std::uint8_t, 32> distances{};
    distances.fill(5);
    // Symbols that do not exist have codes here: their meaning is 0, and no kind of entry.
    m_isFixed = makeTable(lengths, literalMeanings, literalBits, m_literals)
        && makeTable(distances, distanceMeanings, distanceBits, m_distances);
    return m_isFixed;
}

// The codes of a block, which are codes themselves (RFC 1951 section 3.2.7).
bool QuickInflate::readTables(Bits& in)
{
    m_isFixed = false;
    static constexpr std::array<std::uint8_t, 19> order{ 16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4,
        12, 3, 13, 2, 14, 1, 15 };
    in.fill();
    const std::size_t literals = in.take(5) + 257;
    const std::size_t distances = in.take(5) + 1;
    const std::size_t codes = in.take(4) + 4;
    if (literals > literalSymbols || distances > distanceSymbols)
        return false;
    std::array<std::uint8_t, 19> codeLengths{};
    for (std::size_t i = 0; i < codes; ++i) {
        if (in.count < 3)
            in.fill();
        codeLengths[order[i]] = static_cast<std::uint8_t>(in.take(3));
    }
    if (!makeTable(codeLengths, lengthMeanings, lengthBits, m_lengths))
        return false;
    std::array<std::uint8_t, literalSymbols + distanceSymbols> lengths{};
    const std::size_t count = literals + distances;
    for (std::size_t i = 0; i < count;) {
        if (in.count < 16)
            in.fill();
        const Entry entry = m_lengths[in.bits & ((1u << lengthBits) - 1)];
        if (entry == 0)
            return false;
        in.drop(lengthOf(entry));
        const std::uint32_t symbol = valueOf(entry);
        if (symbol < 16) {
            lengths[i++] = static_cast<std::uint8_t>(symbol);
            continue;
        }
        if (symbol == 16 && i == 0)
            return false;
        const std::uint8_t again = symbol == 16 ? lengths[i - 1] : std::uint8_t{ 0 };
        const std::size_t times = symbol == 16 ? 3 + in.take(2)
            : symbol == 17                     ? 3 + in.take(3)
                                               : 11 + in.take(7);
        if (times > count - i)
            return false;
        std::fill_n(lengths.begin() + static_cast<std::ptrdiff_t>(i), times, again);
        i += times;
    }
    const std::span all(lengths);
    return lengths[endOfBlock] != 0
        && makeTable(all.first(literals), literalMeanings, literalBits, m_literals)
        && makeTable(all.subspan(literals, distances), distanceMeanings, distanceBits, m_distances);
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
    constexpr std::uint64_t literalMask = (1u << literalBits) - 1;
    constexpr std::uint64_t distanceMask = (1u << distanceBits) - 1;
    Bits in = stream; // in registers
    char* out = m_out;
    const auto fill = [&in] {
        if (in.count < 48)
            in.fill();
    };
    // What is left of a code that begins as many others do.
    const auto further = [&in](const auto& table, unsigned rootBits, Entry entry) {
        if ((entry & kindMask) != furtherTable)
            return entry;
        in.drop(rootBits);
        return table[valueOf(entry) + (in.bits & ((1u << (longestCode - rootBits)) - 1))];
    };
    while (out <= m_end && in.missing <= sizeof in.bits) {
        fill();
        // Mostly letters come, and three of them without another look at what there is.
        Entry entry = m_literals[in.bits & literalMask];
        for (int i = 0; i < 3 && (entry & literal) != 0; ++i) {
            in.drop(lengthOf(entry));
            *out++ = static_cast<char>(valueOf(entry));
            entry = m_literals[in.bits & literalMask];
        }
        if ((entry & literal) != 0)
            continue;
        fill();
        entry = further(m_literals, literalBits, entry);
        in.drop(lengthOf(entry));
        const Entry kind = entry & kindMask;
        if (kind == literal) {
            *out++ = static_cast<char>(valueOf(entry));
            continue;
        }
        if (kind == blockEnd) {
            m_out = out;
            stream = in;
            return true;
        }
        if (kind != span)
            return false;
        const std::size_t length = valueOf(entry) + in.take(extraOf(entry));
        const Entry where = further(m_distances, distanceBits, m_distances[in.bits & distanceMask]);
        in.drop(lengthOf(where));
        if ((where & kindMask) != span)
            return false;
        const std::size_t distance = valueOf(where) + in.take(extraOf(where));
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
