// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/storebuilder.h"

#include "core/store/reportindex.h"
#include "core/store/segmentbuilder_p.h"

#include <algorithm>
#include <cstddef>
#include <mutex>
#include <utility>

namespace mxlens {

namespace {

// As many as are in use at a time where nothing waits for long.
constexpr std::size_t spareSegments = 8;

// What a pointer shares with snapshots that are out, as a copy that may be changed: they keep what
// they were taken with.
template <typename T> T& writable(std::shared_ptr<const T>& shared)
{
    if (!shared || shared.use_count() > 1)
        shared = shared ? std::make_shared<T>(*shared) : std::make_shared<T>();
    return const_cast<T&>(*shared); // made above, and held by nobody else
}

} // namespace

struct StoreBuilder::Private {
    Private(std::shared_ptr<StringPool> texts, std::shared_ptr<AddressPool> addressPool)
        : pool(std::move(texts))
        , addresses(std::move(addressPool))
    {
        spare.reserve(spareSegments); // giving one back may not fail
    }

    mutable std::mutex mutex;
    std::mutex spareMutex; ///< Of `spare` alone.
    std::vector<std::unique_ptr<SegmentBuilder::Private>> spare;
    std::shared_ptr<StringPool> pool;
    std::shared_ptr<AddressPool> addresses;
    std::vector<Snapshot::Part> parts;
    bool marked = false; ///< The marks of parts came with them; their reports are not in `counted`.
    ReportIndex counted{ parts, *pool }; ///< The reports that are no duplicates.

    Snapshot::Part& append(std::shared_ptr<const Segment> segment, std::uint64_t order);
    void countMarked();
    void findDuplicates(const Snapshot::Part& part);
    ReportMark markOf(RowId report) const;
    void mark(RowId report, ReportMark mark);
    void markDuplicate(RowId report, RowId earlier);
    bool before(RowId a, RowId b) const;
};

StoreBuilder::StoreBuilder()
    : StoreBuilder(std::make_shared<StringPool>(), std::make_shared<AddressPool>())
{
}

StoreBuilder::StoreBuilder(
    std::shared_ptr<StringPool> texts, std::shared_ptr<AddressPool> addresses)
    : m_private(std::make_unique<Private>(std::move(texts), std::move(addresses)))
{
}

StoreBuilder::~StoreBuilder() = default;

void StoreBuilder::add(SegmentBuilder&& builder)
{
    SegmentBuilder::Private& made = *builder.m_private;
    SegmentBuilder::PoolIds ids;
    {
        const std::scoped_lock lock(m_private->mutex);
        ids = made.moveTexts(*m_private->pool, *m_private->addresses);
    }
    std::shared_ptr<const Segment> segment = made.close(ids);
    adopt(std::move(segment), made.order);
    if (!made.mayGoOn())
        return;
    const std::scoped_lock lock(m_private->spareMutex);
    if (m_private->spare.size() < spareSegments)
        m_private->spare.push_back(std::move(builder.m_private));
}

SegmentBuilder StoreBuilder::newSegment(std::uint64_t order)
{
    std::unique_ptr<SegmentBuilder::Private> known;
    {
        const std::scoped_lock lock(m_private->spareMutex);
        if (!m_private->spare.empty()) {
            known = std::move(m_private->spare.back());
            m_private->spare.pop_back();
        }
    }
    if (!known)
        return SegmentBuilder(order);
    known->startAnew(order);
    return SegmentBuilder(std::move(known));
}

std::shared_ptr<const Snapshot> StoreBuilder::alone(SegmentBuilder&& builder)
{
    SegmentBuilder::Private& made = *builder.m_private;
    StoreBuilder store;
    Private& own = *store.m_private;
    const SegmentBuilder::PoolIds ids = made.moveTexts(*own.pool, *own.addresses);
    own.append(made.close(ids), made.order);
    return store.snapshot();
}

void StoreBuilder::adopt(std::shared_ptr<const Segment> segment, std::uint64_t order)
{
    const std::scoped_lock lock(m_private->mutex);
    m_private->countMarked();
    m_private->findDuplicates(m_private->append(std::move(segment), order));
}

void StoreBuilder::adopt(
    const std::vector<std::pair<std::shared_ptr<const Segment>, std::uint64_t>>& segments,
    const std::vector<ReportMark>& marks, const std::vector<std::pair<RowId, RowId>>& earlier)
{
    const std::scoped_lock lock(m_private->mutex);
    auto duplicate = earlier.begin();
    for (const auto& [segment, order] : segments) {
        Snapshot::Part& part = m_private->append(segment, order);
        const std::size_t count = segment->reports.key.size();
        const auto first = marks.begin() + static_cast<std::ptrdiff_t>(part.firstReport);
        part.marks = std::make_shared<std::vector<ReportMark>>(
            first, first + static_cast<std::ptrdiff_t>(count));
        for (; duplicate != earlier.end() && duplicate->first < part.firstReport + count;
             ++duplicate)
            writable(part.earlier)[duplicate->first - part.firstReport] = duplicate->second;
    }
    m_private->marked = true;
}

// The table is made when it is needed: not for a folder that is unchanged as a whole.
void StoreBuilder::Private::countMarked()
{
    if (!std::exchange(marked, false))
        return;
    for (const Snapshot::Part& part : parts) {
        for (RowId row = 0; row < part.marks->size(); ++row) {
            if ((*part.marks)[row] != ReportMark::Duplicate)
                counted.add(part.firstReport + row, !counted.known(part.firstReport + row).any);
        }
    }
}

Snapshot::Part& StoreBuilder::Private::append(
    std::shared_ptr<const Segment> segment, std::uint64_t order)
{
    Snapshot::Part part;
    if (!parts.empty()) {
        const Snapshot::Part& last = parts.back();
        const auto size = [](const auto& column) { return static_cast<RowId>(column.size()); };
        part.firstSource = last.firstSource + size(last.segment->sources.name);
        part.firstReport = last.firstReport + size(last.segment->reports.key);
        part.firstPolicy = last.firstPolicy + size(last.segment->policies.report);
        part.firstFailure = last.firstFailure + size(last.segment->failures.policy);
    }
    part.order = order;
    part.marks
        = std::make_shared<std::vector<ReportMark>>(segment->reports.key.size(), ReportMark::None);
    part.segment = std::move(segment);
    parts.push_back(std::move(part));
    return parts.back();
}

ReportMark StoreBuilder::Private::markOf(RowId report) const
{
    const RowPlace place = counted.placeOf(report);
    return (*parts[place.segmentIndex].marks)[place.row];
}

void StoreBuilder::Private::mark(RowId report, ReportMark mark)
{
    const RowPlace place = counted.placeOf(report);
    auto& marks = parts[place.segmentIndex].marks;
    if ((*marks)[place.row] != mark)
        writable(marks)[place.row] = mark;
}

void StoreBuilder::Private::markDuplicate(RowId report, RowId earlier)
{
    mark(report, ReportMark::Duplicate);
    const RowPlace place = counted.placeOf(report);
    writable(parts[place.segmentIndex].earlier)[place.row] = earlier;
}

// Whether a stands before b in the input.
bool StoreBuilder::Private::before(RowId a, RowId b) const
{
    const RowPlace x = counted.placeOf(a);
    const RowPlace y = counted.placeOf(b);
    const std::uint64_t orderX = parts[x.segmentIndex].order;
    const std::uint64_t orderY = parts[y.segmentIndex].order;
    return orderX != orderY ? orderX < orderY : x.row < y.row;
}

void StoreBuilder::Private::findDuplicates(const Snapshot::Part& part)
{
    constexpr std::uint32_t ahead = 8; // the table is seldom in the processor's cache
    const auto& identities = part.segment->reports.identity;
    const std::size_t count = identities.size();
    for (std::uint32_t row = 0; row < count; ++row) {
        if (row + ahead < count)
            counted.expect(identities[row + ahead]);
        const RowId report = part.firstReport + row;
        const ReportIndex::Known known = counted.known(report);
        if (!known.same) {
            // Where there are more, each was marked when it came.
            if (known.any) {
                mark(*known.any, ReportMark::SameIdentity);
                mark(report, ReportMark::SameIdentity);
            }
            counted.add(report, !known.any);
        } else if (before(report, *known.same)) {
            // The earlier one in the input counts, whichever was read first.
            const RowId other = *known.same;
            const ReportMark was = markOf(other);
            markDuplicate(other, report);
            mark(report, was);
            counted.replace(other, report);
        } else {
            markDuplicate(report, *known.same);
        }
    }
}

void StoreBuilder::keepAlive(std::shared_ptr<const void> owner)
{
    const std::scoped_lock lock(m_private->mutex);
    m_private->pool->keepAlive(std::move(owner));
}

void StoreBuilder::setOrders(const std::vector<std::uint64_t>& orders)
{
    const std::scoped_lock lock(m_private->mutex);
    m_private->counted.clear();
    for (std::size_t i = 0; i < orders.size(); ++i) {
        Snapshot::Part& part = m_private->parts[i];
        part.order = orders[i];
        part.marks = std::make_shared<std::vector<ReportMark>>(
            part.segment->reports.key.size(), ReportMark::None);
        part.earlier.reset();
        m_private->findDuplicates(part);
    }
}

void StoreBuilder::startAnew(
    std::shared_ptr<StringPool> texts, std::shared_ptr<AddressPool> addresses)
{
    m_private = std::make_unique<Private>(std::move(texts), std::move(addresses));
}

std::shared_ptr<const Snapshot> StoreBuilder::snapshot() const
{
    const std::scoped_lock lock(m_private->mutex);
    return std::make_shared<Snapshot>(m_private->pool, m_private->addresses, m_private->parts);
}

} // namespace mxlens
