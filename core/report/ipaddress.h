// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mxlens {

/// An IPv4 or IPv6 address as a value.
class IpAddress final {
public:
    /// Reads dotted IPv4 or any RFC 4291 text form of IPv6; nothing else (no zone, no port).
    static std::optional<IpAddress> parse(std::string_view text);

    bool isV4() const { return m_v4; }
    /// Dotted, or RFC 5952 form.
    std::string text() const;
    /// Whether the first bits of both agree; false between the two families.
    bool sharesPrefix(const IpAddress& other, int bits) const;

    friend bool operator==(const IpAddress&, const IpAddress&) = default;
    friend auto operator<=>(const IpAddress&, const IpAddress&) = default;

private:
    bool m_v4 = true;
    std::array<std::uint8_t, 16> m_bytes{}; ///< Network order; the first 4 for IPv4.
};

} // namespace mxlens
