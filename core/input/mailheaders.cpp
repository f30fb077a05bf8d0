// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/input/mailheaders.h"

#include "core/input/buffer.h"
#include "core/input/encodedwords.h"
#include "core/input/linescan.h"
#include "core/input/membername.h"
#include "core/input/parameters.h"
#include "core/report/inlining.h"
#include "core/report/names.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

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

/// Characters that the name of a field may have (RFC 5322 section 2.2).
constexpr std::array<bool, 256> mayNameField = [] {
    std::array<bool, 256> table{};
    for (std::size_t c = '!'; c <= '~'; ++c)
        table[c] = c != ':';
    return table;
}();

/// How many characters at the front of a line may name a field, counted in whole blocks of 16 and
/// in the one in which they end; those behind the last whole block are left.
MXLENS_INLINE std::size_t nameBlocks(std::string_view line)
{
    std::size_t length = 0;
#ifdef __SSE2__
    const __m128i blank = _mm_set1_epi8(' ');
    const __m128i colon = _mm_set1_epi8(':');
    const __m128i last = _mm_set1_epi8(0x7f);
    for (; length + 16 <= line.size(); length += 16) {
        __m128i bytes;
        std::memcpy(&bytes, line.data() + length, sizeof bytes);
        // Bytes from 0x80 on are negative.
        const __m128i visible = _mm_andnot_si128(
            _mm_or_si128(_mm_cmpeq_epi8(bytes, colon), _mm_cmpeq_epi8(bytes, last)),
            _mm_cmpgt_epi8(bytes, blank));
        const int named = std::countr_one(static_cast<unsigned>(_mm_movemask_epi8(visible)));
        if (named < 16)
            return length + static_cast<std::size_t>(named);
    }
#endif
    return length;
}

/// Length of the field name on this line; 0 where there is none. Blanks before the colon are
/// tolerated (RFC 5322 section 4.5). JSON and XML are the body, whatever colons they hold.
MXLENS_INLINE std::size_t fieldNameLength(std::string_view line)
{
    if (line[0] == '{' || line[0] == '[' || line[0] == '<' || line[0] == '"')
        return 0;
    std::size_t length = nameBlocks(line);
    while (length < line.size() && mayNameField[static_cast<unsigned char>(line[length])])
        ++length;
    std::size_t colon = length;
    while (colon < line.size() && (line[colon] == ' ' || line[colon] == '\t'))
        ++colon;
    return colon < line.size() && line[colon] == ':' ? length : 0;
}

/// A field's name in its usual spelling, which nearly every mail has: as the number of bytes is
/// known here, comparing them takes a few steps. Any other spelling is compared after that.
template <std::size_t Bytes> class FieldName {
public:
    explicit constexpr FieldName(const char (&usual)[Bytes])
        : m_usual(usual)
    {
    }
    bool operator()(std::string_view name) const
    {
        const std::string_view usual(m_usual, Bytes - 1);
        return std::memcmp(name.data(), m_usual, Bytes - 1) == 0 || equalIgnoringCase(name, usual);
    }

private:
    const char* m_usual;
};

/// The place for a field's value; null for fields that do not matter. No two of those that do have
/// names of one length.
MXLENS_INLINE std::string_view* slotFor(MailHeaders& headers, std::string_view name)
{
    const auto ifNamed
        = [name](auto wanted, std::string_view& slot) { return wanted(name) ? &slot : nullptr; };
    switch (name.size()) {
    case 7:
        return ifNamed(FieldName("Subject"), headers.subject);
    case 11:
        return ifNamed(FieldName("ContentType"), headers.contentType);
    case 12:
        return ifNamed(FieldName("Content-Type"), headers.contentType);
    case 14:
        return ifNamed(FieldName("Content-Length"), headers.contentLength);
    case 17:
        return ifNamed(FieldName("TLS-Report-Domain"), headers.reportDomain);
    case 19:
        return ifNamed(FieldName("Content-Disposition"), headers.disposition);
    case 20:
        return ifNamed(FieldName("TLS-Report-Submitter"), headers.reportSubmitter);
    case 25:
        return ifNamed(FieldName("Content-Transfer-Encoding"), headers.transferEncoding);
    default:
        return nullptr;
    }
}

// Line ends of folding taken out, encoded words decoded.
std::string unfoldedText(std::string_view field)
{
    const auto holds = [field](char c) { return field.find(c) != std::string_view::npos; };
    if (!holds('\n') && !holds('\r') && !holds('\t'))
        return decodeEncodedWords(field);
    std::string flat;
    flat.reserve(field.size());
    for (const char c : field) {
        if (c != '\r' && c != '\n')
            flat += c == '\t' ? ' ' : c;
    }
    return decodeEncodedWords(trimmed(flat));
}

/// Length of the line end at the front of text; 0 where there is none. CR alone is none.
std::size_t lineEndLength(std::string_view text)
{
    return text.starts_with('\n') ? 1 : text.starts_with("\r\n"sv) ? 2 : 0;
}

/// readHeaders() field by field, which is quicker, as half of the lines go on with the field before
/// them. False: an odd line end, or what stands in front of a header; nothing is known then.
MXLENS_INLINE bool readHeaderFields(std::string_view text, MailHeaders& headers)
{
    if (text.starts_with("From "sv) || text.starts_with(">From "sv))
        return false;
    std::size_t position = 0;
    while (position < text.size()) {
        if (const std::size_t length = lineEndLength(text.substr(position))) {
            position += length;
            break;
        }
        const std::size_t end = std::min(findFieldEnd(text, position), text.size());
        if (end < text.size() && text[end] == '\r')
            return false;
        std::string_view field = text.substr(position, end - position);
        if (field.ends_with('\r'))
            field.remove_suffix(1);
        const std::size_t length = fieldNameLength(field);
        if (length == 0)
            break; // the blank line is missing: this is the body already
        std::string_view* const slot = slotFor(headers, field.substr(0, length));
        if (slot && !slot->data()) // else the second of its name
            *slot = field.substr(field.find(':') + 1);
        position = std::min(end + 1, text.size());
    }
    headers.bodyStart = position;
    return true;
}

} // namespace

MXLENS_RARE MailHeaders readHeaderLines(std::string_view text)
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

MailHeaders readHeaders(std::string_view text)
{
    MailHeaders headers;
    return readHeaderFields(text, headers) ? headers : readHeaderLines(text);
}

std::string_view mediaType(std::string_view field)
{
    const std::string_view value = field.substr(0, field.find(';'));
    return trimmed(value.substr(0, value.find('(')));
}

std::string parameter(std::string_view field, std::string_view name)
{
    return field.empty() ? std::string{} : parameterValue(field, name);
}

void decodeText(std::string_view field, std::string& to)
{
    field = trimmed(field);
    if (isPlainAscii(field) && !mayHoldEncodedWord(field))
        to = field;
    else
        to = unfoldedText(field);
}

std::string attachmentName(const MailHeaders& headers)
{
    std::string name = parameter(headers.disposition, "filename"sv);
    if (trimmed(name).empty())
        name = parameter(headers.contentType, "name"sv);
    const auto has = [&name](char c) { return name.find(c) != std::string::npos; };
    if ((!isPlainAscii(name) && (has('\r') || has('\n') || has('\t'))) || (has(' ') && has('!'))) {
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
    const std::string_view text = trimmed(name);
    if (text.size() < name.size() || mayHoldEncodedWord(text))
        name = decodeEncodedWords(text);
    const std::string_view base = baseName(name);
    return base.size() == name.size() ? std::move(name) : std::string(base);
}

} // namespace mxlens
