// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mxlens {

struct ReadAddress;

/// An IPv4 or IPv6 address as a value.
class IpAddress final {
public:
    using Bytes = std::array<std::uint8_t, 16>;

    IpAddress() = default;
    /// bytes in network order; the first 4 for IPv4, and zeros behind them.
    IpAddress(bool v4, const Bytes& bytes)
        : m_v4(v4)
        , m_bytes(bytes)
    {
    }

    /// Reads dotted IPv4 or any RFC 4291 text form of IPv6; nothing else (no zone, no port).
    static std::optional<IpAddress> parse(std::string_view text);

    bool isV4() const { return m_v4; }
    const Bytes& bytes() const { return m_bytes; }
    /// Dotted, or RFC 5952 form.
    std::string text() const;
    /// Writes text() to a buffer of at least textBytes characters; gives its end.
    char* write(char* to) const;
    static constexpr std::size_t textBytes = 46;
    /// Whether the first bits of both agree; false between the two families.
    bool sharesPrefix(const IpAddress& other, int bits) const;

    /// Bits of an IPv6 address before the IPv4 address that it stands for (::ffff:192.0.2.1).
    static constexpr int mappedBits = 96;
    /// An IPv4 address as an IPv6 one.
    IpAddress mapped() const;
    /// The IPv4 address that an IPv6 one stands for; nothing where it is one of its own.
    std::optional<IpAddress> unmapped() const;

    friend bool operator==(const IpAddress&, const IpAddress&) = default;
    friend auto operator<=>(const IpAddress&, const IpAddress&) = default;

private:
    friend ReadAddress readAddress(std::string_view text);
    /// parse(); plain: it is written as write() writes it, unless that is too rare to be looked
    /// for.
    static std::optional<IpAddress> read(std::string_view text, bool& plain);

    bool m_v4 = true;
    Bytes m_bytes{}; ///< Network order; the first 4 for IPv4.
};

/// How an address was written.
enum class AddressForm : std::uint8_t {
    Usual, ///< Dotted IPv4, or IPv6 as RFC 5952 has it.
    Other, ///< Another form of an IPv6 address.
    Unreadable, ///< No address, or nothing at all.
};

/// An address that was read, and the form in which it was written.
struct ReadAddress {
    IpAddress value; ///< Where the form is not Unreadable.
    AddressForm form = AddressForm::Unreadable;
};

/// Reads an address and tells its form.
ReadAddress readAddress(std::string_view text);

} // namespace mxlens
