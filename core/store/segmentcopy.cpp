// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/segmentcopy.h"

namespace mxlens {

namespace {

NumberColumn parentsOf(const NumberColumn& first)
{
    const auto parents = static_cast<std::uint32_t>(first.size() - 1);
    return NumberColumn::filled(first[parents], parents, [&](auto parent) {
        first.visit([&](auto begin) {
            for (std::uint32_t row = 0; row < parents; ++row) {
                for (std::uint32_t child = begin[row]; child < begin[row + 1]; ++child)
                    parent.set(child, static_cast<decltype(parent[0])>(row));
            }
        });
    });
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

void appendFirst(NumberColumn& to, const NumberColumn& from, std::uint32_t begin, std::uint32_t end)
{
    const std::uint32_t shift = to.back() - from[begin]; // modulo 2^32
    for (std::uint32_t row = begin; row < end; ++row)
        to.push_back(from[row + 1] + shift);
}

void appendShifted(NumberColumn& to, const NumberColumn& from, std::uint32_t begin,
    std::uint32_t end, std::uint32_t shift)
{
    for (std::uint32_t row = begin; row < end; ++row)
        to.push_back(from[row] + shift);
}

void appendValues(CountColumn& to, const CountColumn& from, std::uint32_t begin, std::uint32_t end)
{
    for (std::uint32_t row = begin; row < end; ++row)
        to.push_back(from[row]);
}

void packColumns(Segment& segment)
{
    visitColumns(
        [](const ColumnInfo&, auto& column) {
            if constexpr (requires { column.packed(); })
                column = column.packed();
        },
        segment);
}

void fillParents(Segment& segment)
{
    segment.reports.source = parentsOf(segment.sources.firstReport);
    segment.policies.report = parentsOf(segment.reports.firstPolicy);
    segment.failures.policy = parentsOf(segment.policies.firstFailure);
}

} // namespace mxlens
