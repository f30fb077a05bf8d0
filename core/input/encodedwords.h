// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace mxlens {

/// Whether a text may hold an encoded word: most do not. Any thread.
inline bool mayHoldEncodedWord(std::string_view text)
{
    return text.find("=?") != std::string_view::npos;
}

/// Decodes the encoded words (RFC 2047) of a text to UTF-8; white space between two of them
/// vanishes. What is no valid word stays.
std::string decodeEncodedWords(std::string_view text);

} // namespace mxlens
