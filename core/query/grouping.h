// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/figures.h"
#include "core/query/selection.h"

#include <functional>
#include <span>
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

/// Figures of each domain of a report's policies, by rule 3. Domains in order of their ids.
void figuresByDomain(
    const Snapshot& snapshot, const ReportGroup& group, std::vector<DomainFigures>& result);

/// Selected failure details by policy: what a filter leaves of each policy's details.
class SelectedFailures final {
public:
    /// Policies must be asked for in the order of selection.policies.
    SelectedFailures(const Snapshot& snapshot, const Selection& selection);
    /// Rows (of the part's segment) of the selected details of one policy row.
    std::span<const std::uint32_t> of(std::uint32_t partIndex, std::uint32_t policy);

private:
    const Snapshot& m_snapshot;
    const std::vector<RowId>& m_failures;
    std::size_t m_next = 0;
    std::vector<std::uint32_t> m_rows;
};

/// Their sum: the figures of the report.
SessionFigures figuresOf(const Snapshot& snapshot, const ReportGroup& group);

} // namespace mxlens
