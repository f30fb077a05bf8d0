// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/segmentcopy.h"

#include <type_traits>

namespace mxlens {

namespace {

void fillParent(std::vector<std::uint32_t>& parent, const std::vector<std::uint32_t>& first)
{
    parent.resize(first.back());
    for (std::uint32_t row = 0; row + 1 < first.size(); ++row) {
        for (std::uint32_t child = first[row]; child < first[row + 1]; ++child)
            parent[child] = row;
    }
}

} // namespace

RowCounts rowCounts(const Segment& segment)
{
    const auto size = [](const auto& column) { return static_cast<std::uint32_t>(column.size()); };
    return { size(segment.sources.name), size(segment.reports.key), size(segment.policies.type),
        size(segment.failures.resultType), size(segment.deviations.code) };
}

RowRanges rowsOfSources(const Segment& segment, std::uint32_t firstSource, std::uint32_t lastSource)
{
    const auto along = [&segment](std::uint32_t source) {
        const std::uint32_t report = segment.sources.firstReport[source];
        const std::uint32_t policy = segment.reports.firstPolicy[report];
        return RowCounts{ source, report, policy, segment.policies.firstFailure[policy],
            segment.reports.firstDeviation[report] };
    };
    return { along(firstSource), along(lastSource) };
}

void appendFirst(std::vector<std::uint32_t>& to, const std::vector<std::uint32_t>& from,
    std::uint32_t begin, std::uint32_t end)
{
    const std::uint32_t shift = to.back() - from[begin]; // modulo 2^32
    for (std::uint32_t row = begin; row < end; ++row)
        to.push_back(from[row + 1] + shift);
}

void appendValues(CountColumn& to, const CountColumn& from, std::uint32_t begin, std::uint32_t end)
{
    for (std::uint32_t row = begin; row < end; ++row)
        to.push_back(from[row]);
}

void packIds(Segment& segment)
{
    visitColumns(
        [](const ColumnInfo&, auto& column) {
            if constexpr (std::is_same_v<decltype(column), IdColumn&>)
                column = column.packed();
        },
        segment);
}

void fillParents(Segment& segment)
{
    fillParent(segment.reports.source, segment.sources.firstReport);
    fillParent(segment.policies.report, segment.reports.firstPolicy);
    fillParent(segment.failures.policy, segment.policies.firstFailure);
}

} // namespace mxlens
