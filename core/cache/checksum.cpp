// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/checksum.h"

#include <array>
#include <bit>
#include <cstring>

namespace mxlens {

namespace {

// Odd, so that multiplying by it loses nothing; the fractions of the golden ratio and of sqrt(2).
constexpr std::uint64_t factor = 0x9E3779B97F4A7C15;
constexpr std::uint64_t other = 0x6A09E667F3BCC909;

std::uint64_t wordAt(const char* bytes)
{
    std::uint64_t word = 0;
    std::memcpy(&word, bytes, sizeof word);
    return word;
}

constexpr std::uint64_t step(std::uint64_t lane, std::uint64_t word)
{
    return std::rotl((lane ^ word) * factor, 29);
}

constexpr std::uint64_t mixed(std::uint64_t value)
{
    value = (value ^ (value >> 32)) * factor;
    value = (value ^ (value >> 29)) * other;
    return value ^ (value >> 32);
}

} // namespace

std::uint64_t checksum64(std::string_view bytes, std::uint64_t seed)
{
    // Four lanes, because one multiplication has to wait for the one before.
    std::array<std::uint64_t, 4> lanes{ seed ^ factor, seed ^ other, seed + factor, seed + other };
    const char* at = bytes.data();
    std::size_t left = bytes.size();
    for (; left >= 32; left -= 32, at += 32) {
        for (std::size_t i = 0; i < 4; ++i)
            lanes[i] = step(lanes[i], wordAt(at + 8 * i));
    }
    for (; left >= 8; left -= 8, at += 8)
        lanes[0] = step(lanes[0], wordAt(at));
    std::uint64_t tail = 0;
    if (left > 0)
        std::memcpy(&tail, at, left);
    lanes[1] = step(lanes[1], tail);
    std::uint64_t sum = mixed(seed ^ bytes.size());
    for (const std::uint64_t lane : lanes)
        sum = mixed(sum ^ lane);
    return sum;
}

} // namespace mxlens
