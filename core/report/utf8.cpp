// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/utf8.h"

namespace mxlens {

namespace {

/// What a first byte announces: how long the sequence is and where its second byte may lie.
/// The bounds on the second byte keep out overlong forms, surrogates and what is past U+10FFFF.
struct Lead {
    std::size_t length = 0; ///< 0: no first byte.
    unsigned char low = 0x80;
    unsigned char high = 0xBF;
    unsigned char payload = 0;
};

constexpr Lead leadOf(unsigned char byte)
{
    const auto bits = [byte](int mask) { return static_cast<unsigned char>(byte & mask); };
    if (byte >= 0xC2 && byte <= 0xDF)
        return { 2, 0x80, 0xBF, bits(0x1F) };
    if (byte == 0xE0)
        return { 3, 0xA0, 0xBF, bits(0x0F) };
    if (byte == 0xED)
        return { 3, 0x80, 0x9F, bits(0x0F) };
    if (byte >= 0xE1 && byte <= 0xEF)
        return { 3, 0x80, 0xBF, bits(0x0F) };
    if (byte == 0xF0)
        return { 4, 0x90, 0xBF, bits(0x07) };
    if (byte >= 0xF1 && byte <= 0xF3)
        return { 4, 0x80, 0xBF, bits(0x07) };
    if (byte == 0xF4)
        return { 4, 0x80, 0x8F, bits(0x07) };
    return {};
}

} // namespace

Utf8Step utf8At(std::string_view text, std::size_t position)
{
    const auto byteAt = [text](std::size_t at) { return static_cast<unsigned char>(text[at]); };
    const unsigned char first = byteAt(position);
    if (first < 0x80)
        return { first, 1, true };
    const Lead lead = leadOf(first);
    if (lead.length == 0)
        return { 0xFFFD, 1, false };
    char32_t codePoint = lead.payload;
    for (std::size_t i = 1; i < lead.length; ++i) {
        if (position + i >= text.size())
            return { 0xFFFD, i, false };
        const unsigned char next = byteAt(position + i);
        const unsigned char low = i == 1 ? lead.low : 0x80;
        const unsigned char high = i == 1 ? lead.high : 0xBF;
        if (next < low || next > high)
            return { 0xFFFD, i, false };
        codePoint = (codePoint << 6) | (next & 0x3Fu);
    }
    return { codePoint, lead.length, true };
}

void appendUtf8(std::string& out, char32_t codePoint)
{
    if (codePoint > 0x10FFFF || (codePoint >= 0xD800 && codePoint <= 0xDFFF))
        codePoint = 0xFFFD;
    const auto add = [&out](char32_t byte) { out.push_back(static_cast<char>(byte)); };
    if (codePoint < 0x80) {
        add(codePoint);
    } else if (codePoint < 0x800) {
        add(0xC0 | (codePoint >> 6));
        add(0x80 | (codePoint & 0x3F));
    } else if (codePoint < 0x10000) {
        add(0xE0 | (codePoint >> 12));
        add(0x80 | ((codePoint >> 6) & 0x3F));
        add(0x80 | (codePoint & 0x3F));
    } else {
        add(0xF0 | (codePoint >> 18));
        add(0x80 | ((codePoint >> 12) & 0x3F));
        add(0x80 | ((codePoint >> 6) & 0x3F));
        add(0x80 | (codePoint & 0x3F));
    }
}

} // namespace mxlens
