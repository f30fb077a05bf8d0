// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/dnsrecord.h"

#include "core/policy/recordchecks.h"
#include "core/report/names.h"

#include <algorithm>
#include <array>
#include <utility>

namespace mxlens {

namespace {

constexpr std::string_view blanks = " \t\r\n";

// The text between quotes, pieces joined without blanks (RFC 8460 section 3); a quote behind a
// backslash is part of it.
std::string joinedStrings(std::string_view text)
{
    std::string joined;
    bool inside = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && i + 1 < text.size())
            joined += text[++i];
        else if (text[i] == '"')
            inside = !inside;
        else if (inside || blanks.find(text[i]) == std::string_view::npos)
            joined += text[i];
    }
    return joined;
}

std::string_view firstWord(std::string_view text)
{
    return text.substr(0, std::min(text.find_first_of(blanks), text.size()));
}

// Takes what stands before the value in a zone file: `_smtp._tls.example.com. 3600 IN TXT`. Only
// where the type is there, or the value could lose its beginning.
std::string_view withoutOwner(std::string_view text, std::string& owner)
{
    const std::string_view name = firstWord(text);
    std::string_view rest = trimmed(text.substr(name.size()));
    for (int words = 0; words < 3; ++words) {
        const std::string_view word = firstWord(rest);
        if (equalIgnoringCase(word, "TXT") || equalIgnoringCase(word, "TLSA")) {
            owner = normalizedName(name);
            return trimmed(rest.substr(word.size()));
        }
        rest = trimmed(rest.substr(word.size()));
    }
    return text;
}

bool beginsLike(std::string_view text, std::string_view start)
{
    return equalIgnoringCase(text.substr(0, start.size()), start);
}

DnsRecordKind kindOf(std::string_view value)
{
    if (beginsLike(value, "v=TLSRPT") || beginsLike(value, "v = TLSRPT"))
        return DnsRecordKind::TlsRpt;
    if (beginsLike(value, "v=STS") || beginsLike(value, "v = STS"))
        return DnsRecordKind::MtaSts;
    std::string_view rest = value;
    int numbers = 0;
    while (numbers < 3) {
        const std::string_view word = firstWord(rest);
        if (word.empty() || word.find_first_not_of("0123456789") != std::string_view::npos)
            break;
        rest = trimmed(rest.substr(word.size()));
        ++numbers;
    }
    if (numbers == 3)
        return DnsRecordKind::Tlsa;
    // Without its version a record is as good as none; what it was meant to be can be told.
    if (beginsLike(value, "v="))
        return DnsRecordKind::Unknown;
    if (value.find("rua=") != std::string_view::npos)
        return DnsRecordKind::TlsRpt;
    return value.find("id=") != std::string_view::npos ? DnsRecordKind::MtaSts
                                                       : DnsRecordKind::Unknown;
}

Finding unknownKind(std::string_view value)
{
    constexpr std::array<std::pair<std::string_view, std::string_view>, 4> others{ {
        { "v=dmarc1", "this is a DMARC record" },
        { "v=spf1", "this is an SPF record" },
        { "v=dkim1", "this is a DKIM key" },
        { "v=bimi1", "this is a BIMI record" },
    } };
    std::string what = "this is no TLSRPT, MTA-STS or TLSA record";
    for (const auto& [start, words] : others) {
        if (beginsLike(value, start))
            what = words;
    }
    return { FindingSeverity::Error, 0, 1, std::move(what),
        "A TLSRPT record begins with v=TLSRPTv1; and an MTA-STS record with v=STSv1;" };
}

// The name below which a record of a kind has to stand; empty for any.
std::string_view prefixOf(DnsRecordKind kind)
{
    switch (kind) {
    case DnsRecordKind::TlsRpt:
        return "_smtp._tls.";
    case DnsRecordKind::MtaSts:
        return "_mta-sts.";
    case DnsRecordKind::Tlsa:
        return "_25._tcp.";
    case DnsRecordKind::Unknown:
        break;
    }
    return {};
}

void checkName(DnsRecordCheck& check)
{
    const std::string_view prefix = prefixOf(check.kind);
    // In a zone file a name without a trailing dot may be relative.
    if (check.name.empty() || check.name.starts_with(prefix) || check.name + '.' == prefix)
        return;
    check.findings.push_back({ FindingSeverity::Error, 0, 0, "the record stands at " + check.name,
        "Put it at " + std::string(prefix)
            + (check.kind == DnsRecordKind::Tlsa ? "and the name of the MX" : "and the domain") });
}

} // namespace

DnsRecordCheck checkDnsRecord(std::string_view text)
{
    DnsRecordCheck check;
    const std::string_view value = withoutOwner(trimmed(text), check.name);
    check.value
        = value.find('"') == std::string_view::npos ? std::string(value) : joinedStrings(value);
    check.kind = kindOf(check.value);
    switch (check.kind) {
    case DnsRecordKind::TlsRpt:
        checkTlsRptValue(check);
        break;
    case DnsRecordKind::MtaSts:
        checkMtaStsValue(check);
        break;
    case DnsRecordKind::Tlsa: {
        TlsaCheck tlsa = checkTlsaRecords(check.value);
        for (Finding& finding : tlsa.findings)
            finding.line = 0;
        check.tlsa = std::move(tlsa.records);
        check.findings = std::move(tlsa.findings);
        break;
    }
    case DnsRecordKind::Unknown:
        check.findings.push_back(unknownKind(check.value));
        break;
    }
    checkName(check);
    std::ranges::stable_sort(check.findings, {}, &Finding::column);
    return check;
}

std::string_view kindName(DnsRecordKind kind)
{
    switch (kind) {
    case DnsRecordKind::TlsRpt:
        return "TLSRPT record (RFC 8460 section 3)";
    case DnsRecordKind::MtaSts:
        return "MTA-STS record (RFC 8461 section 3.1)";
    case DnsRecordKind::Tlsa:
        return "TLSA record (RFC 6698, for SMTP RFC 7672)";
    case DnsRecordKind::Unknown:
        break;
    }
    return "unknown record";
}

} // namespace mxlens
