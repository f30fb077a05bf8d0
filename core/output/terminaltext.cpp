// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/terminaltext.h"

#include "core/report/utf8.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace mxlens {

namespace {

struct Range {
    char32_t first;
    char32_t last;
};

/// Characters that move the cursor, change colours, hide text or turn its direction.
constexpr std::array harmfulRanges{
    Range{ 0x00, 0x1F }, Range{ 0x7F, 0x9F }, Range{ 0x061C, 0x061C }, // Arabic letter mark
    Range{ 0x200B, 0x200F }, // zero width and direction marks
    Range{ 0x2028, 0x202E }, // separators and direction overrides
    Range{ 0x2060, 0x206F }, // invisible operators and direction isolates
    Range{ 0xFEFF, 0xFEFF }, // zero width no-break space
    Range{ 0xFFF9, 0xFFFB }, // interlinear annotation
    Range{ 0xE0000, 0xE007F }, // tags
};

constexpr std::array wideRanges{
    Range{ 0x1100, 0x115F },
    Range{ 0x2E80, 0x303E },
    Range{ 0x3041, 0xA4CF },
    Range{ 0xA960, 0xA97F },
    Range{ 0xAC00, 0xD7A3 },
    Range{ 0xF900, 0xFAFF },
    Range{ 0xFE30, 0xFE6F },
    Range{ 0xFF00, 0xFF60 },
    Range{ 0xFFE0, 0xFFE6 },
    Range{ 0x1F300, 0x1F64F },
    Range{ 0x1F680, 0x1F6FF },
    Range{ 0x1F900, 0x1FAFF },
    Range{ 0x20000, 0x3FFFD },
};

constexpr std::array combiningRanges{
    Range{ 0x0300, 0x036F },
    Range{ 0x0483, 0x0489 },
    Range{ 0x0591, 0x05BD },
    Range{ 0x064B, 0x065F },
    Range{ 0x1AB0, 0x1AFF },
    Range{ 0x1DC0, 0x1DFF },
    Range{ 0x20D0, 0x20FF },
    Range{ 0xFE00, 0xFE0F },
    Range{ 0xFE20, 0xFE2F },
    Range{ 0xE0100, 0xE01EF },
};

template <std::size_t size> bool isIn(const std::array<Range, size>& ranges, char32_t codePoint)
{
    return std::ranges::any_of(ranges, [codePoint](const Range& range) {
        return codePoint >= range.first && codePoint <= range.last;
    });
}

std::size_t widthOf(char32_t codePoint)
{
    if (codePoint < 0x300)
        return 1;
    if (isIn(combiningRanges, codePoint))
        return 0;
    return isIn(wideRanges, codePoint) ? 2 : 1;
}

void appendHex(std::string& out, char32_t codePoint, int digits)
{
    for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4)
        out.push_back("0123456789abcdef"[(codePoint >> shift) & 0xF]);
}

void appendVisible(std::string& out, char32_t codePoint)
{
    switch (codePoint) {
    case '\n':
        out.append("\\n");
        return;
    case '\r':
        out.append("\\r");
        return;
    case '\t':
        out.append("\\t");
        return;
    default:
        break;
    }
    out.append(codePoint < 0x100 ? "\\x" : "\\u");
    appendHex(out, codePoint, codePoint < 0x100 ? 2 : codePoint < 0x10000 ? 4 : 5);
}

} // namespace

std::string terminalText(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const Utf8Step step = utf8At(text, i);
        if (isIn(harmfulRanges, step.codePoint))
            appendVisible(out, step.codePoint);
        else
            appendUtf8(out, step.codePoint);
        i += step.length;
    }
    return out;
}

std::size_t terminalWidth(std::string_view text)
{
    std::size_t width = 0;
    for (std::size_t i = 0; i < text.size();) {
        const Utf8Step step = utf8At(text, i);
        width += widthOf(step.codePoint);
        i += step.length;
    }
    return width;
}

std::string shortenedInMiddle(std::string_view text, std::size_t width)
{
    if (terminalWidth(text) <= width)
        return std::string(text);
    const std::size_t forStart = width / 2;
    const std::size_t forEnd = (width - 1) / 2;
    std::vector<std::pair<std::size_t, std::size_t>> steps; // first byte and columns
    for (std::size_t i = 0; i < text.size();) {
        const Utf8Step step = utf8At(text, i);
        steps.emplace_back(i, widthOf(step.codePoint));
        i += step.length;
    }
    std::size_t startBytes = 0;
    std::size_t used = 0;
    for (const auto& [position, columns] : steps) {
        startBytes = position;
        if ((used += columns) > forStart)
            break;
    }
    std::size_t endPosition = text.size();
    used = 0;
    for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
        if ((used += step->second) > forEnd)
            break;
        endPosition = step->first;
    }
    return std::string(text.substr(0, startBytes)) + "\xE2\x80\xA6"
        + std::string(text.substr(endPosition));
}

} // namespace mxlens
