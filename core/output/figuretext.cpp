// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/figuretext.h"

#include <algorithm>
#include <charconv>
#include <iterator>

namespace mxlens {

std::string countText(Count count, Language language)
{
    if (count.known())
        return groupedNumber(count.valueOr(0), language);
    return language == Language::Spanish ? "desconocido" : "unknown";
}

std::string percentText(std::int64_t part, std::int64_t whole, Language language)
{
    if (part >= whole)
        return "100 %";
    if (part <= 0)
        return "0 %";
    constexpr int mostDecimals = 6;
    const double percent = static_cast<double>(part) / static_cast<double>(whole) * 100.0;
    for (int decimals = 1; decimals <= mostDecimals; ++decimals) {
        // Not printf: its decimal sign follows the locale.
        char digits[32];
        const auto end = std::to_chars(
            std::begin(digits), std::end(digits), percent, std::chars_format::fixed, decimals)
                             .ptr;
        std::string text(std::begin(digits), end);
        const bool allOrNone
            = text.starts_with("100") || text.find_first_not_of("0.") == std::string::npos;
        if (allOrNone)
            continue;
        if (language == Language::Spanish)
            std::ranges::replace(text, '.', ',');
        return text + " %";
    }
    if (language == Language::Spanish)
        return percent > 50.0 ? "más de 99,999999 %" : "menos de 0,000001 %";
    return percent > 50.0 ? "over 99.999999 %" : "under 0.000001 %";
}

} // namespace mxlens
