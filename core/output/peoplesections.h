// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/diagnosis/problems.h"
#include "core/output/peoplereport.h"
#include "core/query/totals.h"

#include <stop_token>
#include <string_view>
#include <vector>

namespace mxlens {

/// The sections of a report for people, each added with its heading. Part of peopleReport().

DocumentBlock headingBlock(std::string_view text);

/// The trend, drawn and as a table of at most 31 rows. allTold: no session count is missing.
void addTrend(std::vector<DocumentBlock>& blocks, const std::vector<DayFigures>& days, bool allTold,
    Language language);

/// Problems, most severe first: the first of them with what to do, the rest as a table.
void addProblems(
    std::vector<DocumentBlock>& blocks, const std::vector<Problem>& problems, Language language);

/// The policies of the first domains over time.
void addPolicies(std::vector<DocumentBlock>& blocks, const Snapshot& snapshot,
    const Selection& selection, const std::vector<DomainNode>& tree, Language language,
    const std::stop_token& stop);

/// Figures by domain, by MX and result type, and by organization.
void addFigures(std::vector<DocumentBlock>& blocks, const Snapshot& snapshot,
    const Selection& selection, const std::vector<DomainNode>& tree,
    const std::vector<DomainStatus>& domains, Language language, const std::stop_token& stop);

/// How it was counted.
void addCounting(std::vector<DocumentBlock>& blocks, const Snapshot& snapshot,
    const PeopleReportRequest& request);

} // namespace mxlens
