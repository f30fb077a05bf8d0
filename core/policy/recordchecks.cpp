// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/recordchecks.h"

#include "core/policy/domainname.h"
#include "core/report/names.h"

#include <algorithm>
#include <array>
#include <utility>

namespace mxlens {

namespace {

constexpr std::size_t longestId = 32;
constexpr std::size_t longestName = 32;

bool isLetterOrDigit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// One `name=value` of a record.
struct Field {
    std::string_view name;
    std::string_view value;
    std::size_t column = 0; ///< Of the name, from 1.
};

/// Reads the fields that both kinds of TXT record share: a version and fields behind semicolons.
class FieldReader final {
public:
    FieldReader(DnsRecordCheck& check, std::string_view version)
        : m_check(check)
        , m_version(version)
    {
    }

    /// The well-formed fields behind the version.
    std::vector<Field> run()
    {
        wholeText();
        std::vector<Field> fields;
        const std::string_view text = m_check.value;
        for (std::size_t from = 0; from <= text.size();) {
            const std::size_t end = std::min(text.find(';', from), text.size());
            const bool last = end == text.size();
            if (from == 0)
                version(text.substr(0, end), last);
            else
                field(text.substr(from, end - from), from, last, fields);
            from = end + 1;
        }
        return fields;
    }

    void note(FindingSeverity severity, std::size_t column, std::size_t length, FindingKind kind,
        std::vector<std::string> values = {})
    {
        m_check.findings.push_back({ severity, 0, column, length, kind, std::move(values) });
    }
    void error(std::size_t column, std::size_t length, FindingKind kind,
        std::vector<std::string> values = {})
    {
        note(FindingSeverity::Error, column, length, kind, std::move(values));
    }

private:
    void wholeText()
    {
        const std::string& text = m_check.value;
        const auto odd = std::ranges::find_if(
            text, [](char c) { return (c < 0x20 && !isWsp(c)) || c == 0x7F; });
        if (odd != text.end())
            error(static_cast<std::size_t>(odd - text.begin()) + 1, 1, FindingKind::NotPrintable);
        // Senders look for the version at the beginning of each record (RFC 8460 section 3).
        const std::size_t second = text.find(m_version, m_version.size());
        if (second != std::string::npos)
            error(second + 1, m_version.size(), FindingKind::SeveralRecords);
    }

    void version(std::string_view written, bool last)
    {
        const std::string_view plain = trimmed(written);
        const std::string right(m_version);
        if (plain != m_version)
            return error(1, written.size(), FindingKind::WrongStart, { std::string(plain), right });
        if (last)
            return error(written.size() + 1, 0, FindingKind::EndsBehindVersion, { {}, right });
        if (plain.size() != written.size())
            error(plain.size() + 1, written.size() - plain.size(),
                FindingKind::BlankBeforeFirstSemicolon, { {}, right });
    }

    void field(std::string_view written, std::size_t from, bool last, std::vector<Field>& fields)
    {
        std::size_t start = 0;
        while (start < written.size() && isWsp(written[start]))
            ++start;
        const std::string_view text = trimmed(written);
        const std::size_t column = from + start + 1;
        if (text == m_version)
            return; // a second record, said once for the whole text
        if (text.empty()) {
            // One semicolon may stand at the end.
            if (!last)
                error(column, 1, FindingKind::NothingBetweenSemicolons);
            return;
        }
        // Allowed by RFC 8460 (field-delim), and by RFC 8461 before an erratum.
        if (!last && isWsp(written.back()) && m_version.starts_with("v=STS"))
            note(
                FindingSeverity::Hint, from + written.size(), 1, FindingKind::BlankBeforeSemicolon);
        const std::size_t equals = text.find('=');
        if (equals == std::string_view::npos)
            return error(column, text.size(), FindingKind::NoNameValue, { std::string(text) });
        Field found{ text.substr(0, equals), text.substr(equals + 1), column };
        if (found.name.empty() || isWsp(found.name.back())
            || (!found.value.empty() && isWsp(found.value.front()))) {
            error(column + equals, 1, FindingKind::BlanksAroundEquals);
            found = { trimmed(found.name), trimmed(found.value), column };
        }
        fields.push_back(found);
    }

    DnsRecordCheck& m_check;
    std::string_view m_version;
};

/// A field that the RFC does not name (sts-extension, tlsrpt-extension).
void checkExtension(FieldReader& reader, const Field& field)
{
    const bool goodName = !field.name.empty() && field.name.size() <= longestName
        && isLetterOrDigit(field.name.front()) && std::ranges::all_of(field.name, [](char c) {
               return isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
           });
    if (!goodName)
        return reader.error(field.column, field.name.size(), FindingKind::BadFieldName,
            { std::string(field.name) });
    const bool goodValue = !field.value.empty() && std::ranges::all_of(field.value, [](char c) {
        return c > 0x20 && c < 0x7F && c != '=';
    });
    if (!goodValue)
        return reader.error(field.column + field.name.size() + 1, field.value.size(),
            FindingKind::BadFieldValue, { std::string(field.name) });
    constexpr std::array<std::string_view, 8> ofDmarc{ "p", "sp", "pct", "ruf", "fo", "adkim",
        "aspf", "ri" };
    const bool dmarc = std::ranges::find(ofDmarc, field.name) != ofDmarc.end();
    reader.note(dmarc ? FindingSeverity::Warning : FindingSeverity::Hint, field.column,
        field.name.size(), dmarc ? FindingKind::DmarcField : FindingKind::IgnoredField,
        { std::string(field.name) });
}

// The URI of one destination; column is that of its first byte.
void checkDestination(FieldReader& reader, std::string_view uri, std::size_t column)
{
    const auto fault = [&](FindingKind kind, std::string_view value) {
        reader.error(column, uri.size(), kind, { std::string(value) });
    };
    if (uri.empty())
        return fault(FindingKind::EmptyDestination, {});
    const std::size_t odd = uri.find_first_of("! \t<>\"");
    if (odd != std::string_view::npos)
        return reader.error(column + odd, 1,
            uri[odd] == '!' ? FindingKind::ExclamationMark : FindingKind::OddCharacter);
    const std::size_t colon = uri.find(':');
    const std::string scheme = lowered(uri.substr(0, std::min(colon, uri.size())));
    if (colon == std::string_view::npos || scheme.find_first_of("@./") != std::string::npos)
        return fault(uri.find('@') != std::string_view::npos ? FindingKind::AddressWithoutScheme
                                                             : FindingKind::NoScheme,
            uri);
    const std::string_view rest = uri.substr(colon + 1);
    if (scheme == "mailto") {
        const std::string_view address = rest.substr(0, std::min(rest.find('?'), rest.size()));
        const std::size_t at = address.rfind('@');
        if (at == std::string_view::npos || at == 0 || domainFault(address.substr(at + 1)))
            fault(FindingKind::NoMailAddress, uri);
        return;
    }
    if (scheme != "https")
        return fault(FindingKind::WrongScheme, scheme + ':');
    std::string_view host = rest.starts_with("//") ? rest.substr(2) : std::string_view();
    host = host.substr(0, std::min(host.find_first_of(":/?#"), host.size()));
    if (domainFault(host))
        fault(FindingKind::NoHost, uri);
}

void checkRua(FieldReader& reader, const Field& field, std::vector<std::string>& destinations)
{
    std::size_t from = 0;
    while (from <= field.value.size()) {
        const std::size_t end = std::min(field.value.find(',', from), field.value.size());
        const std::string_view part = field.value.substr(from, end - from);
        const std::string_view uri = trimmed(part);
        const std::size_t lead
            = uri.empty() ? 0 : static_cast<std::size_t>(uri.data() - part.data());
        checkDestination(reader, uri, field.column + field.name.size() + 1 + from + lead);
        if (!uri.empty())
            destinations.emplace_back(uri);
        from = end + 1;
    }
}

} // namespace

void checkTlsRptValue(DnsRecordCheck& check)
{
    FieldReader reader(check, "v=TLSRPTv1");
    bool seen = false;
    for (const Field& field : reader.run()) {
        const std::size_t name = field.name.size();
        if (field.name == "rua" && !std::exchange(seen, true))
            checkRua(reader, field, check.destinations);
        else if (field.name == "rua")
            reader.note(FindingSeverity::Warning, field.column, name, FindingKind::RuaAgain);
        else if (equalIgnoringCase(field.name, "rua"))
            reader.error(field.column, name, FindingKind::RuaCase);
        else
            checkExtension(reader, field);
    }
    if (!seen)
        reader.error(0, 0, FindingKind::RuaMissing);
}

void checkMtaStsValue(DnsRecordCheck& check)
{
    FieldReader reader(check, "v=STSv1");
    bool seen = false;
    for (const Field& field : reader.run()) {
        const std::size_t name = field.name.size();
        if (field.name == "id" && !std::exchange(seen, true)) {
            check.id = field.value;
            if (field.value.empty() || field.value.size() > longestId
                || !std::ranges::all_of(field.value, isLetterOrDigit))
                reader.error(field.column + 3, field.value.size(), FindingKind::BadId,
                    { std::string(field.value) });
        } else if (field.name == "id") {
            reader.note(FindingSeverity::Warning, field.column, name, FindingKind::IdAgain);
        } else if (equalIgnoringCase(field.name, "id")) {
            reader.error(field.column, name, FindingKind::IdCase);
        } else if (field.name == "mode" || field.name == "mx" || field.name == "max_age") {
            reader.note(FindingSeverity::Warning, field.column, name,
                FindingKind::PolicyFieldInRecord, { std::string(field.name) });
        } else {
            checkExtension(reader, field);
        }
    }
    if (!seen)
        reader.error(0, 0, FindingKind::IdMissing);
}

} // namespace mxlens
