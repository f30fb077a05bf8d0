// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/worker.h"

#include "core/input/bytestream.h"

#include <exception>
#include <new>
#include <utility>

namespace mxlens {

namespace {

constexpr std::uint64_t smallFile = 64 * 1024;

// Calls read; what it throws makes the source unreadable. innerOf() tells where that is.
template <typename InnerOf, typename Read>
void guarded(DocumentSink& sink, const InnerOf& innerOf, const Read& read)
{
    try {
        read();
    } catch (const std::bad_alloc&) {
        // Everything else is still worth reading.
        sink.unreadable(innerOf(), Error{ ErrorCode::OutOfMemory, {}, {}, {} });
    } catch (const std::exception& exception) {
        sink.unreadable(innerOf(), Error{ ErrorCode::ReadFailed, {}, {}, exception.what() });
    }
}

std::string_view theFileItself()
{
    return {};
}

void setWays(DocumentReader& reader, const IngestRequest& request)
{
    if (request.librariesAlone)
        reader.useLibrariesAlone();
    if (request.byZlib)
        reader.useZlib();
}

} // namespace

struct IngestWorker::Helping {
    Helping(IngestShared& shared, ReportParser& parser, const std::stop_token& stop)
        : reader(shared.request.limits)
        , rows(shared, parser, stop)
    {
        rows.setHeld();
        setWays(reader, shared.request);
    }
    DocumentReader reader;
    RowWriter rows;
};

IngestWorker::IngestWorker(IngestShared& shared, std::stop_token stop)
    : m_shared(shared)
    , m_stop(std::move(stop))
    , m_parser(shared.request.limits.parse,
          shared.request.librariesAlone ? Tokenizer::Reference : Tokenizer::Quick)
    , m_reader(shared.request.limits)
    , m_rows(shared, m_parser, m_stop)
{
    if (!shared.request.cacheFolder.empty())
        m_reader.wantFileStates();
    setWays(m_reader, shared.request);
    if (shared.request.progress)
        m_reader.tellShare([this](double share) {
            countPart(static_cast<std::int64_t>(share * IngestShared::millionths));
            m_shared.report();
        });
}

IngestWorker::~IngestWorker() = default;

void IngestWorker::readFiles(unsigned threads)
{
    WorkList& work = m_shared.work;
    SmallFiles small(
        work.files(), m_shared.early.get(), !m_shared.request.cacheFolder.empty(), threads);
    const auto take = [&] {
        const WorkList::Batch batch = work.take(threads);
        work.forEachToRead(
            batch, [&](std::size_t begin, std::size_t end) { small.expect(begin, end); });
        return batch;
    };
    WorkList::Batch batch = take();
    while (!batch.empty() && !m_stop.stop_requested()) {
        // Files are opened ahead across batches: so the next one must be known in time.
        const bool early = small.worksAhead();
        WorkList::Batch next = early ? take() : WorkList::Batch{};
        readBatch(batch, small);
        if (!early)
            next = take();
        batch = next;
    }
}

void IngestWorker::run(unsigned threads)
{
    WorkList& work = m_shared.work;
    readFiles(threads);
    // Text that did not come from a file stands behind all files, each in its own place.
    const std::vector<MemoryInput>& memory = m_shared.request.memory;
    for (std::size_t i = work.takeExtra(); i < memory.size() && !m_stop.stop_requested();
         i = work.takeExtra())
        readMemory(memory[i], work.extraPlace() + i);
    m_shared.members.endReading();
    help(m_shared.members.take(m_stop));
}

void IngestWorker::help(std::unique_ptr<MemberBatch> first)
{
    for (auto batch = std::move(first); batch; batch = m_shared.members.take(m_stop))
        readAndReturn(std::move(batch));
}

void IngestWorker::readBatch(WorkList::Batch batch, SmallFiles& small)
{
    const WorkList& work = m_shared.work;
    for (std::size_t file = batch.begin; file < batch.end && !m_stop.stop_requested(); ++file) {
        if (work.isCut(file))
            m_rows.closeSegment();
        if (work.isDone(file))
            continue;
        if (!m_rows.hasRows())
            m_rows.setOrder(WorkList::orderOf(file));
        readFile(file, small);
        countItem();
        m_shared.report();
    }
    m_rows.closeSegment();
}

void IngestWorker::beginOrigin(std::optional<std::size_t> file, std::string_view path)
{
    m_file = file;
    m_path = path;
    m_origin.reset();
    if (file)
        m_rows.beginFile(*file);
    else
        m_rows.beginPath(path);
    if (!m_shared.request.cacheFolder.empty())
        m_began = fileTimeNow();
}

void IngestWorker::readFile(std::size_t file, SmallFiles& small)
{
    const FileList& files = m_shared.work.files();
    beginOrigin(file, {});
    guarded(*this, theFileItself, [&] {
        if (files.name(file) == "-" && files.folder(file).empty())
            m_reader.readDescriptor(0, m_stop, *this);
        else
            m_reader.readListed(files, file, small, m_stop, *this);
    });
    finishMembers();
    countPart(0); // it is a whole file from now on
    if (!m_shared.fileStates.empty())
        m_shared.fileStates[file] = stateToKeep();
}

void IngestWorker::countItem()
{
    // What was left in its middle was not read.
    if (!m_stop.stop_requested())
        m_shared.countItem();
}

void IngestWorker::countPart(std::int64_t part)
{
    if (part == m_part)
        return; // mostly so: small files have no parts
    m_shared.countPart(part - m_part);
    m_part = part;
}

std::optional<FileState> IngestWorker::stateToKeep() const
{
    const std::optional<FileState>& state = m_reader.fileState();
    const bool mayPass = m_rows.mayPass() || (m_origin && m_origin->mayPass);
    const bool keep
        = state && isSettled(state->modified, m_began) && !mayPass && !m_stop.stop_requested();
    return keep ? state : std::nullopt;
}

void IngestWorker::readMemory(const MemoryInput& input, std::size_t number)
{
    m_rows.setOrder(WorkList::orderOf(number));
    beginOrigin({}, input.name);
    guarded(
        *this, theFileItself, [&] { m_reader.readBytes(input.bytes, input.name, m_stop, *this); });
    finishMembers();
    m_rows.closeSegment();
    countItem();
    m_shared.report();
}

bool IngestWorker::readEarly(const std::string& path)
{
    const auto file = OpenFile::open(path);
    if (!file || file.value().size() > smallFile)
        return false;
    m_early = true;
    m_rows.setOneSegment();
    beginOrigin({}, path);
    guarded(*this, theFileItself, [&] { m_reader.readFile(path, m_stop, *this); });
    if (!m_rows.hasRows())
        return false; // cancelled
    m_rows.closeSegment();
    m_shared.countItem();
    return true;
}

// What the reader says itself stands behind the members that it handed out before.
void IngestWorker::document(const Document& document)
{
    handOver();
    m_rows.document(document);
}

void IngestWorker::notAReport(std::string_view inner, std::string reason)
{
    handOver();
    m_rows.notAReport(inner, std::move(reason));
}

void IngestWorker::unreadable(std::string_view inner, Error error)
{
    handOver();
    m_rows.unreadable(inner, std::move(error));
}

MemberSink* IngestWorker::members()
{
    // Nobody helps before the walk has ended, nor where everything is read in its order.
    return m_early || m_shared.request.piece ? nullptr : this;
}

bool IngestWorker::member(const Member& member)
{
    if (!m_origin) {
        m_origin = std::make_shared<MemberOrigin>();
        m_origin->file = m_file;
        m_origin->path = m_path;
    }
    if (!m_batch) {
        m_batch = m_shared.members.spare();
        m_batch->start(m_origin, m_rows.takeOrder());
    }
    m_batch->add(member);
    if (m_batch->full())
        handOver();
    return !m_origin->enough;
}

bool IngestWorker::settle()
{
    if (m_origin) {
        handOver();
        while (auto batch = m_shared.members.takeUntilRead(*m_origin, m_stop))
            readAndReturn(std::move(batch));
    }
    return !m_stop.stop_requested();
}

void IngestWorker::handOver()
{
    if (!m_batch)
        return;
    if (auto batch = m_shared.members.push(std::move(m_batch)))
        readAndReturn(std::move(batch));
}

// The end of a file: waits until its members are read, and helps meanwhile.
void IngestWorker::finishMembers()
{
    if (!m_origin)
        return;
    settle();
    m_shared.report();
}

// Members are read ahead of those before them, as if nothing came before. Where that would have
// been too much together, they are read again when their turn comes: rare, and then each time
// alike.
void IngestWorker::readAndReturn(std::unique_ptr<MemberBatch> batch)
{
    const std::shared_ptr<MemberOrigin> origin = batch->origin();
    const std::uint64_t number = batch->number();
    MemberRows read{ std::move(batch), {}, {}, {} };
    try {
        if (!origin->enough)
            readMembers(read, std::make_shared<Spending>(read.batch->spending()->unused()));
    } catch (...) {
        read.failure = std::current_exception();
    }
    origin->order.add(
        number, std::move(read), [this](MemberRows next) { conclude(std::move(next)); });
    m_shared.report();
}

// Whatever happens, the batch is given back: somebody waits until all of them are.
void IngestWorker::conclude(MemberRows read)
{
    try {
        addRows(read);
    } catch (...) {
        read.failure = std::current_exception();
    }
    const std::exception_ptr failure = read.failure;
    m_shared.members.done(std::move(read.batch));
    if (failure)
        std::rethrow_exception(failure);
}

void IngestWorker::addRows(MemberRows& read)
{
    MemberOrigin& origin = *read.batch->origin();
    const std::shared_ptr<Spending>& spending = read.batch->spending();
    if (origin.enough || !read.spent)
        return;
    if (m_stop.stop_requested() || spending->hasRoomFor(*read.spent)) {
        spending->add(*read.spent);
    } else {
        readMembers(read, spending);
        origin.enough = spending->leftOut;
    }
    if (read.rows.mayPass)
        origin.mayPass = true;
    m_shared.add(std::move(read.rows));
}

void IngestWorker::readMembers(MemberRows& read, const std::shared_ptr<Spending>& spending)
{
    if (!m_helping)
        m_helping = std::make_unique<Helping>(m_shared, m_parser, m_stop);
    RowWriter& rows = m_helping->rows;
    const MemberBatch& batch = *read.batch;
    const MemberOrigin& origin = *batch.origin();
    rows.takeHeld(); // what a failure left there
    if (origin.file)
        rows.beginFile(*origin.file);
    else
        rows.beginPath(origin.path);
    rows.setOrder(batch.order());
    for (std::size_t i = 0; i < batch.size() && !spending->leftOut && !m_stop.stop_requested();
         ++i) {
        const Member member = batch[i];
        batch.expect(i + 1);
        const auto inner = [&member] { return member.frame->inner + std::string(member.place); };
        guarded(rows, inner, [&] { m_helping->reader.readMember(member, m_stop, rows, spending); });
    }
    read.rows = rows.takeHeld();
    read.spent = *spending;
}

} // namespace mxlens
