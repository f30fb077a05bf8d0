// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/input/mailheaders.h"

#include "core/input/buffer.h"
#include "core/input/encodedwords.h"
#include "core/input/linescan.h"
#include "core/input/membername.h"
#include "core/input/parameters.h"
#include "core/report/names.h"

#include <algorithm>

namespace mxlens {

using namespace std::string_view_literals;

namespace {

/// A line of the header: its text, and where the next one begins.
struct Line {
    std::string_view text;
    std::size_t next = 0;
    bool bareCr = false;
};

Line lineAt(std::string_view text, std::size_t start)
{
    const std::size_t end = findLineEnd(text, start);
    if (end == std::string_view::npos)
        return { text.substr(start), text.size(), false };
    const std::string_view line = text.substr(start, end - start);
    if (text[end] == '\n')
        return { line, end + 1, false };
    // CR CR LF, as some gateways write it, is one line end too.
    std::size_t after = end + 1;
    while (after < text.size() && text[after] == '\r')
        ++after;
    if (after < text.size() && text[after] == '\n')
        return { line, after + 1, false };
    return { line, end + 1, true };
}

/// Length of the field name on this line; 0 where there is none. Blanks before the colon are
/// tolerated (RFC 5322 section 4.5). JSON and XML are the body, whatever colons they hold.
std::size_t fieldNameLength(std::string_view line)
{
    if (line[0] == '{' || line[0] == '[' || line[0] == '<' || line[0] == '"')
        return 0;
    std::size_t length = 0;
    while (length < line.size() && line[length] > ' ' && line[length] < 127 && line[length] != ':')
        ++length;
    std::size_t colon = length;
    while (colon < line.size() && (line[colon] == ' ' || line[colon] == '\t'))
        ++colon;
    return colon < line.size() && line[colon] == ':' ? length : 0;
}

/// The place for a field's value; null for fields that do not matter.
std::string_view* slotFor(MailHeaders& headers, std::string_view name)
{
    switch (name.empty() ? '\0' : name[0] | 0x20) {
    case 'c':
        if (equalIgnoringCase(name, "content-type"sv) || equalIgnoringCase(name, "contenttype"sv))
            return &headers.contentType;
        if (equalIgnoringCase(name, "content-transfer-encoding"sv))
            return &headers.transferEncoding;
        return equalIgnoringCase(name, "content-disposition"sv) ? &headers.disposition : nullptr;
    case 's':
        return equalIgnoringCase(name, "subject"sv) ? &headers.subject : nullptr;
    case 't':
        if (equalIgnoringCase(name, "tls-report-domain"sv))
            return &headers.reportDomain;
        return equalIgnoringCase(name, "tls-report-submitter"sv) ? &headers.reportSubmitter
                                                                 : nullptr;
    default:
        return nullptr;
    }
}

} // namespace

MailHeaders readHeaders(std::string_view text)
{
    MailHeaders headers;
    std::string_view* slot = nullptr; // where continuation lines belong
    bool first = true;
    std::size_t position = 0;
    while (position < text.size()) {
        const Line line = lineAt(text, position);
        if (line.text.empty()) {
            headers.bareCr = headers.bareCr || line.bareCr;
            headers.bodyStart = line.next;
            return headers;
        }
        const bool envelope
            = first && (line.text.starts_with("From "sv) || line.text.starts_with(">From "sv));
        if (!envelope && (line.text[0] == ' ' || line.text[0] == '\t') && !first) {
            if (slot)
                *slot = { slot->data(),
                    static_cast<std::size_t>(line.text.data() + line.text.size() - slot->data()) };
        } else if (!envelope) {
            const std::size_t length = fieldNameLength(line.text);
            if (length == 0)
                break; // the blank line is missing: this is the body already
            slot = slotFor(headers, line.text.substr(0, length));
            if (slot && slot->data())
                slot = nullptr; // the second of its name
            if (slot)
                *slot = line.text.substr(line.text.find(':') + 1);
        }
        headers.bareCr = headers.bareCr || line.bareCr;
        first = first && envelope;
        position = line.next;
    }
    headers.bodyStart = position;
    return headers;
}

std::string_view mediaType(std::string_view field)
{
    const auto end
        = std::find_if(field.begin(), field.end(), [](char c) { return c == ';' || c == '('; });
    return trimmed(field.substr(0, static_cast<std::size_t>(end - field.begin())));
}

std::string parameter(std::string_view field, std::string_view name)
{
    return field.empty() ? std::string{} : parameterValue(field, name);
}

std::string decodedText(std::string_view field)
{
    field = trimmed(field);
    const auto folded = std::find_if(
        field.begin(), field.end(), [](char c) { return c == '\r' || c == '\n' || c == '\t'; });
    if (folded == field.end())
        return decodeEncodedWords(field);
    std::string flat;
    flat.reserve(field.size());
    for (const char c : field) {
        if (c != '\r' && c != '\n')
            flat += c == '\t' ? ' ' : c;
    }
    return decodeEncodedWords(trimmed(flat));
}

std::string attachmentName(const MailHeaders& headers)
{
    std::string name = parameter(headers.disposition, "filename"sv);
    if (trimmed(name).empty())
        name = parameter(headers.contentType, "name"sv);
    const auto has = [&name](char c) { return name.find(c) != std::string::npos; };
    if (has('\r') || has('\n') || has('\t') || (has('!') && has(' '))) {
        // RFC 8460 names have no blanks: those that are there came from folding a long line.
        const bool reportName = name.find('!') != std::string::npos;
        std::string joined;
        for (const char c : name) {
            const bool blank = c == ' ' || c == '\t' || c == '\r' || c == '\n';
            if (!blank)
                joined += c;
            else if (!reportName && !joined.ends_with(' '))
                joined += ' ';
        }
        name = std::move(joined);
    }
    name = decodeEncodedWords(trimmed(name));
    const std::string_view base = baseName(name);
    return base.size() == name.size() ? std::move(name) : std::string(base);
}

} // namespace mxlens
