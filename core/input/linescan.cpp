// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/input/linescan.h"

#include <bit>
#include <cstdint>

#if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__))
#define MXLENS_WIDE_SCAN
#include <immintrin.h>
#elif defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace mxlens {

namespace {

#ifdef __SSE2__

__m128i bytesAt(const char* data)
{
    return _mm_loadu_si128(reinterpret_cast<const __m128i*>(data));
}

__m128i either(__m128i a, __m128i b)
{
    return _mm_or_si128(a, b);
}

/// First place from `from` on that hits(16 bytes, the same one byte further on) marks; where there
/// is none, the first that it could not look at, with a byte behind it.
template <typename Hits>
std::size_t scanPairs(std::string_view text, std::size_t from, bool& found, Hits hits)
{
    const char* const data = text.data();
    const auto hitsAt
        = [&](std::size_t at) { return hits(bytesAt(data + at), bytesAt(data + at + 1)); };
    const auto marksAt = [&](std::size_t at) {
        return static_cast<std::uint64_t>(static_cast<unsigned>(_mm_movemask_epi8(hitsAt(at))));
    };
    std::size_t i = from;
    for (; i + 65 <= text.size(); i += 64) {
        const std::uint64_t marks
            = marksAt(i) | marksAt(i + 16) << 16 | marksAt(i + 32) << 32 | marksAt(i + 48) << 48;
        if (marks != 0) {
            found = true;
            return i + static_cast<std::size_t>(std::countr_zero(marks));
        }
    }
    for (; i + 17 <= text.size(); i += 16) {
        if (const std::uint64_t marks = marksAt(i)) {
            found = true;
            return i + static_cast<std::size_t>(std::countr_zero(marks));
        }
    }
    return i;
}

#endif

#ifdef MXLENS_WIDE_SCAN

// Named functions in place of lambdas, which would not take the target over.
#define MXLENS_WIDE __attribute__((target("avx2")))

MXLENS_WIDE inline __m256i wideBytesAt(const char* data)
{
    return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(data));
}

MXLENS_WIDE inline std::uint64_t wideMarks(__m256i hits)
{
    return static_cast<std::uint32_t>(_mm256_movemask_epi8(hits));
}

/// Marks of the pairs in 32 bytes.
struct WidePair {
    char first, second;
    MXLENS_WIDE std::uint64_t operator()(const char* data) const
    {
        return wideMarks(
            _mm256_and_si256(_mm256_cmpeq_epi8(wideBytesAt(data), _mm256_set1_epi8(first)),
                _mm256_cmpeq_epi8(wideBytesAt(data + 1), _mm256_set1_epi8(second))));
    }
};

/// Marks of the ends of fields in 32 bytes.
struct WideFieldEnd {
    MXLENS_WIDE std::uint64_t operator()(const char* data) const
    {
        const __m256i here = wideBytesAt(data);
        const __m256i next = wideBytesAt(data + 1);
        const __m256i feed = _mm256_set1_epi8('\n');
        const __m256i folds = _mm256_or_si256(_mm256_cmpeq_epi8(next, _mm256_set1_epi8(' ')),
            _mm256_cmpeq_epi8(next, _mm256_set1_epi8('\t')));
        return wideMarks(_mm256_or_si256(_mm256_andnot_si256(folds, _mm256_cmpeq_epi8(here, feed)),
            _mm256_andnot_si256(
                _mm256_cmpeq_epi8(next, feed), _mm256_cmpeq_epi8(here, _mm256_set1_epi8('\r')))));
    }
};

/// scanPairs() as far as whole 64 bytes go.
template <typename Marks>
MXLENS_WIDE std::size_t scanWide(
    std::string_view text, std::size_t from, bool& found, const Marks& marksAt)
{
    std::size_t i = from;
    for (; i + 65 <= text.size(); i += 64) {
        const char* const data = text.data() + i;
        const std::uint64_t marks = marksAt(data) | marksAt(data + 32) << 32;
        if (marks != 0) {
            found = true;
            return i + static_cast<std::size_t>(std::countr_zero(marks));
        }
    }
    return i;
}

#endif

constexpr bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

} // namespace

ScanStep widestStep()
{
#ifdef MXLENS_WIDE_SCAN
    static const bool wide = __builtin_cpu_supports("avx2") > 0;
    return wide ? ScanStep::Wide : ScanStep::Common;
#else
    return ScanStep::Common;
#endif
}

std::size_t findPair(std::string_view text, std::size_t from, char first, char second,
    [[maybe_unused]] ScanStep step)
{
    std::size_t i = from;
    [[maybe_unused]] bool found = false;
#ifdef MXLENS_WIDE_SCAN
    if (step == ScanStep::Wide)
        i = scanWide(text, i, found, WidePair{ first, second });
    if (found)
        return i + 1;
#endif
#ifdef __SSE2__
    const __m128i wantFirst = _mm_set1_epi8(first);
    const __m128i wantSecond = _mm_set1_epi8(second);
    i = scanPairs(text, i, found, [&](__m128i here, __m128i next) {
        return _mm_and_si128(_mm_cmpeq_epi8(here, wantFirst), _mm_cmpeq_epi8(next, wantSecond));
    });
    if (found)
        return i + 1;
#endif
    for (; i + 1 < text.size(); ++i) {
        if (text[i] == first && text[i + 1] == second)
            return i + 1;
    }
    return std::string_view::npos;
}

std::size_t findFieldEnd(std::string_view text, std::size_t from, [[maybe_unused]] ScanStep step)
{
    std::size_t i = from;
    [[maybe_unused]] bool found = false;
#ifdef MXLENS_WIDE_SCAN
    if (step == ScanStep::Wide)
        i = scanWide(text, i, found, WideFieldEnd{});
    if (found)
        return i;
#endif
#ifdef __SSE2__
    const __m128i feed = _mm_set1_epi8('\n');
    const __m128i carriage = _mm_set1_epi8('\r');
    const __m128i space = _mm_set1_epi8(' ');
    const __m128i tab = _mm_set1_epi8('\t');
    i = scanPairs(text, i, found, [&](__m128i here, __m128i next) {
        const __m128i folds = either(_mm_cmpeq_epi8(next, space), _mm_cmpeq_epi8(next, tab));
        return either(_mm_andnot_si128(folds, _mm_cmpeq_epi8(here, feed)),
            _mm_andnot_si128(_mm_cmpeq_epi8(next, feed), _mm_cmpeq_epi8(here, carriage)));
    });
    if (found)
        return i;
#endif
    for (; i < text.size(); ++i) {
        const char next = i + 1 < text.size() ? text[i + 1] : '\0';
        if ((text[i] == '\n' && !isBlank(next)) || (text[i] == '\r' && next != '\n'))
            return i;
    }
    return std::string_view::npos;
}

std::size_t findLineEnd(std::string_view text, std::size_t from)
{
    const char* const data = text.data();
    std::size_t i = from;
#ifdef __SSE2__
    const __m128i feed = _mm_set1_epi8('\n');
    const __m128i carriage = _mm_set1_epi8('\r');
    for (; i + 16 <= text.size(); i += 16) {
        const __m128i here = _mm_loadu_si128(reinterpret_cast<const __m128i*>(data + i));
        const __m128i hits
            = _mm_or_si128(_mm_cmpeq_epi8(here, feed), _mm_cmpeq_epi8(here, carriage));
        const auto mask = static_cast<unsigned>(_mm_movemask_epi8(hits));
        if (mask != 0)
            return i + static_cast<std::size_t>(std::countr_zero(mask));
    }
#endif
    for (; i < text.size(); ++i) {
        if (data[i] == '\n' || data[i] == '\r')
            return i;
    }
    return std::string_view::npos;
}

} // namespace mxlens
