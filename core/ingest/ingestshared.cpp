// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/ingestshared.h"

#include <limits>
#include <utility>

namespace mxlens {

namespace {

using namespace std::chrono_literals;

constexpr auto progressInterval = 50ms;
constexpr auto publishInterval = 100ms;
constexpr auto lookInterval = 10ms;

} // namespace

IngestShared::IngestShared(const IngestRequest& wanted, std::shared_ptr<StringPool> texts,
    std::shared_ptr<AddressPool> addresses)
    : request(wanted)
    , store(std::move(texts), std::move(addresses))
    , m_lastProgress(Clock::now())
    , m_lastPublished(Clock::now())
{
}

void IngestShared::add(SegmentBuilder&& segment)
{
    if (!request.piece) {
        store.add(std::move(segment));
        return;
    }
    const std::shared_ptr<const Snapshot> piece = StoreBuilder::alone(std::move(segment));
    handOnBefore(piece->parts().front().order);
    request.piece(*piece);
}

void IngestShared::add(HeldRows&& rows)
{
    countReports(rows.reports);
    countUnreadable(rows.unreadable);
    if (rows.segment)
        add(std::move(*rows.segment));
}

void IngestShared::addBeforehand(SegmentBuilder&& segment)
{
    if (request.piece)
        m_waiting.insert(m_waiting.begin(), StoreBuilder::alone(std::move(segment)));
    else
        store.add(std::move(segment));
}

void IngestShared::handOnRest()
{
    handOnBefore(std::numeric_limits<std::uint64_t>::max());
}

void IngestShared::handOnBefore(std::uint64_t order)
{
    for (; !m_waiting.empty() && m_waiting.back()->parts().front().order < order;
         m_waiting.pop_back())
        request.piece(*m_waiting.back());
}

void IngestShared::setFound(std::size_t files, bool all)
{
    m_found.store(files, std::memory_order_relaxed);
    m_allFound.store(all, std::memory_order_relaxed);
}

void IngestShared::beginLooking(std::size_t files)
{
    m_looking.store(true, std::memory_order_relaxed);
    setFound(files, true);
}

void IngestShared::endLooking()
{
    m_looking.store(false, std::memory_order_relaxed);
    m_itemsRead.store(0, std::memory_order_relaxed);
    setFound(0, false);
}

void IngestShared::startAnew(
    std::shared_ptr<StringPool> texts, std::shared_ptr<AddressPool> addresses)
{
    store.startAnew(std::move(texts), std::move(addresses));
    m_reports.store(0, std::memory_order_relaxed);
    m_unreadable.store(0, std::memory_order_relaxed);
    m_publishedReports = 0;
}

IngestProgress IngestShared::progress() const
{
    IngestProgress progress;
    progress.looking = m_looking.load(std::memory_order_relaxed);
    progress.filesFound = m_found.load(std::memory_order_relaxed);
    progress.allFound = m_allFound.load(std::memory_order_relaxed);
    progress.filesRead = m_itemsRead.load(std::memory_order_relaxed);
    progress.partsRead
        = static_cast<double>(m_partsRead.load(std::memory_order_relaxed)) / millionths;
    progress.reports = m_reports.load(std::memory_order_relaxed);
    progress.filesUnchanged = m_unchanged.load(std::memory_order_relaxed);
    progress.unreadable = m_unreadable.load(std::memory_order_relaxed);
    return progress;
}

void IngestShared::report()
{
    // Asked for each file: nothing that threads share is written before it is time.
    const Clock::time_point now = Clock::now();
    if (now < m_nextLook.load(std::memory_order_relaxed))
        return;
    const std::unique_lock lock(m_reporting, std::try_to_lock);
    if (!lock)
        return;
    m_nextLook.store(now + lookInterval, std::memory_order_relaxed);
    if (request.progress && now - m_lastProgress >= progressInterval) {
        m_lastProgress = now;
        request.progress(progress());
    }
    const std::size_t reports = m_reports.load(std::memory_order_relaxed);
    if (now - m_lastPublished >= publishInterval && reports != m_publishedReports)
        publish(reports);
}

std::shared_ptr<const Snapshot> IngestShared::publishNow()
{
    const std::scoped_lock lock(m_reporting);
    return publish(m_reports.load(std::memory_order_relaxed));
}

std::shared_ptr<const Snapshot> IngestShared::publish(std::size_t reports)
{
    if (!request.publish)
        return nullptr;
    m_publishedReports = reports;
    std::shared_ptr<const Snapshot> snapshot = store.snapshot();
    request.publish(snapshot);
    m_lastPublished = Clock::now();
    return snapshot;
}

} // namespace mxlens
