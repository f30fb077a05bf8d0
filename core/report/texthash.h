// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace mxlens {

/// Hash of a text for tables in memory. It begins from a number drawn at the start of the program,
/// so that nobody can write a report whose texts all meet in one slot. Any thread.
std::uint64_t textHash(std::string_view text) noexcept;

/// The same of three words. Any thread.
std::uint64_t wordsHash(std::uint64_t a, std::uint64_t b, std::uint64_t c) noexcept;

/// The part of a text's hash that the tables of texts keep; never 0.
inline std::uint32_t slotHash(std::string_view text) noexcept
{
    return static_cast<std::uint32_t>(textHash(text) >> 32) | 1;
}

} // namespace mxlens
