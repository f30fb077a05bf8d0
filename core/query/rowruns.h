// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/snapshot.h"

#include <algorithm>
#include <cstddef>
#include <span>

namespace mxlens {

/// Rows of a table, for the functions below: the id of a part's first row, and how many it has.
struct SourceRows {
    static constexpr RowId Snapshot::Part::*first = &Snapshot::Part::firstSource;
    static std::size_t count(const Segment& segment) { return segment.sources.name.size(); }
};
struct ReportRows {
    static constexpr RowId Snapshot::Part::*first = &Snapshot::Part::firstReport;
    static std::size_t count(const Segment& segment) { return segment.reports.key.size(); }
};
struct PolicyRows {
    static constexpr RowId Snapshot::Part::*first = &Snapshot::Part::firstPolicy;
    static std::size_t count(const Segment& segment) { return segment.policies.report.size(); }
};
struct FailureRows {
    static constexpr RowId Snapshot::Part::*first = &Snapshot::Part::firstFailure;
    static std::size_t count(const Segment& segment) { return segment.failures.policy.size(); }
};

/// Calls each(part index, begin, end) for every run of rows[begin..end) that lie in one part.
/// Rows in input order make one run a part, so that a part is looked for once and not for each row.
template <typename Rows, typename Each>
void forEachRun(const Snapshot& snapshot, std::span<const RowId> rows, const Each& each)
{
    const auto& parts = snapshot.parts();
    for (std::size_t begin = 0; begin < rows.size();) {
        const auto next = std::upper_bound(parts.begin(), parts.end(), rows[begin],
            [](RowId id, const Snapshot::Part& part) { return id < part.*Rows::first; });
        const Snapshot::Part& part = *std::prev(next);
        const RowId first = part.*Rows::first;
        const auto count = static_cast<RowId>(Rows::count(*part.segment));
        std::size_t end = begin + 1;
        while (end < rows.size() && rows[end] - first < count)
            ++end;
        each(static_cast<std::uint32_t>(std::prev(next) - parts.begin()), begin, end);
        begin = end;
    }
}

} // namespace mxlens
