// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/domainname.h"

#include "core/report/ipaddress.h"

#include <algorithm>

namespace mxlens {

namespace {

constexpr std::size_t longestLabel = 63;
constexpr std::size_t longestDomain = 253;

bool isLetterOrDigit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool isNotAscii(char c)
{
    return static_cast<unsigned char>(c) >= 0x80;
}

std::string labelFault(std::string_view label)
{
    if (label.empty())
        return "has an empty label";
    if (label.size() > longestLabel)
        return "has a label of more than 63 characters";
    if (label.front() == '-' || label.back() == '-')
        return "has a label that begins or ends with a hyphen";
    const auto* const odd = std::ranges::find_if(
        label, [](char c) { return !isLetterOrDigit(c) && c != '-' && !isNotAscii(c); });
    if (odd != label.end())
        return std::string("has a character that no host name may have: \"") + *odd + '"';
    return {};
}

// What people write in place of a host name.
std::string wholeFault(std::string_view text)
{
    if (text.empty())
        return "is empty";
    if (text.find("://") != std::string_view::npos)
        return "is a URL, not a host name";
    if (text.find_first_of(" \t,;") != std::string_view::npos)
        return "holds more than one name";
    if (IpAddress::parse(text) || text.front() == '[')
        return "is an IP address, not a host name";
    if (std::ranges::any_of(text, isNotAscii))
        return "is not in ASCII; the A-label (xn--...) belongs here";
    if (text.back() == '.')
        return "ends with a dot";
    if (text.size() > longestDomain)
        return "is longer than 253 characters";
    return {};
}

} // namespace

std::string domainFault(std::string_view text)
{
    std::string fault = wholeFault(text);
    while (fault.empty() && !text.empty()) {
        const std::size_t end = std::min(text.find('.'), text.size());
        fault = labelFault(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return fault;
}

std::string mxValueFault(std::string_view text)
{
    const std::string_view domain = text.starts_with("*.") ? text.substr(2) : text;
    if (domain.find('*') != std::string_view::npos && wholeFault(domain).empty())
        return "has a wildcard that is not the whole leftmost label";
    return domainFault(domain);
}

} // namespace mxlens
