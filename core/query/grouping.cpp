// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/grouping.h"

#include "core/query/rowruns.h"

#include <algorithm>

namespace mxlens {

void forEachReport(const Snapshot& snapshot, const Selection& selection, std::stop_token stop,
    const std::function<void(const ReportGroup&)>& each)
{
    ReportGroup group;
    // Policies of a report are neighbours, so that a group ends where the report changes.
    const auto flush = [&] {
        if (!group.policies.empty())
            each(group);
        group.policies.clear();
    };
    forEachRun<PolicyRows>(
        snapshot, selection.policies, [&](std::uint32_t index, std::size_t begin, std::size_t end) {
            flush();
            const Snapshot::Part& part = snapshot.parts()[index];
            const auto& reports = part.segment->policies.report;
            for (std::size_t i = begin; i < end && !stop.stop_requested(); ++i) {
                const std::uint32_t row = selection.policies[i] - part.firstPolicy;
                if (!group.policies.empty() && group.report.row != reports[row])
                    flush();
                group.report = { part.segment.get(), index, reports[row] };
                group.policies.push_back(row);
            }
        });
    flush();
}

const std::vector<DomainFigures>& ReportFigures::byDomain(const ReportGroup& group)
{
    const auto& policies = group.report.segment->policies;
    m_figures.clear();
    // Nearly always one or two policies; sorting keeps a report of a million of them bearable.
    m_rows.clear();
    for (const std::uint32_t row : group.policies)
        m_rows.emplace_back(policies.domainKey[row], row);
    if (m_rows.size() > 1)
        std::sort(m_rows.begin(), m_rows.end());
    for (std::size_t i = 0; i < m_rows.size();) {
        const StringId domain = m_rows[i].first;
        DomainTally tally;
        for (; i < m_rows.size() && m_rows[i].first == domain; ++i) {
            const std::uint32_t row = m_rows[i].second;
            tally.add(
                m_types.of(policies.type[row]), policies.successful[row], policies.failed[row]);
        }
        m_figures.push_back({ domain, tally.figures() });
    }
    return m_figures;
}

SessionFigures ReportFigures::sum(const ReportGroup& group)
{
    SessionFigures sum;
    for (const DomainFigures& domain : byDomain(group))
        sum += domain.figures;
    return sum;
}

SelectedFailures::SelectedFailures(const Snapshot& snapshot, const Selection& selection)
    : m_snapshot(snapshot)
    , m_failures(selection.failures)
{
}

std::span<const RowId> SelectedFailures::of(std::uint32_t partIndex, std::uint32_t policy)
{
    const Snapshot::Part& part = m_snapshot.parts()[partIndex];
    const auto& policies = part.segment->policies;
    const RowId begin = part.firstFailure + policies.firstFailure[policy];
    const RowId count = policies.firstFailure[policy + 1] - policies.firstFailure[policy];
    // Both lists stand in input order, and the details of a policy are neighbours.
    const std::size_t first = m_next;
    while (m_next < m_failures.size() && m_failures[m_next] - begin < count)
        ++m_next;
    return std::span(m_failures).subspan(first, m_next - first);
}

} // namespace mxlens
