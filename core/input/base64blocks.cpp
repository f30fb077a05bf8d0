// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/input/base64blocks.h"

#if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__))
#define MXLENS_BASE64_BLOCKS
#include <array>
#include <bit>
#include <cstdint>
#include <immintrin.h>
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
#define MXLENS_WIDE __attribute__((target("avx2")))

MXLENS_SHUFFLING inline __m128i loaded(const void* from)
{
    return _mm_loadu_si128(static_cast<const __m128i*>(from));
}

// Once for each half.
MXLENS_WIDE inline __m256i twice(const void* from)
{
    return _mm256_broadcastsi128_si256(_mm_loadu_si128(static_cast<const __m128i*>(from)));
}

// Three bytes of each four, the last one first.
constexpr std::array<std::int8_t, 16> inOrder{ 2, 1, 0, 6, 5, 4, 10, 9, 8, 14, 13, 12, -1, -1, -1,
    -1 };

// Decodes 16 characters to 12 bytes, and writes 16. Gives a bit for each that is no digit; what is
// made of those means nothing.
struct CommonStep {
    static constexpr std::size_t size = 16;

    MXLENS_SHUFFLING static std::uint32_t decode(const char* from, char* to)
    {
        const __m128i text = loaded(from);
        const __m128i half = _mm_set1_epi8(0x0f);
        const __m128i upper = _mm_and_si128(_mm_srli_epi32(text, 4), half);
        const __m128i wanted = _mm_shuffle_epi8(loaded(bitOfHalf.data()), upper);
        const __m128i known
            = _mm_shuffle_epi8(loaded(upperHalves.data()), _mm_and_si128(text, half));
        const __m128i strange = _mm_cmpeq_epi8(_mm_and_si128(wanted, known), _mm_setzero_si128());
        const __m128i slashes = _mm_cmpeq_epi8(text, _mm_set1_epi8('/')); // -1 for each
        const __m128i values = _mm_add_epi8(
            text, _mm_shuffle_epi8(loaded(differences.data()), _mm_add_epi8(upper, slashes)));
        // Six bits and six make twelve, twice twelve make three bytes.
        const __m128i pairs = _mm_maddubs_epi16(values, _mm_set1_epi16(0x0140));
        const __m128i groups = _mm_madd_epi16(pairs, _mm_set1_epi32(0x00011000));
        const __m128i bytes = _mm_shuffle_epi8(groups, loaded(inOrder.data()));
        _mm_storeu_si128(reinterpret_cast<__m128i*>(to), bytes);
        return static_cast<std::uint32_t>(_mm_movemask_epi8(strange));
    }
};

// The same with 32 characters.
struct WideStep {
    static constexpr std::size_t size = 32;

    MXLENS_WIDE static std::uint32_t decode(const char* from, char* to)
    {
        const __m256i text = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(from));
        const __m256i half = _mm256_set1_epi8(0x0f);
        const __m256i upper = _mm256_and_si256(_mm256_srli_epi32(text, 4), half);
        const __m256i wanted = _mm256_shuffle_epi8(twice(bitOfHalf.data()), upper);
        const __m256i known
            = _mm256_shuffle_epi8(twice(upperHalves.data()), _mm256_and_si256(text, half));
        const __m256i strange
            = _mm256_cmpeq_epi8(_mm256_and_si256(wanted, known), _mm256_setzero_si256());
        const __m256i slashes = _mm256_cmpeq_epi8(text, _mm256_set1_epi8('/'));
        const __m256i values = _mm256_add_epi8(
            text, _mm256_shuffle_epi8(twice(differences.data()), _mm256_add_epi8(upper, slashes)));
        const __m256i pairs = _mm256_maddubs_epi16(values, _mm256_set1_epi16(0x0140));
        const __m256i groups = _mm256_madd_epi16(pairs, _mm256_set1_epi32(0x00011000));
        const __m256i halves = _mm256_shuffle_epi8(groups, twice(inOrder.data()));
        // Twelve bytes of each half, one behind the other.
        const __m256i bytes
            = _mm256_permutevar8x32_epi32(halves, _mm256_setr_epi32(0, 1, 2, 4, 5, 6, 3, 7));
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(to), bytes);
        return static_cast<std::uint32_t>(_mm256_movemask_epi8(strange));
    }
};

// How many characters the line end at some place has; 0 where there is none.
inline std::size_t lineEndAt(std::string_view text, std::size_t at)
{
    if (text[at] == '\n')
        return 1;
    return text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n' ? 2 : 0;
}

// Becomes part of what calls it, which has the target of the step.
template <typename Step>
[[gnu::always_inline]] inline void decodeSteps(
    std::string_view text, char* to, std::size_t room, Base64Done& done)
{
    while (text.size() - done.taken >= Step::size && room - done.made >= Step::size) {
        const std::uint64_t strange = Step::decode(text.data() + done.taken, to + done.made);
        const auto plain = static_cast<std::size_t>(
            std::countr_zero(strange | std::uint64_t{ 1 } << Step::size));
        const std::size_t groups = plain / 4;
        done.taken += groups * 4;
        done.made += groups * 3;
        if (plain == Step::size)
            continue;
        const std::size_t lineEnd = plain % 4 == 0 ? lineEndAt(text, done.taken) : 0;
        if (lineEnd == 0)
            return;
        done.taken += lineEnd;
    }
}

MXLENS_SHUFFLING void decodeCommon(
    std::string_view text, char* to, std::size_t room, Base64Done& done)
{
    Base64Done here = done; // in registers
    decodeSteps<CommonStep>(text, to, room, here);
    done = here;
}

MXLENS_WIDE void decodeWide(std::string_view text, char* to, std::size_t room, Base64Done& done)
{
    Base64Done here = done;
    decodeSteps<WideStep>(text, to, room, here);
    done = here;
}

} // namespace

Base64Step widestBase64Step()
{
    static const Base64Step widest = __builtin_cpu_supports("avx2") > 0 ? Base64Step::Wide
        : __builtin_cpu_supports("ssse3") > 0                           ? Base64Step::Common
                                                                        : Base64Step::None;
    return widest;
}

Base64Done decodeBase64Blocks(std::string_view text, char* to, std::size_t room, Base64Step step)
{
    Base64Done done;
    if (step == Base64Step::Wide)
        decodeWide(text, to, room, done);
    if (step != Base64Step::None)
        decodeCommon(text, to, room, done); // what is too short for the wide one
    return done;
}

#else

Base64Step widestBase64Step()
{
    return Base64Step::None;
}

Base64Done decodeBase64Blocks(std::string_view, char*, std::size_t, Base64Step)
{
    return {};
}

#endif

} // namespace mxlens
