// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

namespace mxlens {

/// Characters of base64 that decodeBase64Blocks() takes at a time.
constexpr std::size_t base64Block = 16;

/// Decodes base64 (RFC 4648 section 4) from the start of text, a block at a time, as long as blocks
/// hold nothing but digits of it and to has room for a block's size more. Each makes 12 bytes, and
/// anything may be written to the 4 behind them. Returns how many characters were taken: none on
/// processors that cannot do it at once. Any thread.
std::size_t decodeBase64Blocks(std::string_view text, char* to, std::size_t room);

} // namespace mxlens
