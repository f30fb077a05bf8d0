// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/input/engine.h"

#include "core/input/archive.h"
#include "core/input/enginescope.h"
#include "core/input/mbox.h"
#include "core/report/names.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>
#include <utility>

namespace mxlens {

namespace {

/// So much is read at once: unpacking it takes less time than somebody waits for a stop.
constexpr std::uint64_t piece = 512 * 1024;

std::string megabytes(std::uint64_t bytes)
{
    return bytes >= (1u << 20) ? std::to_string(bytes >> 20) + " MiB"
                               : std::to_string(bytes) + " bytes";
}

Error tooLarge(std::string_view what, std::uint64_t limit)
{
    return { ErrorCode::TooLarge, {}, limit,
        std::string(what) + " of more than " + megabytes(limit) };
}

/// The format that a media type or file name promises.
std::optional<Format> promisedBy(std::string_view type, std::string_view name)
{
    const auto is = [type](std::string_view other) { return equalIgnoringCase(type, other); };
    const auto ends = [](std::string_view text, std::string_view ending) {
        return text.size() >= ending.size()
            && equalIgnoringCase(text.substr(text.size() - ending.size()), ending);
    };
    if (ends(type, "+gzip") || is("application/gzip") || is("application/x-gzip"))
        return Format::Gzip;
    if (ends(type, "+json") || is("application/json"))
        return Format::Json;
    if (ends(type, "+zip") || is("application/zip") || is("application/x-zip-compressed"))
        return Format::Zip;
    if (is("text/xml") || is("application/xml"))
        return Format::Xml;
    if (ends(name, ".gz"))
        return Format::Gzip;
    if (ends(name, ".json"))
        return Format::Json;
    if (ends(name, ".zip"))
        return Format::Zip;
    return ends(name, ".xml") ? std::optional(Format::Xml) : std::nullopt;
}

} // namespace

Engine::Borrowed::Borrowed(Engine& engine)
    : m_engine(engine)
{
    if (engine.m_buffers.empty()) {
        // Room for all of them is made now: giving one back may not fail.
        engine.m_buffers.reserve(engine.m_bufferCount + 1);
        m_buffer = std::make_unique<Buffer>();
        ++engine.m_bufferCount;
    } else {
        m_buffer = std::move(engine.m_buffers.back());
        engine.m_buffers.pop_back();
        m_buffer->clear();
    }
}

Engine::Borrowed::~Borrowed()
{
    m_engine.m_buffers.push_back(std::move(m_buffer));
}

Engine::Engine(const Limits& limits)
    : m_limits(limits)
{
}

Engine::~Engine() = default;

void Engine::begin(std::string_view name, const std::stop_token& stop, DocumentSink& sink,
    const std::string* wanted)
{
    m_sink = &sink;
    m_stop = &stop;
    m_wanted = wanted;
    m_mail = nullptr;
    m_inner.clear();
    m_context.mailReportDomain.clear();
    m_context.mailSubmitter.clear();
    m_context.mailSubject.clear();
    m_context.notes.clear();
    m_context.fileName = safeName(baseName(name));
    m_labelName = m_context.fileName;
    m_labelType = {};
    m_depth = m_archives = 0;
    m_unpacked = m_fromMbox = false;
    m_enough = m_ownArchive = m_tooManyEntries = false;
    m_spending.reset();
}

void Engine::read(Content content, std::string_view name, const std::stop_token& stop,
    DocumentSink& sink, const std::string* wanted)
{
    begin(name, stop, sink, wanted);
    // A pipe may be of any size.
    m_fileBytes = content.whole ? content.whole->size()
        : content.rest          ? std::numeric_limits<std::uint64_t>::max()
                                : content.head.size();
    if (!stopped())
        dispatch(content);
    if (m_spending && settle() && m_spending->leftOut)
        m_sink->unreadable({}, leftOutError());
    m_sink = nullptr;
}

bool Engine::fill(Content& content, std::uint64_t target, const std::stop_token& stop)
{
    if (!content.buffer)
        return true;
    Buffer& buffer = *content.buffer;
    while (content.rest && buffer.size() < target) {
        if (buffer.size() == buffer.capacity()) {
            const std::uint64_t wish
                = std::max<std::uint64_t>(sniffBytes, std::uint64_t{ buffer.capacity() } * 2);
            buffer.reserve(static_cast<std::size_t>(std::min(wish, target)));
        }
        if (stop.stop_requested()) {
            content.rest = nullptr;
            break;
        }
        const auto room = static_cast<std::size_t>(
            std::min(std::min<std::uint64_t>(buffer.capacity(), target) - buffer.size(), piece));
        const std::size_t got = content.rest->read(buffer.data() + buffer.size(), room);
        buffer.setSize(buffer.size() + got);
        content.head = buffer.view();
        if (content.rest->error())
            return false;
        if (got < room)
            content.rest = nullptr;
    }
    content.head = buffer.view();
    return true;
}

bool Engine::wanted() const
{
    if (!m_wanted)
        return true;
    const std::string_view target = *m_wanted;
    return target.starts_with(m_inner)
        && (target.size() == m_inner.size() || target[m_inner.size()] == '!'
            || target[m_inner.size()] == '#');
}

void Engine::note(DeviationCode code, std::string written, std::string madeOf)
{
    m_context.notes.push_back({ code, std::move(written), std::move(madeOf) });
}

// What is left in its middle is not told of: nobody knows what it is.
void Engine::notAReport(std::string reason)
{
    if (!stopped())
        m_sink->notAReport(m_inner, std::move(reason));
}

void Engine::unreadable(Error error)
{
    if (!stopped())
        m_sink->unreadable(m_inner, std::move(error));
}

/// Compares what a name or media type promised with what is there.
void Engine::noteLabel(Format format)
{
    const std::string_view type = std::exchange(m_labelType, {});
    const std::string_view name = std::exchange(m_labelName, {});
    if (!mayHoldReport(format))
        return;
    for (const auto& [label, promised] :
        { std::pair(type, promisedBy(type, {})), std::pair(name, promisedBy({}, name)) }) {
        if (promised && *promised != format) {
            note(DeviationCode::LabelMismatch, safeName(label), std::string(formatName(format)));
            return;
        }
    }
}

void Engine::dispatch(Content& content)
{
    const Format format = sniff(content.head, !content.rest);
    noteLabel(format);
    dispatchAs(content, format);
}

void Engine::dispatchAs(Content& content, Format format)
{
    switch (format) {
    case Format::Json:
        return json(content);
    case Format::Gzip:
        return gzip(content);
    case Format::Zip:
    case Format::SevenZip:
    case Format::Tar:
        return archive(content, format);
    case Format::Xz:
    case Format::Bzip2:
    case Format::Zstd:
    case Format::Lz4:
        return compressed(content, format);
    case Format::Mail:
        return mail(content);
    case Format::Mbox:
        return mbox(content);
    case Format::Ole2:
        return outlook(content);
    case Format::Pst:
        return unreadable({ ErrorCode::UnsupportedFormat, {}, {},
            "an Outlook data file (.pst or .ost); in Outlook, drag the reports into a folder, "
            "which "
            "saves them as .msg files, or export them from a mail program as .eml or mbox, and "
            "open "
            "those" });
    case Format::Rar:
        return unreadable({ ErrorCode::UnsupportedFormat, {}, {},
            "a RAR archive; unpack it and open the folder" });
    default:
        return notAReport(std::string(notReportReason(format)));
    }
}

void Engine::json(Content& content)
{
    if (!fill(content, m_limits.documentBytes + 1))
        return unreadable(*content.rest->error());
    if (content.head.size() > m_limits.documentBytes)
        return unreadable(tooLarge("a document", m_limits.documentBytes));
    if (m_unpacked)
        spending();
    if (!stopped() && (!m_spending || maySpendMore()))
        m_sink->document({ content.head, m_inner, m_context, m_spending.get() });
}

void Engine::useZlib()
{
    m_zlib = std::make_unique<ZlibInflate>();
    m_wholeGzip.useZlib(*m_zlib);
}

/// Larger documents: JSON alone, and only where GunzipStream would not find the ratio too high,
/// wherever it looks at it.
class Engine::LargeGzip final : public WholeGzip::Large {
public:
    explicit LargeGzip(const Engine& engine)
        : m_engine(engine)
    {
    }

    // What is made before the first look is too little then, or is stored as it is.
    char* roomFor(std::string_view packed, std::size_t size) override
    {
        const Limits& limits = m_engine.m_limits;
        if (size > limits.documentBytes || limits.ratio < 4 || limits.ratioFrom < 4 * step
            || size / limits.ratio > packed.size())
            return nullptr;
        m_text.reserve(size + QuickInflate::spare);
        m_text.setSize(size);
        return m_text.data();
    }
    bool mayGoOn(std::size_t made, std::size_t taken) override
    {
        static_assert(step >= sniffBytes);
        if (!m_json && sniff(text().substr(0, made), false) != Format::Json)
            return false;
        m_json = true;
        // taken is without the header of the file, which makes up for bits of the last byte.
        return (made + step + 512) / m_engine.m_limits.ratio <= taken && !m_engine.stopped();
    }
    std::string_view text() const { return m_text.view(); } // empty where there was none

private:
    const Engine& m_engine;
    Buffer m_text; // not a borrowed one: GunzipStream looks at the ratio when one is full
    bool m_json = false;
};

// The common case, a file in memory that holds one document: true if that was it.
bool Engine::wholeGzip(const Content& content)
{
    if (m_librariesAlone)
        return false;
    const Borrowed buffer(*this);
    LargeGzip large(*this);
    if (content.rest || !m_wholeGzip.unpack(content.head, *buffer, &large))
        return false;
    const bool isLarge = !large.text().empty();
    const std::string_view text = isLarge ? large.text() : (*buffer).view();
    if (!isLarge && text.size() > std::min(m_limits.documentBytes, m_limits.ratioFrom))
        return false;
    if (!isLarge && m_depth > 1)
        spend(text.size());
    if (sniff(text, true) != Format::Json)
        return false;
    // What is large counts as it does where it is read by and by.
    if (isLarge)
        spending();
    if (!stopped() && (!m_spending || maySpendMore()))
        m_sink->document({ text, m_inner, m_context, m_spending.get() });
    if (isLarge && m_depth > 1)
        spend(text.size());
    return true;
}

void Engine::gzip(Content& content)
{
    const Nesting nesting(*this);
    if (!nesting.allowed() || wholeGzip(content))
        return;
    if (m_gunzipsInUse == m_gunzips.size())
        m_gunzips.push_back(std::make_unique<GunzipStream>(m_limits));
    GunzipStream& stream = *m_gunzips[m_gunzipsInUse++];
    stream.start(content.head, content.rest);
    const Borrowed buffer(*this);
    Content inside{ {}, buffer.get(), &stream, nullptr };
    bool good = fill(inside, sniffBytes);
    const Format format = sniff(inside.head, !inside.rest);
    if (good && format == Format::Json)
        good = fill(inside, m_limits.documentBytes + 1);
    // What came before the damage still counts, and a damaged DMARC report is one all the same.
    const bool useful = format == Format::Mbox || format == Format::Tar || format == Format::Dmarc;
    if (!good && !useful) {
        unreadable(*stream.error());
    } else {
        if (format == Format::Gzip)
            note(DeviationCode::GzipTwice, "gzip in gzip", {});
        if (!inside.rest && stream.trailingBytes() > 0)
            note(DeviationCode::GzipTrailingBytes,
                std::to_string(stream.trailingBytes()) + " bytes", "left out");
        const bool unpacked = std::exchange(m_unpacked, true);
        dispatchAs(inside, format);
        m_unpacked = unpacked;
    }
    if (m_depth > 1)
        spend(inside.head.size());
    --m_gunzipsInUse;
}

void Engine::compressed(Content& content, Format format)
{
    const Nesting nesting(*this);
    if (!nesting.allowed())
        return;
    PrefixedStream stream(content.head, content.rest);
    ArchiveReader reader(content.whole ? *content.whole : stream, format, m_limits);
    ArchiveMember member;
    if (!reader.next(member)) {
        if (reader.error())
            return unreadable(*reader.error());
        return notAReport("empty");
    }
    const Borrowed buffer(*this);
    Content inside{ {}, buffer.get(), &reader.data(), nullptr };
    if (!fill(inside, sniffBytes) && inside.head.empty())
        return unreadable(*reader.data().error());
    const bool unpacked = std::exchange(m_unpacked, true);
    dispatchAs(inside, sniff(inside.head, !inside.rest));
    m_unpacked = unpacked;
    if (m_depth > 1)
        spend(inside.head.size());
}

void Engine::archive(Content& content, Format format)
{
    // A compressed tar is one container, not two.
    std::optional<Nesting> nesting;
    if (format != Format::Tar || !m_unpacked) {
        nesting.emplace(*this);
        if (!nesting->allowed())
            return;
    }
    if (m_archives++ == 0) {
        m_ownArchive = m_wanted || !m_sink->members();
        if (settle())
            spending().entries = 0;
    }
    if (content.rest && content.whole) {
        archiveMembers(*content.whole, format);
    } else {
        // zip and 7z have their table of contents at their end: better to have all of it.
        if (format != Format::Tar)
            fill(content, m_limits.documentBytes);
        MemoryStream memory(content.head);
        PrefixedStream stream(content.head, content.rest);
        if (content.rest && format == Format::SevenZip)
            unreadable(tooLarge("a 7z archive in another file", m_limits.documentBytes));
        else if (content.rest)
            archiveMembers(stream, format);
        else
            archiveMembers(memory, format);
    }
    // What stands around it goes on.
    if (--m_archives == 0 && std::exchange(m_tooManyEntries, false))
        unreadable(tooManyEntriesError());
}

void Engine::mbox(Content& content)
{
    const Nesting nesting(*this);
    if (!nesting.allowed())
        return;
    const Borrowed copy(*this);
    if (!content.buffer) {
        (*copy).append(content.head);
        content.buffer = copy.get();
    }
    ByteStream* const rest = content.rest;
    const auto frame = !m_wanted && m_sink->members() ? memberFrame(true) : nullptr;
    MboxSplitter splitter(*content.buffer, 0, rest, m_limits.mailBytes);
    if (frame)
        splitter.shareWindows();
    MboxMail mail;
    std::uint64_t number = 0;
    while (!ended() && splitter.next(mail, *m_stop)) {
        char digits[24] = { '#' };
        const auto [end, error] = std::to_chars(digits + 1, digits + sizeof digits, ++number);
        const std::string_view place(digits, static_cast<std::size_t>(end - digits));
        if (frame && !mail.tooLarge && mail.text.size() <= memberBytes) {
            handOver({ frame, place, {}, mail.text, &splitter.window(), mail.headers });
            continue;
        }
        if (!mayReadMember(mail.text.size(), MemberOf::Mbox))
            return;
        const Scope scope(*this, place);
        if (!wanted())
            continue;
        if (mail.tooLarge) {
            Error large = tooLarge("a mail", m_limits.mailBytes);
            large.offset = mail.offset;
            unreadable(std::move(large));
            continue;
        }
        mboxMail(mail.text, mail.headers);
    }
    if (rest && rest->error())
        damagedBehind(*rest->error());
    else if (number == 0 && !ended())
        notAReport("empty");
}

void Engine::mboxMail(std::string_view text, const MailHeaders* headers)
{
    m_fromMbox = true;
    mailText(text, headers);
    m_fromMbox = false;
}

void Engine::mail(Content& content)
{
    const Nesting nesting(*this);
    if (!nesting.allowed())
        return;
    if (!fill(content, m_limits.mailBytes + 1))
        return unreadable(*content.rest->error());
    if (content.head.size() > m_limits.mailBytes)
        return unreadable(tooLarge("a mail", m_limits.mailBytes));
    if (!stopped())
        mailText(content.head, nullptr);
}

} // namespace mxlens
