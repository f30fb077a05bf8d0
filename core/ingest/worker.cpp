// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/worker.h"

#include "core/input/bytestream.h"

#include <algorithm>
#include <exception>
#include <utility>

namespace mxlens {

namespace {

using namespace std::chrono_literals;

constexpr auto progressInterval = 50ms;
constexpr auto publishInterval = 100ms;
// A segment is closed when it is worth showing, or large enough to be a good unit of memory.
constexpr auto segmentTime = 100ms;
constexpr std::size_t segmentReports = 8192;
constexpr std::uint64_t smallFile = 64 * 1024;

// Whether reading again may end otherwise although the file is the same.
bool mayPass(ErrorCode code)
{
    switch (code) {
    case ErrorCode::NotFound:
    case ErrorCode::AccessDenied:
    case ErrorCode::NotAFile:
    case ErrorCode::LinkLoop:
    case ErrorCode::ReadFailed:
    case ErrorCode::Cancelled:
        return true;
    default:
        return false;
    }
}

} // namespace

IngestShared::IngestShared(const IngestRequest& wanted, std::shared_ptr<StringPool> texts,
    std::shared_ptr<AddressPool> addresses)
    : request(wanted)
    , store(std::move(texts), std::move(addresses))
    , m_lastProgress(Clock::now())
    , m_lastPublished(Clock::now())
{
}

void IngestShared::setFound(std::size_t files, bool all)
{
    m_found.store(files, std::memory_order_relaxed);
    m_allFound.store(all, std::memory_order_relaxed);
}

IngestProgress IngestShared::progress() const
{
    IngestProgress progress;
    progress.filesFound = m_found.load(std::memory_order_relaxed);
    progress.allFound = m_allFound.load(std::memory_order_relaxed);
    progress.filesRead = m_itemsRead.load(std::memory_order_relaxed);
    progress.reports = m_reports.load(std::memory_order_relaxed);
    progress.filesUnchanged = m_unchanged.load(std::memory_order_relaxed);
    progress.unreadable = m_unreadable.load(std::memory_order_relaxed);
    return progress;
}

void IngestShared::report()
{
    const std::unique_lock lock(m_reporting, std::try_to_lock);
    if (!lock)
        return;
    const Clock::time_point now = Clock::now();
    if (request.progress && now - m_lastProgress >= progressInterval) {
        m_lastProgress = now;
        request.progress(progress());
    }
    const std::size_t reports = m_reports.load(std::memory_order_relaxed);
    if (now - m_lastPublished >= publishInterval && reports != m_publishedReports)
        publish(reports);
}

void IngestShared::publishNow()
{
    const std::scoped_lock lock(m_reporting);
    publish(m_reports.load(std::memory_order_relaxed));
}

void IngestShared::publish(std::size_t reports)
{
    if (!request.publish)
        return;
    m_publishedReports = reports;
    request.publish(store.snapshot());
    m_lastPublished = Clock::now();
}

IngestWorker::IngestWorker(IngestShared& shared, std::stop_token stop)
    : m_shared(shared)
    , m_stop(std::move(stop))
    , m_reader(shared.request.limits)
    , m_parser(shared.request.limits.parse, shared.request.tokenizer)
{
    if (!shared.request.cacheFolder.empty())
        m_reader.wantFileStates();
}

void IngestWorker::run(unsigned threads)
{
    WorkList& work = m_shared.work;
    FileOpener opener(work.files(), threads);
    WorkList::Batch batch = work.take();
    opener.expect(batch.begin, batch.end);
    while (!batch.empty() && !m_stop.stop_requested()) {
        // Files are opened ahead across batches: so the next one must be known in time.
        const bool early = opener.worksAhead();
        WorkList::Batch next = early ? work.take() : WorkList::Batch{};
        opener.expect(next.begin, next.end);
        readBatch(batch, opener);
        if (!early) {
            next = work.take();
            opener.expect(next.begin, next.end);
        }
        batch = next;
    }
    // Text that did not come from a file stands behind all files, each in its own place.
    const std::vector<MemoryInput>& memory = m_shared.request.memory;
    for (std::size_t i = m_shared.work.takeExtra(); i < memory.size() && !m_stop.stop_requested();
         i = m_shared.work.takeExtra())
        readMemory(memory[i], work.extraPlace() + i);
}

void IngestWorker::readBatch(WorkList::Batch batch, FileOpener& opener)
{
    const WorkList& work = m_shared.work;
    for (std::size_t file = batch.begin; file < batch.end && !m_stop.stop_requested(); ++file) {
        if (work.isCut(file))
            closeSegment();
        if (work.isDone(file))
            continue;
        if (!m_segment)
            m_order = WorkList::orderOf(file);
        readFile(file, opener);
        m_shared.countItem();
        m_shared.report();
    }
    closeSegment();
}

// Calls read; what it throws makes the source unreadable.
template <typename Read> void IngestWorker::guarded(const Read& read)
{
    try {
        read();
    } catch (const std::exception& exception) {
        // A library ran out of memory or worse; the other files are still worth reading.
        unreadable({}, Error{ ErrorCode::ReadFailed, {}, {}, exception.what() });
    }
}

void IngestWorker::readFile(std::size_t file, FileOpener& opener)
{
    const FileList& files = m_shared.work.files();
    m_file = file;
    m_mayPass = false;
    m_began = fileTimeNow();
    guarded([&] {
        if (files.name(file) == "-" && files.folder(file).empty())
            m_reader.readDescriptor(0, m_stop, *this);
        else
            m_reader.readListed(files, file, opener, m_stop, *this);
    });
    m_file.reset();
    if (!m_shared.fileStates.empty())
        m_shared.fileStates[file] = stateToKeep();
}

std::optional<FileState> IngestWorker::stateToKeep() const
{
    const std::optional<FileState>& state = m_reader.fileState();
    const bool keep
        = state && isSettled(state->modified, m_began) && !m_mayPass && !m_stop.stop_requested();
    return keep ? state : std::nullopt;
}

void IngestWorker::readMemory(const MemoryInput& input, std::size_t number)
{
    m_order = WorkList::orderOf(number);
    m_path = input.name;
    guarded([&] { m_reader.readBytes(input.bytes, input.name, m_stop, *this); });
    closeSegment();
    m_shared.countItem();
    m_shared.report();
}

bool IngestWorker::readEarly(const std::string& path)
{
    const auto file = OpenFile::open(path);
    if (!file || file.value().size() > smallFile)
        return false;
    m_path = path;
    m_onePart = true;
    m_mayPass = false;
    m_began = fileTimeNow();
    guarded([&] { m_reader.readFile(path, m_stop, *this); });
    if (!m_segment)
        return false; // cancelled
    closeSegment();
    m_shared.countItem();
    return true;
}

void IngestWorker::closeSegment()
{
    if (m_segment)
        m_shared.store.add(std::move(*m_segment));
    m_segment.reset();
}

SegmentBuilder& IngestWorker::segment()
{
    if (!m_segment) {
        m_segment.emplace(m_order++);
        m_segmentBegan = std::chrono::steady_clock::now();
    }
    return *m_segment;
}

void IngestWorker::addSource(std::string_view inner, SourceOutcome outcome, std::string_view detail)
{
    const FileList& files = m_shared.work.files();
    if (m_file)
        segment().addFileSource(files.folder(*m_file), files.name(*m_file), inner, outcome, detail);
    else
        segment().addSource(m_path, inner, outcome, detail);
}

void IngestWorker::document(const Document& document)
{
    const ParseOutcome outcome = m_parser.parse(
        document.bytes, document.context, [&](const Report& report, std::size_t index) {
            if (index == 0)
                addSource(document.inner, SourceOutcome::Report, {});
            m_segment->addReport(report);
        });
    m_shared.countReports(outcome.reports);
    m_mayPass = m_mayPass || (outcome.error && mayPass(outcome.error->code));
    if (outcome.error && outcome.reports > 0) {
        m_segment->amendSource(SourceOutcome::Unreadable, describe(*outcome.error));
        m_shared.countUnreadable();
    } else if (outcome.error) {
        unreadable(document.inner, *outcome.error);
    } else if (outcome.notAReport) {
        notAReport(document.inner, *outcome.notAReport);
    }
    closeFullSegment();
}

void IngestWorker::closeFullSegment()
{
    if (m_onePart)
        return;
    const bool old = std::chrono::steady_clock::now() - m_segmentBegan > segmentTime;
    if (m_segment->reportCount() >= segmentReports || (old && m_segment->reportCount() > 0)) {
        closeSegment();
        m_shared.report();
    }
}

void IngestWorker::notAReport(std::string_view inner, std::string reason)
{
    addSource(inner, SourceOutcome::NotAReport, reason);
}

void IngestWorker::unreadable(std::string_view inner, Error error)
{
    m_mayPass = m_mayPass || mayPass(error.code);
    addSource(inner, SourceOutcome::Unreadable, describe(error));
    m_shared.countUnreadable();
}

} // namespace mxlens
