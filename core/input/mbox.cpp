// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/input/mbox.h"

#include "core/input/linescan.h"
#include "core/input/sniff.h"
#include "core/report/names.h"

#include <algorithm>
#include <charconv>
#include <cstring>

namespace mxlens {

using namespace std::string_view_literals;

namespace {

constexpr std::size_t windowBytes = 256u << 10;
/// A `From ` line and the line behind it end within so many bytes.
constexpr std::size_t fromLineBytes = 4096;
/// Mails that the end of a window cuts are seldom larger.
constexpr std::size_t cutMailBytes = 64u << 10;
/// Headers are seldom longer; those that are, are read when the whole mail is.
constexpr std::size_t headerBytes = 256u << 10;
constexpr std::size_t nowhere = std::string_view::npos;

/// Where the line at start ends (its LF), or nowhere.
std::size_t lineEnd(std::string_view text, std::size_t start)
{
    return start < text.size() ? text.find('\n', start) : nowhere;
}

std::string_view withoutCr(std::string_view line)
{
    if (line.ends_with('\r'))
        line.remove_suffix(1);
    return line;
}

/// Whether the `From ` candidate at `at` has a blank line before it. The window begins behind one.
bool behindBlankLine(std::string_view text, std::size_t at)
{
    if (at < 2)
        return at == 0;
    const std::size_t before = at - 2; // what stands before the LF
    if (text[before] == '\n')
        return true;
    return text[before] == '\r' && (before == 0 || text[before - 1] == '\n');
}

/// Whether a header, up to its body, ends in a blank line. It may end at a line that is no field.
bool endsInBlankLine(std::string_view header)
{
    return header == "\n"sv || header == "\r\n"sv || header.ends_with("\n\n"sv)
        || header.ends_with("\n\r\n"sv);
}

/// Whether a line of a mail's header begins with `Content-Length`.
bool mentionsLength(std::string_view text)
{
    for (std::size_t at = text.find('\n'); at != nowhere; at = text.find('\n', at)) {
        const std::string_view line = text.substr(++at, 14);
        if (line.starts_with('\n') || line.starts_with("\r\n"sv))
            return false;
        if (equalIgnoringCase(line, "content-length"sv))
            return true;
    }
    return false;
}

bool looksLikeField(std::string_view line)
{
    const std::size_t colon = line.find(':');
    if (colon == nowhere || colon == 0)
        return line.starts_with(">From "sv);
    return std::all_of(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(colon),
        [](char c) { return c > ' ' && c < 127; });
}

} // namespace

MboxSplitter::MboxSplitter(
    Buffer& window, std::uint64_t position, ByteStream* rest, std::uint64_t mailBytes)
    : m_window(&window)
    , m_rest(rest)
    , m_mailBytes(mailBytes)
    , m_windowOffset(position)
{
}

std::string_view MboxSplitter::unread() const
{
    return m_window->view();
}

/// Moves what is still needed to the front of a window that nobody else looks at.
void MboxSplitter::moveToFront()
{
    const std::string_view needed = unread().substr(m_at);
    if (m_pool) {
        std::shared_ptr<Buffer> next = m_pool->take();
        // With room to spare: a window that comes again is large enough for the next cut mail too.
        next->reserve(windowBytes + (needed.size() / cutMailBytes + 1) * cutMailBytes);
        next->append(needed);
        m_shared = std::move(next);
        m_window = m_shared.get();
    } else {
        std::memmove(m_window->data(), needed.data(), needed.size());
        m_window->setSize(needed.size());
    }
    m_windowOffset += m_at;
    m_scanned -= std::min(m_scanned, m_at);
    m_at = 0;
}

/// Reads one window more behind what is still needed. False: nothing came.
bool MboxSplitter::refill(const std::stop_token& stop)
{
    if (!m_rest || stop.stop_requested())
        return false;
    m_headers.reset(); // what they look at may move
    if (m_at > 0)
        moveToFront();
    Buffer& window = *m_window;
    if (window.capacity() - window.size() < windowBytes)
        window.reserve(std::max(window.size() + windowBytes, window.size() * 3 / 2));
    const std::size_t room = std::min(window.capacity() - window.size(), windowBytes);
    const std::size_t got = m_rest->read(window.data() + window.size(), room);
    window.setSize(window.size() + got);
    if (got < room)
        m_rest = nullptr;
    return got > 0;
}

/// Whether a `From ` line and a header field behind it stand at `at`. unsure: the window ends too
/// early to tell.
bool MboxSplitter::fromLineAt(std::size_t at, bool& unsure) const
{
    const std::string_view text = unread();
    const std::string_view here = text.substr(at, fromLineBytes);
    if (here.size() >= 5 && !here.starts_with("From "sv))
        return false;
    const bool cut = here.size() < fromLineBytes && m_rest;
    const std::size_t end = here.find('\n');
    if (end == nowhere) {
        unsure = cut;
        return !cut && isFromLine(withoutCr(here));
    }
    if (!isFromLine(withoutCr(here.substr(0, end))))
        return false;
    const std::size_t fieldEnd = here.find('\n', end + 1);
    if (fieldEnd == nowhere && cut) {
        unsure = true;
        return false;
    }
    const std::string_view field = withoutCr(here.substr(end + 1, fieldEnd - end - 1));
    return field.empty() || looksLikeField(field);
}

/// Where the mail at start ends by its Content-Length field; nowhere where there is no such field
/// or it leads to a place where no mail can end. needsMore: the window does not reach that far.
std::size_t MboxSplitter::contentLengthEnd(std::size_t start, bool& needsMore) const
{
    static constexpr std::string_view name = "ontent-length:";
    const std::string_view text = unread();
    // The header ends at the first blank line.
    std::size_t body = nowhere;
    std::size_t value = nowhere;
    for (std::size_t at = start; body == nowhere;) {
        const std::size_t end = lineEnd(text, at);
        if (end == nowhere)
            return nowhere;
        const std::string_view line = withoutCr(text.substr(at, end - at));
        if (line.empty())
            body = end + 1;
        else if ((line[0] | 0x20) == 'c' && equalIgnoringCase(line.substr(1, name.size()), name))
            value = at + 1 + name.size();
        at = end + 1;
    }
    if (value == nowhere)
        return nowhere;
    std::uint64_t length = 0;
    const std::string_view digits = trimmed(text.substr(value, 24));
    const auto [after, error]
        = std::from_chars(digits.data(), digits.data() + digits.size(), length);
    if (error != std::errc{} || after == digits.data() || length > m_mailBytes)
        return nowhere;
    // 4: the line ends that may follow.
    needsMore = m_rest && length + 4 > text.size() - body;
    if (needsMore || length > text.size() - body)
        return nowhere;
    std::size_t end = body + static_cast<std::size_t>(length);
    // Writers differ on whether the blank line behind the mail is counted.
    for (int i = 0; i < 2 && end < text.size() && (text[end] == '\n' || text[end] == '\r'); ++i)
        end += text.substr(end).starts_with("\r\n"sv) ? 2 : 1;
    if (end == text.size()) {
        needsMore = m_rest;
        return m_rest ? nowhere : end;
    }
    return text[end - 1] == '\n' && fromLineAt(end, needsMore) ? end : nowhere;
}

/// Whether the mail that ends there may have a Content-Length field: nearly none has.
bool MboxSplitter::mayHaveLength(std::size_t end) const
{
    const std::size_t fromLine = lineEnd(unread(), m_at);
    if (m_headers && !m_headers->contentLength.data()
        && endsInBlankLine(unread().substr(fromLine + 1, m_headers->bodyStart)))
        return false;
    return mentionsLength(unread().substr(m_at, end - m_at));
}

/// Corrects the end that was found by its looks with Content-Length, which knows of lines in the
/// body that only look like the start of a mail.
std::size_t MboxSplitter::believedEnd(std::size_t end, const std::stop_token& stop)
{
    if (!mayHaveLength(end))
        return end;
    while (true) {
        const std::size_t header = lineEnd(unread(), m_at);
        if (header == nowhere || header >= end)
            return end;
        bool needsMore = false;
        const std::size_t byLength = contentLengthEnd(header + 1, needsMore);
        if (byLength != nowhere)
            return byLength;
        if (!needsMore || stop.stop_requested())
            return end;
        // Refilling moves the mail to the front. Where nothing comes, this is the end, and the
        // length is looked at once more in that light.
        const std::size_t before = m_at;
        refill(stop);
        end -= before - m_at;
    }
}

/// Reads the header of the mail at hand, once, where the window holds it. As a mail ends behind a
/// blank line, it ends behind its header: nobody has to look for its end in there.
void MboxSplitter::lookAtHeaders()
{
    const std::size_t fromLine = m_headers ? nowhere : lineEnd(unread(), m_at);
    if (fromLine == nowhere)
        return;
    const std::string_view text = unread().substr(fromLine + 1, headerBytes);
    const MailHeaders headers = readHeaders(text);
    if (headers.bodyStart >= text.size())
        return; // it may go on
    m_headers = headers;
    m_scanned = std::max(m_scanned, fromLine + headers.bodyStart);
}

/// Where the mail ends whose bytes up to bodyFrom are known to be in it; nowhere where the window
/// ends first.
std::size_t MboxSplitter::findEnd(std::size_t bodyFrom)
{
    const std::string_view text = unread();
    std::size_t from = bodyFrom;
    while (true) {
        const std::size_t at = findPair(text, from, '\n', 'F');
        if (at == nowhere) {
            m_scanned = text.empty() ? 0 : text.size() - 1;
            return nowhere;
        }
        bool unsure = false;
        if (behindBlankLine(text, at) && fromLineAt(at, unsure))
            return at;
        if (unsure) {
            m_scanned = at - 1;
            return nowhere;
        }
        from = at;
    }
}

/// In the middle of a file: forward to the first mail that begins here.
bool MboxSplitter::skipToFirst(const std::stop_token& stop)
{
    m_started = true;
    if (unread().empty() && !refill(stop))
        return false;
    if (m_windowOffset == 0) {
        do {
            m_at = std::min(unread().find_first_not_of("\r\n \t\xef\xbb\xbf"sv), unread().size());
            m_scanned = m_at;
        } while (m_at == unread().size() && refill(stop));
        return m_at < unread().size();
    }
    for (bool hasMore = true; hasMore;) {
        const std::size_t at = findEnd(m_scanned);
        if (at != nowhere) {
            m_at = m_scanned = at;
            return true;
        }
        // A blank line and the start of a line may be cut by the window's end: keep them. At the
        // end of the stream, what was cut is looked at once more.
        const bool wasLast = !m_rest;
        m_at = m_scanned - std::min<std::size_t>(m_scanned, 4);
        hasMore = refill(stop) || !wasLast;
    }
    return false;
}

/// Passes over a mail that is larger than the limit, without keeping it.
bool MboxSplitter::skipLarge(MboxMail& mail, const std::stop_token& stop)
{
    mail.tooLarge = true;
    mail.text = {};
    while (true) {
        const std::size_t end = findEnd(m_scanned);
        if (end != nowhere) {
            m_at = m_scanned = end;
            return true;
        }
        m_at = m_scanned - std::min<std::size_t>(m_scanned, 4);
        if (!refill(stop)) {
            m_at = m_scanned = std::min(findEnd(m_scanned), unread().size());
            return !stop.stop_requested();
        }
    }
}

bool MboxSplitter::next(MboxMail& mail, const std::stop_token& stop)
{
    if (!m_started && !skipToFirst(stop))
        return false;
    if (stop.stop_requested())
        return false;
    if (m_at >= unread().size() && !refill(stop))
        return false;
    mail = {};
    m_headers.reset();
    mail.offset = m_windowOffset + m_at;
    m_scanned = std::max(m_scanned, m_at);
    std::size_t end = nowhere;
    while (true) {
        lookAtHeaders();
        end = findEnd(m_scanned);
        if (end != nowhere)
            break;
        if (unread().size() - m_at > m_mailBytes)
            return skipLarge(mail, stop);
        if (!refill(stop)) {
            if (stop.stop_requested() || m_at >= unread().size())
                return false;
            // Now that nothing follows, a line that was cut may begin a mail after all.
            end = std::min(findEnd(m_scanned), unread().size());
            break;
        }
    }
    end = believedEnd(end, stop);
    const std::size_t header = lineEnd(unread(), m_at);
    const std::size_t start = header == nowhere ? end : std::min(header + 1, end);
    mail.text = unread().substr(start, end - start);
    mail.tooLarge = mail.text.size() > m_mailBytes;
    mail.headers = m_headers ? &*m_headers : nullptr;
    m_at = m_scanned = end;
    return true;
}

std::string_view unquotedFromLines(std::string_view text, Buffer& scratch)
{
    const auto quotedAt = [text](std::size_t at) {
        const std::size_t word = text.find_first_not_of('>', at);
        return word != nowhere && text.substr(word).starts_with("From "sv);
    };
    const std::size_t start = scratch.size();
    std::size_t copied = 0;
    for (std::size_t at = text.starts_with('>') ? 0 : findPair(text, 0, '\n', '>'); at != nowhere;
         at = findPair(text, at, '\n', '>')) {
        if (!quotedAt(at))
            continue;
        scratch.append(text.substr(copied, at - copied));
        copied = at + 1;
    }
    if (copied == 0)
        return text;
    scratch.append(text.substr(copied));
    return scratch.view().substr(start);
}

} // namespace mxlens
