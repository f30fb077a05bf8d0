// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/texthash.h"

#include "core/report/byteword.h"
#include "core/report/foldedproduct.h"

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

// Up to 8 bytes: loads that overlap, for no more bytes than there are.
std::uint64_t wordOf(const char* from, std::size_t size)
{
    if (size == 8)
        return wordAt(from);
    if (size >= 4) {
        std::uint32_t first = 0;
        std::uint32_t last = 0;
        std::memcpy(&first, from, sizeof first);
        std::memcpy(&last, from + size - sizeof last, sizeof last);
        return std::uint64_t{ first } << 32 | last;
    }
    std::uint64_t word = 0;
    for (std::size_t i = 0; i < size; ++i)
        word = word << 8 | static_cast<unsigned char>(from[i]);
    return word;
}

constexpr std::uint64_t someBits = 0x9E3779B97F4A7C15ull;

} // namespace

std::uint64_t textHash(std::string_view text) noexcept
{
    const std::size_t size = text.size();
    std::uint64_t hash = seed ^ (size * 0xC2B2AE3D27D4EB4Full);
    const char* at = text.data();
    std::size_t left = size;
    for (; left > 16; left -= 16, at += 16)
        hash = foldedProduct(wordAt(at) ^ someBits, wordAt(at + 8) ^ hash);
    const std::uint64_t first = wordOf(at, left < 8 ? left : 8);
    const std::uint64_t last = left > 8 ? wordAt(at + left - 8) : 0;
    hash = foldedProduct(first ^ someBits ^ seed, last ^ hash);
    return hash ^ (hash >> 29);
}

std::uint64_t wordsHash(std::uint64_t a, std::uint64_t b, std::uint64_t c) noexcept
{
    std::uint64_t hash = foldedProduct(a ^ someBits ^ seed, b ^ (seed >> 32));
    hash = foldedProduct(hash ^ someBits, c ^ seed);
    return hash ^ (hash >> 29);
}

} // namespace mxlens
