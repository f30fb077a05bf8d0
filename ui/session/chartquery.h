// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/diagnosis/policychanges.h"
#include "core/query/trendsplit.h"
#include "ui/session/viewquery.h"

#include <memory>
#include <stop_token>

namespace mxlens {

struct ChartAnswer;

/// What is asked for the chart beside the days of the whole, which the rows' answer has.
struct ChartQuery {
    ViewQuery view;
    SplitBy split = SplitBy::Nothing;
    FoundRows shown; ///< Of the last answer: used again where the chart is about the same rows.
    /// What an earlier answer had: used again as far as it is about the same. May be null.
    std::shared_ptr<const ChartAnswer> before;
};

/// The answer to a ChartQuery.
struct ChartAnswer {
    /// Most series of a split beside the rest; the heat map shows them all.
    static constexpr std::size_t mostSeries = 40;
    /// Most domains that have a sparkline.
    static constexpr std::size_t mostSparklines = 500;

    ViewQuery view; ///< What it answers.
    SplitBy split = SplitBy::Nothing;
    TrendSplit series;
    std::shared_ptr<const std::vector<PolicyChange>> changes; ///< Of what the chart is about.
    /// By domain, of everything that the tree may show; those with most failures.
    std::shared_ptr<const TrendSplit> sparklines;
};

/// Works out the answer. Any thread. Asked to stop it returns early with an answer that must be
/// dropped.
ChartAnswer chartAnswer(const ChartQuery& query, const std::stop_token& stop);

} // namespace mxlens
