// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/selection.h"

#include "core/query/matcher.h"
#include "core/query/parallel.h"
#include "core/query/rowruns.h"

#include <array>
#include <cstddef>
#include <functional>
#include <memory>
#include <numeric>
#include <span>
#include <utility>

namespace mxlens {

namespace {

// Policies and failure details that are worth a share of the work.
constexpr std::size_t rowsAtOnce = 16 * 1024;

// Ids of the rows of one table that are in, in memory for as many as there could be.
class FoundRows {
public:
    void reserve(std::size_t rows) { m_ids = std::make_unique_for_overwrite<RowId[]>(rows); }
    // Appends those of the rows that are in; that of row i is first + i.
    void append(RowId first, const RowMask& mask)
    {
        // Every id is written and stays where its row is in: no branch to be mispredicted.
        RowId* to = m_ids.get() + m_count;
        for (std::size_t row = 0; row < mask.size(); ++row) {
            *to = first + static_cast<RowId>(row);
            to += mask[row];
        }
        m_count = static_cast<std::size_t>(to - m_ids.get());
    }
    std::span<const RowId> ids() const { return { m_ids.get(), m_count }; }

private:
    std::unique_ptr<RowId[]> m_ids;
    std::size_t m_count = 0;
};

// Neighbouring parts that one thread takes at a time: places in the order of the input.
struct Share {
    std::size_t begin = 0, end = 0;
    std::size_t sources = 0, reports = 0, policies = 0, failures = 0; ///< Rows.
};

std::vector<Share> sharesOf(const Snapshot& snapshot)
{
    std::vector<Share> shares;
    for (std::size_t i = 0; i < snapshot.inputOrder().size(); ++i) {
        if (shares.empty() || shares.back().failures + shares.back().policies >= rowsAtOnce)
            shares.push_back({ i, i });
        const Segment& segment = *snapshot.parts()[snapshot.inputOrder()[i]].segment;
        Share& share = shares.back();
        share.end = i + 1;
        share.sources += segment.sources.name.size();
        share.reports += segment.reports.key.size();
        share.policies += segment.policies.report.size();
        share.failures += segment.failures.policy.size();
    }
    return shares;
}

// What was found in a share.
struct Found {
    FoundRows sources, reports, policies, failures;

    void reserve(const Share& share)
    {
        sources.reserve(share.sources);
        reports.reserve(share.reports);
        policies.reserve(share.policies);
        failures.reserve(share.failures);
    }
    void append(const Snapshot::Part& part, const RowMasks& masks)
    {
        sources.append(part.firstSource, masks.sources);
        reports.append(part.firstReport, masks.reports);
        policies.append(part.firstPolicy, masks.policies);
        failures.append(part.firstFailure, masks.failures);
    }
};

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
std::vector<RowId> joined(const std::vector<Found>& parts, FoundRows Found::*list)
{
    std::size_t count = 0;
    for (const Found& part : parts)
        count += (part.*list).ids().size();
    std::vector<RowId> rows;
    rows.reserve(count);
    for (const Found& part : parts) {
        const std::span<const RowId> ids = (part.*list).ids();
        rows.insert(rows.end(), ids.begin(), ids.end());
    }
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
    const std::vector<Share> shares = sharesOf(snapshot);
    std::vector<Found> parts(shares.size());
    inParallel(shares.size(), [&](std::size_t i) {
        RowMasks masks;
        parts[i].reserve(shares[i]);
        for (std::size_t at = shares[i].begin; at < shares[i].end; ++at) {
            if (stop.stop_requested())
                return;
            matcher.match(order[at], masks);
            parts[i].append(snapshot.parts()[order[at]], masks);
        }
    });
    const std::array<std::function<void()>, 4> lists{
        [&] { selection.failures = joined(parts, &Found::failures); },
        [&] { selection.policies = joined(parts, &Found::policies); },
        [&] { selection.reports = joined(parts, &Found::reports); },
        [&] { selection.sources = joined(parts, &Found::sources); },
    };
    inParallel(lists.size(), [&lists](std::size_t i) { lists[i](); });
    return selection;
}

} // namespace mxlens
