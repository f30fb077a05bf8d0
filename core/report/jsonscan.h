// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/byteword.h"
#include "core/report/count.h"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace mxlens {

/// What ends the plain part of a JSON string: a quote, a backslash, a control character (DEL too),
/// a byte of a character beyond ASCII. Any thread, as all of this page.
inline bool endsPlainText(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte >= 0x7f || c == '"' || c == '\\';
}

/// The first byte from at on that endsPlainText(), or end.
inline const char* plainEnd(const char* at, const char* end)
{
#ifdef __SSE2__
    const __m128i quote = _mm_set1_epi8('"');
    const __m128i backslash = _mm_set1_epi8('\\');
    const __m128i blank = _mm_set1_epi8(0x20);
    const __m128i last = _mm_set1_epi8(0x7f);
    for (; end - at >= 16; at += 16) {
        __m128i bytes;
        std::memcpy(&bytes, at, sizeof bytes);
        // Bytes from 0x80 on are negative, so one comparison finds them and the control characters.
        const __m128i control
            = _mm_or_si128(_mm_cmplt_epi8(bytes, blank), _mm_cmpeq_epi8(bytes, last));
        const __m128i found = _mm_or_si128(
            control, _mm_or_si128(_mm_cmpeq_epi8(bytes, quote), _mm_cmpeq_epi8(bytes, backslash)));
        const auto mask = static_cast<unsigned>(_mm_movemask_epi8(found));
        if (mask != 0)
            return at + std::countr_zero(mask);
    }
#endif
    while (at != end && !endsPlainText(*at))
        ++at;
    return at;
}

/// Behind the blanks that JSON allows between its tokens and that begin at at; there is one at the
/// least.
const char* behindBlanks(const char* at, const char* end);

/// Behind the blanks from at on, if there are any.
inline const char* pastBlanks(const char* at, const char* end)
{
    // Mostly there is none, or a line end and those that indent the next line.
    return at != end && static_cast<unsigned char>(*at) <= ' ' ? behindBlanks(at, end) : at;
}

/// Whether a text begins with a quoted key, which has 8 bytes at the least; not with a shorter one.
inline bool beginsWithKey(std::string_view text, std::string_view key)
{
    constexpr std::size_t step = sizeof(std::uint64_t);
    if (key.size() < step || text.size() < key.size())
        return false;
    const auto same
        = [&](std::size_t at) { return wordAt(text.data() + at) == wordAt(key.data() + at); };
    // Many keys begin alike: so the end comes first.
    const std::size_t last = key.size() - step;
    if (!same(last))
        return false;
    for (std::size_t at = 0; at < last; at += step) {
        if (!same(at))
            return false;
    }
    return true;
}

/// The whole number without a sign that begins at at, which moves behind it. Nothing, and at
/// anywhere, where there is none, or one with a fraction, an exponent, or more than 18 digits, or
/// where the text ends with it.
inline std::optional<std::int64_t> wholeNumber(const char*& at, const char* end)
{
    constexpr std::ptrdiff_t mostDigits = 18; // all of them fit in 63 bits
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    const char* const begin = at;
    std::int64_t value = 0;
    for (; at != end && isDigit(*at) && at - begin < mostDigits; ++at)
        value = value * 10 + (*at - '0');
    if (at == begin || (*begin == '0' && at - begin > 1) || at == end)
        return {};
    if (isDigit(*at) || *at == '.' || *at == 'e' || *at == 'E')
        return {};
    return value;
}

/// Reads the text that stands at at in quotes, and moves behind it. False, and at anywhere, where
/// there is none, or an empty one, or it has a blank at an end or anything but plain ASCII.
inline bool plainText(const char*& at, const char* end, std::string_view& to)
{
    if (at == end || *at != '"')
        return false;
    const char* const begin = ++at;
    at = plainEnd(begin, end);
    if (at == end || *at != '"' || at == begin || *begin == ' ' || at[-1] == ' ')
        return false;
    to = { begin, static_cast<std::size_t>(at - begin) };
    ++at;
    return true;
}

/// The largest count that every reader of JSON understands (RFC 7493 section 2.2).
constexpr std::int64_t largestExactCount = (std::int64_t(1) << 53) - 1;

/// Reads the wholeNumber() that stands at at, and moves behind it. False where there is none or it
/// is above largestExactCount.
inline bool exactCount(const char*& at, const char* end, Count& to)
{
    const auto count = wholeNumber(at, end);
    if (!count || *count > largestExactCount)
        return false;
    to = Count(*count);
    return true;
}

} // namespace mxlens
