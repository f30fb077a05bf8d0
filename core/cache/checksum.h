// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace mxlens {

/// 64-bit checksum against accidents, about as fast as memory: any change within 8 neighbouring
/// bytes changes it, other changes with a probability of 1 - 2^-64. Not against attackers. Depends
/// on the machine's byte order.
std::uint64_t checksum64(std::string_view bytes, std::uint64_t seed = 0);

} // namespace mxlens
