// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/textencoding.h"

#include "core/report/utf8.h"

#include <cstdint>

namespace mxlens {

std::optional<std::string> utf8FromUtf16(std::string_view bytes)
{
    const bool little = bytes.starts_with("\xFF\xFE");
    if (!little && !bytes.starts_with("\xFE\xFF"))
        return {};
    bytes.remove_prefix(2);
    const auto unit = [&](std::size_t i) {
        const auto first = static_cast<unsigned char>(bytes[i]);
        const auto second = static_cast<unsigned char>(bytes[i + 1]);
        return static_cast<std::uint32_t>(little ? first | second << 8 : first << 8 | second);
    };
    std::string text;
    text.reserve(bytes.size() / 2);
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
        const std::uint32_t c = unit(i);
        if (c < 0xD800 || c > 0xDFFF) {
            appendUtf8(text, c);
            continue;
        }
        const std::uint32_t low = c < 0xDC00 && i + 3 < bytes.size() ? unit(i + 2) : 0;
        if (low >= 0xDC00 && low <= 0xDFFF) {
            appendUtf8(text, 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00));
            i += 2;
        } else {
            appendUtf8(text, 0xFFFD);
        }
    }
    return text;
}

bool isUtf8(std::string_view bytes)
{
    for (std::size_t at = 0; at < bytes.size();) {
        if (static_cast<unsigned char>(bytes[at]) < 0x80) { // most of nearly every text
            ++at;
            continue;
        }
        const Utf8Step step = utf8At(bytes, at);
        if (!step.valid)
            return false;
        at += step.length;
    }
    return true;
}

std::string withInvalidUtf8Replaced(std::string_view bytes)
{
    std::string text;
    text.reserve(bytes.size());
    for (std::size_t at = 0; at < bytes.size();) {
        const Utf8Step step = utf8At(bytes, at);
        appendUtf8(text, step.codePoint);
        at += step.length;
    }
    return text;
}

} // namespace mxlens
