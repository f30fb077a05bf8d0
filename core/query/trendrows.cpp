// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/trendrows.h"

#include "core/query/markrows.h"
#include "core/query/parallel.h"
#include "core/query/rowruns.h"
#include "core/query/spellings.h"

#include <algorithm>
#include <limits>
#include <span>

namespace mxlens {

namespace {

std::pair<Day, Day> daysOfRows(const Snapshot& snapshot, std::span<const RowId> rows)
{
    Day first = std::numeric_limits<Day>::max();
    Day last = noDay;
    forEachRun<PolicyRows>(
        snapshot, rows, [&](std::uint32_t index, std::size_t begin, std::size_t end) {
            const Snapshot::Part& part = snapshot.parts()[index];
            const Segment& segment = *part.segment;
            for (std::size_t i = begin; i < end; ++i) {
                const Day day
                    = segment.reports.day[segment.policies.report[rows[i] - part.firstPolicy]];
                first = std::min(first, day == noDay ? first : day);
                last = std::max(last, day);
            }
        });
    return { first, last };
}

} // namespace

std::pair<Day, Day> daysOf(const Snapshot& snapshot, const Selection& selection)
{
    const std::span<const RowId> rows = selection.policies;
    std::vector<std::pair<Day, Day>> days(rows.size() / rowsOfShare + 1, daysOfRows(snapshot, {}));
    inRowShares(rows.size(), [&](std::size_t begin, std::size_t end) {
        days[begin / rowsOfShare] = daysOfRows(snapshot, rows.subspan(begin, end - begin));
    });
    std::pair<Day, Day> all = days.front();
    for (const auto& [first, last] : days)
        all = { std::min(all.first, first), std::max(all.second, last) };
    return all;
}

DayTableShape trendShape(const Snapshot& snapshot, const Selection& selection, TrendBy by)
{
    IdMarks marks(snapshot.pool().size());
    if (by == TrendBy::ResultType) {
        const auto& spellings = snapshot.kept<ResultTypes>();
        markRows<FailureRows>(snapshot, selection.failures, marks,
            [&spellings](const Segment& segment, std::uint32_t row) {
                return spellings.of(segment.failures.resultType[row]);
            });
    } else if (by == TrendBy::Reporter) {
        const auto& spellings = snapshot.kept<Organizations>();
        markRows<PolicyRows>(snapshot, selection.policies, marks,
            [&spellings](const Segment& segment, std::uint32_t row) {
                return spellings.of(segment.reports.organization[segment.policies.report[row]]);
            });
    } else {
        markRows<PolicyRows>(
            snapshot, selection.policies, marks, [](const Segment& segment, std::uint32_t row) {
                return segment.policies.domainKey[row];
            });
    }
    std::vector<std::pair<std::string_view, std::uint32_t>> keys;
    for (StringId id = 0; id < marks.size(); ++id) {
        if (marks.contains(id))
            keys.emplace_back(snapshot.text(id), id);
    }
    const std::size_t items
        = by == TrendBy::ResultType ? selection.failures.size() : selection.policies.size();
    return { std::move(keys), daysOf(snapshot, selection), items };
}

} // namespace mxlens
