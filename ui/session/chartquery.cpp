// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/chartquery.h"

#include <algorithm>

namespace mxlens {

namespace {

bool sameTerm(const FilterTerm& a, const FilterTerm& b)
{
    return a.key == b.key && a.negated == b.negated && a.day == b.day && a.lowest == b.lowest
        && a.highest == b.highest
        && std::ranges::equal(
            a.patterns, b.patterns, [](const FilterPattern& x, const FilterPattern& y) {
                return x.text == y.text && x.hasWildcard == y.hasWildcard
                    && x.prefixBits == y.prefixBits;
            });
}

/// Whether both leave the same rows for the tree's sparklines.
bool samePeriod(const ViewQuery& a, const ViewQuery& b)
{
    return a.snapshot == b.snapshot && a.lastDays == b.lastDays && a.evidence == b.evidence
        && std::ranges::equal(a.filter.terms, b.filter.terms, sameTerm);
}

/// Whether both leave the same rows for the chart.
bool sameChart(const ViewQuery& a, const ViewQuery& b)
{
    return samePeriod(a, b) && a.domain == b.domain && a.mx == b.mx && a.resultType == b.resultType;
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
        const Selection selection = chartSelection(query.view, stop);
        if (!knowsSeries)
            answer.series
                = splitTrend(snapshot, selection, query.split, ChartAnswer::mostSeries, stop);
        if (!answer.changes)
            answer.changes = std::make_shared<const std::vector<PolicyChange>>(
                policyChanges(snapshot, selection, stop));
    }
    if (before && samePeriod(before->view, query.view))
        answer.sparklines = before->sparklines;
    else if (!stop.stop_requested())
        answer.sparklines = std::make_shared<const TrendSplit>(splitTrend(snapshot,
            periodSelection(query.view, stop), SplitBy::Domain, ChartAnswer::mostSparklines, stop));
    return answer;
}

} // namespace mxlens
