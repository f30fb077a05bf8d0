// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/deviationlog.h"
#include "core/report/parser.h"
#include "core/report/report.h"

#include <string_view>
#include <vector>

namespace mxlens {

/// A count that was written as text. Noted where it is no count.
Count countFromText(std::string_view text, DeviationLog& log, ReportMember member,
    const DeviationLog::Place& place);

/// A date of the range. Noted where it is not what RFC 3339 section 5.6 wants.
std::optional<Timestamp> dateFromText(std::string_view text, DeviationLog& log, ReportMember member,
    const DeviationLog::Place& place);

/// The lines that a policy-string stands for when it is one text: JSON in a text, or lines divided
/// by line feeds or semicolons.
std::vector<std::string> policyLinesFromText(std::string_view text);

/// Sets the addresses of a complete failure detail and notes what is odd about it. before: one of
/// the same report that was checked, or null; often its addresses are written again.
void checkFailure(FailureDetail& failure, const FailureDetail* before, DeviationLog& log,
    const DeviationLog::Place& place);

/// Sets the mode of a complete policy and notes what is odd about it. known: its texts are known to
/// be as they should, and its mode is set. Gives whether nothing is odd about its texts.
bool checkPolicy(Policy& policy, const Report& report, DeviationLog& log,
    const DeviationLog::Place& place, bool known);

/// Notes what is odd about the date range of a complete report.
void checkDateRange(const Report& report, DeviationLog& log);

/// Fills a missing policy-domain from what surrounded the report, and notes where the two disagree
/// (RFC 8460 section 5.6: the report wins).
void applyContext(Report& report, const ReportContext& context, DeviationLog& log);

} // namespace mxlens
