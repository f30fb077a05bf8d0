// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/trendsplit.h"

#include "core/query/modetrend.h"
#include "core/query/mxcovering.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace mxlens {

namespace {

std::vector<TrendRow> rowsBy(
    const Snapshot& snapshot, const Selection& selection, SplitBy by, const std::stop_token& stop)
{
    switch (by) {
    case SplitBy::Domain:
        return trend(snapshot, selection, TrendBy::Domain, stop);
    case SplitBy::Mx:
        return trend(snapshot, selection, TrendBy::Mx, stop);
    case SplitBy::Reporter:
        return trend(snapshot, selection, TrendBy::Reporter, stop);
    case SplitBy::ResultType:
        return trend(snapshot, selection, TrendBy::ResultType, stop);
    case SplitBy::PolicyMode:
        return modeTrend(snapshot, selection, stop);
    case SplitBy::Nothing:
        break;
    }
    return {};
}

/// One series for each key, those that matter most first.
std::vector<SplitSeries> seriesOf(const std::vector<TrendRow>& rows)
{
    std::vector<SplitSeries> all;
    std::unordered_map<std::string_view, std::size_t> places;
    for (const TrendRow& row : rows) {
        const auto [place, isNew] = places.try_emplace(row.key, all.size());
        if (isNew)
            all.push_back({ std::string(row.key), {}, {} });
        SplitSeries& series = all[place->second];
        series.days.push_back({ row.day, row.figures, {} });
        series.sum += row.figures;
    }
    std::ranges::sort(all, [](const SplitSeries& a, const SplitSeries& b) {
        if (a.sum.failed.valueOr(0) != b.sum.failed.valueOr(0))
            return a.sum.failed.valueOr(0) > b.sum.failed.valueOr(0);
        if (a.sum.sessions.valueOr(0) != b.sum.sessions.valueOr(0))
            return a.sum.sessions.valueOr(0) > b.sum.sessions.valueOr(0);
        return a.key < b.key;
    });
    return all;
}

/// Two lists by day as one; a day that both have is the sum.
void addDays(std::vector<SplitDay>& days, const std::vector<SplitDay>& more)
{
    std::vector<SplitDay> merged;
    merged.reserve(days.size() + more.size());
    std::ranges::merge(days, more, std::back_inserter(merged), {}, &SplitDay::day, &SplitDay::day);
    days.clear();
    for (const SplitDay& day : merged) {
        if (days.empty() || days.back().day != day.day) {
            days.push_back(day);
        } else {
            days.back().figures += day.figures;
            days.back().covering += day.covering;
        }
    }
}

void foldRest(TrendSplit& split, std::size_t most)
{
    if (split.series.size() <= most)
        return;
    split.left = split.series.size() - most;
    // Pairwise, so that a long tail of keys is not merged into the same list again and again.
    std::vector<std::vector<SplitDay>> lists;
    for (std::size_t i = most; i < split.series.size(); ++i) {
        split.rest.sum += split.series[i].sum;
        lists.push_back(std::move(split.series[i].days));
    }
    for (std::size_t step = 1; step < lists.size(); step *= 2) {
        for (std::size_t i = 0; i + step < lists.size(); i += 2 * step)
            addDays(lists[i], lists[i + step]);
    }
    split.rest.days = std::move(lists.front());
    split.series.resize(most);
}

void addCovering(TrendSplit& split, const Snapshot& snapshot, const Selection& selection,
    const std::stop_token& stop)
{
    std::vector<std::string> mxs;
    for (const SplitSeries& series : split.series)
        mxs.push_back(series.key);
    const auto covering = coveringByMx(snapshot, selection, mxs, stop);
    for (std::size_t i = 0; i < covering.size(); ++i) {
        std::vector<SplitDay> days;
        for (const CoveringDay& day : covering[i]) {
            // Nothing failed at the MX that day, unless the table has a row for it.
            days.push_back({ day.day, { {}, {}, Count::zero() }, day.figures.sessions });
        }
        addDays(split.series[i].days, days);
    }
}

} // namespace

TrendSplit splitTrend(const Snapshot& snapshot, const Selection& selection, SplitBy by,
    std::size_t most, std::stop_token stop)
{
    TrendSplit split;
    {
        const std::vector<TrendRow> rows = rowsBy(snapshot, selection, by, stop);
        split.series = seriesOf(rows);
    }
    foldRest(split, most);
    if (by == SplitBy::Mx && !stop.stop_requested())
        addCovering(split, snapshot, selection, stop);
    return split;
}

} // namespace mxlens
