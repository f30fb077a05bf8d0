// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/language.h"
#include "core/store/snapshot.h"

#include <string>
#include <string_view>

namespace mxlens {

/// Columns of the failures table, in the order of DESIGN.md section 6.
enum class FailureColumn {
    OrganizationName,
    ContactInfo,
    ReportId,
    StartDatetime,
    EndDatetime,
    PolicyType,
    PolicyMode,
    PolicyDomain,
    MxHost,
    ResultType,
    SendingMtaIp,
    ReceivingMxHostname,
    ReceivingMxHelo,
    ReceivingIp,
    FailedSessionCount,
    AdditionalInformation,
    FailureReasonCode,
    Source,
};
constexpr int failureColumnCount = 18;

/// Columns of the policies table.
enum class PolicyColumn {
    OrganizationName,
    ContactInfo,
    ReportId,
    StartDatetime,
    EndDatetime,
    PolicyType,
    PolicyMode,
    PolicyDomain,
    PolicyString,
    MxHost,
    TotalSuccessfulSessionCount,
    TotalFailureSessionCount,
    FailureDetails,
    Source,
};
constexpr int policyColumnCount = 14;

/// Columns of the reports table.
enum class ReportColumn {
    OrganizationName,
    ContactInfo,
    ReportId,
    StartDatetime,
    EndDatetime,
    Policies,
    Sessions,
    SuccessfulSessions,
    FailedSessions,
    Deviations,
    Source,
};
constexpr int reportColumnCount = 11;

/// Columns of the sources table.
enum class SourceColumn { Source, Outcome, Reports, Detail, Deviations };
constexpr int sourceColumnCount = 5;
/// The last one is for the eye: exports have the columns before it.
constexpr int exportedSourceColumnCount = 4;

/// A cell: a text, or a number that may be unknown.
struct Cell {
    std::string text; ///< For text columns.
    Count number; ///< For number columns.
    bool isNumber = false;
};

/// Name of a column in exports and settings: `organization_name`.
std::string_view columnName(FailureColumn column);
std::string_view columnName(PolicyColumn column);
std::string_view columnName(ReportColumn column);
std::string_view columnName(SourceColumn column);

/// The value of a cell as it stands in exports. The Reports row covers all its policies.
Cell cell(const Snapshot& snapshot, RowId failure, FailureColumn column);
Cell cell(const Snapshot& snapshot, RowId policy, PolicyColumn column);
Cell cell(const Snapshot& snapshot, RowId report, ReportColumn column);
Cell cell(const Snapshot& snapshot, RowId source, SourceColumn column);

/// Deviations of a report, one English line each, the mark of the store included.
std::vector<std::string> deviationLines(
    const Snapshot& snapshot, RowId id, Language language = Language::English);

} // namespace mxlens
