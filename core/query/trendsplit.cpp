// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/trendsplit.h"

#include "core/query/modetrend.h"
#include "core/query/mxcovering.h"
#include "core/query/numbermap.h"

#include <algorithm>
#include <iterator>
#include <string_view>
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

/// A key of a trend and what all of its rows say together.
struct Key {
    std::uint32_t number = 0;
    std::string_view text;
    SessionFigures sum;
};

/// Those that matter most first.
std::vector<Key> keysOf(const std::vector<TrendRow>& rows)
{
    NumberMap<Key> sums;
    for (const TrendRow& row : rows) {
        Key& key = sums[row.number];
        key.number = row.number;
        key.text = row.key;
        key.sum += row.figures;
    }
    std::vector<Key> keys;
    for (const auto& entry : sums.entries())
        keys.push_back(entry.value);
    std::ranges::sort(keys, [](const Key& a, const Key& b) {
        if (a.sum.failed.valueOr(0) != b.sum.failed.valueOr(0))
            return a.sum.failed.valueOr(0) > b.sum.failed.valueOr(0);
        if (a.sum.sessions.valueOr(0) != b.sum.sessions.valueOr(0))
            return a.sum.sessions.valueOr(0) > b.sum.sessions.valueOr(0);
        return a.text < b.text;
    });
    return keys;
}

/// Gives each row to the series of its key, or to the rest, where it is added to others of its day:
/// rows stand by day.
TrendSplit seriesOf(const std::vector<TrendRow>& rows, std::size_t most)
{
    const std::vector<Key> keys = keysOf(rows);
    TrendSplit split;
    NumberMap<std::size_t> places; // from 1
    for (const Key& key : keys) {
        if (split.series.size() < most) {
            split.series.push_back({ std::string(key.text), {}, key.sum });
            places[key.number] = split.series.size();
        } else {
            split.rest.sum += key.sum;
            ++split.left;
        }
    }
    for (const TrendRow& row : rows) {
        const std::size_t* const place = places.get(row.number);
        std::vector<SplitDay>& days = place ? split.series[*place - 1].days : split.rest.days;
        if (place || days.empty() || days.back().day != row.day)
            days.push_back({ row.day, row.figures, {} });
        else
            days.back().figures += row.figures;
    }
    return split;
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
    TrendSplit split = seriesOf(rowsBy(snapshot, selection, by, stop), most);
    if (by == SplitBy::Mx && !stop.stop_requested())
        addCovering(split, snapshot, selection, stop);
    return split;
}

} // namespace mxlens
