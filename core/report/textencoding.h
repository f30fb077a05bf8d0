// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mxlens {

/// Text in UTF-16 with a byte order mark as UTF-8; nothing where it has no such mark. Lone
/// surrogates become U+FFFD.
std::optional<std::string> utf8FromUtf16(std::string_view bytes);

/// Whether every byte belongs to well-formed UTF-8.
bool isUtf8(std::string_view bytes);

/// The text with every byte that is not well-formed UTF-8 replaced by U+FFFD.
std::string withInvalidUtf8Replaced(std::string_view bytes);

} // namespace mxlens
