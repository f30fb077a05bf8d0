// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/storebuilder.h"

#include "core/store/segmentbuilder_p.h"

#include <algorithm>
#include <mutex>
#include <unordered_map>

namespace mxlens {

namespace {

// Ids of a segment's own pool, replaced by those of the shared one.
void remap(std::vector<StringId>& column, const std::vector<StringId>& ids)
{
    for (StringId& id : column)
        id = ids[id];
}

void remap(Segment& segment, const std::vector<StringId>& ids)
{
    auto& [sources, reports, policies, failures, deviations, order] = segment;
    for (auto* column : { &sources.folder, &sources.name, &sources.inner, &sources.detail,
             &reports.organization, &reports.contact, &reports.reportId, &policies.type,
             &policies.mode, &policies.domain, &policies.domainKey, &policies.policyText,
             &policies.mxHosts, &failures.resultType, &failures.sendingIp, &failures.mx,
             &failures.mxKey, &failures.helo, &failures.receivingIp, &failures.information,
             &failures.reason, &deviations.field, &deviations.written, &deviations.madeOf })
        remap(*column, ids);
}

// What a pointer shares with snapshots that are out, as a copy that may be changed: they keep what
// they were taken with.
template <typename T> T& writable(std::shared_ptr<const T>& shared)
{
    if (!shared || shared.use_count() > 1)
        shared = shared ? std::make_shared<T>(*shared) : std::make_shared<T>();
    return const_cast<T&>(*shared); // made above, and held by nobody else
}

// Where a report stands: by arrival for its mark, by input order for who came first.
struct ReportPlace {
    std::uint64_t order = 0; // of its segment
    std::uint32_t row = 0;
    std::uint32_t part = 0;
    std::array<std::uint64_t, 2> content{};

    bool before(const ReportPlace& other) const
    {
        return order != other.order ? order < other.order : row < other.row;
    }
};

} // namespace

struct StoreBuilder::Private {
    mutable std::mutex mutex;
    std::shared_ptr<StringPool> pool = std::make_shared<StringPool>();
    std::vector<Snapshot::Part> parts;
    // Reports that count, by identity: almost always one, several where content differs.
    std::unordered_multimap<std::uint64_t, ReportPlace> counted;

    void findDuplicates(std::uint32_t part);
    void mark(const ReportPlace& place, ReportMark mark);
    void markDuplicate(const ReportPlace& place, const ReportPlace& earlier);
};

StoreBuilder::StoreBuilder()
    : m_private(std::make_unique<Private>())
{
}

StoreBuilder::~StoreBuilder() = default;

void StoreBuilder::add(SegmentBuilder&& builder)
{
    SegmentBuilder::Private& made = *builder.m_private;
    const std::scoped_lock lock(m_private->mutex);
    std::vector<StringId> ids(made.pool.size(), 0);
    for (StringId id = 1; id < made.pool.size(); ++id)
        ids[id] = m_private->pool->intern(made.pool.text(id));
    remap(*made.segment, ids);

    Snapshot::Part part;
    if (!m_private->parts.empty()) {
        const Snapshot::Part& last = m_private->parts.back();
        const auto size = [](const auto& column) { return static_cast<RowId>(column.size()); };
        part.firstSource = last.firstSource + size(last.segment->sources.name);
        part.firstReport = last.firstReport + size(last.segment->reports.key);
        part.firstPolicy = last.firstPolicy + size(last.segment->policies.report);
        part.firstFailure = last.firstFailure + size(last.segment->failures.policy);
    }
    part.marks = std::make_shared<std::vector<ReportMark>>(
        made.segment->reports.key.size(), ReportMark::None);
    part.segment = std::move(made.segment);
    m_private->parts.push_back(std::move(part));
    m_private->findDuplicates(static_cast<std::uint32_t>(m_private->parts.size() - 1));
}

void StoreBuilder::Private::mark(const ReportPlace& place, ReportMark mark)
{
    if ((*parts[place.part].marks)[place.row] != mark)
        writable(parts[place.part].marks)[place.row] = mark;
}

void StoreBuilder::Private::markDuplicate(const ReportPlace& place, const ReportPlace& earlier)
{
    mark(place, ReportMark::Duplicate);
    writable(parts[place.part].earlier)[place.row] = parts[earlier.part].firstReport + earlier.row;
}

void StoreBuilder::Private::findDuplicates(std::uint32_t part)
{
    const Segment& segment = *parts[part].segment;
    for (std::uint32_t row = 0; row < segment.reports.key.size(); ++row) {
        const ReportKey& key = segment.reports.key[row];
        ReportPlace place{ segment.order, row, part, key.content };
        const auto [begin, end] = counted.equal_range(key.identity);
        const auto same = std::find_if(
            begin, end, [&](const auto& known) { return known.second.content == key.content; });
        if (same != end) {
            // The earlier one in the input counts, whichever was read first.
            if (place.before(same->second)) {
                const ReportMark was = (*parts[same->second.part].marks)[same->second.row];
                markDuplicate(same->second, place);
                mark(place, was);
                same->second = place;
            } else {
                markDuplicate(place, same->second);
            }
            continue;
        }
        if (begin != end) {
            for (auto known = begin; known != end; ++known)
                mark(known->second, ReportMark::SameIdentity);
            mark(place, ReportMark::SameIdentity);
        }
        counted.emplace(key.identity, place);
    }
}

std::shared_ptr<const Snapshot> StoreBuilder::snapshot() const
{
    const std::scoped_lock lock(m_private->mutex);
    return std::make_shared<Snapshot>(m_private->pool, m_private->parts);
}

} // namespace mxlens
