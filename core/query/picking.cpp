// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/picking.h"

#include "core/query/parallel.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <numeric>
#include <span>
#include <utility>

namespace mxlens {

namespace {

using Marks = std::vector<std::uint8_t>;

/// 1 for those of count ids that are wanted, 0 for the others.
Marks marksOf(const std::vector<RowId>& wanted, RowId count)
{
    Marks isWanted(count, 0);
    inRowShares(wanted.size(), [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i)
            isWanted[wanted[i]] = 1;
    });
    return isWanted;
}

/// Writes the wanted ones of some ids, for which there is room for all. Gives where they end. Every
/// id is written and stays where it is wanted: no branch to be mispredicted.
RowId* pick(std::span<const RowId> ids, const Marks& isWanted, RowId* to)
{
    for (const RowId id : ids) {
        *to = id;
        to += isWanted[id];
    }
    return to;
}

std::size_t shareCount(std::size_t rows)
{
    return (rows + rowsOfShare - 1) / rowsOfShare;
}

/// What was picked of neighbouring groups.
struct Share {
    std::unique_ptr<RowId[]> details;
    std::size_t size = 0; ///< Of details.
    std::vector<std::uint32_t> begin; ///< Where its groups begin in details.
    std::vector<Count> failed;
};

/// The sum of details of one policy.
Count sumOf(const Snapshot& snapshot, std::span<const RowId> details)
{
    const RowPlace first = snapshot.failure(details.front());
    const auto& counts = first.segment->failures.count;
    Count sum;
    for (const RowId id : details)
        sum += counts[first.row + id - details.front()];
    return sum;
}

Share shareOf(const Snapshot& snapshot, const FailureGroups& all, std::size_t first,
    std::size_t behind, const Marks& isWanted)
{
    Share share;
    share.details = std::make_unique_for_overwrite<RowId[]>(all.begin[behind] - all.begin[first]);
    share.begin.reserve(behind - first);
    share.failed.reserve(behind - first);
    RowId* to = share.details.get();
    for (std::size_t group = first; group < behind; ++group) {
        const std::span<const RowId> details = all.of(group);
        RowId* const from = std::exchange(to, pick(details, isWanted, to));
        if (to == from)
            continue;
        const std::span<const RowId> left(from, to);
        share.begin.push_back(static_cast<std::uint32_t>(from - share.details.get()));
        share.failed.push_back(
            left.size() == details.size() ? all.failed[group] : sumOf(snapshot, left));
    }
    share.size = static_cast<std::size_t>(to - share.details.get());
    return share;
}

FailureGroups joined(const std::vector<Share>& shares)
{
    std::vector<std::size_t> groups(shares.size() + 1, 0), details(shares.size() + 1, 0);
    for (std::size_t i = 0; i < shares.size(); ++i) {
        groups[i + 1] = groups[i] + shares[i].begin.size();
        details[i + 1] = details[i] + shares[i].size;
    }
    FailureGroups result;
    result.details.resize(details.back());
    result.begin.resize(groups.back() + 1);
    result.failed.resize(groups.back());
    inParallel(shares.size(), [&](std::size_t i) {
        const Share& share = shares[i];
        std::copy_n(share.details.get(), share.size, result.details.begin() + details[i]);
        std::ranges::copy(share.failed, result.failed.begin() + groups[i]);
        std::ranges::transform(share.begin, result.begin.begin() + groups[i],
            [&](std::uint32_t begin) { return begin + static_cast<std::uint32_t>(details[i]); });
    });
    result.begin.back() = static_cast<std::uint32_t>(details.back());
    return result;
}

} // namespace

std::vector<RowId> picked(
    const std::vector<RowId>& all, const std::vector<RowId>& wanted, RowId count)
{
    const Marks isWanted = marksOf(wanted, count);
    const auto kept = std::make_unique_for_overwrite<RowId[]>(all.size());
    std::vector<std::size_t> counts(shareCount(all.size()));
    inRowShares(all.size(), [&](std::size_t begin, std::size_t end) {
        RowId* const to = kept.get() + begin;
        const std::span<const RowId> share = std::span(all).subspan(begin, end - begin);
        counts[begin / rowsOfShare] = static_cast<std::size_t>(pick(share, isWanted, to) - to);
    });
    std::vector<RowId> rows;
    rows.reserve(std::reduce(counts.begin(), counts.end()));
    for (std::size_t share = 0; share < counts.size(); ++share) {
        const RowId* const from = kept.get() + share * rowsOfShare;
        rows.insert(rows.end(), from, from + counts[share]);
    }
    return rows;
}

FailureGroups pickedGroups(
    const Snapshot& snapshot, const FailureGroups& all, const std::vector<RowId>& wanted)
{
    const Marks isWanted = marksOf(wanted, snapshot.failureCount());
    std::vector<Share> shares(shareCount(all.size()));
    inRowShares(all.size(), [&](std::size_t begin, std::size_t end) {
        shares[begin / rowsOfShare] = shareOf(snapshot, all, begin, end, isWanted);
    });
    return joined(shares);
}

} // namespace mxlens
