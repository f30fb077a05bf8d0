// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/trend.h"

#include <cstddef>
#include <string>
#include <vector>

namespace mxlens {

/// What a chart splits its trend by.
enum class SplitBy { Nothing, Domain, Mx, Reporter, ResultType, PolicyMode };

/// Figures of one day of a series.
struct SplitDay {
    Day day = 0;
    /// As trend() has them: what does not exist for the split is unknown.
    SessionFigures figures;
    /// By MX: the sessions of the policies that cover it (DESIGN.md section 3, rule 4).
    Count covering;
};

/// One domain, MX, reporter, result type or policy mode over time.
struct SplitSeries {
    std::string key; ///< As trend() has it; empty where the reports name none.
    std::vector<SplitDay> days; ///< In order; days without a report are absent.
    SessionFigures sum; ///< Of all its days.
};

/// A trend split into series.
struct TrendSplit {
    /// Those with most failures first, then those with most sessions, then by key.
    std::vector<SplitSeries> series;
    std::size_t left = 0; ///< How many keys stand in rest.
    SplitSeries rest; ///< All other keys together.
};

/// The trend of a selection, split, with at most `most` series beside the rest. Days and figures
/// are those of the table `trend` (of modeTrend() for PolicyMode); by MX also days on which a
/// policy covers the MX and nothing failed there. Empty for Nothing.
TrendSplit splitTrend(const Snapshot& snapshot, const Selection& selection, SplitBy by,
    std::size_t most, std::stop_token stop = {});

} // namespace mxlens
