// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/domainname.h"

#include "core/policy/findingtexts.h"
#include "core/report/ipaddress.h"

#include <algorithm>
#include <string>

namespace mxlens {

namespace {

constexpr std::size_t longestLabel = 63;
constexpr std::size_t longestDomain = 253;
constexpr std::size_t longestShown = 80;

/// A fault, and the character where one is to blame.
struct Fault {
    FindingKind kind;
    std::string character;
};

bool isLetterOrDigit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool isNotAscii(char c)
{
    return static_cast<unsigned char>(c) >= 0x80;
}

std::optional<Fault> labelFault(std::string_view label)
{
    if (label.empty())
        return Fault{ FindingKind::NameEmptyLabel, {} };
    if (label.size() > longestLabel)
        return Fault{ FindingKind::NameLongLabel, {} };
    if (label.front() == '-' || label.back() == '-')
        return Fault{ FindingKind::NameHyphen, {} };
    const auto* const odd = std::ranges::find_if(
        label, [](char c) { return !isLetterOrDigit(c) && c != '-' && !isNotAscii(c); });
    if (odd != label.end())
        return Fault{ FindingKind::NameOddCharacter, std::string(1, *odd) };
    return std::nullopt;
}

// What people write in place of a host name.
std::optional<Fault> wholeFault(std::string_view text)
{
    if (text.empty())
        return Fault{ FindingKind::NameEmpty, {} };
    if (text.find("://") != std::string_view::npos)
        return Fault{ FindingKind::NameIsUrl, {} };
    if (text.find_first_of(" \t,;") != std::string_view::npos)
        return Fault{ FindingKind::NameSeveral, {} };
    if (IpAddress::parse(text) || text.front() == '[')
        return Fault{ FindingKind::NameIsAddress, {} };
    if (std::ranges::any_of(text, isNotAscii))
        return Fault{ FindingKind::NameNotAscii, {} };
    if (text.back() == '.')
        return Fault{ FindingKind::NameEndsWithDot, {} };
    if (text.size() > longestDomain)
        return Fault{ FindingKind::NameTooLong, {} };
    return std::nullopt;
}

std::optional<Fault> nameFault(std::string_view text)
{
    std::optional<Fault> fault = wholeFault(text);
    while (!fault && !text.empty()) {
        const std::size_t end = std::min(text.find('.'), text.size());
        fault = labelFault(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return fault;
}

Finding findingOf(Fault fault, std::string_view text, std::string_view role)
{
    Finding finding;
    finding.kind = fault.kind;
    std::string shown(text.substr(0, longestShown));
    if (text.size() > longestShown)
        shown += "...";
    finding.values = { std::move(shown), std::string(role), std::move(fault.character) };
    return finding;
}

} // namespace

std::optional<Finding> domainFault(std::string_view text)
{
    std::optional<Fault> fault = nameFault(text);
    if (!fault)
        return std::nullopt;
    return findingOf(std::move(*fault), text, domainRole);
}

std::optional<Finding> mxValueFault(std::string_view text)
{
    const std::string_view domain = text.starts_with("*.") ? text.substr(2) : text;
    std::optional<Fault> fault;
    if (domain.find('*') != std::string_view::npos && !wholeFault(domain))
        fault = Fault{ FindingKind::NameWildcard, {} };
    else
        fault = nameFault(domain);
    if (!fault)
        return std::nullopt;
    Finding finding = findingOf(std::move(*fault), text, mxRole);
    // A line too few, not a bad name.
    if (finding.kind == FindingKind::NameSeveral)
        finding.kind = FindingKind::SeveralMx;
    return finding;
}

} // namespace mxlens
