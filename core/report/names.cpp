// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/names.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace mxlens {

namespace {

char lowerOf(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

} // namespace

std::string_view trimmed(std::string_view text)
{
    const char* begin = text.data();
    const char* end = begin + text.size();
    while (begin != end && isSpace(*begin))
        ++begin;
    while (begin != end && isSpace(end[-1]))
        --end;
    return { begin, static_cast<std::size_t>(end - begin) };
}

std::string lowered(std::string_view text)
{
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(), lowerOf);
    return result;
}

bool equalIgnoringCase(std::string_view a, std::string_view b)
{
    if (a.size() != b.size())
        return false;
    // Mostly what differs does so in the first letter, and what is equal is so as it stands.
    constexpr std::size_t step = sizeof(std::uint64_t);
    std::size_t at = 0;
    for (; at + step <= a.size(); at += step) {
        std::uint64_t x = 0;
        std::uint64_t y = 0;
        std::memcpy(&x, a.data() + at, step);
        std::memcpy(&y, b.data() + at, step);
        constexpr std::uint64_t caseBits = 0x2020202020202020ull;
        if (((x ^ y) & ~caseBits) != 0)
            return false;
        for (std::size_t i = at; x != y && i < at + step; ++i) {
            if (lowerOf(a[i]) != lowerOf(b[i]))
                return false;
        }
    }
    for (; at < a.size(); ++at) {
        if (a[at] != b[at] && lowerOf(a[at]) != lowerOf(b[at]))
            return false;
    }
    return true;
}

bool isNormalizedName(std::string_view written)
{
    const bool upper
        = std::any_of(written.begin(), written.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    return !upper && trimmed(written).size() == written.size()
        && (written.size() < 2 || written.back() != '.');
}

std::string normalizedName(std::string_view written)
{
    std::string_view name = trimmed(written);
    if (name.size() > 1 && name.back() == '.')
        name.remove_suffix(1);
    return lowered(name);
}

} // namespace mxlens
