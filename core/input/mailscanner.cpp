// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/input/mailscanner.h"

#include "core/input/linescan.h"
#include "core/report/inlining.h"
#include "core/report/names.h"

#include <algorithm>
#include <optional>

namespace mxlens {

using namespace std::string_view_literals;

namespace {

/// RFC 2046 sets no bound; mail programs nest fewer than ten levels.
constexpr int maximumNesting = 64;

bool typeStartsWith(std::string_view type, std::string_view prefix)
{
    return equalIgnoringCase(type.substr(0, prefix.size()), prefix);
}

/// A line that separates parts.
struct Delimiter {
    std::size_t start = 0; ///< Where the line begins.
    std::size_t next = 0; ///< Where what follows begins.
    bool last = false; ///< The closing one.
};

/// Whether the line at start is this boundary's delimiter (RFC 2046 section 5.1.1): blanks behind
/// it are transport padding.
std::optional<Delimiter> delimiterAt(
    std::string_view text, std::size_t start, std::string_view boundary)
{
    std::size_t at = start + 2 + boundary.size();
    if (at > text.size() || text.substr(start + 2, boundary.size()) != boundary)
        return {};
    Delimiter found{ start, 0, text.substr(at).starts_with("--"sv) };
    at += found.last ? 2 : 0;
    while (at < text.size() && (text[at] == ' ' || text[at] == '\t'))
        ++at;
    if (at < text.size() && text[at] == '\r')
        ++at;
    if (at < text.size() && text[at] == '\n')
        ++at;
    else if (at < text.size() && text[at - 1] != '\r')
        return {}; // a longer boundary that begins like this one
    found.next = at;
    return found;
}

std::optional<Delimiter> findDelimiter(
    std::string_view text, std::size_t from, std::string_view boundary)
{
    if (from == 0 && text.starts_with("--"sv)) {
        if (const auto found = delimiterAt(text, 0, boundary))
            return found;
    }
    std::size_t at = from == 0 ? 0 : from - 1;
    while (true) {
        at = findPair(text, at, '\n', '-');
        if (at == std::string_view::npos)
            return {};
        if (at + 1 < text.size() && text[at + 1] == '-') {
            if (const auto found = delimiterAt(text, at, boundary))
                return found;
        }
    }
}

/// Whether a delimiter stands behind a bare CR, where findDelimiter() does not see it.
bool hasDelimiterBehindCr(std::string_view text, std::string_view boundary)
{
    if (text.find('\r') == std::string_view::npos)
        return false;
    for (std::size_t at = findPair(text, 0, '\r', '-'); at != std::string_view::npos;
         at = findPair(text, at, '\r', '-')) {
        if (at + 1 < text.size() && text[at + 1] == '-' && delimiterAt(text, at, boundary))
            return true;
    }
    return false;
}

/// The boundary of a multipart that does not name it, or names a wrong one: the first line that
/// begins with two hyphens and has header fields behind it.
MXLENS_RARE std::string guessedBoundary(std::string_view body)
{
    std::size_t at = body.starts_with("--"sv) ? 0 : findPair(body, 0, '\n', '-');
    while (at != std::string_view::npos) {
        const std::string_view line
            = body.substr(at, std::min(findLineEnd(body, at), body.size()) - at);
        const std::string_view behind = body.substr(at + line.size()).substr(0, 16);
        const std::size_t field = behind.find_first_not_of("\r\n"sv);
        if (line.size() > 2 && line[1] == '-' && field != std::string_view::npos
            && typeStartsWith(behind.substr(field), "content-"sv))
            return std::string(trimmed(line.substr(2)));
        at = findPair(body, at, '\n', '-');
    }
    return {};
}

/// What belongs to the delimiter, not to the part: the line end before it.
std::string_view withoutLastLineEnd(std::string_view part)
{
    if (part.ends_with('\n'))
        part.remove_suffix(1);
    if (part.ends_with('\r'))
        part.remove_suffix(1);
    return part;
}

MXLENS_RARE std::string withLineFeeds(std::string_view text)
{
    std::string result;
    result.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool bare = text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n');
        result += bare ? '\n' : text[i];
    }
    return result;
}

class Scanner final {
public:
    Scanner(const MailHeaders& outermost, MailPartSink& sink)
        : m_outermost(outermost)
        , m_sink(sink)
    {
    }

    /// One entity: a mail or a part, without its header. inDigest: the default type is a message.
    void entity(const MailHeaders& headers, const MailHeaders& message, std::string_view body,
        int depth, bool inDigest = false)
    {
        if (depth > maximumNesting) {
            tooDeep = true;
            return;
        }
        const std::string_view type = mediaType(headers.contentType);
        if (typeStartsWith(type, "multipart/"sv)) {
            if (multipart(headers, type, message, body, depth))
                return;
        } else if (type.empty() && !inDigest && guessMultipart(message, body, depth)) {
            return;
        } else if (typeStartsWith(type, "message/rfc822"sv)
            || typeStartsWith(type, "message/global"sv) || (type.empty() && inDigest)) {
            forwarded(headers, message, body, depth);
            return;
        }
        leaf(headers, type, message, body);
    }

    bool tooDeep = false;

private:
    void leaf(const MailHeaders& headers, std::string_view type, const MailHeaders& message,
        std::string_view body)
    {
        MailPart part{ headers, message, m_outermost, type, body,
            transferCodingOf(headers.transferEncoding), ++m_leaves, &headers == &m_outermost };
        // A field that was lost or is wrong: gzip and zip show in base64 too, JSON in the clear.
        const std::string_view start = body.substr(0, 8);
        if (part.coding == TransferCoding::Identity
            && (start.starts_with("H4sI"sv) || start.starts_with("UEsDB"sv)))
            part.coding = TransferCoding::Base64;
        else if (part.coding == TransferCoding::Base64 && trimmed(start).starts_with('{'))
            part.coding = TransferCoding::Identity;
        m_sink.part(part);
    }

    /// A forwarded message. RFC 2046 forbids to encode it, and it is done all the same.
    MXLENS_RARE void forwarded(
        const MailHeaders& headers, const MailHeaders& message, std::string_view body, int depth)
    {
        MailPart part{ headers, message, m_outermost, {}, body,
            transferCodingOf(headers.transferEncoding), 0, false };
        Buffer decoded;
        bool damaged = false;
        std::string_view text = decodedBody(part, decoded, damaged);
        const std::size_t start = std::min(text.find_first_not_of("\r\n"sv), text.size());
        text.remove_prefix(start);
        const MailHeaders inner = readHeaders(text);
        entity(inner, inner, text.substr(inner.bodyStart), depth + 1);
    }

    /// A mail whose Content-Type field was lost.
    MXLENS_RARE bool guessMultipart(const MailHeaders& message, std::string_view body, int depth)
    {
        const std::size_t start = body.find_first_not_of("\r\n"sv);
        if (start == std::string_view::npos || !body.substr(start).starts_with("--"sv))
            return false;
        const std::string boundary = guessedBoundary(body.substr(start));
        return !boundary.empty() && parts(message, body, boundary, depth, false);
    }

    /// Returns false where no part is found: then the body is one part itself.
    bool multipart(const MailHeaders& headers, std::string_view type, const MailHeaders& message,
        std::string_view body, int depth)
    {
        const bool digest = typeStartsWith(type, "multipart/digest"sv);
        std::string boundary = parameter(headers.contentType, "boundary"sv);
        boundary.erase(boundary.find_last_not_of(" \t\r\n"sv) + 1);
        if (!boundary.empty() && !m_normalizing && hasDelimiterBehindCr(body, boundary)) {
            m_normalizing = true;
            const std::string text = withLineFeeds(body);
            const bool found = parts(message, text, boundary, depth, digest);
            m_normalizing = false;
            if (found)
                return true;
        }
        if (!boundary.empty() && parts(message, body, boundary, depth, digest))
            return true;
        boundary = guessedBoundary(body);
        return !boundary.empty() && parts(message, body, boundary, depth, digest);
    }

    bool parts(const MailHeaders& message, std::string_view body, std::string_view boundary,
        int depth, bool digest)
    {
        auto current = findDelimiter(body, 0, boundary);
        if (!current)
            return false;
        while (current && !current->last) {
            const auto next = findDelimiter(body, current->next, boundary);
            // Without a closing delimiter the last part goes to the end.
            const std::size_t end = next ? std::max(next->start, current->next) : body.size();
            const std::string_view text
                = withoutLastLineEnd(body.substr(current->next, end - current->next));
            if (next || !trimmed(text).empty()) {
                const MailHeaders headers = readHeaders(text);
                entity(headers, message, text.substr(headers.bodyStart), depth + 1, digest);
            }
            current = next;
        }
        return true;
    }

    const MailHeaders& m_outermost;
    MailPartSink& m_sink;
    unsigned m_leaves = 0;
    bool m_normalizing = false;
};

} // namespace

bool scanMail(std::string_view mail, MailPartSink& sink)
{
    return scanMail(mail, readHeaders(mail), sink);
}

bool scanMail(std::string_view mail, const MailHeaders& headers, MailPartSink& sink)
{
    if (headers.bareCr) {
        const std::string normalized = withLineFeeds(mail);
        return scanMail(normalized, readHeaders(normalized), sink);
    }
    Scanner scanner(headers, sink);
    scanner.entity(headers, headers, mail.substr(headers.bodyStart), 0);
    return !scanner.tooDeep;
}

std::string_view decodedBody(
    const MailPart& part, Buffer& scratch, bool& damaged, std::size_t limit)
{
    damaged = false;
    if (part.coding == TransferCoding::Identity)
        return part.body.substr(0, limit);
    const std::size_t start = scratch.size();
    if (part.coding == TransferCoding::Base64)
        damaged = !decodeBase64(part.body, scratch, limit);
    else
        decodeQuotedPrintable(part.body, scratch, limit);
    return scratch.view().substr(start);
}

} // namespace mxlens
