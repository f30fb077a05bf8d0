// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/dnsrecord.h"

#include "core/policy/recordchecks.h"
#include "core/policy/recordtext.h"
#include "core/report/names.h"

#include <algorithm>
#include <array>
#include <utility>

namespace mxlens {

namespace {

constexpr std::string_view blanks = " \t\r\n";
constexpr std::size_t longestString = 255; // RFC 1035 section 3.3: one character-string

std::string_view firstWord(std::string_view text)
{
    return text.substr(0, std::min(text.find_first_of(blanks), text.size()));
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
    constexpr std::array<std::pair<std::string_view, FindingKind>, 4> others{ {
        { "v=dmarc1", FindingKind::DmarcRecord },
        { "v=spf1", FindingKind::SpfRecord },
        { "v=dkim1", FindingKind::DkimKey },
        { "v=bimi1", FindingKind::BimiRecord },
    } };
    Finding finding{ FindingSeverity::Error, 0, 1, 0, FindingKind::NoKnownRecord, {} };
    for (const auto& [start, kind] : others) {
        if (beginsLike(value, start))
            finding.kind = kind;
    }
    return finding;
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
    check.findings.push_back({ FindingSeverity::Error, 0, 0, 0,
        check.kind == DnsRecordKind::Tlsa ? FindingKind::WrongOwnerTlsa : FindingKind::WrongOwner,
        { check.name, std::string(prefix) } });
}

// One string of a TXT record has up to 255 bytes.
void checkStrings(DnsRecordCheck& check, const RecordText& text)
{
    const bool quoted = text.longestString > 0;
    const std::size_t bytes = quoted ? text.longestString : check.value.size();
    if (bytes <= longestString)
        return;
    check.findings.push_back({ quoted ? FindingSeverity::Error : FindingSeverity::Hint, 0, 0, 0,
        quoted ? FindingKind::LongString : FindingKind::LongRecord, { std::to_string(bytes) } });
}

void checkTlsaValue(DnsRecordCheck& check)
{
    TlsaCheck tlsa = checkTlsaRecords(check.value);
    for (Finding& finding : tlsa.findings) {
        std::size_t start = 0;
        for (; finding.line > 1; --finding.line)
            start = check.value.find('\n', start) + 1;
        finding.line = 0;
        if (finding.column > 0)
            finding.column += start;
    }
    check.tlsa = std::move(tlsa.records);
    check.findings = std::move(tlsa.findings);
}

} // namespace

DnsRecordCheck checkDnsRecord(std::string_view text)
{
    DnsRecordCheck check;
    RecordText read = readRecordText(text);
    check.name = normalizedName(read.owner);
    check.value = std::move(read.value);
    check.places = std::move(read.places);
    check.kind = kindOf(check.value);
    switch (check.kind) {
    case DnsRecordKind::TlsRpt:
        checkTlsRptValue(check);
        checkStrings(check, read);
        break;
    case DnsRecordKind::MtaSts:
        checkMtaStsValue(check);
        checkStrings(check, read);
        break;
    case DnsRecordKind::Tlsa:
        checkTlsaValue(check);
        break;
    case DnsRecordKind::Unknown:
        check.findings.push_back(unknownKind(check.value));
        break;
    }
    checkName(check);
    std::ranges::stable_sort(check.findings, {}, &Finding::column);
    return check;
}

std::string_view kindName(DnsRecordKind kind, Language language)
{
    constexpr std::array<std::string_view, 4> english{ "TLSRPT record (RFC 8460 section 3)",
        "MTA-STS record (RFC 8461 section 3.1)", "TLSA record (RFC 6698, for SMTP RFC 7672)",
        "unknown record" };
    constexpr std::array<std::string_view, 4> spanish{ "Registro TLSRPT (RFC 8460, sección 3)",
        "Registro MTA-STS (RFC 8461, sección 3.1)", "Registro TLSA (RFC 6698, para SMTP RFC 7672)",
        "registro desconocido" };
    const auto index = static_cast<std::size_t>(kind);
    return language == Language::Spanish ? spanish.at(index) : english.at(index);
}

} // namespace mxlens
