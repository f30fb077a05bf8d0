// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/figures.h"
#include "core/query/parallel.h"
#include "core/query/policytypes.h"
#include "core/query/rowruns.h"
#include "core/query/selection.h"

#include <optional>
#include <span>
#include <stop_token>
#include <utility>
#include <vector>

namespace mxlens {

/// The selected policies of one report: rows of one segment, neighbours in the input.
struct ReportGroup {
    RowPlace report;
    std::vector<std::uint32_t> policies; ///< Rows of the segment.
};

/// Neighbouring reports of a selection: policies[beginPolicy..endPolicy) and their failure details,
/// failures[beginFailure..endFailure).
struct ReportShare {
    std::size_t beginPolicy = 0, endPolicy = 0;
    std::size_t beginFailure = 0, endFailure = 0;
};

/// All reports of a selection that have selected policies, in input order: in one share for each
/// processor where there are many, so that sums can be made on several threads and added up.
std::vector<ReportShare> reportShares(const Snapshot& snapshot, const Selection& selection);

/// Calls each(group) for every report of a share, in input order. The group is valid during the
/// call.
template <typename Each>
void forEachReport(const Snapshot& snapshot, const Selection& selection, const ReportShare& share,
    const std::stop_token& stop, const Each& each)
{
    ReportGroup group;
    // Policies of a report are neighbours, so that a group ends where the report changes.
    const auto flush = [&] {
        if (!group.policies.empty())
            each(std::as_const(group));
        group.policies.clear();
    };
    const auto policies = std::span(selection.policies)
                              .subspan(share.beginPolicy, share.endPolicy - share.beginPolicy);
    forEachRun<PolicyRows>(
        snapshot, policies, [&](std::uint32_t index, std::size_t begin, std::size_t end) {
            flush();
            const Snapshot::Part& part = snapshot.parts()[index];
            const NumberView reports = part.segment->policies.report.view();
            for (std::size_t i = begin; i < end && !stop.stop_requested(); ++i) {
                const std::uint32_t row = policies[i] - part.firstPolicy;
                if (!group.policies.empty() && group.report.row != reports[row])
                    flush();
                group.report = { part.segment.get(), index, reports[row] };
                group.policies.push_back(row);
            }
        });
    flush();
}

/// The whole selection as one share.
inline ReportShare wholeShare(const Selection& selection)
{
    return { 0, selection.policies.size(), 0, selection.failures.size() };
}

/// Sums over all reports of a selection, one for each share: made by make(share) and added to by
/// sums.add(group). At least one.
template <typename Make>
auto sumsOfShares(const Snapshot& snapshot, const Selection& selection, const std::stop_token& stop,
    const Make& make)
{
    using Sums = decltype(make(ReportShare()));
    const std::vector<ReportShare> shares = reportShares(snapshot, selection);
    std::vector<std::optional<Sums>> parts(shares.size());
    inParallel(shares.size(), [&](std::size_t i) {
        Sums& sums = parts[i].emplace(make(shares[i]));
        forEachReport(snapshot, selection, shares[i], stop,
            [&sums](const ReportGroup& group) { sums.add(group); });
    });
    return parts;
}

/// The same in one: the others are added to the first by sums.merge(other).
template <typename Make>
auto sumsOverReports(const Snapshot& snapshot, const Selection& selection,
    const std::stop_token& stop, const Make& make)
{
    auto parts = sumsOfShares(snapshot, selection, stop, make);
    for (std::size_t i = 1; i < parts.size(); ++i)
        parts[0]->merge(*parts[i]);
    return std::move(*parts[0]);
}

/// Figures of one domain in one report (DESIGN.md section 3, rule 3).
struct DomainFigures {
    StringId domain = 0; ///< Normalized.
    SessionFigures figures;
};

/// Figures of reports by rule 3. Keeps its memory from one report to the next. One thread; lives no
/// longer than its snapshot.
class ReportFigures final {
public:
    explicit ReportFigures(const Snapshot& snapshot)
        : m_types(snapshot)
    {
    }

    /// Figures of each domain of a report's policies, domains in order of their ids. Valid until
    /// the next call.
    const std::vector<DomainFigures>& byDomain(const ReportGroup& group);
    /// Their sum: the figures of the report.
    SessionFigures sum(const ReportGroup& group);

    PolicyTypes& types() { return m_types; }

private:
    PolicyTypes m_types;
    std::vector<std::pair<StringId, std::uint32_t>> m_rows;
    std::vector<DomainFigures> m_figures;
};

/// Selected failure details by policy: what a filter leaves of each policy's details.
class SelectedFailures final {
public:
    /// Policies must be asked for in the order of selection.policies, from those of share on.
    SelectedFailures(
        const Snapshot& snapshot, const Selection& selection, const ReportShare& share);
    /// Ids of the selected details of one policy row.
    std::span<const RowId> of(std::uint32_t partIndex, std::uint32_t policy);

private:
    const Snapshot& m_snapshot;
    const std::vector<RowId>& m_failures;
    std::size_t m_next;
};

} // namespace mxlens
