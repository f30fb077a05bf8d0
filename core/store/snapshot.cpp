// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/snapshot.h"

#include <algorithm>
#include <numeric>

namespace mxlens {

namespace {

// The last part whose first row is not behind id.
RowPlace placeOf(const std::vector<Snapshot::Part>& parts, RowId Snapshot::Part::*first, RowId id)
{
    const auto next = std::upper_bound(parts.begin(), parts.end(), id,
        [first](RowId wanted, const Snapshot::Part& part) { return wanted < part.*first; });
    const auto part = std::prev(next);
    return { part->segment.get(), static_cast<std::uint32_t>(part - parts.begin()),
        id - (*part).*first };
}

} // namespace

Snapshot::Snapshot(std::shared_ptr<const StringPool> pool,
    std::shared_ptr<const AddressPool> addresses, std::vector<Part> parts)
    : m_pool(std::move(pool))
    , m_addresses(std::move(addresses))
    , m_parts(std::move(parts))
    , m_inputOrder(m_parts.size())
{
    std::iota(m_inputOrder.begin(), m_inputOrder.end(), 0u);
    std::sort(m_inputOrder.begin(), m_inputOrder.end(),
        [this](std::uint32_t a, std::uint32_t b) { return m_parts[a].order < m_parts[b].order; });
    if (m_parts.empty())
        return;
    const Part& last = m_parts.back();
    const auto size = [](const auto& column) { return static_cast<RowId>(column.size()); };
    m_sourceCount = last.firstSource + size(last.segment->sources.name);
    m_reportCount = last.firstReport + size(last.segment->reports.key);
    m_policyCount = last.firstPolicy + size(last.segment->policies.report);
    m_failureCount = last.firstFailure + size(last.segment->failures.policy);
}

RowPlace Snapshot::source(RowId id) const
{
    return placeOf(m_parts, &Part::firstSource, id);
}
RowPlace Snapshot::report(RowId id) const
{
    return placeOf(m_parts, &Part::firstReport, id);
}
RowPlace Snapshot::policy(RowId id) const
{
    return placeOf(m_parts, &Part::firstPolicy, id);
}
RowPlace Snapshot::failure(RowId id) const
{
    return placeOf(m_parts, &Part::firstFailure, id);
}

RowId Snapshot::countedReport(RowId reportId) const
{
    // Each step leads to an earlier report in the input, so this ends.
    while (true) {
        const RowPlace place = report(reportId);
        const auto& earlier = m_parts[place.segmentIndex].earlier;
        if (mark(place) != ReportMark::Duplicate || !earlier)
            return reportId;
        reportId = earlier->at(place.row);
    }
}

RowId Snapshot::reportOfPolicy(RowId policyId) const
{
    const RowPlace place = policy(policyId);
    return m_parts[place.segmentIndex].firstReport + place.segment->policies.report[place.row];
}

RowId Snapshot::policyOfFailure(RowId failureId) const
{
    const RowPlace place = failure(failureId);
    return m_parts[place.segmentIndex].firstPolicy + place.segment->failures.policy[place.row];
}

RowId Snapshot::sourceOfReport(RowId reportId) const
{
    const RowPlace place = report(reportId);
    return m_parts[place.segmentIndex].firstSource + place.segment->reports.source[place.row];
}

std::string Snapshot::sourcePath(const RowPlace& source) const
{
    const auto& sources = source.segment->sources;
    std::string path(text(sources.folder[source.row]));
    path += text(sources.name[source.row]);
    return path;
}

std::string Snapshot::sourceText(const RowPlace& source) const
{
    std::string path = sourcePath(source);
    path += text(source.segment->sources.inner[source.row]);
    return path;
}

Snapshot::Kept& Snapshot::keptOf(const void* type) const
{
    const std::scoped_lock lock(m_keptMutex);
    return m_kept[type];
}

} // namespace mxlens
