// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/names.h"

#include "core/report/byteword.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace mxlens {

namespace {

char lowerOf(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

constexpr std::uint64_t ofEach(std::uint8_t byte)
{
    return 0x0101010101010101ull * byte;
}

// Whether 8 bytes are equal but for the case of letters, which is one bit.
bool sameWord(std::uint64_t a, std::uint64_t b)
{
    constexpr std::uint64_t caseBits = ofEach(0x20);
    const std::uint64_t differing = a ^ b;
    if (differing == 0)
        return true;
    if ((differing & ~caseBits) != 0)
        return false;
    // The highest bit of each byte that is a letter: 'a' and what is above reach 0x80, and what is
    // above 'z' does so sooner.
    const std::uint64_t lower = a | caseBits;
    const std::uint64_t low7 = lower & ofEach(0x7f);
    const std::uint64_t letters
        = (low7 + ofEach(0x80 - 'a')) & ~(low7 + ofEach(0x7f - 'z')) & ~lower & ofEach(0x80);
    return ((differing << 2) & ~letters) == 0;
}

// Without blanks around it and without the dot behind it, in the case in which it was written.
std::string_view bareName(std::string_view written)
{
    std::string_view name = trimmed(written);
    if (name.size() > 1 && name.back() == '.')
        name.remove_suffix(1);
    return name;
}

// Two times 4 bytes, which may overlap.
std::uint64_t fromHalves(const char* first, const char* last)
{
    std::array<std::uint32_t, 2> halves{};
    std::memcpy(&halves[0], first, sizeof halves[0]);
    std::memcpy(&halves[1], last, sizeof halves[1]);
    return std::uint64_t{ halves[0] } << 32 | halves[1];
}

} // namespace

bool isPlainAscii(std::string_view text)
{
    constexpr std::size_t step = sizeof(std::uint64_t);
    const auto isPlain = [](char c) { return static_cast<unsigned char>(c) - 0x20u < 0x5fu; };
    if (text.size() < step)
        return std::ranges::all_of(text, isPlain);
    // The highest bit of a byte is set where it is less than 0x20, is 0x7f, or is beyond ASCII.
    // What one byte borrows from the next, or gives it, only follows such a byte.
    const auto odd = [&](std::size_t at) {
        const std::uint64_t word = wordAt(text.data() + at);
        return (word | (word - ofEach(0x20)) | (word + ofEach(0x01))) & ofEach(0x80);
    };
    std::uint64_t found = odd(text.size() - step);
    for (std::size_t at = 0; at + step < text.size(); at += step)
        found |= odd(at);
    return found == 0;
}

std::string lowered(std::string_view text)
{
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(), lowerOf);
    return result;
}

bool sameLettersIgnoringCase(const char* a, const char* b, std::size_t size)
{
    constexpr std::size_t step = sizeof(std::uint64_t);
    constexpr std::size_t half = step / 2;
    if (size < step) {
        if (size >= half)
            return sameWord(fromHalves(a, a + size - half), fromHalves(b, b + size - half));
        for (std::size_t at = 0; at < size; ++at) {
            if (a[at] != b[at] && lowerOf(a[at]) != lowerOf(b[at]))
                return false;
        }
        return true;
    }
    const auto same = [&](std::size_t at) { return sameWord(wordAt(a + at), wordAt(b + at)); };
    for (std::size_t at = 0; at + step < size; at += step) {
        if (!same(at))
            return false;
    }
    return same(size - step);
}

bool isNormalizedName(std::string_view written)
{
    const bool upper = std::ranges::any_of(written, [](char c) { return c >= 'A' && c <= 'Z'; });
    return !upper && trimmed(written).size() == written.size()
        && (written.size() < 2 || written.back() != '.');
}

std::string normalizedName(std::string_view written)
{
    return lowered(bareName(written));
}

bool isSameName(std::string_view a, std::string_view b)
{
    return equalIgnoringCase(bareName(a), bareName(b));
}

} // namespace mxlens
