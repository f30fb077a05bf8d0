// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/selection.h"

#include "core/query/matcher.h"
#include "core/query/parallel.h"
#include "core/query/rowruns.h"

#include <cstddef>
#include <memory>
#include <numeric>
#include <utility>

namespace mxlens {

namespace {

// Policies and failure details that are worth a share of the work.
constexpr std::size_t rowsOfShare = 16 * 1024;

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

void appendRows(Selection& selection, const Snapshot::Part& part, const RowMasks& masks)
{
    appendRows(selection.sources, part.firstSource, masks.sources);
    appendRows(selection.reports, part.firstReport, masks.reports);
    appendRows(selection.policies, part.firstPolicy, masks.policies);
    appendRows(selection.failures, part.firstFailure, masks.failures);
}

// Neighbouring parts that one thread takes at a time: begin, and the one behind the last.
std::vector<std::pair<std::size_t, std::size_t>> sharesOf(const Snapshot& snapshot)
{
    std::vector<std::pair<std::size_t, std::size_t>> shares;
    std::size_t rows = 0;
    for (std::size_t i = 0; i < snapshot.inputOrder().size(); ++i) {
        if (shares.empty() || rows >= rowsOfShare) {
            shares.emplace_back(i, i);
            rows = 0;
        }
        const Segment& segment = *snapshot.parts()[snapshot.inputOrder()[i]].segment;
        rows += segment.failures.policy.size() + segment.policies.report.size();
        shares.back().second = i + 1;
    }
    return shares;
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
    forEachCountedRun(part, [&](std::uint32_t begin, std::uint32_t end) {
        const std::uint32_t firstPolicy = segment.reports.firstPolicy[begin];
        const std::uint32_t endPolicy = segment.reports.firstPolicy[end];
        const std::uint32_t firstFailure = segment.policies.firstFailure[firstPolicy];
        const std::uint32_t endFailure = segment.policies.firstFailure[endPolicy];
        appendRange(selection.reports, part.firstReport + begin, end - begin);
        appendRange(selection.policies, part.firstPolicy + firstPolicy, endPolicy - firstPolicy);
        appendRange(
            selection.failures, part.firstFailure + firstFailure, endFailure - firstFailure);
    });
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
    const auto shares = sharesOf(snapshot);
    std::vector<Selection> parts(shares.size());
    inParallel(shares.size(), [&](std::size_t i) {
        RowMasks masks;
        for (std::size_t at = shares[i].first; at < shares[i].second; ++at) {
            if (stop.stop_requested())
                return;
            matcher.match(order[at], masks);
            appendRows(parts[i], snapshot.parts()[order[at]], masks);
        }
    });
    selection.sources = joined(parts, &Selection::sources);
    selection.reports = joined(parts, &Selection::reports);
    selection.policies = joined(parts, &Selection::policies);
    selection.failures = joined(parts, &Selection::failures);
    return selection;
}

} // namespace mxlens
