// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/order.h"

#include "core/query/radix.h"
#include "core/query/sortkeys.h"

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

} // namespace mxlens
