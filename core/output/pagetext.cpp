// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/pagetext.h"

#include "core/output/terminaltext.h"

#include <algorithm>

namespace mxlens {

std::string wrapped(std::string_view text, std::size_t indent)
{
    std::string out;
    std::size_t column = 0;
    while (!text.empty()) {
        const std::size_t blank = std::min(text.find(' '), text.size());
        const std::string_view word = text.substr(0, blank);
        const std::size_t width = terminalWidth(word);
        text.remove_prefix(std::min(blank + 1, text.size()));
        if (column == 0 || column + 1 + width > pageWidth) {
            out.append(column == 0 ? "" : "\n").append(indent, ' ');
            column = indent;
        } else {
            out.push_back(' ');
            ++column;
        }
        out.append(word);
        column += width;
    }
    return out + '\n';
}

} // namespace mxlens
