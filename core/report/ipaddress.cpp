// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/ipaddress.h"

#include <algorithm>

#ifdef _WIN32
#include <winsock2.h>
#include <ws2tcpip.h>
#else
#include <arpa/inet.h>
#include <sys/socket.h>
#endif

namespace mxlens {

std::optional<IpAddress> IpAddress::parse(std::string_view text)
{
    std::array<char, INET6_ADDRSTRLEN + 1> buffer{};
    if (text.empty() || text.size() >= buffer.size())
        return {};
    std::copy(text.begin(), text.end(), buffer.begin());
    IpAddress address;
    if (inet_pton(AF_INET, buffer.data(), address.m_bytes.data()) == 1)
        return address;
    address.m_bytes.fill(0);
    address.m_v4 = false;
    if (inet_pton(AF_INET6, buffer.data(), address.m_bytes.data()) == 1)
        return address;
    return {};
}

std::string IpAddress::text() const
{
    std::array<char, INET6_ADDRSTRLEN + 1> buffer{};
    // The C library writes what RFC 5952 recommends: lower case, the longest run of zeros as ::.
    inet_ntop(m_v4 ? AF_INET : AF_INET6, m_bytes.data(), buffer.data(), buffer.size());
    return buffer.data();
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

} // namespace mxlens
