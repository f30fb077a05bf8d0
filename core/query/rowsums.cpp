// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/rowsums.h"

#include "core/query/facets.h"
#include "core/query/grouping.h"
#include "core/query/totals.h"

#include <algorithm>
#include <utility>

namespace mxlens {

namespace {

/// Rows once each, in input order, as selections hold them.
template <typename Rows> void putInOrder(const Snapshot& snapshot, std::vector<RowId>& rows)
{
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    std::vector<std::pair<std::size_t, std::size_t>> runs(snapshot.parts().size());
    forEachRun<Rows>(snapshot, rows, [&](std::uint32_t part, std::size_t begin, std::size_t end) {
        runs[part] = { begin, end };
    });
    std::vector<RowId> ordered;
    ordered.reserve(rows.size());
    for (const std::uint32_t part : snapshot.inputOrder())
        ordered.insert(ordered.end(), rows.begin() + static_cast<std::ptrdiff_t>(runs[part].first),
            rows.begin() + static_cast<std::ptrdiff_t>(runs[part].second));
    rows = std::move(ordered);
}

/// Figures of the reports of a share.
class FigureSums final {
public:
    explicit FigureSums(const Snapshot& snapshot)
        : m_figures(snapshot)
    {
    }
    void add(const ReportGroup& group) { m_sum += m_figures.sum(group); }
    void merge(const FigureSums& other) { m_sum += other.m_sum; }
    const SessionFigures& sum() const { return m_sum; }

private:
    ReportFigures m_figures;
    SessionFigures m_sum;
};

} // namespace

Count failuresOfDetails(
    const Snapshot& snapshot, std::vector<RowId> failures, const std::stop_token& stop)
{
    Selection selection;
    selection.failures = std::move(failures);
    putInOrder<FailureRows>(snapshot, selection.failures);
    for (const RowId id : selection.failures) {
        const RowId policy = snapshot.policyOfFailure(id);
        if (selection.policies.empty() || selection.policies.back() != policy)
            selection.policies.push_back(policy);
    }
    const FacetTallies tallies = facetTallies(snapshot, selection, { Facet::ResultType }, stop);
    Count failed;
    for (const FacetValue& value : tallies[Facet::ResultType])
        failed += value.figures.failed;
    return failed;
}

SessionFigures figuresOfPolicies(
    const Snapshot& snapshot, std::vector<RowId> policies, const std::stop_token& stop)
{
    Selection selection;
    selection.policies = std::move(policies);
    putInOrder<PolicyRows>(snapshot, selection.policies);
    return sumsOverReports(snapshot, selection, stop, [&snapshot](const ReportShare&) {
        return FigureSums(snapshot);
    }).sum();
}

SessionFigures figuresOfReports(
    const Snapshot& snapshot, const std::vector<RowId>& reports, const std::stop_token& stop)
{
    std::vector<RowId> policies;
    for (const RowId id : reports) {
        const RowPlace place = snapshot.report(id);
        const auto& first = place.segment->reports.firstPolicy;
        for (std::uint32_t row = first[place.row]; row < first[place.row + 1]; ++row)
            policies.push_back(snapshot.parts()[place.segmentIndex].firstPolicy + row);
    }
    return figuresOfPolicies(snapshot, std::move(policies), stop);
}

} // namespace mxlens
