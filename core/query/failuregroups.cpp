// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/failuregroups.h"

#include "core/query/parallel.h"
#include "core/query/rowruns.h"

#include <algorithm>
#include <array>
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

/// Numbers for groups, by failure detail.
class GroupNumbers final {
public:
    GroupNumbers(const Snapshot& snapshot, const std::vector<RowId>& found)
        : m_snapshot(snapshot)
        , m_numbers(snapshot.failureCount())
    {
        forEachRun<FailureRows>(
            snapshot, found, [&](std::uint32_t part, std::size_t begin, std::size_t end) {
                const auto& policies = snapshot.parts()[part].segment->failures.policy;
                const RowId first = snapshot.parts()[part].firstFailure;
                for (std::size_t i = begin; i < end;) {
                    const std::size_t from = i;
                    while (i < end && policies[found[i] - first] == policies[found[from] - first])
                        ++i;
                    number(part, std::span(found).subspan(from, i - from));
                }
            });
    }

    std::uint32_t of(RowId failure) const { return m_numbers[failure]; }
    std::uint32_t count() const { return m_count; }

private:
    // The details of one policy.
    void number(std::uint32_t part, std::span<const RowId> details)
    {
        if (details.size() == 1) {
            m_numbers[details.front()] = m_count++;
            return;
        }
        const Segment::Failures& failures = m_snapshot.parts()[part].segment->failures;
        const RowId first = m_snapshot.parts()[part].firstFailure;
        m_keys.clear();
        for (const RowId id : details)
            m_keys.emplace_back(keyOf(failures, id - first), id);
        std::sort(m_keys.begin(), m_keys.end());
        for (std::size_t i = 0; i < m_keys.size(); ++i) {
            if (i > 0 && m_keys[i].first != m_keys[i - 1].first)
                ++m_count;
            m_numbers[m_keys[i].second] = m_count;
        }
        ++m_count;
    }

    const Snapshot& m_snapshot;
    std::vector<std::uint32_t> m_numbers;
    std::vector<std::pair<GroupKey, RowId>> m_keys;
    std::uint32_t m_count = 0;
};

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

FailureGroups failureGroups(const Snapshot& snapshot, const std::vector<RowId>& found,
    const std::vector<RowId>& shown, const std::stop_token& stop)
{
    constexpr std::uint32_t unseen = ~std::uint32_t(0);
    const GroupNumbers numbers(snapshot, found);
    FailureGroups groups;
    if (stop.stop_requested())
        return groups;
    // Places of groups in the order in which they appear, and how many details each has.
    std::vector<std::uint32_t> place(numbers.count(), unseen);
    std::vector<std::uint32_t> sizes;
    for (const RowId id : shown) {
        std::uint32_t& at = place[numbers.of(id)];
        if (at == unseen) {
            at = static_cast<std::uint32_t>(sizes.size());
            sizes.push_back(0);
        }
        ++sizes[at];
    }
    groups.begin.assign(sizes.size() + 1, 0);
    std::partial_sum(sizes.begin(), sizes.end(), groups.begin.begin() + 1);
    groups.details.resize(shown.size());
    groups.failed.resize(sizes.size());
    std::vector<std::uint32_t> next(groups.begin.begin(), groups.begin.end() - 1);
    for (const RowId id : shown)
        groups.details[next[place[numbers.of(id)]]++] = id;
    forEachRun<FailureRows>(
        snapshot, found, [&](std::uint32_t part, std::size_t begin, std::size_t end) {
            const auto& counts = snapshot.parts()[part].segment->failures.count;
            const RowId first = snapshot.parts()[part].firstFailure;
            for (std::size_t i = begin; i < end; ++i)
                groups.failed[place[numbers.of(found[i])]] += counts[found[i] - first];
        });
    return groups;
}

FailureGroups orderedByFailed(FailureGroups groups, bool descending)
{
    std::vector<std::uint32_t> order(groups.size());
    std::iota(order.begin(), order.end(), 0u);
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return descending ? groups.failed[b] < groups.failed[a]
                          : groups.failed[a] < groups.failed[b];
    });
    FailureGroups sorted;
    sorted.details.reserve(groups.details.size());
    sorted.begin.push_back(0);
    for (const std::uint32_t group : order) {
        const auto details = groups.of(group);
        sorted.details.insert(sorted.details.end(), details.begin(), details.end());
        sorted.begin.push_back(static_cast<std::uint32_t>(sorted.details.size()));
        sorted.failed.push_back(groups.failed[group]);
    }
    return sorted;
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
