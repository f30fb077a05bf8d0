// SPDX-License-Identifier: GPL-3.0-or-later
// The format: POSIX.1 pax, "ustar Interchange Format".
#include "core/input/plaintar.h"

#include <algorithm>
#include <cstring>
#include <optional>

namespace mxlens {

namespace {

constexpr std::size_t blockBytes = 512;
constexpr std::size_t windowBytes = 256 * 1024;
constexpr std::uint64_t largestMember = 8u << 20;

// The fields of a header.
constexpr std::size_t nameBytes = 100;
constexpr std::size_t sizeAt = 124, sizeBytes = 12;
constexpr std::size_t checkAt = 148, checkBytes = 8;
constexpr std::size_t typeAt = 156;
constexpr std::size_t magicAt = 257;
constexpr std::size_t prefixAt = 345;

// Octal digits with blanks before them and a blank or zero behind them.
std::optional<std::uint64_t> octal(std::string_view field)
{
    std::size_t at = std::min(field.find_first_not_of(' '), field.size());
    const std::size_t begin = at;
    std::uint64_t value = 0;
    for (; at < field.size() && field[at] >= '0' && field[at] <= '7'; ++at)
        value = value * 8 + static_cast<std::uint64_t>(field[at] - '0');
    if (at == begin || (at < field.size() && field[at] != ' ' && field[at] != '\0'))
        return {};
    return value;
}

// The sum of a header's bytes, with blanks in the place of the sum itself.
std::uint64_t sumOf(std::string_view header)
{
    std::uint64_t sum = checkBytes * ' ';
    for (std::size_t i = 0; i < blockBytes; ++i)
        sum += i >= checkAt && i < checkAt + checkBytes ? 0u
                                                        : static_cast<unsigned char>(header[i]);
    return sum;
}

// A plain file under a short name that no two programs read differently.
bool isPlain(std::string_view header)
{
    const std::string_view magic = header.substr(magicAt, 8);
    const bool posix = magic
        == std::string_view("ustar\0"
                            "00",
            8);
    const bool gnu = magic == std::string_view("ustar  \0", 8);
    const char type = header[typeAt];
    return (posix || gnu) && (type == '0' || type == '\0') && header[prefixAt] == '\0'
        && octal(header.substr(checkAt, checkBytes)) == sumOf(header);
}

std::string_view nameIn(std::string_view header)
{
    const std::string_view field = header.substr(0, nameBytes);
    const std::string_view name = field.substr(0, field.find('\0'));
    const bool plain = !name.empty() && name.back() != '/'
        && std::all_of(name.begin(), name.end(), [](char c) { return c >= ' ' && c < 0x7f; });
    return plain ? name : std::string_view();
}

} // namespace

bool PlainTar::ensure(std::size_t size)
{
    const std::size_t left = m_window.size() - m_at;
    if (left >= size)
        return true;
    if (left > 0)
        std::memmove(m_window.data(), m_window.data() + m_at, left);
    m_window.setSize(left);
    m_at = 0;
    m_window.reserve(std::max(size, windowBytes));
    const std::size_t got = m_source.read(m_window.data() + left, m_window.capacity() - left);
    m_window.setSize(left + got);
    return m_window.size() >= size;
}

bool PlainTar::next(std::string_view& name, std::string_view& bytes)
{
    m_at += m_member;
    m_member = 0;
    if (!ensure(blockBytes))
        return false;
    const std::string_view header = m_window.view().substr(m_at, blockBytes);
    const auto size = octal(header.substr(sizeAt, sizeBytes));
    if (!isPlain(header) || nameIn(header).empty() || !size || *size > largestMember)
        return false;
    const auto length = static_cast<std::size_t>(*size);
    const std::size_t blocks = (length + blockBytes - 1) / blockBytes;
    if (!ensure((1 + blocks) * blockBytes))
        return false;
    const std::string_view member = m_window.view().substr(m_at);
    m_lastHeader = member.substr(0, blockBytes);
    name = nameIn(member);
    bytes = member.substr(blockBytes, length);
    m_member = (1 + blocks) * blockBytes;
    ++m_count;
    return true;
}

std::string PlainTar::remainder() const
{
    std::string bytes;
    if (m_count > 0) {
        bytes = m_lastHeader;
        std::fill_n(bytes.begin() + sizeAt, sizeBytes - 1, '0');
        bytes[sizeAt + sizeBytes - 1] = '\0';
        std::uint64_t sum = sumOf(bytes);
        for (std::size_t i = 6; i > 0; --i, sum /= 8)
            bytes[checkAt + i - 1] = static_cast<char>('0' + sum % 8);
        bytes[checkAt + 6] = '\0';
        bytes[checkAt + 7] = ' ';
    }
    bytes += m_window.view().substr(m_at);
    return bytes;
}

} // namespace mxlens
