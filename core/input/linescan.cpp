// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/input/linescan.h"

#include <bit>

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
    std::size_t i = from;
    // Long stretches without a pair are passed over in larger steps.
    while (i + 65 <= text.size()
        && _mm_movemask_epi8(
               either(either(hitsAt(i), hitsAt(i + 16)), either(hitsAt(i + 32), hitsAt(i + 48))))
            == 0)
        i += 64;
    for (; i + 17 <= text.size(); i += 16) {
        const auto mask = static_cast<unsigned>(_mm_movemask_epi8(hitsAt(i)));
        if (mask != 0) {
            found = true;
            return i + static_cast<std::size_t>(std::countr_zero(mask));
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

std::size_t findLineStart(std::string_view text, std::size_t from, char second, char letter)
{
    const char small = static_cast<char>(letter | 0x20);
    std::size_t i = from;
#ifdef __SSE2__
    const __m128i feed = _mm_set1_epi8('\n');
    const __m128i wantSecond = _mm_set1_epi8(second);
    const __m128i wantSmall = _mm_set1_epi8(small);
    const __m128i smallBit = _mm_set1_epi8(0x20);
    bool found = false;
    i = scanPairs(text, i, found, [&](__m128i here, __m128i next) {
        return _mm_and_si128(_mm_cmpeq_epi8(here, feed),
            either(_mm_cmpeq_epi8(next, wantSecond),
                _mm_cmpeq_epi8(either(next, smallBit), wantSmall)));
    });
    if (found)
        return i + 1;
#endif
    for (; i + 1 < text.size(); ++i) {
        if (text[i] == '\n' && (text[i + 1] == second || (text[i + 1] | 0x20) == small))
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
