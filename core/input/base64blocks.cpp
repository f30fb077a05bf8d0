// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/input/base64blocks.h"

#if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__))
#define MXLENS_BASE64_BLOCKS
#include <array>
#include <bit>
#include <cstdint>
#include <tmmintrin.h>
#endif

namespace mxlens {

#ifdef MXLENS_BASE64_BLOCKS

namespace {

using Table = std::array<std::uint8_t, 16>;

constexpr std::string_view digits
    = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

// By the lower half of a character: a bit for each upper half that makes a digit with it.
constexpr Table upperHalves = [] {
    Table table{};
    for (const char digit : digits)
        table[digit & 0xf] = static_cast<std::uint8_t>(table[digit & 0xf] | 1 << (digit >> 4));
    return table;
}();

// By the upper half: its bit. Characters beyond ASCII have none.
constexpr Table bitOfHalf = [] {
    Table table{};
    for (unsigned half = 0; half < 8; ++half)
        table[half] = static_cast<std::uint8_t>(1u << half);
    return table;
}();

// By the upper half: what makes a character its value. Plus and slash share one: the slash looks
// one place before it, where no digit has its own.
constexpr Table differences = [] {
    Table table{};
    for (std::size_t value = 0; value < digits.size(); ++value) {
        const std::size_t place = (digits[value] >> 4) - (digits[value] == '/' ? 1 : 0);
        table[place] = static_cast<std::uint8_t>(value - static_cast<std::size_t>(digits[value]));
    }
    return table;
}();

#define MXLENS_SHUFFLING __attribute__((target("ssse3")))

MXLENS_SHUFFLING __m128i loaded(const void* from)
{
    return _mm_loadu_si128(static_cast<const __m128i*>(from));
}

// Decodes one block: how many of its characters, in whole groups of four, stand before the first
// one that is something else. What is written for those behind it means nothing.
MXLENS_SHUFFLING std::size_t decodeBlock(const char* from, char* to)
{
    const __m128i text = loaded(from);
    const __m128i half = _mm_set1_epi8(0x0f);
    const __m128i upper = _mm_and_si128(_mm_srli_epi32(text, 4), half);
    const __m128i wanted = _mm_shuffle_epi8(loaded(bitOfHalf.data()), upper);
    const __m128i known = _mm_shuffle_epi8(loaded(upperHalves.data()), _mm_and_si128(text, half));
    const __m128i strange = _mm_cmpeq_epi8(_mm_and_si128(wanted, known), _mm_setzero_si128());
    const __m128i slashes = _mm_cmpeq_epi8(text, _mm_set1_epi8('/')); // -1 for each
    const __m128i values = _mm_add_epi8(
        text, _mm_shuffle_epi8(loaded(differences.data()), _mm_add_epi8(upper, slashes)));
    // Six bits and six make twelve, twice twelve make three bytes; those stand last byte first.
    const __m128i pairs = _mm_maddubs_epi16(values, _mm_set1_epi16(0x0140));
    const __m128i groups = _mm_madd_epi16(pairs, _mm_set1_epi32(0x00011000));
    const __m128i bytes = _mm_shuffle_epi8(
        groups, _mm_setr_epi8(2, 1, 0, 6, 5, 4, 10, 9, 8, 14, 13, 12, -1, -1, -1, -1));
    _mm_storeu_si128(reinterpret_cast<__m128i*>(to), bytes);
    const auto places = static_cast<unsigned>(_mm_movemask_epi8(strange)) | 1u << base64Block;
    return static_cast<unsigned>(std::countr_zero(places)) / 4 * 4;
}

MXLENS_SHUFFLING std::size_t decodeBlocks(std::string_view text, char* to, std::size_t room)
{
    std::size_t taken = 0;
    while (text.size() - taken >= base64Block && room >= base64Block) {
        const std::size_t good = decodeBlock(text.data() + taken, to);
        taken += good;
        if (good < base64Block)
            break;
        to += base64Block / 4 * 3;
        room -= base64Block / 4 * 3;
    }
    return taken;
}

} // namespace

std::size_t decodeBase64Blocks(std::string_view text, char* to, std::size_t room)
{
    static const bool can = __builtin_cpu_supports("ssse3") > 0;
    return can ? decodeBlocks(text, to, room) : 0;
}

#else

std::size_t decodeBase64Blocks(std::string_view, char*, std::size_t)
{
    return 0;
}

#endif

} // namespace mxlens
