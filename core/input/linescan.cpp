// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/input/linescan.h"

#include <bit>
#include <cstdint>

#ifdef __SSE2__
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

constexpr bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

} // namespace

std::size_t findPair(std::string_view text, std::size_t from, char first, char second)
{
    std::size_t i = from;
#ifdef __SSE2__
    const __m128i wantFirst = _mm_set1_epi8(first);
    const __m128i wantSecond = _mm_set1_epi8(second);
    bool found = false;
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

std::size_t findFieldEnd(std::string_view text, std::size_t from)
{
    std::size_t i = from;
#ifdef __SSE2__
    const __m128i feed = _mm_set1_epi8('\n');
    const __m128i carriage = _mm_set1_epi8('\r');
    const __m128i space = _mm_set1_epi8(' ');
    const __m128i tab = _mm_set1_epi8('\t');
    bool found = false;
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
