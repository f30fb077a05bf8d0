// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/selection.h"

#include "core/query/matcher.h"
#include "core/query/parallel.h"

#include <cstddef>
#include <memory>
#include <numeric>

namespace mxlens {

namespace {

// Appends the ids of the rows that are in; those of row i is first + i.
void appendRows(std::vector<RowId>& rows, RowId first, const RowMask& mask)
{
    // Every id is written and stays where its row is in: no branch to be mispredicted.
    const auto ids = std::make_unique_for_overwrite<RowId[]>(mask.size());
    std::size_t count = 0;
    for (std::size_t row = 0; row < mask.size(); ++row) {
        ids[count] = first + static_cast<RowId>(row);
        count += mask[row];
    }
    rows.insert(rows.end(), ids.get(), ids.get() + count);
}

Selection rowsOf(const Snapshot::Part& part, const RowMasks& masks)
{
    Selection selection;
    appendRows(selection.sources, part.firstSource, masks.sources);
    appendRows(selection.reports, part.firstReport, masks.reports);
    appendRows(selection.policies, part.firstPolicy, masks.policies);
    appendRows(selection.failures, part.firstFailure, masks.failures);
    return selection;
}

// Appends numbers first, first + 1 and so on.
void appendRange(std::vector<RowId>& rows, RowId first, std::size_t count)
{
    const std::size_t size = rows.size();
    rows.resize(size + count);
    std::iota(rows.begin() + static_cast<std::ptrdiff_t>(size), rows.end(), first);
}

// What no filter leaves of a part: everything but the rows of duplicates.
void takeAll(const Snapshot::Part& part, Selection& selection)
{
    const Segment& segment = *part.segment;
    appendRange(selection.sources, part.firstSource, segment.sources.name.size());
    const auto reports = static_cast<std::uint32_t>(segment.reports.key.size());
    for (std::uint32_t begin = 0; begin < reports;) {
        if ((*part.marks)[begin] == ReportMark::Duplicate) {
            ++begin;
            continue;
        }
        std::uint32_t end = begin + 1;
        while (end < reports && (*part.marks)[end] != ReportMark::Duplicate)
            ++end;
        const std::uint32_t firstPolicy = segment.reports.firstPolicy[begin];
        const std::uint32_t endPolicy = segment.reports.firstPolicy[end];
        const std::uint32_t firstFailure = segment.policies.firstFailure[firstPolicy];
        const std::uint32_t endFailure = segment.policies.firstFailure[endPolicy];
        appendRange(selection.reports, part.firstReport + begin, end - begin);
        appendRange(selection.policies, part.firstPolicy + firstPolicy, endPolicy - firstPolicy);
        appendRange(
            selection.failures, part.firstFailure + firstFailure, endFailure - firstFailure);
        begin = end;
    }
}

// Lists of parts as one, in their order.
std::vector<RowId> joined(const std::vector<Selection>& parts, std::vector<RowId> Selection::*list)
{
    std::size_t count = 0;
    for (const Selection& part : parts)
        count += (part.*list).size();
    std::vector<RowId> rows;
    rows.reserve(count);
    for (const Selection& part : parts)
        rows.insert(rows.end(), (part.*list).begin(), (part.*list).end());
    return rows;
}

} // namespace

Selection select(const Snapshot& snapshot, const Filter& filter, std::stop_token stop)
{
    Selection selection;
    const std::vector<std::uint32_t>& order = snapshot.inputOrder();
    if (filter.empty()) {
        selection.sources.reserve(snapshot.sourceCount());
        selection.reports.reserve(snapshot.reportCount());
        selection.policies.reserve(snapshot.policyCount());
        selection.failures.reserve(snapshot.failureCount());
        for (const std::uint32_t part : order)
            takeAll(snapshot.parts()[part], selection);
        return selection;
    }
    Matcher matcher(snapshot, filter);
    std::vector<Selection> parts(order.size());
    inParallel(order.size(), [&](std::size_t i) {
        if (!stop.stop_requested())
            parts[i] = rowsOf(snapshot.parts()[order[i]], matcher.match(order[i]));
    });
    selection.sources = joined(parts, &Selection::sources);
    selection.reports = joined(parts, &Selection::reports);
    selection.policies = joined(parts, &Selection::policies);
    selection.failures = joined(parts, &Selection::failures);
    return selection;
}

} // namespace mxlens
