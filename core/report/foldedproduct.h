// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace mxlens {

/// Both halves of the product of 64 bits by 64 bits, folded: what hashes are made of. The same on
/// every processor. Any thread.
inline std::uint64_t foldedProduct(std::uint64_t a, std::uint64_t b) noexcept
{
#ifdef __SIZEOF_INT128__
    __extension__ using Wide = unsigned __int128;
    const Wide wide = static_cast<Wide>(a) * b;
    return static_cast<std::uint64_t>(wide) ^ static_cast<std::uint64_t>(wide >> 64);
#else
    const std::uint64_t lowA = a & 0xFFFFFFFFu, highA = a >> 32;
    const std::uint64_t lowB = b & 0xFFFFFFFFu, highB = b >> 32;
    const std::uint64_t low = lowA * lowB;
    const std::uint64_t middle = highA * lowB + (low >> 32);
    const std::uint64_t cross = lowA * highB + (middle & 0xFFFFFFFFu);
    const std::uint64_t high = highA * highB + (middle >> 32) + (cross >> 32);
    return (cross << 32 | (low & 0xFFFFFFFFu)) ^ high;
#endif
}

} // namespace mxlens
