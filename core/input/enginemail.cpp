// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/input/engine.h"
#include "core/input/enginescope.h"
#include "core/input/mbox.h"
#include "core/input/outlookitem.h"
#include "core/report/names.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <utility>

namespace mxlens {

using namespace std::string_view_literals;

namespace {

constexpr std::size_t headBytes = 1024;

bool startsWith(std::string_view text, std::string_view prefix)
{
    return equalIgnoringCase(text.substr(0, prefix.size()), prefix);
}

/// Whether a mail's header says that it carries a TLS report (RFC 8460 section 5.3).
bool announcesReport(const MailHeaders& headers)
{
    return !trimmed(headers.reportDomain).empty()
        || equalIgnoringCase(parameter(headers.contentType, "report-type"), "tlsrpt");
}

/// Parts that stand beside the content: signatures of the mail.
bool isSignature(std::string_view type)
{
    return startsWith(type, "application/pkcs7-"sv) || startsWith(type, "application/x-pkcs7-"sv)
        || startsWith(type, "application/pgp-"sv);
}

} // namespace

/// What became of one mail so far.
struct Engine::MailState {
    explicit MailState(std::vector<std::string>& names)
        : m_names(names)
        , m_before(names.size())
    {
    }
    ~MailState() { m_names.resize(m_before); }
    MailState(const MailState&) = delete;
    MailState& operator=(const MailState&) = delete;

    /// Of the parts that were opened.
    std::span<const std::string> names() const { return std::span(m_names).subspan(m_before); }
    void addName(std::string name) { m_names.push_back(std::move(name)); }

    unsigned documents = 0;
    unsigned unreadable = 0; ///< Parts that should have been a report.
    bool announced = false; ///< Its header says that it carries a report.
    bool dmarc = false; ///< It holds a DMARC report.
    std::string partReason; ///< What stood in the place of the report.
    /// A part that may have been the report; counts where there is no other.
    std::optional<std::pair<std::string, Error>> suspect;

private:
    std::vector<std::string>& m_names; ///< Before them those of the mails around this one.
    std::size_t m_before;
};

/// One part of a mail, decoded.
struct Engine::Leaf {
    std::string_view bytes;
    std::string_view type;
    std::string name;
    unsigned number = 1;
    bool whole = false; ///< The body of a mail without parts.
    bool damaged = false; ///< Its base64 was not what it should be.
    bool labelled = false; ///< Its own type or name says that it is a report.
    bool announced = false; ///< The mail's header says so.

    /// Where it is, below its mail.
    std::string place(std::span<const std::string> taken) const
    {
        if (whole)
            return {};
        if (name.empty() || std::find(taken.begin(), taken.end(), name) != taken.end())
            return "!part-" + std::to_string(number);
        std::string place;
        place.reserve(name.size() + 1);
        place += '!';
        appendSafeName(place, name);
        return place;
    }
};

/// Stands between a part and the sink: a mail without a report is one source, whatever its parts
/// are. So what comes out of a part waits until a report comes out of it.
class Engine::LeafSink final : public DocumentSink {
public:
    LeafSink(DocumentSink& outer, MailState& state, const Leaf& leaf, bool expected)
        : m_outer(outer)
        , m_state(state)
        , m_leaf(leaf)
        , m_expected(expected)
    {
    }

    void document(const Document& document) override
    {
        if (!m_expected && !m_open && !looksLikeReport(document.bytes)) {
            m_waiting.push_back(
                { std::string(document.inner), "JSON without any member of a TLS report", {} });
            return;
        }
        open();
        ++m_state.documents;
        m_outer.document(document);
    }

    void notAReport(std::string_view inner, std::string reason) override
    {
        m_state.dmarc = m_state.dmarc || reason == notReportReason(Format::Dmarc);
        if (m_open) {
            m_outer.notAReport(inner, std::move(reason));
            return;
        }
        if (m_leaf.labelled)
            m_state.partReason = reason;
        m_waiting.push_back({ std::string(inner), std::move(reason), {} });
    }

    void unreadable(std::string_view inner, Error error) override
    {
        if (!m_open && !m_expected && !namesReport(inner)) {
            m_waiting.push_back({ std::string(inner), {}, std::move(error) });
            return;
        }
        ++m_state.unreadable;
        m_outer.unreadable(inner, std::move(error));
    }

private:
    /// What came out of the part before it was known to hold a report.
    struct Waiting {
        std::string inner;
        std::string reason;
        std::optional<Error> error;
    };

    /// Whether the last member's name is that of a report, which holds `!` itself.
    static bool namesReport(std::string_view inner)
    {
        for (std::size_t at = inner.find('!'); at != std::string_view::npos;
             at = inner.find('!', at + 1)) {
            if (isReportFileName(baseName(inner.substr(at + 1))))
                return true;
        }
        return false;
    }

    void open()
    {
        if (m_open)
            return;
        m_open = true;
        for (Waiting& waiting : m_waiting) {
            if (waiting.error)
                m_outer.unreadable(waiting.inner, std::move(*waiting.error));
            else
                m_outer.notAReport(waiting.inner, std::move(waiting.reason));
        }
        m_waiting.clear();
    }

    DocumentSink& m_outer;
    MailState& m_state;
    const Leaf& m_leaf;
    bool m_expected;
    bool m_open = false;
    std::vector<Waiting> m_waiting;
};

void Engine::mailText(std::string_view text, const MailHeaders* headers)
{
    MailState state(m_partNames);
    MailState* const outer = std::exchange(m_mail, &state);
    const bool complete = headers ? scanMail(text, *headers, *this) : scanMail(text, *this);
    m_mail = outer;
    if (!complete && state.documents == 0) {
        unreadable({ ErrorCode::TooDeep, {}, {}, "the parts of the mail are nested too deeply" });
        return;
    }
    finishMail(state);
}

/// A mail without a report is one source, which is not a report or cannot be read.
void Engine::finishMail(MailState& state)
{
    if (state.documents > 0 || state.unreadable > 0 || ended())
        return;
    if (state.suspect) {
        m_sink->unreadable(state.suspect->first, std::move(state.suspect->second));
    } else if (state.dmarc) {
        notAReport(std::string(notReportReason(Format::Dmarc)));
    } else if (!state.partReason.empty()) {
        notAReport("mail without a TLS report: its attachment is " + state.partReason);
    } else if (state.announced) {
        notAReport("mail without a TLS report, although its header announces one");
    } else {
        notAReport("mail without a TLS report");
    }
}

/// What the mail around a part says of it, as long as it lives. What stood there before, as it does
/// in a mail within a mail, comes back.
class Engine::MailContext final {
public:
    MailContext(Engine& engine, const MailHeaders& message, const MailHeaders& outermost)
        : m_engine(engine)
    {
        // The strings of the engine are written to where they may be: they have room already.
        for (std::size_t i = 0; i < fields.size(); ++i) {
            std::string& text = m_engine.m_context.*fields[i].second;
            if (!text.empty())
                std::swap(m_before[i], text);
            const std::string_view near = message.*fields[i].first;
            decodeText(trimmed(near).empty() ? outermost.*fields[i].first : near, text);
        }
    }
    ~MailContext()
    {
        for (std::size_t i = 0; i < fields.size(); ++i) {
            std::string& text = m_engine.m_context.*fields[i].second;
            if (m_before[i].empty())
                text.clear();
            else
                std::swap(m_before[i], text);
        }
    }
    MailContext(const MailContext&) = delete;
    MailContext& operator=(const MailContext&) = delete;

private:
    using Field = std::pair<std::string_view MailHeaders::*, std::string ReportContext::*>;
    static constexpr std::array<Field, 3> fields{
        Field{ &MailHeaders::reportDomain, &ReportContext::mailReportDomain },
        Field{ &MailHeaders::reportSubmitter, &ReportContext::mailSubmitter },
        Field{ &MailHeaders::subject, &ReportContext::mailSubject },
    };

    Engine& m_engine;
    std::array<std::string, fields.size()> m_before;
};

void Engine::part(const MailPart& part)
{
    if (stopped())
        return;
    const Borrowed scratch(*this);
    Leaf leaf;
    leaf.type = part.type;
    const std::string_view head = decodedBody(part, *scratch, leaf.damaged, headBytes);
    const Format format = sniff(head, head.size() < headBytes);
    m_mail->dmarc = m_mail->dmarc || format == Format::Dmarc;
    const bool text = startsWith(leaf.type, "text/"sv) || leaf.type.empty();
    if (!mayHoldReport(format) && text)
        return; // what people read: nearly every mail ends here
    leaf.name = attachmentName(part.headers);
    leaf.number = part.number;
    leaf.whole = part.whole;
    leaf.labelled = startsWith(leaf.type, "application/tlsrpt"sv) || isReportFileName(leaf.name);
    leaf.announced = announcesReport(part.message)
        || (&part.message != &part.outermost && announcesReport(part.outermost));
    m_mail->announced = m_mail->announced || leaf.announced;
    if (!mayHoldReport(format)) {
        leafWithoutReport(leaf, format);
        return;
    }
    leaf.bytes = head;
    if (head.size() >= headBytes) {
        (*scratch).clear();
        leaf.bytes = decodedBody(part, *scratch, leaf.damaged);
    }
    const Borrowed unquoted(*this);
    if (m_fromMbox && part.coding != TransferCoding::Base64)
        leaf.bytes = unquotedFromLines(leaf.bytes, *unquoted);
    const MailContext context(*this, part.message, part.outermost);
    this->leaf(leaf);
}

/// Opens a part that may hold a report.
void Engine::leaf(Leaf& leaf)
{
    MailState* const mail = m_mail;
    const bool text = startsWith(leaf.type, "text/"sv);
    LeafSink sink(*m_sink, *mail, leaf, leaf.labelled || (leaf.announced && !text));
    DocumentSink* const outer = std::exchange(m_sink, &sink);
    const bool fromMbox = std::exchange(m_fromMbox, false);
    {
        const std::string_view name
            = leaf.name.empty() && leaf.whole ? m_context.fileName : leaf.name;
        const Scope scope(*this, leaf.place(mail->names()), name, leaf.type);
        if (leaf.damaged)
            note(DeviationCode::Base64Damaged, {}, {});
        if (wanted()) {
            Content content{ leaf.bytes, nullptr, nullptr, nullptr };
            if (maySpendMore())
                dispatch(content);
        }
    }
    mail->addName(std::move(leaf.name));
    m_fromMbox = fromMbox;
    m_sink = outer;
    m_mail = mail;
}

/// A part that holds no report. Where something says that it should, that is worth a line.
void Engine::leafWithoutReport(const Leaf& leaf, Format format)
{
    const bool expected = leaf.labelled || (leaf.announced && !isSignature(leaf.type));
    if (!expected || format == Format::Dmarc)
        return;
    const bool binary = format == Format::Binary;
    if (!leaf.labelled && !binary)
        return; // logos, disclaimers and the like
    const std::string where = m_inner + leaf.place(m_mail->names());
    Error error{ ErrorCode::CompressionDamaged, {}, {},
        "the attachment should be a TLS report, but is neither JSON nor gzip" };
    if (format == Format::Empty)
        error = { ErrorCode::Truncated, {}, 0,
            "the attachment should be a TLS report, but is empty" };
    else if (!binary)
        error.detail = "the attachment should be a TLS report, but is "
            + std::string(notReportReason(format));
    if (leaf.labelled && format != Format::Empty) {
        ++m_mail->unreadable;
        m_sink->unreadable(where, std::move(error));
    } else if (!m_mail->suspect) {
        m_mail->suspect.emplace(where, std::move(error));
    }
}

void Engine::outlook(Content& content)
{
    const Nesting nesting(*this);
    if (!nesting.allowed())
        return;
    if (!fill(content, m_limits.mailBytes + 1))
        return unreadable(*content.rest->error());
    if (content.head.size() > m_limits.mailBytes)
        return unreadable({ ErrorCode::TooLarge, {}, m_limits.mailBytes,
            "an Outlook item over the limit on mails" });
    auto item = readOutlookItem(content.head, m_limits.containerDepth);
    if (!item)
        return unreadable(item.error());
    if (!item.value().isMessage)
        return notAReport(std::string(notReportReason(Format::Office)));
    MailState state(m_partNames);
    MailState* const outer = std::exchange(m_mail, &state);
    OutlookAttachment body;
    body.bytes = std::move(item.value().body);
    body.mediaType = "text/plain";
    body.headers = item.value().headers;
    body.subject = item.value().subject;
    std::vector<OutlookAttachment> parts = std::move(item.value().attachments);
    parts.insert(parts.begin(), std::move(body));
    for (std::size_t i = 0; i < parts.size() && !stopped(); ++i)
        outlookPart(parts[i], static_cast<unsigned>(i + 1), item.value().headers);
    m_mail = outer;
    finishMail(state);
}

void Engine::outlookPart(
    const OutlookAttachment& attachment, unsigned number, std::string_view outermost)
{
    MailHeaders message = readHeaders(attachment.headers);
    const MailHeaders outer = readHeaders(outermost);
    if (message.subject.empty())
        message.subject = attachment.subject;
    Leaf leaf;
    leaf.bytes = attachment.bytes;
    leaf.type = trimmed(attachment.mediaType);
    leaf.name = std::string(baseName(trimmed(attachment.name)));
    leaf.number = number;
    leaf.labelled = startsWith(leaf.type, "application/tlsrpt"sv) || isReportFileName(leaf.name);
    leaf.announced = announcesReport(message) || announcesReport(outer);
    m_mail->announced = m_mail->announced || leaf.announced;
    if (attachment.error && (leaf.labelled || leaf.announced)) {
        ++m_mail->unreadable;
        m_sink->unreadable(m_inner + leaf.place(m_mail->names()), *attachment.error);
        return;
    }
    const Format format = sniff(leaf.bytes, true);
    m_mail->dmarc = m_mail->dmarc || format == Format::Dmarc;
    if (!mayHoldReport(format)) {
        if (!startsWith(leaf.type, "text/"sv))
            leafWithoutReport(leaf, format);
        return;
    }
    const MailContext context(*this, message, outer);
    this->leaf(leaf);
}

} // namespace mxlens
