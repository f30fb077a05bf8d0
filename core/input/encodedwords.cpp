// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/input/encodedwords.h"

#include "core/input/mailheaders.h"
#include "core/input/transfercoding.h"
#include "core/report/names.h"
#include "core/report/utf8.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

namespace mxlens {

namespace {

/// One encoded word, taken apart.
struct EncodedWord {
    std::string_view charset;
    char coding = 'q';
    std::string_view text;
    std::size_t length = 0; ///< All of it, from `=?` to `?=`.
};

/// The word that begins text, which starts with `=?`.
std::optional<EncodedWord> wordAt(std::string_view text)
{
    const std::size_t first = text.find('?', 2);
    if (first == std::string_view::npos || first + 2 >= text.size() || text[first + 2] != '?')
        return {};
    const std::size_t end = text.find("?=", first + 3);
    if (end == std::string_view::npos)
        return {};
    EncodedWord word;
    // RFC 2231 section 5 adds a language behind the charset.
    word.charset = text.substr(2, first - 2);
    word.charset = word.charset.substr(0, word.charset.find('*'));
    word.coding = static_cast<char>(text[first + 1] | 0x20);
    word.text = text.substr(first + 3, end - first - 3);
    word.length = end + 2;
    if (word.charset.empty() || (word.coding != 'q' && word.coding != 'b'))
        return {};
    return word;
}

std::string bytesOf(const EncodedWord& word)
{
    Buffer bytes;
    if (word.coding == 'b') {
        decodeBase64(word.text, bytes);
    } else {
        std::string text(word.text);
        std::replace(text.begin(), text.end(), '_', ' ');
        // The blank at the end belongs to the word; a line's end it is not.
        const std::size_t kept = text.find_last_not_of(' ') + 1;
        decodeQuotedPrintable(std::string_view(text).substr(0, kept), bytes);
        for (std::size_t i = kept; i < text.size(); ++i)
            bytes.append(' ');
    }
    return toUtf8(bytes.view(), word.charset);
}

bool isAllBlank(std::string_view text)
{
    return trimmed(text).empty();
}

/// windows-1252 where it differs from ISO-8859-1: bytes 0x80 to 0x9f.
constexpr std::array<std::uint16_t, 32> windows1252{ 0x20ac, 0x81, 0x201a, 0x192, 0x201e, 0x2026,
    0x2020, 0x2021, 0x2c6, 0x2030, 0x160, 0x2039, 0x152, 0x8d, 0x17d, 0x8f, 0x90, 0x2018, 0x2019,
    0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x2dc, 0x2122, 0x161, 0x203a, 0x153, 0x9d, 0x17e,
    0x178 };

} // namespace

std::string toUtf8(std::string_view text, std::string_view charset)
{
    const bool windows
        = equalIgnoringCase(charset, "windows-1252") || equalIgnoringCase(charset, "cp1252");
    const bool latin = equalIgnoringCase(charset, "iso-8859-1")
        || equalIgnoringCase(charset, "latin1") || equalIgnoringCase(charset, "iso-8859-15");
    if (!windows && !latin)
        return std::string(text);
    const bool euro = equalIgnoringCase(charset, "iso-8859-15");
    std::string result;
    for (const char c : text) {
        std::uint32_t point = static_cast<unsigned char>(c);
        if (windows && point >= 0x80 && point < 0xa0)
            point = windows1252[point - 0x80];
        else if (euro && point == 0xa4)
            point = 0x20ac;
        appendUtf8(result, point);
    }
    return result;
}

std::string decodeEncodedWords(std::string_view text)
{
    if (!mayHoldEncodedWord(text))
        return std::string(text);
    std::string result;
    bool afterWord = false;
    while (!text.empty()) {
        const std::size_t start = text.find("=?");
        const auto word
            = start == std::string_view::npos ? std::nullopt : wordAt(text.substr(start));
        if (!word) {
            const std::size_t plain = start == std::string_view::npos ? text.size() : start + 2;
            result += text.substr(0, plain);
            text.remove_prefix(plain);
            afterWord = false;
            continue;
        }
        const std::string_view between = text.substr(0, start);
        if (!afterWord || !isAllBlank(between))
            result += between;
        result += bytesOf(*word);
        text.remove_prefix(start + word->length);
        afterWord = true;
    }
    return result;
}

} // namespace mxlens
