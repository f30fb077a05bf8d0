// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/input/linescan.h"

#include <bit>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace mxlens {

std::size_t findPair(std::string_view text, std::size_t from, char first, char second)
{
    const char* const data = text.data();
    std::size_t i = from;
#ifdef __SSE2__
    const __m128i wantFirst = _mm_set1_epi8(first);
    const __m128i wantSecond = _mm_set1_epi8(second);
    const auto hitsAt = [&](std::size_t at) {
        const auto* const here = reinterpret_cast<const __m128i*>(data + at);
        const auto* const next = reinterpret_cast<const __m128i*>(data + at + 1);
        return _mm_and_si128(_mm_cmpeq_epi8(_mm_loadu_si128(here), wantFirst),
            _mm_cmpeq_epi8(_mm_loadu_si128(next), wantSecond));
    };
    // Long stretches without a pair are passed over in larger steps.
    while (i + 65 <= text.size()
        && _mm_movemask_epi8(_mm_or_si128(_mm_or_si128(hitsAt(i), hitsAt(i + 16)),
               _mm_or_si128(hitsAt(i + 32), hitsAt(i + 48))))
            == 0)
        i += 64;
    for (; i + 17 <= text.size(); i += 16) {
        const auto mask = static_cast<unsigned>(_mm_movemask_epi8(hitsAt(i)));
        if (mask != 0)
            return i + static_cast<std::size_t>(std::countr_zero(mask)) + 1;
    }
#endif
    for (; i + 1 < text.size(); ++i) {
        if (data[i] == first && data[i + 1] == second)
            return i + 1;
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
