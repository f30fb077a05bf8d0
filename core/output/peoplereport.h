// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/diagnosis/thresholds.h"
#include "core/output/document.h"
#include "core/query/filter.h"
#include "core/query/selection.h"

#include <stop_token>
#include <string>

namespace mxlens {

/// What a report for people is about.
struct PeopleReportRequest {
    Filter filter; ///< What left the selection: names the scope and finds what surrounds it.
    Selection selection;
    std::string filterText; ///< Said where it is not empty.
    Language language = Language::English;
    Thresholds thresholds{}; ///< Of the diagnosis.
};

/// A report for people on what a filter leaves: verdict, trend, problems with what to do, policies
/// over time, figures, and how it was counted. The figures are those of the summary and of the
/// tables of the same filter; of the table domains where the filter asks about no details, which
/// leaves that one whole. Any thread; stopped early it gives part of the answer.
ReportDocument peopleReport(
    const Snapshot& snapshot, const PeopleReportRequest& request, const std::stop_token& stop = {});

} // namespace mxlens
