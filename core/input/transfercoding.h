// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/input/base64blocks.h"
#include "core/input/buffer.h"

#include <cstddef>
#include <string_view>

namespace mxlens {

/// Content-Transfer-Encoding (RFC 2045 section 6). 7bit, 8bit, binary and anything unknown are
/// Identity.
enum class TransferCoding { Identity, Base64, QuotedPrintable };

/// The coding that a Content-Transfer-Encoding field names.
TransferCoding transferCodingOf(std::string_view field);

/// Decodes base64 and appends it to `to`, at most `limit` bytes of it; line ends and blanks do not
/// matter. Returns false where something was off: stray characters, missing padding, bits too many.
/// The bytes are then what could be made of it. Stops at text behind the padding that is no base64.
bool decodeBase64(std::string_view text, Buffer& to, std::size_t limit = ~std::size_t{ 0 },
    Base64Step step = widestBase64Step());

/// Decodes quoted-printable (RFC 2045 section 6.7) and appends it to `to`; what is no valid escape
/// stays as it is written.
void decodeQuotedPrintable(
    std::string_view text, Buffer& to, std::size_t limit = ~std::size_t{ 0 });

} // namespace mxlens
