// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/textmatch.h"

#include "core/report/names.h"

#include <algorithm>

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
    if (m_lowered.size() < size)
        m_lowered.resize(size * 2);
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
            return value.find(wanted) != std::string_view::npos;
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
