// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/input/quickinflate.h"

#include "core/report/inlining.h"

#include <algorithm>
#include <bit>
#include <cstring>

#if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__))
#define MXLENS_QUICK_SHIFTS __attribute__((target("bmi,bmi2")))
#endif

namespace mxlens {

using namespace huffman;

namespace {

constexpr std::size_t literalSymbols = 286; // 286 and 287 do not exist
constexpr std::size_t distanceSymbols = 30; // nor do 30 and 31

// So many bytes are read at the most behind the place where symbols are still begun.
constexpr std::ptrdiff_t behindFarEnd = 14;

// Copies a text of which each part may be a copy of the one before it. Never inline: it is rare,
// and would take registers from the loop that calls it.
[[gnu::noinline]] void copyRepeated(char* to, std::size_t distance, std::size_t length)
{
    const char* from = to - distance;
    char* const end = to + length;
    // What is copied repeats itself: so it may be taken from further away.
    for (; distance < 8 && to < end; distance *= 2) {
        for (std::size_t i = 0; i < distance; ++i)
            to[i] = from[i];
        to += distance;
    }
    for (; to < end; to += 8, from += 8)
        std::memcpy(to, from, 8);
}

// Copies a text that may overlap itself. Writes up to 31 bytes too many.
inline void copyMatch(char* to, std::size_t distance, std::size_t length)
{
    if (distance < 16)
        return copyRepeated(to, distance, length);
    const char* from = to - distance;
    // Hardly any is longer than 32: no branch to be mispredicted.
    std::memcpy(to, from, 16);
    std::memcpy(to + 16, from + 16, 16);
    for (; length > 32; length -= 16) {
        std::memcpy(to + 32, from + 32, 16);
        to += 16;
        from += 16;
    }
}

} // namespace

QuickInflate::Shifts QuickInflate::bestShifts()
{
#ifdef MXLENS_QUICK_SHIFTS
    static const bool quick
        = __builtin_cpu_supports("bmi") > 0 && __builtin_cpu_supports("bmi2") > 0;
    return quick ? Shifts::Quick : Shifts::Common;
#else
    return Shifts::Common;
#endif
}

// Makes sure of 56 bits, more than a length and a distance take, from 8 bytes.
MXLENS_INLINE void QuickInflate::Bits::fillFromEight()
{
    std::uint64_t next = 0;
    if constexpr (std::endian::native == std::endian::little) {
        std::memcpy(&next, at, sizeof next);
    } else {
        for (unsigned i = 0; i < sizeof next; ++i)
            next |= std::uint64_t{ at[i] } << (8 * i);
    }
    bits |= next << (count & shiftBits);
    at += (~count >> 3) & 7; // as many whole bytes as there is room for
    count |= 56;
}

// The same near the end.
void QuickInflate::Bits::fill()
{
    if (end - at >= 8)
        return fillFromEight();
    for (count &= shiftBits; count <= 56; count += 8) {
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

MXLENS_RARE bool QuickInflate::fixedTables()
{
    if (m_fixed)
        return true;
    // Symbols that do not exist have codes here: their meaning is no kind of entry.
    m_codes.clear();
    for (unsigned i = 0; i < 288; ++i)
        m_codes.add(i, i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8);
    m_literalWidth.root = literalBits;
    if (!m_codes.makeTable(Alphabet::Literals, m_literalWidth, m_literals))
        return false;
    m_codes.clear();
    for (unsigned i = 0; i < 32; ++i)
        m_codes.add(i, 5);
    m_distanceWidth.root = distanceBits;
    m_fixed = m_codes.makeTable(Alphabet::Distances, m_distanceWidth, m_distances);
    return m_fixed;
}

// The table for the codes of the codes of a block (RFC 1951 section 3.2.7).
MXLENS_INLINE bool QuickInflate::readCodeLengths(Bits& in, std::size_t codes)
{
    static constexpr std::array<std::uint8_t, 19> order{ 16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4,
        12, 3, 13, 2, 14, 1, 15 };
    std::array<std::uint8_t, 19> lengths{};
    for (std::size_t i = 0; i < codes; ++i) {
        if (in.left() < 3)
            in.fill();
        lengths[order[i]] = static_cast<std::uint8_t>(in.take(3));
    }
    m_codes.clear();
    for (std::size_t i = 0; i < lengths.size(); ++i)
        m_codes.add(i, lengths[i]);
    m_lengthWidth.root = lengthBits;
    return m_codes.makeTable(Alphabet::Lengths, m_lengthWidth, m_lengths);
}

// The codes of so many symbols, which are codes themselves. A run of equal lengths goes on from
// literals to distances.
bool QuickInflate::readCodes(Bits& stream, std::size_t count, Run& run)
{
    Bits in = stream; // in registers
    const std::uint64_t mask = (1u << m_lengthWidth.root) - 1;
    m_codes.clear();
    std::size_t i = 0;
    for (;;) {
        const std::size_t end = i + std::min(run.times, count - i);
        run.times -= end - i;
        if (run.length == 0)
            i = end;
        while (i < end)
            m_codes.add(i++, run.length);
        Entry entry = 0;
        for (; i < count; ++i) {
            if (in.left() < lengthBits + 7)
                in.fill();
            entry = m_lengths[in.bits & mask];
            if ((entry & span) == 0)
                break;
            in.drop(entry);
            run.length = valueOf(entry);
            m_codes.add(i, run.length);
        }
        if (i == count)
            break;
        if ((entry & repeats) == 0 || (valueOf(entry) == 16 && run.length > longestCode))
            return false;
        in.drop(entry);
        if (valueOf(entry) == 16) {
            run.times = 3 + in.take(2);
        } else {
            run.length = 0;
            run.times = valueOf(entry) == 17 ? 3 + in.take(3) : 11 + in.take(7);
        }
    }
    stream = in;
    return true;
}

MXLENS_INLINE bool QuickInflate::readTables(Bits& in)
{
    in.fill();
    const std::size_t literals = in.take(5) + 257;
    const std::size_t distances = in.take(5) + 1;
    const std::size_t codes = in.take(4) + 4;
    if (literals > literalSymbols || distances > distanceSymbols || !readCodeLengths(in, codes))
        return false;
    Run run;
    m_fixed = false;
    m_literalWidth.root = literalBits;
    m_distanceWidth.root = distanceBits;
    return readCodes(in, literals, run)
        && m_codes.makeTable(Alphabet::Literals, m_literalWidth, m_literals)
        && readCodes(in, distances, run) && run.times == 0
        && m_codes.makeTable(Alphabet::Distances, m_distanceWidth, m_distances);
}

MXLENS_RARE bool QuickInflate::stored(Bits& in)
{
    in.take(in.left() & 7); // the rest of the byte
    in.fill();
    const std::uint32_t size = in.take(16);
    if ((in.take(16) ^ size) != 0xFFFF)
        return false;
    // What was taken ahead goes back.
    if (in.missing > in.left() / 8)
        return false;
    in.at -= in.left() / 8 - in.missing;
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

// What follows is inline so that it takes the target of its caller over.

// Up to four letters: as many as there are bits for in any case. Gives what stands behind them, or
// the last of four.
MXLENS_INLINE QuickInflate::Entry QuickInflate::letters(
    Bits& in, std::uint64_t mask, char*& out) const
{
    const auto next = [&] { return m_literals[in.bits & mask]; };
    const auto put = [&](Entry entry) {
        in.drop(entry);
        *out++ = letterOf(entry);
    };
    Entry entry = next();
    if ((entry & literal) == 0)
        return entry;
    put(entry);
    entry = next();
    if ((entry & literal) == 0)
        return entry;
    put(entry);
    entry = next();
    if ((entry & literal) == 0)
        return entry;
    put(entry);
    entry = next();
    if ((entry & literal) != 0)
        put(entry);
    return entry;
}

// The distance that comes next; 0 where there is none.
MXLENS_INLINE std::size_t QuickInflate::distance(Bits& in, std::uint64_t mask) const
{
    Entry entry = m_distances[in.bits & mask];
    if ((entry & furtherTable) != 0) {
        in.drop(entry);
        entry = m_distances[valueOf(entry) + (in.bits & ((1u << m_distanceWidth.rest) - 1))];
    }
    if ((entry & span) == 0)
        return 0;
    const std::size_t distance = spanOf(entry, in.bits);
    in.drop(entry);
    return distance;
}

// Up to the end of the block or of the text, or to farEnd, behind which some bytes can be read as
// well.
MXLENS_INLINE QuickInflate::Ended QuickInflate::stretch(
    Bits& stream, const unsigned char* farEnd, char*& to) const
{
    const std::uint64_t literalMask = (1u << m_literalWidth.root) - 1;
    const std::uint64_t distanceMask = (1u << m_distanceWidth.root) - 1;
    const char* const begin = m_begin;
    const char* const outEnd = m_pause;
    Bits in; // in registers; the rest of it is not needed
    in.at = stream.at;
    in.bits = stream.bits;
    in.count = stream.count;
    char* out = to;
    Ended how = Ended::Input;
    while (in.at < farEnd && out <= outEnd) {
        in.fillFromEight();
        Entry entry = letters(in, literalMask, out); // which mostly come
        if ((entry & literal) != 0)
            continue;
        // 26 bits are left at the least: enough for the code of a length and what belongs to it.
        if ((entry & span) == 0) {
            if ((entry & furtherTable) != 0) {
                in.drop(entry);
                entry = m_literals[valueOf(entry) + (in.bits & ((1u << m_literalWidth.rest) - 1))];
            }
            if ((entry & literal) != 0) {
                in.drop(entry);
                *out++ = letterOf(entry);
                continue;
            }
            if ((entry & blockEnd) != 0) {
                in.drop(entry);
                how = Ended::Block;
                break;
            }
            if ((entry & span) == 0)
                return Ended::Badly;
        }
        const std::size_t length = spanOf(entry, in.bits);
        in.drop(entry);
        // As many as the code of a distance takes with what belongs to it; mostly they are there.
        if (in.left() < 28)
            in.fillFromEight();
        const std::size_t back = distance(in, distanceMask);
        if (back == 0 || back > static_cast<std::size_t>(out - begin))
            return Ended::Badly;
        copyMatch(out, back, length);
        out += length;
    }
    stream.at = in.at;
    stream.bits = in.bits;
    stream.count = in.count;
    to = out;
    return how;
}

QuickInflate::Ended QuickInflate::commonStretch(
    Bits& in, const unsigned char* farEnd, char*& out) const
{
    return stretch(in, farEnd, out);
}

#ifdef MXLENS_QUICK_SHIFTS
MXLENS_QUICK_SHIFTS QuickInflate::Ended QuickInflate::quickStretch(
    Bits& in, const unsigned char* farEnd, char*& out) const
{
    return stretch(in, farEnd, out);
}
#endif

QuickInflate::Ended QuickInflate::anyStretch(
    Bits& in, const unsigned char* farEnd, char*& out) const
{
#ifdef MXLENS_QUICK_SHIFTS
    if (m_shifts == Shifts::Quick)
        return quickStretch(in, farEnd, out);
#endif
    return commonStretch(in, farEnd, out);
}

// Up to the end of the block, or until there is something to be asked or refused.
QuickInflate::Ended QuickInflate::toPause(Bits& in)
{
    Ended how = Ended::Input;
    if (in.end - in.at > behindFarEnd)
        how = anyStretch(in, in.end - behindFarEnd, m_out);
    // The rest is read where zeros stand behind it.
    if (how == Ended::Input && m_out <= m_pause) {
        constexpr std::ptrdiff_t zeros = sizeof in.bits;
        std::array<unsigned char, 2 * behindFarEnd + zeros> rest{};
        const std::ptrdiff_t size = in.end - in.at;
        std::copy_n(in.at, size, rest.data());
        in.at = rest.data();
        how = anyStretch(in, rest.data() + size + zeros, m_out);
        const std::ptrdiff_t taken = in.at - rest.data();
        in.missing += static_cast<std::size_t>(std::max<std::ptrdiff_t>(taken - size, 0));
        in.at = in.end - std::max<std::ptrdiff_t>(size - taken, 0);
    }
    return how;
}

bool QuickInflate::symbols(Bits& in)
{
    Ended how = toPause(in);
    while (how == Ended::Input && m_out > m_pause && mayGoOn(in))
        how = toPause(in);
    return how == Ended::Block;
}

bool QuickInflate::mayGoOn(const Bits& in)
{
    const std::size_t read = static_cast<std::size_t>(in.at - m_packed) + in.missing;
    if (m_pause == m_end
        || !m_watch->mayGoOn(static_cast<std::size_t>(m_out - m_begin), read - in.left() / 8))
        return false;
    m_pause = m_end - m_out > std::ptrdiff_t{ Watch::step } ? m_out + Watch::step : m_end;
    return true;
}

std::optional<std::size_t> QuickInflate::unpack(
    std::string_view packed, char* to, std::size_t size, Watch* watch)
{
    m_begin = m_out = to;
    m_end = to + size;
    m_watch = watch;
    m_pause = watch && size > Watch::step ? to + Watch::step : m_end;
    m_packed = reinterpret_cast<const unsigned char*>(packed.data());
    Bits in;
    in.at = m_packed;
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
        if (!good || m_out > m_end || in.missing > in.left() / 8)
            return {};
    }
    if (m_out != m_end)
        return {};
    const std::size_t ahead = in.left() / 8 - in.missing;
    return packed.size() - static_cast<std::size_t>(in.end - in.at) - ahead;
}

} // namespace mxlens
