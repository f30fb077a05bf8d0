// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/order.h"

#include "core/query/parallel.h"
#include "core/query/radix.h"
#include "core/query/sortkeys.h"

#include <cstdint>
#include <memory>
#include <numeric>
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

std::vector<RowId> picked(
    const std::vector<RowId>& all, const std::vector<RowId>& wanted, RowId count)
{
    std::vector<std::uint8_t> isWanted(count, 0);
    inRowShares(wanted.size(), [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i)
            isWanted[wanted[i]] = 1;
    });
    const auto kept = std::make_unique_for_overwrite<RowId[]>(all.size());
    std::vector<std::size_t> counts((all.size() + rowsOfShare - 1) / rowsOfShare);
    inRowShares(all.size(), [&](std::size_t begin, std::size_t end) {
        // Every id is written and stays where it is wanted: no branch to be mispredicted.
        RowId* to = kept.get() + begin;
        for (std::size_t i = begin; i < end; ++i) {
            *to = all[i];
            to += isWanted[all[i]];
        }
        counts[begin / rowsOfShare] = static_cast<std::size_t>(to - (kept.get() + begin));
    });
    std::vector<RowId> rows;
    rows.reserve(std::reduce(counts.begin(), counts.end()));
    for (std::size_t share = 0; share < counts.size(); ++share) {
        const RowId* const from = kept.get() + share * rowsOfShare;
        rows.insert(rows.end(), from, from + counts[share]);
    }
    return rows;
}

} // namespace mxlens
