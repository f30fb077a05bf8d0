// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/order.h"

#include "core/query/radix.h"
#include "core/query/sortkeys.h"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace mxlens {

namespace {

template <typename Column>
std::vector<RowId> orderedBy(const Snapshot& snapshot, std::vector<RowId> rows, Column column,
    bool descending, const std::stop_token& stop, const TextRanks* ranks)
{
    std::vector<std::uint64_t> keys = sortKeys(snapshot, rows, column, ranks, stop);
    if (!stop.stop_requested())
        sortByKeys(rows, std::move(keys), descending);
    return rows;
}

} // namespace

std::vector<RowId> ordered(const Snapshot& snapshot, std::vector<RowId> failures,
    FailureColumn column, bool descending, std::stop_token stop, const TextRanks* ranks)
{
    return orderedBy(snapshot, std::move(failures), column, descending, stop, ranks);
}

std::vector<RowId> ordered(const Snapshot& snapshot, std::vector<RowId> policies,
    PolicyColumn column, bool descending, std::stop_token stop, const TextRanks* ranks)
{
    return orderedBy(snapshot, std::move(policies), column, descending, stop, ranks);
}

std::vector<RowId> ordered(const Snapshot& snapshot, std::vector<RowId> reports,
    ReportColumn column, bool descending, std::stop_token stop, const TextRanks* ranks)
{
    return orderedBy(snapshot, std::move(reports), column, descending, stop, ranks);
}

std::vector<RowId> ordered(const Snapshot& snapshot, std::vector<RowId> sources,
    SourceColumn column, bool descending, std::stop_token stop, const TextRanks* ranks)
{
    return orderedBy(snapshot, std::move(sources), column, descending, stop, ranks);
}

std::vector<RowId> picked(const std::vector<RowId>& all, const std::vector<RowId>& wanted)
{
    const RowId most = std::max(
        *std::max_element(all.begin(), all.end()), *std::max_element(wanted.begin(), wanted.end()));
    std::vector<std::uint8_t> isWanted(most + std::size_t(1), 0);
    for (const RowId id : wanted)
        isWanted[id] = 1;
    // Every id is written and stays where it is wanted: no branch to be mispredicted.
    std::vector<RowId> rows(all.size());
    std::size_t count = 0;
    for (const RowId id : all) {
        rows[count] = id;
        count += isWanted[id];
    }
    rows.resize(count);
    return rows;
}

} // namespace mxlens
