// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace mxlens {

/// One code point of a text, or one run of bytes that is none.
struct Utf8Step {
    char32_t codePoint = 0; ///< U+FFFD where `valid` is false.
    std::size_t length = 1; ///< Bytes that it takes, at least 1.
    bool valid = true; ///< False for bytes that are not UTF-8.
};

/// What stands at `position` (below text.size()). Bytes that are not UTF-8 are taken as the longest
/// start of a code point that they could be, so that each such start becomes one U+FFFD (Unicode
/// 15, section 3.9, "substitution of maximal subparts").
Utf8Step utf8At(std::string_view text, std::size_t position);

/// Adds a code point as UTF-8 to `out`. Surrogates and what lies past U+10FFFF become U+FFFD.
void appendUtf8(std::string& out, char32_t codePoint);

} // namespace mxlens
