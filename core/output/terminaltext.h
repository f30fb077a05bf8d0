// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace mxlens {

/// A text that strangers wrote, on one line and harmless on a terminal: control characters (C0,
/// DEL, C1), line and paragraph separators and the characters that turn the writing direction are
/// made visible as `\n`, `\t`, `\r`, `\x1b` or `\u202e`; bytes that are not UTF-8 become U+FFFD.
std::string terminalText(std::string_view text);

/// Columns that a text takes on a terminal: 2 for wide East Asian characters and emoji, 0 for marks
/// that combine with the character before them, 1 for the rest.
std::size_t terminalWidth(std::string_view text);

/// text shortened to at most `width` columns (1 or more); what is left out of the middle becomes
/// U+2026. Host names differ at both ends, so both stay.
std::string shortenedInMiddle(std::string_view text, std::size_t width);

} // namespace mxlens
