// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace mxlens {

/// The checksum of gzip and zip (RFC 1952 section 8), as crc32() of zlib gives it; on processors
/// that multiply polynomials, several times as fast.
std::uint32_t checksum32(std::string_view bytes);

} // namespace mxlens
