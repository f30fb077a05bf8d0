// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/grouping.h"

#include <algorithm>

namespace mxlens {

namespace {

// Fewer policies are not worth a second thread.
constexpr std::size_t policiesOfShare = 20'000;

// Where the details of a policy begin in the list of failures, both in input order.
std::size_t firstFailureFrom(
    const Snapshot& snapshot, const Selection& selection, std::size_t policyIndex)
{
    std::vector<std::uint32_t> place(snapshot.parts().size());
    for (std::uint32_t i = 0; i < place.size(); ++i)
        place[snapshot.inputOrder()[i]] = i;
    const RowPlace policy = snapshot.policy(selection.policies[policyIndex]);
    const auto before = [&](RowId id) {
        const RowPlace failure = snapshot.failure(id);
        return failure.segmentIndex != policy.segmentIndex
            ? place[failure.segmentIndex] < place[policy.segmentIndex]
            : failure.segment->failures.policy[failure.row] < policy.row;
    };
    const auto& failures = selection.failures;
    return static_cast<std::size_t>(
        std::partition_point(failures.begin(), failures.end(), before) - failures.begin());
}

} // namespace

std::vector<ReportShare> reportShares(const Snapshot& snapshot, const Selection& selection)
{
    const std::size_t all = selection.policies.size();
    const std::size_t count = std::clamp<std::size_t>(all / policiesOfShare, 1, processors());
    std::vector<ReportShare> shares;
    for (std::size_t begin = 0; shares.empty() || begin < all;) {
        std::size_t end = std::clamp(all * (shares.size() + 1) / count, begin, all);
        // A report is never cut.
        while (end > begin && end < all
            && snapshot.reportOfPolicy(selection.policies[end])
                == snapshot.reportOfPolicy(selection.policies[end - 1]))
            ++end;
        const std::size_t failure = begin == 0 ? 0 : firstFailureFrom(snapshot, selection, begin);
        if (!shares.empty())
            shares.back().endFailure = failure;
        shares.push_back({ begin, end, failure, selection.failures.size() });
        begin = end;
    }
    return shares;
}

const std::vector<DomainFigures>& ReportFigures::byDomain(const ReportGroup& group)
{
    const auto& policies = group.report.segment->policies;
    m_figures.clear();
    if (group.policies.size() == 1) {
        const std::uint32_t row = group.policies.front();
        DomainTally tally;
        tally.add(m_types.of(policies.type[row]), policies.successful[row], policies.failed[row]);
        m_figures.push_back({ policies.domainKey[row], tally.figures() });
        return m_figures;
    }
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

SelectedFailures::SelectedFailures(
    const Snapshot& snapshot, const Selection& selection, const ReportShare& share)
    : m_snapshot(snapshot)
    , m_failures(selection.failures)
    , m_next(share.beginFailure)
{
}

std::span<const RowId> SelectedFailures::of(std::uint32_t partIndex, std::uint32_t policy)
{
    const Snapshot::Part& part = m_snapshot.parts()[partIndex];
    const NumberView failures = part.segment->policies.firstFailure.view();
    const RowId begin = part.firstFailure + failures[policy];
    const RowId count = part.firstFailure + failures[policy + 1] - begin;
    // Both lists stand in input order, and the details of a policy are neighbours.
    const std::size_t first = m_next;
    while (m_next < m_failures.size() && m_failures[m_next] - begin < count)
        ++m_next;
    return std::span(m_failures).subspan(first, m_next - first);
}

} // namespace mxlens
