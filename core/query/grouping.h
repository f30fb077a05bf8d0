// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/figures.h"
#include "core/query/policytypes.h"
#include "core/query/selection.h"

#include <functional>
#include <span>
#include <utility>
#include <vector>

namespace mxlens {

/// The selected policies of one report: rows of one segment, neighbours in the input.
struct ReportGroup {
    RowPlace report;
    std::vector<std::uint32_t> policies; ///< Rows of the segment.
};

/// Calls `each` for every report of the selection that has selected policies, in input order.
/// The group is valid during the call.
void forEachReport(const Snapshot& snapshot, const Selection& selection, std::stop_token stop,
    const std::function<void(const ReportGroup&)>& each);

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
    /// Policies must be asked for in the order of selection.policies.
    SelectedFailures(const Snapshot& snapshot, const Selection& selection);
    /// Ids of the selected details of one policy row.
    std::span<const RowId> of(std::uint32_t partIndex, std::uint32_t policy);

private:
    const Snapshot& m_snapshot;
    const std::vector<RowId>& m_failures;
    std::size_t m_next = 0;
};

} // namespace mxlens
