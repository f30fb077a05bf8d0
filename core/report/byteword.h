// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <cstring>

namespace mxlens {

/// The 8 bytes from here on as a number, in the order of the processor. Any thread.
inline std::uint64_t wordAt(const char* from)
{
    std::uint64_t word = 0;
    std::memcpy(&word, from, sizeof word);
    return word;
}

} // namespace mxlens
