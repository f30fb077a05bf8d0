// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace mxlens {

/// text with each `{name}` replaced by valueOf(name, what stands before it). What is filled in is
/// not looked at again, so that a value that looks like a placeholder does no harm; a brace that is
/// not closed stays.
template <typename ValueOf> std::string filledText(std::string_view text, const ValueOf& valueOf)
{
    std::string result;
    while (!text.empty()) {
        const std::size_t open = std::min(text.find('{'), text.size());
        const std::size_t close = text.find('}', open);
        if (close == std::string_view::npos)
            return result.append(text);
        result.append(text.substr(0, open));
        result.append(valueOf(text.substr(open + 1, close - open - 1), result));
        text.remove_prefix(close + 1);
    }
    return result;
}

} // namespace mxlens
