// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/chartquery.h"

namespace mxlens {

ChartAnswer chartAnswer(const ChartQuery& query, const std::stop_token& stop)
{
    const Snapshot& snapshot = *query.view.snapshot;
    const ChartAnswer* before = query.before.get();
    const RowScope chart = chartScope(query.view);
    const RowScope period = periodScope(query.view);
    const bool sameRows = before && chartScope(before->view) == chart;
    ChartAnswer answer;
    answer.view = query.view;
    answer.split = query.split;
    const bool knowsSeries = sameRows && before->split == query.split;
    if (knowsSeries)
        answer.series = before->series;
    if (sameRows)
        answer.changes = before->changes;
    if (!answer.changes || !knowsSeries) {
        const auto rows = findRows(chart, query.shown, stop);
        if (!knowsSeries)
            answer.series = splitTrend(snapshot, *rows, query.split, ChartAnswer::mostSeries, stop);
        if (!answer.changes)
            answer.changes = std::make_shared<const std::vector<PolicyChange>>(
                policyChanges(snapshot, *rows, stop));
    }
    if (before && periodScope(before->view) == period)
        answer.sparklines = before->sparklines;
    else if (!stop.stop_requested())
        answer.sparklines = std::make_shared<const TrendSplit>(
            splitTrend(snapshot, *findRows(period, query.shown, stop), SplitBy::Domain,
                ChartAnswer::mostSparklines, stop));
    return answer;
}

} // namespace mxlens
