// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/failuregroups.h"

#include "core/query/parallel.h"
#include "core/query/radix.h"
#include "core/query/rowruns.h"
#include "core/query/sortkeys.h"

#include <algorithm>
#include <array>
#include <functional>
#include <numeric>
#include <span>
#include <utility>

namespace mxlens {

namespace {

/// What all details of a group have in common.
using GroupKey = std::array<std::uint32_t, 6>;

GroupKey keyOf(const Segment::Failures& failures, std::uint32_t row)
{
    return { failures.resultType[row], failures.mx[row], failures.helo[row],
        failures.receivingIp[row], failures.information[row], failures.reason[row] };
}

/// Numbers for the groups of all failure details of a snapshot, whatever is selected of them.
/// Immutable; kept with the snapshot.
class GroupNumbers final {
public:
    explicit GroupNumbers(const Snapshot& snapshot)
        : m_numbers(snapshot.failureCount())
    {
        // Within each part first, so that parts can be read on several threads.
        const auto& parts = snapshot.parts();
        std::vector<std::uint32_t> firsts(parts.size() + 1, 0);
        inStretches(parts.size(), [&](std::size_t part) {
            firsts[part + 1] = numberPart(*parts[part].segment, numbersOf(parts[part]));
        });
        std::partial_sum(firsts.begin(), firsts.end(), firsts.begin());
        inStretches(parts.size(), [&](std::size_t part) {
            for (std::uint32_t& number : numbersOf(parts[part]))
                number += firsts[part];
        });
        m_count = firsts.back();
    }

    std::uint32_t of(RowId failure) const { return m_numbers[failure]; }
    /// Numbers are below this.
    std::uint32_t count() const { return m_count; }

private:
    std::span<std::uint32_t> numbersOf(const Snapshot::Part& part)
    {
        return std::span(m_numbers).subspan(part.firstFailure, FailureRows::count(*part.segment));
    }

    // Gives how many groups there are.
    static std::uint32_t numberPart(const Segment& segment, std::span<std::uint32_t> numbers)
    {
        const auto& first = segment.policies.firstFailure;
        std::vector<std::pair<GroupKey, std::uint32_t>> keys;
        std::uint32_t count = 0;
        for (std::size_t policy = 0; policy < segment.policies.report.size(); ++policy) {
            keys.clear();
            for (std::uint32_t row = first[policy]; row < first[policy + 1]; ++row)
                keys.emplace_back(keyOf(segment.failures, row), row);
            std::ranges::sort(keys);
            for (std::size_t i = 0; i < keys.size(); ++i) {
                if (i == 0 || keys[i].first != keys[i - 1].first)
                    ++count;
                numbers[keys[i].second] = count - 1;
            }
        }
        return count;
    }

    std::vector<std::uint32_t> m_numbers; ///< By failure detail.
    std::uint32_t m_count = 0;
};

/// Neighbours among the rows that are put into groups, cut between two policies: no group reaches
/// beyond them.
struct Share {
    std::size_t first = 0; ///< Among all rows.
    std::span<const RowId> rows;
    std::vector<std::uint32_t> begin; ///< Where its groups begin, among all rows.
    std::vector<Count> failed; ///< Sums of the groups.
};

std::vector<Share> sharesOf(const Snapshot& snapshot, std::span<const RowId> rows)
{
    std::vector<Share> shares;
    for (std::size_t first = 0; first < rows.size();) {
        std::size_t end = std::min(rows.size(), first + rowsOfShare);
        while (end < rows.size()
            && snapshot.policyOfFailure(rows[end]) == snapshot.policyOfFailure(rows[end - 1]))
            ++end;
        shares.push_back({ first, rows.subspan(first, end - first), {}, {} });
        first = end;
    }
    return shares;
}

/// Puts the rows of a share into groups. places: 0 for the number of each group that it has, which
/// no other share has. details: where its rows go, group after group.
void group(Share& share, const Snapshot& snapshot, const GroupNumbers& numbers,
    std::vector<std::uint32_t>& places, std::span<RowId> details)
{
    std::vector<std::uint32_t> placeOf(share.rows.size());
    std::vector<std::uint32_t> next; // sizes first
    forEachRun<FailureRows>(
        snapshot, share.rows, [&](std::uint32_t part, std::size_t begin, std::size_t end) {
            const auto& counts = snapshot.parts()[part].segment->failures.count;
            const RowId first = snapshot.parts()[part].firstFailure;
            for (std::size_t i = begin; i < end; ++i) {
                std::uint32_t& place = places[numbers.of(share.rows[i])]; // from 1
                if (place == 0) {
                    next.push_back(0);
                    share.failed.emplace_back();
                    place = static_cast<std::uint32_t>(next.size());
                }
                placeOf[i] = place - 1;
                ++next[place - 1];
                share.failed[place - 1] += counts[share.rows[i] - first];
            }
        });
    std::exclusive_scan(next.begin(), next.end(), next.begin(), 0u);
    for (const std::uint32_t begin : next)
        share.begin.push_back(static_cast<std::uint32_t>(share.first) + begin);
    for (std::size_t i = 0; i < placeOf.size(); ++i)
        details[next[placeOf[i]]++] = share.rows[i];
}

/// Sorts the details of one group, of which there are few, with their keys; equal ones keep their
/// order.
template <typename IsBefore>
void sortFew(std::span<RowId> details, std::span<std::uint64_t> keys, const IsBefore& isBefore)
{
    for (std::size_t i = 1; i < keys.size(); ++i) {
        const std::uint64_t key = keys[i];
        const RowId detail = details[i];
        std::size_t place = i;
        for (; place > 0 && isBefore(key, keys[place - 1]); --place) {
            keys[place] = keys[place - 1];
            details[place] = details[place - 1];
        }
        keys[place] = key;
        details[place] = detail;
    }
}

/// The same for many.
template <typename IsBefore>
void sortMany(
    std::span<RowId> details, std::span<const std::uint64_t> keys, const IsBefore& isBefore)
{
    struct Keyed {
        std::uint64_t key = 0;
        RowId id = 0;
    };
    std::vector<Keyed> keyed(keys.size());
    for (std::size_t i = 0; i < keyed.size(); ++i)
        keyed[i] = { keys[i], details[i] };
    std::ranges::stable_sort(keyed, isBefore, &Keyed::key);
    for (std::size_t i = 0; i < keyed.size(); ++i)
        details[i] = keyed[i].id;
}

template <typename IsBefore>
void sortWithin(const FailureGroups& groups, std::span<RowId> details,
    std::span<std::uint64_t> keys, const IsBefore& isBefore)
{
    constexpr std::size_t few = 24; // up to here a simple way is the quicker one
    inRowShares(groups.size(), [&](std::size_t first, std::size_t behind) {
        for (std::size_t group = first; group < behind; ++group) {
            const std::size_t begin = groups.begin[group];
            const std::size_t size = groups.begin[group + 1] - begin;
            const auto detailsOf = details.subspan(begin, size);
            const auto keysOf = keys.subspan(begin, size);
            if (size <= few)
                sortFew(detailsOf, keysOf, isBefore);
            else
                sortMany(detailsOf, keysOf, isBefore);
        }
    });
}

/// The details of groups, each group sorted by keys, one for each detail, which are of no use then;
/// equal ones keep their order.
std::vector<RowId> sortedWithin(
    const FailureGroups& groups, std::vector<std::uint64_t>& keys, bool descending)
{
    std::vector<RowId> details = groups.details;
    if (descending)
        sortWithin(groups, details, keys, std::ranges::greater());
    else
        sortWithin(groups, details, keys, std::ranges::less());
    return details;
}

std::vector<RowId> firstsOf(const FailureGroups& groups, const std::vector<RowId>& details)
{
    std::vector<RowId> firsts(groups.size());
    for (std::size_t i = 0; i < firsts.size(); ++i)
        firsts[i] = details[groups.begin[i]];
    return firsts;
}

std::vector<std::uint64_t> keysOfSums(const FailureGroups& groups)
{
    std::vector<std::uint64_t> keys(groups.size());
    for (std::size_t i = 0; i < keys.size(); ++i)
        keys[i] = sortKey(groups.failed[i]);
    return keys;
}

/// The groups in an order, and with these details in place of their own.
FailureGroups inOrder(
    const FailureGroups& groups, const std::vector<RowId>& details, const std::vector<RowId>& order)
{
    FailureGroups result;
    result.begin.resize(order.size() + 1);
    result.failed.resize(order.size());
    inRowShares(order.size(), [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            result.begin[i + 1] = static_cast<std::uint32_t>(groups.of(order[i]).size());
            result.failed[i] = groups.failed[order[i]];
        }
    });
    std::partial_sum(result.begin.begin(), result.begin.end(), result.begin.begin());
    result.details.resize(details.size());
    inRowShares(order.size(), [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            const std::uint32_t size = result.begin[i + 1] - result.begin[i];
            const RowId* const from = details.data() + groups.begin[order[i]];
            std::copy(from, from + size, result.details.data() + result.begin[i]);
        }
    });
    return result;
}

// The largest known count of some rows; zero without any.
Count largestOf(const Snapshot& snapshot, std::span<const RowId> failures)
{
    Count largest = Count::zero();
    forEachRun<FailureRows>(
        snapshot, failures, [&](std::uint32_t part, std::size_t begin, std::size_t end) {
            const auto& counts = snapshot.parts()[part].segment->failures.count;
            const RowId first = snapshot.parts()[part].firstFailure;
            for (std::size_t i = begin; i < end; ++i) {
                const Count count = counts[failures[i] - first];
                if (count.known() && largest < count)
                    largest = count;
            }
        });
    return largest;
}

} // namespace

FailureGroups failureGroups(
    const Snapshot& snapshot, const std::vector<RowId>& found, const std::stop_token& stop)
{
    FailureGroups groups;
    if (stop.stop_requested())
        return groups;
    const auto& numbers = snapshot.kept<GroupNumbers>();
    std::vector<std::uint32_t> places(numbers.count(), 0);
    std::vector<Share> shares = sharesOf(snapshot, found);
    groups.details.resize(found.size());
    inParallel(shares.size(), [&](std::size_t i) {
        Share& share = shares[i];
        group(share, snapshot, numbers, places,
            std::span(groups.details).subspan(share.first, share.rows.size()));
    });
    std::size_t count = 0;
    for (const Share& share : shares)
        count += share.failed.size();
    groups.begin.reserve(count + 1);
    groups.failed.reserve(count);
    for (const Share& share : shares) {
        groups.begin.insert(groups.begin.end(), share.begin.begin(), share.begin.end());
        groups.failed.insert(groups.failed.end(), share.failed.begin(), share.failed.end());
    }
    groups.begin.push_back(static_cast<std::uint32_t>(found.size()));
    return groups;
}

FailureGroups orderedGroups(const Snapshot& snapshot, const FailureGroups& groups,
    FailureColumn column, bool descending, const std::stop_token& stop, const TextRanks* ranks)
{
    const bool bySum = column == FailureColumn::FailedSessionCount;
    // In the other columns all details of a group say the same.
    const bool changesWithin = bySum || column == FailureColumn::SendingMtaIp;
    std::vector<RowId> moved;
    if (changesWithin) {
        auto keys = sortKeys(snapshot, groups.details, column, ranks, stop);
        if (stop.stop_requested())
            return {};
        moved = sortedWithin(groups, keys, descending);
    }
    const std::vector<RowId>& details = changesWithin ? moved : groups.details;
    std::vector<std::uint64_t> keys = bySum
        ? keysOfSums(groups)
        : sortKeys(snapshot, firstsOf(groups, details), column, ranks, stop);
    if (stop.stop_requested())
        return {};
    std::vector<RowId> order(groups.size());
    std::iota(order.begin(), order.end(), RowId(0));
    sortByKeys(order, std::move(keys), descending); // equal ones stay
    return inOrder(groups, details, order);
}

Count largestFailure(const Snapshot& snapshot, const std::vector<RowId>& failures)
{
    std::vector<Count> largest(failures.size() / rowsOfShare + 1, Count::zero());
    inRowShares(failures.size(), [&](std::size_t begin, std::size_t end) {
        largest[begin / rowsOfShare]
            = largestOf(snapshot, std::span(failures).subspan(begin, end - begin));
    });
    return std::ranges::max(largest);
}

} // namespace mxlens
