// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/grouping.h"

#include <algorithm>
#include <functional>
#include <span>
#include <vector>

// Reports of a selection and their figures, the plain way.
namespace mxlens::testing {

// Selected failure details by policy: what a filter leaves of each policy's details.
class PlainSelectedFailures final {
public:
    // Policies must be asked for in the order of selection.policies.
    PlainSelectedFailures(const Snapshot& snapshot, const Selection& selection);
    // Rows (of the part's segment) of the selected details of one policy row.
    std::span<const std::uint32_t> of(std::uint32_t partIndex, std::uint32_t policy);

private:
    const Snapshot& m_snapshot;
    const std::vector<RowId>& m_failures;
    std::size_t m_next = 0;
    std::vector<std::uint32_t> m_rows;
};

inline void plainForEachReport(const Snapshot& snapshot, const Selection& selection,
    std::stop_token stop, const std::function<void(const ReportGroup&)>& each)
{
    ReportGroup group;
    // Policies of a report are neighbours, so that a group ends where the report changes.
    const auto flush = [&] {
        if (!group.policies.empty())
            each(group);
        group.policies.clear();
    };
    RowPlace place;
    const Snapshot::Part* part = nullptr;
    for (const RowId id : selection.policies) {
        if (!part || id < part->firstPolicy
            || id - part->firstPolicy >= part->segment->policies.report.size()) {
            flush();
            if (stop.stop_requested())
                return;
            place = snapshot.policy(id);
            part = &snapshot.parts()[place.segmentIndex];
        }
        const std::uint32_t row = id - part->firstPolicy;
        const std::uint32_t report = part->segment->policies.report[row];
        if (!group.policies.empty() && group.report.row != report)
            flush();
        group.report = { place.segment, place.segmentIndex, report };
        group.policies.push_back(row);
    }
    flush();
}

inline void plainFiguresByDomain(
    const Snapshot& snapshot, const ReportGroup& group, std::vector<DomainFigures>& result)
{
    const auto& policies = group.report.segment->policies;
    result.clear();
    // Nearly always one or two policies; sorting keeps a report of a million of them bearable.
    std::vector<std::uint32_t> rows = group.policies;
    std::stable_sort(rows.begin(), rows.end(), [&policies](std::uint32_t a, std::uint32_t b) {
        return policies.domainKey[a] < policies.domainKey[b];
    });
    for (std::size_t i = 0; i < rows.size();) {
        const StringId domain = policies.domainKey[rows[i]];
        DomainTally tally;
        for (; i < rows.size() && policies.domainKey[rows[i]] == domain; ++i)
            tally.add(policyTypeOf(snapshot.text(policies.type[rows[i]])),
                policies.successful[rows[i]], policies.failed[rows[i]]);
        result.push_back({ domain, tally.figures() });
    }
}

inline PlainSelectedFailures::PlainSelectedFailures(
    const Snapshot& snapshot, const Selection& selection)
    : m_snapshot(snapshot)
    , m_failures(selection.failures)
{
}

inline std::span<const std::uint32_t> PlainSelectedFailures::of(
    std::uint32_t partIndex, std::uint32_t policy)
{
    const Snapshot::Part& part = m_snapshot.parts()[partIndex];
    const auto& policies = part.segment->policies;
    const RowId begin = part.firstFailure + policies.firstFailure[policy];
    const RowId end = part.firstFailure + policies.firstFailure[policy + 1];
    // Both lists stand in input order, and the details of a policy are neighbours.
    m_rows.clear();
    while (m_next < m_failures.size() && m_failures[m_next] >= begin && m_failures[m_next] < end)
        m_rows.push_back(m_failures[m_next++] - part.firstFailure);
    return m_rows;
}

inline SessionFigures plainFiguresOf(const Snapshot& snapshot, const ReportGroup& group)
{
    std::vector<DomainFigures> domains;
    plainFiguresByDomain(snapshot, group, domains);
    SessionFigures sum;
    for (const DomainFigures& domain : domains)
        sum += domain.figures;
    return sum;
}
} // namespace mxlens::testing
