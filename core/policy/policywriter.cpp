// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/policywriter.h"

#include "core/policy/domainname.h"
#include "core/report/names.h"

#include <array>

namespace mxlens {

namespace {

constexpr std::size_t longestString = 255;
constexpr std::int64_t oneWeek = 604800;

// RFC 8460 section 3: `,` `!` and `;` in a URI of rua are percent-encoded.
std::string encoded(std::string_view uri)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string result;
    for (const char c : uri) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte > 0x20 && byte < 0x7F && c != ',' && c != '!' && c != ';' && c != '"') {
            result += c;
            continue;
        }
        result += '%';
        result += digits[byte >> 4];
        result += digits[byte & 15];
    }
    return result;
}

std::string uriOf(std::string_view typed)
{
    const std::string_view text = trimmed(typed);
    const std::size_t colon = text.find(':');
    const std::size_t at = text.find('@');
    const bool isAddress
        = at != std::string_view::npos && (colon == std::string_view::npos || colon > at);
    return (isAddress ? "mailto:" : "") + encoded(text);
}

TxtRecord recordOf(std::string_view prefix, std::string_view domain, std::string value)
{
    TxtRecord record;
    const std::string plain = normalizedName(domain);
    record.name = std::string(prefix) + plain;
    for (std::size_t from = 0; from < value.size(); from += longestString)
        record.strings.push_back(value.substr(from, longestString));
    record.findings = checkDnsRecord(value).findings;
    // It is split already.
    std::erase_if(record.findings,
        [](const Finding& finding) { return finding.kind == FindingKind::LongRecord; });
    if (std::optional<Finding> fault = domainFault(plain))
        record.findings.insert(record.findings.begin(), std::move(*fault));
    record.value = std::move(value);
    return record;
}

std::string_view modeText(PolicyMode mode)
{
    switch (mode) {
    case PolicyMode::Enforce:
        return "enforce";
    case PolicyMode::None:
        return "none";
    case PolicyMode::Testing:
    case PolicyMode::Absent:
    case PolicyMode::Other:
        break;
    }
    return "testing";
}

} // namespace

TxtRecord tlsRptRecord(std::string_view domain, std::span<const std::string> destinations)
{
    std::string value = "v=TLSRPTv1;";
    bool first = true;
    for (const std::string& destination : destinations) {
        if (trimmed(destination).empty())
            continue;
        value.append(first ? " rua=" : ",").append(uriOf(destination));
        first = false;
    }
    return recordOf("_smtp._tls.", domain, std::move(value));
}

TxtRecord mtaStsRecord(std::string_view domain, std::string_view id)
{
    return recordOf("_mta-sts.", domain, "v=STSv1; id=" + std::string(trimmed(id)) + ';');
}

std::string zoneLine(const TxtRecord& record)
{
    std::string line = record.name + ". IN TXT";
    for (const std::string& text : record.strings) {
        line += " \"";
        for (const char c : text) {
            if (c == '"' || c == '\\')
                line += '\\';
            line += c;
        }
        line += '"';
    }
    return line;
}

std::string stsPolicyUrl(std::string_view domain)
{
    return "https://mta-sts." + normalizedName(domain) + "/.well-known/mta-sts.txt";
}

std::string stsPolicyText(const StsPolicy& policy)
{
    std::string text = "version: STSv1\r\nmode: ";
    text.append(modeText(policy.mode)).append("\r\n");
    for (const std::string& mx : policy.mx)
        text.append("mx: ").append(mx).append("\r\n");
    return text + "max_age: " + std::to_string(policy.maxAge.value_or(oneWeek)) + "\r\n";
}

} // namespace mxlens
