// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/numbertext.h"

#include <cstddef>

namespace mxlens {

std::string groupedNumber(std::int64_t value, Language language)
{
    std::string text = std::to_string(value);
    // As the window has it from its locale: Spanish writes four digits together.
    if (language == Language::Spanish && text.size() <= 4)
        return text;
    for (std::size_t i = text.size(); i > 3;) {
        i -= 3;
        text.insert(i, 1, language == Language::Spanish ? '.' : ',');
    }
    return text;
}

} // namespace mxlens
