// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

namespace mxlens {

/// Characters of base64 that decodeBase64Blocks() takes at a time.
constexpr std::size_t base64Block = 16;

/// Decodes base64 (RFC 4648 section 4) from the start of text, a block at a time, up to the group
/// of four in which something stands that is no digit of it, or less than a block is left of text,
/// or less than its size of the room in to. Each group makes 3 bytes, and anything may be written
/// to the rest of the room. Returns how many characters were taken: none on processors that cannot
/// do it at once. Any thread.
std::size_t decodeBase64Blocks(std::string_view text, char* to, std::size_t room);

} // namespace mxlens
