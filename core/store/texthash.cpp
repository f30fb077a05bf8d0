// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/texthash.h"

#include <bit>
#include <cstring>
#include <random>

namespace mxlens {

namespace {

std::uint64_t drawSeed()
{
    std::random_device device;
    return (std::uint64_t{ device() } << 32) | device();
}

const std::uint64_t seed = drawSeed();

// Both halves of the product count: what a plain multiplication loses at the top comes back.
std::uint64_t fold(std::uint64_t a, std::uint64_t b)
{
    a *= 0x9E3779B97F4A7C15ull;
    a ^= b;
    a *= 0xD6E8FEB86659FD93ull;
    return a ^ std::rotr(a, 32);
}

std::uint64_t wordAt(const char* from)
{
    std::uint64_t word = 0;
    std::memcpy(&word, from, sizeof word);
    return word;
}

} // namespace

std::uint64_t textHash(std::string_view text) noexcept
{
    std::uint64_t hash = seed ^ (text.size() * 0xC2B2AE3D27D4EB4Full);
    const char* at = text.data();
    std::size_t left = text.size();
    for (; left > 8; left -= 8, at += 8)
        hash = fold(hash, wordAt(at));
    std::uint64_t last = 0;
    if (text.size() >= 8)
        last = wordAt(text.data() + text.size() - 8);
    else if (left > 0)
        std::memcpy(&last, at, left);
    hash = fold(hash, last);
    return hash ^ (hash >> 29);
}

} // namespace mxlens
