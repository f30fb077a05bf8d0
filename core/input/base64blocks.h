// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

namespace mxlens {

/// How many characters of base64 are decoded in one step: 16 by SSSE3, 32 by AVX2.
enum class Base64Step { None, Common, Wide };

/// The widest step of this processor.
Base64Step widestBase64Step();

/// What decodeBase64Blocks() did.
struct Base64Done {
    std::size_t taken = 0; ///< Characters.
    std::size_t made = 0; ///< Bytes.
};

/// Decodes base64 (RFC 4648 section 4) from the start of text, many characters at a time, and
/// passes over line ends between groups of four. Ends at any group in which something else stands,
/// or where less than a step is left of text, or less than its size of the room in to. Each group
/// makes 3 bytes, and anything may be written to the rest of the room. step: one that this
/// processor has. Any thread.
Base64Done decodeBase64Blocks(std::string_view text, char* to, std::size_t room, Base64Step step);

} // namespace mxlens
