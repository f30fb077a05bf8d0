// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/names.h"

#include <algorithm>

namespace mxlens {

namespace {

char lowerOf(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

} // namespace

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && isSpace(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isSpace(text.back()))
        text.remove_suffix(1);
    return text;
}

std::string lowered(std::string_view text)
{
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(), lowerOf);
    return result;
}

bool equalIgnoringCase(std::string_view a, std::string_view b)
{
    // Most letters are equal as they are.
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) {
        return x == y || lowerOf(x) == lowerOf(y);
    });
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
