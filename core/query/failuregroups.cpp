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

/// Numbers for the groups of all failure details of a snapshot, whatever is selected of them: those
/// of a policy follow each other in order of their first details. Immutable; kept with the
/// snapshot.
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
    }

    std::uint32_t of(RowId failure) const { return m_numbers[failure]; }

private:
    std::span<std::uint32_t> numbersOf(const Snapshot::Part& part)
    {
        return std::span(m_numbers).subspan(part.firstFailure, FailureRows::count(*part.segment));
    }

    // Gives how many groups there are.
    static std::uint32_t numberPart(const Segment& segment, std::span<std::uint32_t> numbers)
    {
        const NumberView first = segment.policies.firstFailure.view();
        std::vector<std::pair<GroupKey, std::uint32_t>> keys;
        std::uint32_t count = 0;
        for (std::size_t policy = 0; policy < segment.policies.report.size(); ++policy) {
            keys.clear();
            for (std::uint32_t row = first[policy]; row < first[policy + 1]; ++row)
                keys.emplace_back(keyOf(segment.failures, row), row);
            std::ranges::sort(keys);
            // The first row of its group for each, then the numbers in place of them.
            for (std::size_t i = 0, same = 0; i < keys.size(); ++i) {
                same = i > 0 && keys[i].first == keys[i - 1].first ? same : i;
                numbers[keys[i].second] = keys[same].second;
            }
            for (std::uint32_t row = first[policy]; row < first[policy + 1]; ++row)
                numbers[row] = numbers[row] == row ? count++ : numbers[numbers[row]];
        }
        return count;
    }

    std::vector<std::uint32_t> m_numbers; ///< By failure detail.
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

/// Puts details into groups, policy by policy.
class Grouping final {
public:
    /// details: where the rows of the share go, group after group.
    Grouping(Share& share, const GroupNumbers& numbers, std::span<RowId> details)
        : m_share(share)
        , m_numbers(numbers)
        , m_details(details)
    {
    }

    /// Takes rows begin to end - 1 of the share, which lie in this part.
    void add(const Snapshot::Part& part, std::size_t begin, std::size_t end)
    {
        const NumberView policies = part.segment->failures.policy.view();
        const auto policyOf
            = [&](std::size_t i) { return policies[m_share.rows[i] - part.firstFailure]; };
        for (std::size_t next = begin; begin < end; begin = next) {
            while (next < end && policyOf(next) == policyOf(begin))
                ++next;
            addPolicy(part, policyOf(begin), begin, next);
        }
    }

private:
    struct Group {
        std::uint32_t rows = 0; ///< How many it has, then where the next one of them goes.
        Count failed;
    };

    void addPolicy(
        const Snapshot::Part& part, std::uint32_t policy, std::size_t begin, std::size_t end)
    {
        const auto rows = m_share.rows.subspan(begin, end - begin);
        const auto& counts = part.segment->failures.count;
        const std::uint32_t firstNumber
            = m_numbers.of(part.firstFailure + part.segment->policies.firstFailure[policy]);
        m_groups.clear();
        for (const RowId row : rows) {
            const std::size_t number = m_numbers.of(row) - firstNumber;
            if (number >= m_groups.size())
                m_groups.resize(number + 1);
            ++m_groups[number].rows;
            m_groups[number].failed += counts[row - part.firstFailure];
        }
        auto place = static_cast<std::uint32_t>(begin);
        for (Group& group : m_groups) {
            if (group.rows == 0)
                continue; // none of them was found
            m_share.begin.push_back(static_cast<std::uint32_t>(m_share.first) + place);
            m_share.failed.push_back(group.failed);
            place += std::exchange(group.rows, place);
        }
        for (const RowId row : rows)
            m_details[m_groups[m_numbers.of(row) - firstNumber].rows++] = row;
    }

    Share& m_share;
    const GroupNumbers& m_numbers;
    const std::span<RowId> m_details;
    std::vector<Group> m_groups; ///< Of the policy at hand.
};

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
    std::vector<Share> shares = sharesOf(snapshot, found);
    groups.details.resize(found.size());
    inParallel(shares.size(), [&](std::size_t i) {
        if (stop.stop_requested())
            return;
        Share& share = shares[i];
        Grouping grouping(
            share, numbers, std::span(groups.details).subspan(share.first, share.rows.size()));
        forEachRun<FailureRows>(
            snapshot, share.rows, [&](std::uint32_t part, std::size_t begin, std::size_t end) {
                grouping.add(snapshot.parts()[part], begin, end);
            });
    });
    if (stop.stop_requested())
        return {};
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

bool isSameInGroup(FailureColumn column)
{
    return column != FailureColumn::FailedSessionCount && column != FailureColumn::SendingMtaIp;
}

FailureGroups orderedGroups(const Snapshot& snapshot, const FailureGroups& groups,
    FailureColumn column, bool descending, const std::stop_token& stop, const TextRanks* ranks)
{
    const bool bySum = column == FailureColumn::FailedSessionCount;
    const bool changesWithin = !isSameInGroup(column);
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
