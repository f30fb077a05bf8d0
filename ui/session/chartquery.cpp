// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/chartquery.h"

namespace mxlens {

namespace {

/// Whether both leave the same rows for the tree's sparklines.
bool samePeriod(const ViewQuery& a, const ViewQuery& b)
{
    return periodScope(a) == periodScope(b);
}

/// Whether both leave the same rows for the chart.
bool sameChart(const ViewQuery& a, const ViewQuery& b)
{
    return chartScope(a) == chartScope(b);
}

} // namespace

ChartAnswer chartAnswer(const ChartQuery& query, const std::stop_token& stop)
{
    const Snapshot& snapshot = *query.view.snapshot;
    const ChartAnswer* before = query.before.get();
    const bool sameRows = before && sameChart(before->view, query.view);
    ChartAnswer answer;
    answer.view = query.view;
    answer.split = query.split;
    const bool knowsSeries = sameRows && before->split == query.split;
    if (knowsSeries)
        answer.series = before->series;
    if (sameRows)
        answer.changes = before->changes;
    if (!answer.changes || !knowsSeries) {
        const auto rows = findRows(chartScope(query.view), query.shown, stop);
        if (!knowsSeries)
            answer.series = splitTrend(snapshot, *rows, query.split, ChartAnswer::mostSeries, stop);
        if (!answer.changes)
            answer.changes = std::make_shared<const std::vector<PolicyChange>>(
                policyChanges(snapshot, *rows, stop));
    }
    if (before && samePeriod(before->view, query.view))
        answer.sparklines = before->sparklines;
    else if (!stop.stop_requested())
        answer.sparklines = std::make_shared<const TrendSplit>(
            splitTrend(snapshot, *findRows(periodScope(query.view), query.shown, stop),
                SplitBy::Domain, ChartAnswer::mostSparklines, stop));
    return answer;
}

} // namespace mxlens
