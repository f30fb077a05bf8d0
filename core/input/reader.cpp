// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/input/reader.h"

#include "core/input/engine.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace mxlens {

namespace {

/// So much of a file is read before its format is told: most files are complete then.
constexpr std::uint64_t windowBytes = 4u << 20;

/// Keeps the document of one inner source, and asks to stop then.
class CapturingSink final : public DocumentSink {
public:
    CapturingSink(std::string_view wanted, std::stop_source& found)
        : m_wanted(wanted)
        , m_found(found)
    {
    }

    void document(const Document& document) override
    {
        if (document.inner != m_wanted || text)
            return;
        text = std::string(document.bytes);
        m_found.request_stop();
    }
    void notAReport(std::string_view, std::string) override { }
    void unreadable(std::string_view inner, Error error) override
    {
        // An error of the container explains as well why its member was not found.
        if (m_wanted.starts_with(inner) && !cause)
            cause = std::move(error);
    }

    std::optional<std::string> text;
    std::optional<Error> cause;

private:
    std::string_view m_wanted;
    std::stop_source& m_found;
};

/// Reads an open file through the engine.
void readOpenFile(Engine& engine, const OpenFile& file, const std::string& path,
    const std::stop_token& stop, DocumentSink& sink, const std::string* wanted,
    const std::function<void(double)>& tellShare = {})
{
    DescriptorStream stream(file.descriptor(), true, file.size());
    // Some parts are read twice, as the list at the end of an archive.
    const std::function<void(std::uint64_t)> told = [&](std::uint64_t read) {
        tellShare(
            static_cast<double>(std::min(read, file.size())) / static_cast<double>(file.size()));
    };
    if (tellShare && file.size() > windowBytes)
        stream.countFor(told);
    const Engine::Borrowed buffer(engine);
    Content content{ {}, buffer.get(), &stream, &stream };
    // One byte more than the file has: so one call reads it all and sees its end.
    const std::uint64_t first = std::min(file.size() + 1, windowBytes);
    (*buffer).reserve(static_cast<std::size_t>(first));
    if (Engine::fill(content, first, stop))
        engine.read(content, path, stop, sink, wanted);
    else
        sink.unreadable({}, *stream.error());
}

} // namespace

struct DocumentReader::Private {
    explicit Private(const Limits& limits)
        : engine(limits)
    {
    }
    Engine engine;
    std::function<void(double)> tellShare;
    bool wantsStates = false;
    std::optional<FileState> fileState;
};

DocumentReader::DocumentReader(const Limits& limits)
    : m_private(std::make_unique<Private>(limits))
{
}

DocumentReader::~DocumentReader() = default;

void DocumentReader::readFile(const std::string& path, std::stop_token stop, DocumentSink& sink)
{
    m_private->fileState.reset();
    if (stop.stop_requested())
        return;
    const auto file = OpenFile::open(path);
    if (!file) {
        sink.unreadable({}, file.error());
        return;
    }
    if (m_private->wantsStates)
        m_private->fileState = stateOfOpen(file.value().descriptor(), path);
    readOpenFile(m_private->engine, file.value(), path, stop, sink, nullptr, m_private->tellShare);
}

void DocumentReader::tellShare(std::function<void(double)> told)
{
    m_private->tellShare = std::move(told);
}

void DocumentReader::useLibrariesAlone()
{
    m_private->engine.useLibrariesAlone();
}

void DocumentReader::useZlib()
{
    m_private->engine.useZlib();
}

void DocumentReader::wantFileStates()
{
    m_private->wantsStates = true;
}

const std::optional<FileState>& DocumentReader::fileState() const
{
    return m_private->fileState;
}

void DocumentReader::readListed(const FileList& files, std::size_t file, SmallFiles& small,
    std::stop_token stop, DocumentSink& sink)
{
    if (stop.stop_requested())
        return;
    // Larger files take the long way, and so do errors, which are told there.
    if (const auto whole = files.isPlain(file) ? small.read(file) : std::nullopt) {
        m_private->fileState = whole->state;
        return m_private->engine.read(
            { whole->bytes, nullptr, nullptr, nullptr }, files.name(file), stop, sink);
    }
    readFile(files.path(file), std::move(stop), sink);
}

void DocumentReader::readBytes(
    std::string_view bytes, std::string_view name, std::stop_token stop, DocumentSink& sink)
{
    m_private->engine.read({ bytes, nullptr, nullptr, nullptr }, name, stop, sink);
}

void DocumentReader::readMember(const Member& member, const std::stop_token& stop,
    DocumentSink& sink, std::shared_ptr<Spending> spending)
{
    m_private->engine.readMember(member, stop, sink, std::move(spending));
}

void DocumentReader::readDescriptor(int descriptor, std::stop_token stop, DocumentSink& sink)
{
    DescriptorStream stream(descriptor, false, 0);
    Engine& engine = m_private->engine;
    const Engine::Borrowed buffer(engine);
    Content content{ {}, buffer.get(), &stream, nullptr };
    if (Engine::fill(content, windowBytes, stop))
        engine.read(content, {}, stop, sink);
    else
        sink.unreadable({}, *stream.error());
}

Result<std::string> readDocumentAgain(
    const std::string& path, std::string_view inner, const Limits& limits, std::stop_token stop)
{
    if (path == "-")
        return Error{ ErrorCode::NotFound, path, {},
            "standard input cannot be read a second time" };
    const auto file = OpenFile::open(path);
    if (!file) {
        Error error = file.error();
        error.file = path;
        return error;
    }
    std::stop_source ended;
    const std::stop_callback forward(stop, [&ended] { ended.request_stop(); });
    CapturingSink sink(inner, ended);
    Engine engine(limits);
    const std::string wanted(inner);
    readOpenFile(engine, file.value(), path, ended.get_token(), sink, &wanted);
    if (sink.text)
        return std::move(*sink.text);
    if (stop.stop_requested())
        return Error{ ErrorCode::Cancelled, path, {}, "it was cancelled" };
    Error error = sink.cause.value_or(Error{ ErrorCode::NotFound, {}, {},
        "the report is not there any more: the file changed after it was read; open it again" });
    error.file = path;
    return error;
}

} // namespace mxlens
