// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/snapshot.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

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

/// Calls each(begin, end) for every run of reports of a part that count: those between duplicates.
template <typename Each> void forEachCountedRun(const Snapshot::Part& part, const Each& each)
{
    const std::vector<ReportMark>& marks = *part.marks;
    const auto isDuplicate = [](ReportMark mark) { return mark == ReportMark::Duplicate; };
    for (auto begin = std::find_if_not(marks.begin(), marks.end(), isDuplicate);
         begin != marks.end();) {
        const auto end = std::find_if(begin, marks.end(), isDuplicate);
        each(static_cast<std::uint32_t>(begin - marks.begin()),
            static_cast<std::uint32_t>(end - marks.begin()));
        begin = std::find_if_not(end, marks.end(), isDuplicate);
    }
}

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
