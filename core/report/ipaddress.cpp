// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/ipaddress.h"

#include "core/report/inlining.h"

#include <algorithm>

namespace mxlens {

namespace {

// Four numbers up to 255 without leading zeros, as inet_pton takes them; false otherwise.
MXLENS_INLINE bool readV4(std::string_view text, std::uint8_t* to)
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

struct Groups {
    std::array<unsigned, 8> values{};
    std::size_t count = 0;
    std::optional<std::size_t> gap; // how many of them stand before `::`
    bool plain = true; // lower case, no zeros at a front, no IPv4
};

// Up to four hexadecimal digits from at on, which moves behind them; false where there are none.
bool readGroup(const char*& at, const char* end, Groups& groups)
{
    const char* const begin = at;
    unsigned value = 0;
    for (; at != end && at - begin < 4; ++at) {
        const int digit = hexDigit(*at);
        if (digit < 0)
            break;
        groups.plain = groups.plain && *at >= '0' && (*at <= '9' || *at >= 'a');
        value = value * 16 + static_cast<unsigned>(digit);
    }
    const auto digits = at - begin;
    if (digits == 0 || groups.count == groups.values.size())
        return false;
    groups.plain = groups.plain && (digits == 1 || *begin != '0');
    groups.values[groups.count++] = value;
    return true;
}

// The last two groups, written as IPv4.
MXLENS_RARE bool readLastV4(std::string_view text, Groups& groups)
{
    std::array<std::uint8_t, 4> bytes{};
    if (groups.count + 2 > groups.values.size() || !readV4(text, bytes.data()))
        return false;
    groups.plain = false;
    for (std::size_t i = 0; i < bytes.size(); i += 2)
        groups.values[groups.count++] = unsigned{ bytes[i] } << 8 | bytes[i + 1];
    return true;
}

// All that is written of an IPv6 address.
bool readGroups(std::string_view text, Groups& groups)
{
    const char* at = text.data();
    const char* const end = at + text.size();
    if (text.starts_with("::")) {
        groups.gap = 0;
        at += 2;
        if (at == end)
            return true;
    }
    while (true) {
        const char* const begin = at;
        if (!readGroup(at, end, groups))
            return false;
        if (at == end)
            return true;
        if (*at == '.') {
            --groups.count;
            return readLastV4({ begin, end }, groups);
        }
        if (*at++ != ':' || at == end)
            return false; // a colon with nothing behind it
        if (*at == ':') {
            if (groups.gap)
                return false;
            groups.gap = groups.count;
            if (++at == end)
                return true;
        }
    }
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

// plain: it is written as write() writes it. Not all that are need be found.
MXLENS_INLINE bool readV6(std::string_view text, std::array<std::uint8_t, 16>& to, bool& plain)
{
    Groups groups;
    if (!readGroups(text, groups))
        return false;
    const std::size_t hidden = groups.values.size() - groups.count;
    if ((hidden > 0) != groups.gap.has_value())
        return false;
    auto& values = groups.values;
    const std::size_t gap = groups.gap.value_or(values.size());
    std::copy_backward(values.begin() + static_cast<std::ptrdiff_t>(gap),
        values.begin() + static_cast<std::ptrdiff_t>(groups.count), values.end());
    std::fill_n(values.begin() + static_cast<std::ptrdiff_t>(gap), hidden, 0u);
    for (std::size_t i = 0; i < values.size(); ++i) {
        to[2 * i] = static_cast<std::uint8_t>(values[i] >> 8);
        to[2 * i + 1] = static_cast<std::uint8_t>(values[i]);
    }
    const auto [first, behind] = longestZeros(values);
    const bool holdsV4 = first == 0 && (behind == 6 || (behind == 5 && values[5] == 0xffff));
    plain = groups.plain && !holdsV4 && static_cast<std::size_t>(first) == gap
        && static_cast<std::size_t>(behind - first) == hidden;
    return true;
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
    bool plain = false;
    return read(text, plain);
}

std::optional<IpAddress> IpAddress::read(std::string_view text, bool& plain)
{
    IpAddress address;
    if (text.size() >= textBytes)
        return {};
    plain = readV4(text, address.m_bytes.data());
    if (plain)
        return address;
    address.m_v4 = false;
    address.m_bytes.fill(0);
    if (text.size() >= 2 && readV6(text, address.m_bytes, plain))
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

IpAddress IpAddress::mapped() const
{
    Bytes bytes{};
    bytes[10] = bytes[11] = 0xff;
    std::copy_n(m_bytes.begin(), 4, bytes.begin() + mappedBits / 8);
    return { false, bytes };
}

std::optional<IpAddress> IpAddress::unmapped() const
{
    if (m_v4 || !sharesPrefix(IpAddress().mapped(), mappedBits))
        return {};
    Bytes bytes{};
    std::copy_n(m_bytes.begin() + mappedBits / 8, 4, bytes.begin());
    return IpAddress(true, bytes);
}

ReadAddress readAddress(std::string_view text)
{
    bool plain = false;
    const auto address = IpAddress::read(text, plain);
    if (!address)
        return {};
    return { *address, plain || address->text() == text ? AddressForm::Usual : AddressForm::Other };
}

} // namespace mxlens
