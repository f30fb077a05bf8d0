// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/figures.h"
#include "core/query/selection.h"

#include <cstdint>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace mxlens {

/// What a trend is split by.
enum class TrendBy { Domain, Mx, Reporter, ResultType };

/// Figures of one day and one domain, MX, reporter or result type. What does not exist for the
/// split is unknown (DESIGN.md section 3, rule 4). Lives no longer than the snapshot.
struct TrendRow {
    Day day = 0;
    /// The key's place among those that there can be, by text bytewise: less than 2^32, with gaps.
    std::uint32_t number = 0;
    std::string_view key; ///< Reporters and result types as facets spell them.
    SessionFigures figures;
};

/// Rows sorted by day, then key bytewise. Days without a report have no row; reports without a day
/// are in none.
std::vector<TrendRow> trend(
    const Snapshot& snapshot, const Selection& selection, TrendBy by, std::stop_token stop = {});

/// Figures of one day over all domains: what the chart draws.
struct DayFigures {
    Day day = 0;
    SessionFigures figures;
    bool longRange = false; ///< A report of that day covers more than 25 hours.
};

/// Days of the selection, in order; days without a report are absent.
std::vector<DayFigures> dailyFigures(
    const Snapshot& snapshot, const Selection& selection, std::stop_token stop = {});

/// Sessions and failures for one MX and day by rule 4: failures of the MX beside the sessions of
/// the policies that cover it.
struct MxDayFigures {
    Day day = 0;
    SessionFigures mx; ///< Sessions known only where every covering policy means this MX alone.
    SessionFigures covering; ///< Of the policies that cover the MX, by rule 3.
};

/// Days on which a policy of the selection covers the MX, in order. mx is normalized.
std::vector<MxDayFigures> mxDailyFigures(const Snapshot& snapshot, const Selection& selection,
    const std::string& mx, std::stop_token stop = {});

} // namespace mxlens
