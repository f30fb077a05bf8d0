// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/input/checksum32.h"

#include <zlib.h>

#include <cstddef>

#if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__))
#define MXLENS_FOLDING_CHECKSUM
#include <array>
#include <cstdint>
#include <tmmintrin.h>
#include <wmmintrin.h>
#endif

namespace mxlens {

namespace {

std::uint32_t byZlib(std::string_view bytes)
{
    return static_cast<std::uint32_t>(
        crc32_z(0, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()));
}

#ifdef MXLENS_FOLDING_CHECKSUM

constexpr std::size_t lane = 16;
constexpr std::size_t stride = 4 * lane;

#define MXLENS_FOLDING __attribute__((target("ssse3,pclmul")))

// For the shuffle by which bytes move to higher or lower places: none comes from where the highest
// bit is set.
constexpr std::array<std::uint8_t, 3 * lane> places = [] {
    std::array<std::uint8_t, 3 * lane> table{};
    table.fill(0x80);
    for (std::size_t i = 0; i < lane; ++i)
        table[lane + i] = static_cast<std::uint8_t>(i);
    return table;
}();

MXLENS_FOLDING __m128i load(const char* from)
{
    return _mm_loadu_si128(reinterpret_cast<const __m128i*>(from));
}

// What stands for these 16 bytes further on, with what is there.
MXLENS_FOLDING __m128i folded(__m128i bytes, __m128i factors, __m128i there)
{
    const __m128i low = _mm_clmulepi64_si128(bytes, factors, 0x00);
    const __m128i high = _mm_clmulepi64_si128(bytes, factors, 0x11);
    return _mm_xor_si128(_mm_xor_si128(low, high), there);
}

// Towards the end of the bytes by some places of a lane, or with a minus towards their beginning.
MXLENS_FOLDING __m128i moved(__m128i bytes, std::ptrdiff_t by)
{
    const std::uint8_t* const from = places.data() + static_cast<std::ptrdiff_t>(lane) - by;
    return _mm_shuffle_epi8(bytes, _mm_loadu_si128(reinterpret_cast<const __m128i*>(from)));
}

// The sum of all bytes before at, with those from there to end: less than a lane.
MXLENS_FOLDING __m128i withTail(__m128i sum, const char* at, const char* end, __m128i byOne)
{
    const std::ptrdiff_t size = end - at;
    const std::ptrdiff_t others = static_cast<std::ptrdiff_t>(lane) - size;
    // The last lane is made of the rest of the sum and the tail; the front of the sum stands a lane
    // before it.
    const __m128i tail = moved(moved(load(end - lane), -others), others);
    return folded(moved(sum, others), byOne, _mm_or_si128(moved(sum, -size), tail));
}

// Of at least four lanes. The bytes are a polynomial over GF(2), its bits from the highest
// power down; a factor is a power of x modulo that of the checksum. Four lanes go along side by
// side, become one, and at last its remainder is taken by Barrett's way.
MXLENS_FOLDING std::uint32_t byFolding(std::string_view bytes)
{
    const __m128i byFour = _mm_set_epi64x(0x1c6e41596, 0x154442bd4);
    const __m128i byOne = _mm_set_epi64x(0x0ccaa009e, 0x1751997d0);
    const char* at = bytes.data();
    const char* const end = at + bytes.size();
    // The checksum begins with all bits set.
    __m128i sum = _mm_xor_si128(load(at), _mm_cvtsi32_si128(-1));
    __m128i second = load(at + lane);
    __m128i third = load(at + 2 * lane);
    __m128i fourth = load(at + 3 * lane);
    for (at += stride; end - at >= static_cast<std::ptrdiff_t>(stride); at += stride) {
        sum = folded(sum, byFour, load(at));
        second = folded(second, byFour, load(at + lane));
        third = folded(third, byFour, load(at + 2 * lane));
        fourth = folded(fourth, byFour, load(at + 3 * lane));
    }
    sum = folded(sum, byOne, second);
    sum = folded(sum, byOne, third);
    sum = folded(sum, byOne, fourth);
    for (; end - at >= static_cast<std::ptrdiff_t>(lane); at += lane)
        sum = folded(sum, byOne, load(at));
    if (at < end)
        sum = withTail(sum, at, end, byOne);
    // 128 bits to 96, to 64, to the 32 of the remainder.
    const __m128i words = _mm_setr_epi32(-1, 0, -1, 0);
    sum = _mm_xor_si128(_mm_srli_si128(sum, 8), _mm_clmulepi64_si128(sum, byOne, 0x10));
    const __m128i byHalf = _mm_set_epi64x(0, 0x163cd6124);
    sum = _mm_xor_si128(
        _mm_clmulepi64_si128(_mm_and_si128(sum, words), byHalf, 0x00), _mm_srli_si128(sum, 4));
    const __m128i barrett = _mm_set_epi64x(0x1f7011641, 0x1db710641);
    __m128i quotient = _mm_clmulepi64_si128(_mm_and_si128(sum, words), barrett, 0x10);
    quotient = _mm_clmulepi64_si128(_mm_and_si128(quotient, words), barrett, 0x00);
    sum = _mm_xor_si128(sum, quotient);
    return ~static_cast<std::uint32_t>(_mm_cvtsi128_si32(_mm_srli_si128(sum, 4)));
}

bool canFold()
{
    static const bool can
        = __builtin_cpu_supports("pclmul") > 0 && __builtin_cpu_supports("ssse3") > 0;
    return can;
}

#endif

} // namespace

std::uint32_t checksum32(std::string_view bytes)
{
#ifdef MXLENS_FOLDING_CHECKSUM
    if (bytes.size() >= stride && canFold())
        return byFolding(bytes);
#endif
    return byZlib(bytes);
}

} // namespace mxlens
