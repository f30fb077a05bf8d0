// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/textchunks.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace mxlens {

namespace {

constexpr std::size_t chunkBytes = 256 * 1024;
constexpr std::size_t longestLength = 10; // 64 bits in groups of 7

// Writes a length in groups of 7 bits, the lowest first; gives the end.
char* writeLength(std::size_t length, char* to)
{
    for (; length >= 0x80; length >>= 7)
        *to++ = static_cast<char>(length | 0x80);
    *to++ = static_cast<char>(length);
    return to;
}

} // namespace

std::string_view TextChunks::keep(std::string_view text)
{
    return place(text, 0);
}

std::string_view TextChunks::keepTerminated(std::string_view text, std::uint32_t number)
{
    const std::string_view kept = place(text, 1 + sizeof number);
    char* const behind = m_free - sizeof number;
    behind[-1] = '\0';
    std::memcpy(behind, &number, sizeof number);
    return kept;
}

// behind: bytes to leave free behind the text.
std::string_view TextChunks::place(std::string_view text, std::size_t behind)
{
    if (m_left < text.size() + longestLength + behind) {
        const std::size_t size = std::max(chunkBytes, text.size() + longestLength + behind);
        m_chunks.push_back(std::make_unique_for_overwrite<char[]>(size));
        m_free = m_chunks.back().get();
        m_left = size;
    }
    char* const begin = m_free;
    m_free = writeLength(text.size(), m_free);
    if (!text.empty())
        std::memcpy(m_free, text.data(), text.size());
    const std::string_view kept(m_free, text.size());
    m_free += text.size() + behind;
    m_left -= static_cast<std::size_t>(m_free - begin);
    return kept;
}

const char* TextChunks::pointerTo(std::string_view kept)
{
    const char* pointer = kept.data() - 1;
    for (std::size_t length = kept.size(); length >= 0x80; length >>= 7)
        --pointer;
    return pointer;
}

void TextChunks::pack(std::string& bytes, std::string_view text)
{
    std::array<char, longestLength> length{};
    bytes.append(length.data(), writeLength(text.size(), length.data()));
    bytes += text;
}

bool TextChunks::skip(const char*& at, const char* end)
{
    std::size_t length = 0;
    bool more = true;
    for (unsigned shift = 0; more; shift += 7) {
        if (at == end || shift > 56)
            return false;
        length |= static_cast<std::size_t>(*at & 0x7F) << shift;
        more = (*at++ & 0x80) != 0;
    }
    if (length == 0 || length > static_cast<std::size_t>(end - at))
        return false;
    at += length;
    return true;
}

} // namespace mxlens
