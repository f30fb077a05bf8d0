// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/textmatch.h"

#include "core/report/names.h"

#include <algorithm>
#include <bit>
#include <cstring>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace mxlens {

namespace {

char lowerOf(char c)
{
    // Without a branch, so that compilers take many bytes at once.
    const auto byte = static_cast<unsigned char>(c);
    const bool upper = static_cast<unsigned char>(byte - 'A') <= 'Z' - 'A';
    return static_cast<char>(byte | (upper ? 0x20 : 0));
}

bool isName(FilterKey key)
{
    return key == FilterKey::Domain || key == FilterKey::Mx;
}

// Bytes behind a text in lower case that may be read: what one step of find() takes.
constexpr std::size_t margin = 16;

// Whether text holds wanted. margin bytes behind text may be read.
bool holds(std::string_view text, std::string_view wanted)
{
#ifdef __SSE2__
    if (wanted.empty() || wanted.size() > text.size())
        return wanted.empty();
    // Sixteen places at once where its first and its last byte stand: letters alone are too common.
    const std::size_t behind = wanted.size() - 1;
    const __m128i first = _mm_set1_epi8(wanted.front());
    const __m128i last = _mm_set1_epi8(wanted.back());
    const auto load = [](const char* bytes) {
        return _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes));
    };
    for (std::size_t at = 0; at + behind < text.size(); at += margin) {
        const __m128i both = _mm_and_si128(_mm_cmpeq_epi8(load(text.data() + at), first),
            _mm_cmpeq_epi8(load(text.data() + at + behind), last));
        for (auto places = static_cast<unsigned>(_mm_movemask_epi8(both)); places != 0;
             places &= places - 1) {
            const std::size_t place = at + static_cast<std::size_t>(std::countr_zero(places));
            if (place + behind < text.size()
                && std::memcmp(text.data() + place, wanted.data(), wanted.size()) == 0)
                return true;
        }
    }
    return false;
#else
    return text.find(wanted) != std::string_view::npos;
#endif
}

// What normalizedName() makes of a text in lower case.
std::string_view normalized(std::string_view lowered)
{
    std::string_view name = trimmed(lowered);
    if (name.size() > 1 && name.back() == '.')
        name.remove_suffix(1);
    return name;
}

bool addressMeets(const FilterPattern& pattern, std::string_view text)
{
    // Only addresses of one family hold colons, and most texts are of the other or none.
    if (text.empty() || pattern.address->isV4() != (text.find(':') == std::string_view::npos))
        return false;
    const auto address = IpAddress::parse(text);
    return address && address->sharesPrefix(*pattern.address, pattern.prefixBits);
}

} // namespace

std::string_view TextMatch::loweredText(std::initializer_list<std::string_view> pieces)
{
    std::size_t size = 0;
    for (const std::string_view piece : pieces)
        size += piece.size();
    if (m_lowered.size() < size + margin)
        m_lowered.resize(size * 2 + margin);
    char* to = m_lowered.data();
    for (const std::string_view piece : pieces)
        to = std::transform(piece.begin(), piece.end(), to, lowerOf);
    return { m_lowered.data(), size };
}

bool TextMatch::valueMeets(const FilterPattern& pattern, FilterKey key, std::string_view value)
{
    std::string_view wanted = pattern.text;
    if (key == FilterKey::Any) {
        if (!pattern.hasWildcard)
            return holds(value, wanted);
        m_pattern.assign("*").append(wanted).append("*");
        return wildcardMatches(m_pattern, value);
    }
    if (isName(key) && wanted.size() > 1 && wanted.ends_with('.'))
        wanted.remove_suffix(1);
    return pattern.hasWildcard ? wildcardMatches(wanted, value) : value == wanted;
}

bool TextMatch::meets(const FilterTerm& term, std::initializer_list<std::string_view> pieces)
{
    std::string_view value;
    bool made = false;
    for (const FilterPattern& pattern : term.patterns) {
        if (term.key == FilterKey::Ip && pattern.address) {
            if (addressMeets(pattern, *pieces.begin()))
                return true;
            continue;
        }
        if (!made) {
            value = loweredText(pieces);
            if (isName(term.key))
                value = normalized(value);
            made = true;
        }
        if (valueMeets(pattern, term.key, value))
            return true;
    }
    return false;
}

bool TextMatch::meets(const FilterPattern& pattern, FilterKey key, std::string_view text)
{
    const std::string_view value = loweredText({ text });
    return valueMeets(pattern, key, isName(key) ? normalized(value) : value);
}

} // namespace mxlens
