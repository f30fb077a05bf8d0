// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/ipaddress.h"

#include <algorithm>

namespace mxlens {

namespace {

// Four numbers up to 255 without leading zeros, as inet_pton takes them; false otherwise.
bool readV4(std::string_view text, std::uint8_t* to)
{
    const char* at = text.data();
    const char* const end = at + text.size();
    for (int i = 0; i < 4; ++i) {
        if (i > 0 && (at == end || *at++ != '.'))
            return false;
        const char* const begin = at;
        unsigned value = 0;
        for (; at != end && *at >= '0' && *at <= '9' && at - begin < 3; ++at)
            value = value * 10 + static_cast<unsigned>(*at - '0');
        if (at == begin || value > 255 || (*begin == '0' && at - begin > 1))
            return false;
        to[i] = static_cast<std::uint8_t>(value);
    }
    return at == end;
}

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

// The groups on one side of `::`, two bytes each: their number of bytes, or -1. The last one of all
// may be IPv4.
int readGroups(std::string_view text, bool last, std::array<std::uint8_t, 16>& to)
{
    int count = 0;
    while (!text.empty()) {
        const std::size_t colon = std::min(text.find(':'), text.size());
        const std::string_view group = text.substr(0, colon);
        if (last && colon == text.size() && group.find('.') != std::string_view::npos)
            return count <= 12 && readV4(group, to.data() + count) ? count + 4 : -1;
        if (group.empty() || group.size() > 4 || count > 14)
            return -1;
        int value = 0;
        for (const char c : group) {
            const int digit = hexDigit(c);
            if (digit < 0)
                return -1;
            value = value * 16 + digit;
        }
        to[static_cast<std::size_t>(count++)] = static_cast<std::uint8_t>(value >> 8);
        to[static_cast<std::size_t>(count++)] = static_cast<std::uint8_t>(value);
        text.remove_prefix(colon);
        if (text.size() == 1)
            return -1; // a colon with nothing behind it
        if (!text.empty())
            text.remove_prefix(1);
    }
    return count;
}

bool readV6(std::string_view text, std::array<std::uint8_t, 16>& to)
{
    const std::size_t gap = text.find("::");
    if (gap == std::string_view::npos)
        return readGroups(text, true, to) == 16;
    const std::string_view behind = text.substr(gap + 2);
    if (behind.find("::") != std::string_view::npos)
        return false;
    std::array<std::uint8_t, 16> tail{};
    const int before = readGroups(text.substr(0, gap), false, to);
    const int after = readGroups(behind, true, tail);
    if (before < 0 || after < 0 || before + after > 14)
        return false;
    std::copy(tail.begin(), tail.begin() + after, to.end() - after);
    return true;
}

// The longest run of zero groups, the first of equals, of two at least (RFC 5952 section 4.2).
std::pair<int, int> longestZeros(const std::array<unsigned, 8>& groups)
{
    std::pair<int, int> best{ 8, 8 };
    int longest = 1;
    for (int i = 0; i < 8; ++i) {
        int end = i;
        while (end < 8 && groups[static_cast<std::size_t>(end)] == 0)
            ++end;
        if (end - i > longest) {
            longest = end - i;
            best = { i, end };
        }
        i = std::max(i, end);
    }
    return best;
}

char* writeV4(char* to, const std::uint8_t* bytes)
{
    for (int i = 0; i < 4; ++i) {
        if (i > 0)
            *to++ = '.';
        const unsigned value = bytes[i];
        if (value >= 100)
            *to++ = static_cast<char>('0' + value / 100);
        if (value >= 10)
            *to++ = static_cast<char>('0' + value / 10 % 10);
        *to++ = static_cast<char>('0' + value % 10);
    }
    return to;
}

char* writeGroup(char* to, unsigned group)
{
    constexpr char digits[] = "0123456789abcdef";
    int shift = group >= 0x1000 ? 12 : group >= 0x100 ? 8 : group >= 0x10 ? 4 : 0;
    for (; shift >= 0; shift -= 4)
        *to++ = digits[group >> shift & 0xf];
    return to;
}

} // namespace

std::optional<IpAddress> IpAddress::parse(std::string_view text)
{
    IpAddress address;
    if (text.size() >= textBytes)
        return {};
    if (readV4(text, address.m_bytes.data()))
        return address;
    address.m_v4 = false;
    address.m_bytes.fill(0);
    if (text.size() >= 2 && readV6(text, address.m_bytes))
        return address;
    return {};
}

char* IpAddress::write(char* to) const
{
    if (m_v4)
        return writeV4(to, m_bytes.data());
    std::array<unsigned, 8> groups{};
    for (std::size_t i = 0; i < 8; ++i)
        groups[i] = (unsigned{ m_bytes[2 * i] } << 8) | m_bytes[2 * i + 1];
    const auto [first, end] = longestZeros(groups);
    // RFC 5952 section 5: addresses that hold an IPv4 address show it; the C library does so for
    // mapped and for compatible ones.
    const bool mapped = first == 0 && end == 5 && groups[5] == 0xffff;
    const bool compatible = first == 0 && end == 6;
    const int last = mapped || compatible ? 6 : 8;
    for (int i = 0; i < last; ++i) {
        if (i == first) {
            *to++ = ':';
            *to++ = ':';
            i = end - 1;
            continue;
        }
        if (i > 0 && i != end)
            *to++ = ':';
        to = writeGroup(to, groups[static_cast<std::size_t>(i)]);
    }
    if (last == 6) {
        if (mapped)
            *to++ = ':';
        to = writeV4(to, m_bytes.data() + 12);
    }
    return to;
}

std::string IpAddress::text() const
{
    std::array<char, textBytes> buffer{};
    return { buffer.data(), write(buffer.data()) };
}

bool IpAddress::sharesPrefix(const IpAddress& other, int bits) const
{
    if (m_v4 != other.m_v4)
        return false;
    const int whole = std::clamp(bits, 0, m_v4 ? 32 : 128) / 8;
    const int rest = std::clamp(bits, 0, m_v4 ? 32 : 128) % 8;
    if (!std::equal(m_bytes.begin(), m_bytes.begin() + whole, other.m_bytes.begin()))
        return false;
    const auto index = static_cast<std::size_t>(whole);
    return rest == 0 || ((m_bytes[index] ^ other.m_bytes[index]) >> (8 - rest)) == 0;
}

ReadAddress readAddress(std::string_view text)
{
    const auto address = IpAddress::parse(text);
    if (!address)
        return {};
    if (address->isV4())
        return { *address, AddressForm::Usual };
    std::array<char, IpAddress::textBytes> buffer{};
    const std::string_view usual(buffer.data(), address->write(buffer.data()));
    return { *address, usual == text ? AddressForm::Usual : AddressForm::Other };
}

} // namespace mxlens
