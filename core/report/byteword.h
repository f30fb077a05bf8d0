// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace mxlens {

/// The 8 bytes from here on as a number, in the order of the processor. Any thread.
inline std::uint64_t wordAt(const char* from)
{
    std::uint64_t word = 0;
    std::memcpy(&word, from, sizeof word);
    return word;
}

/// Whether two texts are equal. For those that are nearly always: mostly short ones, for which a
/// call takes as long as they. Any thread.
inline bool areEqual(std::string_view a, std::string_view b)
{
    constexpr std::size_t step = sizeof(std::uint64_t);
    if (a.size() != b.size() || a.size() < step || a.size() > 4 * step)
        return a == b;
    const auto differ
        = [&](std::size_t at) { return wordAt(a.data() + at) ^ wordAt(b.data() + at); };
    const std::size_t last = a.size() - step;
    std::uint64_t found = differ(last);
    for (std::size_t at = 0; at < last; at += step)
        found |= differ(at);
    return found == 0;
}

} // namespace mxlens
