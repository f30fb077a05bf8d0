// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/recordchecks.h"

#include "core/policy/domainname.h"
#include "core/report/names.h"

#include <algorithm>
#include <array>
#include <utility>

namespace mxlens {

namespace {

constexpr std::size_t longestString = 255; // RFC 1035 section 3.3: one character-string
constexpr std::size_t longestId = 32;
constexpr std::size_t longestName = 32;

bool isLetterOrDigit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

std::string quoted(std::string_view text)
{
    return '"' + std::string(text) + '"';
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

    void note(FindingSeverity severity, std::size_t column, std::string what, std::string advice)
    {
        m_check.findings.push_back({ severity, 0, column, std::move(what), std::move(advice) });
    }
    void error(std::size_t column, std::string what, std::string advice)
    {
        note(FindingSeverity::Error, column, std::move(what), std::move(advice));
    }

private:
    void wholeText()
    {
        const std::string& text = m_check.value;
        const auto odd = std::ranges::find_if(
            text, [](char c) { return (c < 0x20 && !isBlank(c)) || c == 0x7F; });
        if (odd != text.end())
            error(static_cast<std::size_t>(odd - text.begin()) + 1,
                "the record has a character that is not printable ASCII", "Delete or encode it");
        if (text.size() > longestString)
            note(FindingSeverity::Hint, 0,
                "the record has " + std::to_string(text.size())
                    + " bytes, and one string of a TXT record holds 255",
                "Split it into several strings; they are joined without blanks");
    }

    void version(std::string_view written, bool last)
    {
        const std::string_view plain = trimmed(written);
        const std::string right = "Begin the record with " + std::string(m_version) + ";";
        if (plain != m_version)
            return error(1, "the record begins with " + quoted(plain), right);
        if (last)
            return error(written.size() + 1, "the record ends behind its version", right);
        if (plain.size() != written.size())
            error(plain.size() + 1,
                "a blank stands before the first semicolon, and such records are discarded", right);
    }

    void field(std::string_view written, std::size_t from, bool last, std::vector<Field>& fields)
    {
        std::size_t start = 0;
        while (start < written.size() && isBlank(written[start]))
            ++start;
        const std::string_view text = trimmed(written);
        const std::size_t column = from + start + 1;
        if (text.empty()) {
            // One semicolon may stand at the end.
            if (!last)
                error(column, "nothing stands between two semicolons", "Delete one of them");
            return;
        }
        if (!last && isBlank(written.back()))
            note(FindingSeverity::Hint, from + written.size(), "a blank stands before a semicolon",
                "Delete it: a reported erratum (6285) does not allow it there");
        const std::size_t equals = text.find('=');
        if (equals == std::string_view::npos)
            return error(column, quoted(text) + " is no name=value", "Write name=value");
        Field found{ text.substr(0, equals), text.substr(equals + 1), column };
        if (found.name.empty() || isBlank(found.name.back())
            || (!found.value.empty() && isBlank(found.value.front()))) {
            error(column + equals, "blanks stand around the equals sign", "Delete them");
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
        return reader.error(field.column, quoted(field.name) + " cannot be the name of a field",
            "A name has up to 32 letters, digits, underscores, hyphens and dots");
    const bool goodValue = !field.value.empty() && std::ranges::all_of(field.value, [](char c) {
        return c > 0x20 && c < 0x7F && c != '=';
    });
    if (!goodValue)
        return reader.error(field.column + field.name.size() + 1,
            "the value of " + std::string(field.name)
                + " is empty or has characters that are not allowed",
            "Delete the field");
    constexpr std::array<std::string_view, 8> ofDmarc{ "p", "sp", "pct", "ruf", "fo", "adkim",
        "aspf", "ri" };
    const bool dmarc = std::ranges::find(ofDmarc, field.name) != ofDmarc.end();
    reader.note(dmarc ? FindingSeverity::Warning : FindingSeverity::Hint, field.column,
        dmarc ? quoted(field.name) + " belongs to DMARC and means nothing here"
              : "senders ignore the field " + std::string(field.name),
        dmarc ? "Delete the field" : "");
}

// The URI of one destination; column is that of its first byte.
void checkDestination(FieldReader& reader, std::string_view uri, std::size_t column)
{
    if (uri.empty())
        return reader.error(column, "a destination is empty", "Delete the comma too many");
    const std::size_t odd = uri.find_first_of("! \t<>\"");
    if (odd != std::string_view::npos)
        return reader.error(column + odd,
            uri[odd] == '!'
                ? std::string("\"!\" in a destination: TLSRPT has no size limits, and the "
                              "character has to be encoded as %21")
                : std::string("a destination has a character that no URI may have"),
            "Separate destinations with commas and encode other signs with %");
    const std::size_t colon = uri.find(':');
    const std::string scheme = lowered(uri.substr(0, std::min(colon, uri.size())));
    if (colon == std::string_view::npos || scheme.find_first_of("@./") != std::string::npos)
        return reader.error(column, quoted(uri) + " has no scheme",
            uri.find('@') != std::string_view::npos ? "Write mailto:" + std::string(uri)
                                                    : "Write mailto: or https:// before it");
    const std::string_view rest = uri.substr(colon + 1);
    if (scheme == "mailto") {
        const std::string_view address = rest.substr(0, std::min(rest.find('?'), rest.size()));
        const std::size_t at = address.rfind('@');
        if (at == std::string_view::npos || at == 0 || !domainFault(address.substr(at + 1)).empty())
            reader.error(column, quoted(uri) + " is no mail address", "Write mailto:name@domain");
        return;
    }
    if (scheme != "https")
        return reader.error(column, quoted(scheme + ":") + " is no scheme for TLS reports",
            "Only mailto: and https: are");
    std::string_view host = rest.starts_with("//") ? rest.substr(2) : std::string_view();
    host = host.substr(0, std::min(host.find_first_of(":/?#"), host.size()));
    if (!domainFault(host).empty())
        reader.error(column, quoted(uri) + " names no host", "Write https://host/path");
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
        if (field.name == "rua" && !std::exchange(seen, true))
            checkRua(reader, field, check.destinations);
        else if (field.name == "rua")
            reader.note(FindingSeverity::Warning, field.column, "rua stands here again",
                "Put all destinations into one rua, separated by commas");
        else if (equalIgnoringCase(field.name, "rua"))
            reader.error(field.column, "rua is not in lower case", "Write rua=");
        else
            checkExtension(reader, field);
    }
    if (!seen)
        reader.error(0, "rua is missing: there is no place to send reports to",
            "Add rua=mailto: with the address for the reports");
}

void checkMtaStsValue(DnsRecordCheck& check)
{
    FieldReader reader(check, "v=STSv1");
    bool seen = false;
    for (const Field& field : reader.run()) {
        if (field.name == "id" && !std::exchange(seen, true)) {
            check.id = field.value;
            if (field.value.empty() || field.value.size() > longestId
                || !std::ranges::all_of(field.value, isLetterOrDigit))
                reader.error(field.column + 3, "the id is " + quoted(field.value),
                    "Write 1 to 32 letters and digits, for instance the date and time of the "
                    "change");
        } else if (field.name == "id") {
            reader.note(FindingSeverity::Warning, field.column,
                "id stands here again: only the first one counts", "Delete it");
        } else if (equalIgnoringCase(field.name, "id")) {
            reader.error(field.column, "id is not in lower case", "Write id=");
        } else if (field.name == "mode" || field.name == "mx" || field.name == "max_age") {
            reader.note(FindingSeverity::Warning, field.column,
                quoted(field.name) + " belongs into the policy text, not into the record",
                "Delete it here; the policy is served at /.well-known/mta-sts.txt");
        } else {
            checkExtension(reader, field);
        }
    }
    if (!seen)
        reader.error(
            0, "id is missing", "Add id= with a value that changes whenever the policy does");
}

} // namespace mxlens
