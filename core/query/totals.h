// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/figures.h"
#include "core/query/selection.h"
#include "core/query/trend.h"

#include <string>
#include <vector>

namespace mxlens {

/// The figures of the headline.
struct Totals {
    std::size_t sources = 0, reportSources = 0, duplicateSources = 0, notReportSources = 0,
                unreadableSources = 0;
    std::size_t reports = 0; ///< Counted reports; duplicates are not.
    std::size_t duplicates = 0; ///< Reports that stand elsewhere already.
    std::size_t reportsWithDeviations = 0;
    std::size_t domains = 0; ///< Distinct policy domains.
    std::size_t reporters = 0; ///< Distinct organizations, as facets tell them apart.
    Day firstDay = noDay, lastDay = noDay;
    SessionFigures figures; ///< By rule 3, over all reports and domains.
    std::size_t unknownCounts = 0; ///< Policies that lack a session count: it is in no sum.
};

Totals totals(const Snapshot& snapshot, const Selection& selection);

/// Rule 3 for one report: the sum over its domains, of the policies from..to (segment rows).
SessionFigures reportFigures(
    const Snapshot& snapshot, const Segment& segment, std::uint32_t from, std::uint32_t to);

/// Failures of one result type at an MX.
struct ResultTypeNode {
    std::string resultType;
    Count failed;
};

/// Failures of one MX of a domain, from failure details. No successes: rule 4.
struct MxNode {
    std::string mx; ///< Normalized; empty for failures without an MX (policy fetch errors).
    Count failed;
    std::vector<ResultTypeNode> resultTypes; ///< Most failures first.
};

/// One policy domain with its figures and the MX that failure details name.
struct DomainNode {
    std::string domain; ///< Normalized.
    SessionFigures figures;
    std::vector<MxNode> mxs; ///< Most failures first.
};

/// Domains by failures, then sessions, then name.
std::vector<DomainNode> domainTree(const Snapshot& snapshot, const Selection& selection);

/// totals(), domainTree() and dailyFigures() of one selection, for which its reports are looked at
/// once.
struct Overview {
    Totals totals;
    std::vector<DomainNode> tree;
    std::vector<DayFigures> days;
};
Overview overview(const Snapshot& snapshot, const Selection& selection, std::stop_token stop = {});

} // namespace mxlens
