// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/worker.h"

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

} // namespace

IngestShared::IngestShared(const IngestRequest& wanted, std::vector<InputItem> inputs)
    : request(wanted)
    , items(std::move(inputs))
    , m_lastProgress(Clock::now())
    , m_lastPublished(Clock::now())
{
}

std::size_t IngestShared::takeBatch()
{
    return std::min(m_nextItem.fetch_add(batchSize, std::memory_order_relaxed), items.size());
}

IngestProgress IngestShared::progress() const
{
    IngestProgress progress;
    progress.filesFound = items.size();
    progress.allFound = true;
    progress.filesRead = m_itemsRead.load(std::memory_order_relaxed);
    progress.reports = m_reports.load(std::memory_order_relaxed);
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
    if (request.publish && now - m_lastPublished >= publishInterval
        && reports != m_publishedReports) {
        m_publishedReports = reports;
        request.publish(store.snapshot());
        m_lastPublished = Clock::now();
    }
}

IngestWorker::IngestWorker(IngestShared& shared, std::stop_token stop)
    : m_shared(shared)
    , m_stop(std::move(stop))
    , m_reader(shared.request.limits)
    , m_parser(shared.request.limits.parse, shared.request.tokenizer)
{
}

void IngestWorker::run()
{
    while (!m_stop.stop_requested()) {
        const std::size_t begin = m_shared.takeBatch();
        const std::size_t end = std::min(begin + IngestShared::batchSize, m_shared.items.size());
        if (begin == end)
            return;
        // Segments of a batch stand between those of its neighbours.
        m_order = static_cast<std::uint64_t>(begin) << 32;
        for (std::size_t i = begin; i < end && !m_stop.stop_requested(); ++i) {
            readItem(m_shared.items[i]);
            m_shared.countItem();
            m_shared.report();
        }
        closeSegment();
    }
}

void IngestWorker::readItem(const InputItem& item)
{
    m_path = item.path;
    try {
        readContent(item);
    } catch (const std::exception& exception) {
        // A library ran out of memory or worse; the other files are still worth reading.
        unreadable({}, Error{ ErrorCode::ReadFailed, {}, {}, exception.what() });
    }
}

void IngestWorker::readContent(const InputItem& item)
{
    if (item.error)
        unreadable({}, *item.error);
    else if (item.emptyFolder)
        notAReport({}, "empty");
    else if (item.memory)
        m_reader.readBytes(item.memory->bytes, item.memory->name, m_stop, *this);
    else if (item.path == "-")
        m_reader.readDescriptor(0, m_stop, *this);
    else
        m_reader.readFile(item.path, m_stop, *this);
}

void IngestWorker::closeSegment()
{
    if (m_segment)
        m_shared.store.add(std::move(*m_segment));
    m_segment.reset();
}

namespace {

SegmentBuilder& openSegment(std::optional<SegmentBuilder>& segment,
    std::chrono::steady_clock::time_point& began, std::uint64_t& order)
{
    if (!segment) {
        segment.emplace(order++);
        began = std::chrono::steady_clock::now();
    }
    return *segment;
}

} // namespace

void IngestWorker::document(const Document& document)
{
    SegmentBuilder& segment = openSegment(m_segment, m_segmentBegan, m_order);
    const ParseOutcome outcome = m_parser.parse(
        document.bytes, document.context, [&](const Report& report, std::size_t index) {
            if (index == 0)
                segment.addSource(m_path, document.inner, SourceOutcome::Report, {});
            segment.addReport(report);
        });
    m_shared.countReports(outcome.reports);
    if (outcome.error && outcome.reports > 0) {
        segment.amendSource(SourceOutcome::Unreadable, describe(*outcome.error));
        m_shared.countUnreadable();
    } else if (outcome.error) {
        unreadable(document.inner, *outcome.error);
    } else if (outcome.notAReport) {
        notAReport(document.inner, *outcome.notAReport);
    }
    const bool old = std::chrono::steady_clock::now() - m_segmentBegan > segmentTime;
    if (segment.reportCount() >= segmentReports || (old && segment.reportCount() > 0)) {
        closeSegment();
        m_shared.report();
    }
}

void IngestWorker::notAReport(std::string_view inner, std::string reason)
{
    openSegment(m_segment, m_segmentBegan, m_order)
        .addSource(m_path, inner, SourceOutcome::NotAReport, reason);
}

void IngestWorker::unreadable(std::string_view inner, Error error)
{
    openSegment(m_segment, m_segmentBegan, m_order)
        .addSource(m_path, inner, SourceOutcome::Unreadable, describe(error));
    m_shared.countUnreadable();
}

} // namespace mxlens
