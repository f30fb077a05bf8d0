// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/columns.h"

#include "core/query/sourcetexts.h"
#include "core/query/totals.h"
#include "core/report/corewords.h"

#include <algorithm>
#include <array>

namespace mxlens {

namespace {

constexpr std::array<std::string_view, failureColumnCount> failureNames{ "organization_name",
    "contact_info", "report_id", "start_datetime", "end_datetime", "policy_type", "policy_mode",
    "policy_domain", "mx_host", "result_type", "sending_mta_ip", "receiving_mx_hostname",
    "receiving_mx_helo", "receiving_ip", "failed_session_count", "additional_information",
    "failure_reason_code", "source" };

constexpr std::array<std::string_view, policyColumnCount> policyNames{ "organization_name",
    "contact_info", "report_id", "start_datetime", "end_datetime", "policy_type", "policy_mode",
    "policy_domain", "policy_string", "mx_host", "total_successful_session_count",
    "total_failure_session_count", "failure_details", "source" };

constexpr std::array<std::string_view, reportColumnCount> reportNames{ "organization_name",
    "contact_info", "report_id", "start_datetime", "end_datetime", "policies", "sessions",
    "successful_sessions", "failed_sessions", "deviations", "source" };

constexpr std::array<std::string_view, sourceColumnCount> sourceNames{ "source", "outcome",
    "reports", "detail", "deviations" };

Cell textCell(std::string_view text)
{
    return { std::string(text), {}, false };
}
Cell numberCell(Count number)
{
    return { {}, number, true };
}
Cell numberCell(std::uint32_t number)
{
    return numberCell(Count(number));
}
Cell timeCell(Timestamp time)
{
    return { time == noTimestamp ? std::string() : formatTimestamp(time), {}, false };
}

// Lists are kept with line feeds and written with bars.
Cell listCell(std::string_view lines)
{
    std::string text(lines);
    std::replace(text.begin(), text.end(), '\n', '|');
    return { std::move(text), {}, false };
}

// The five columns with which every table but sources begins, and their last one.
enum class Shared { OrganizationName, ContactInfo, ReportId, StartDatetime, EndDatetime, Source };

Cell sharedCell(const Snapshot& snapshot, const RowPlace& report, Shared column)
{
    const auto& reports = report.segment->reports;
    switch (column) {
    case Shared::OrganizationName:
        return textCell(snapshot.text(reports.organization[report.row]));
    case Shared::ContactInfo:
        return textCell(snapshot.text(reports.contact[report.row]));
    case Shared::ReportId:
        return textCell(snapshot.text(reports.reportId[report.row]));
    case Shared::StartDatetime:
        return timeCell(reports.start[report.row]);
    case Shared::EndDatetime:
        return timeCell(reports.end[report.row]);
    case Shared::Source:
        return textCell(snapshot.sourceText(
            { report.segment, report.segmentIndex, reports.source[report.row] }));
    }
    return {};
}

std::string joinedByBar(const std::vector<std::string>& lines)
{
    std::string text;
    for (const std::string& line : lines)
        text.append(text.empty() ? "" : "|").append(line);
    return text;
}

// Which reports of a source stand elsewhere too: "the same report as mail/0.json". Empty for none.
std::string duplicateText(const Snapshot& snapshot, const RowPlace& source)
{
    const auto& sources = source.segment->sources;
    const std::uint32_t count = duplicatesOf(snapshot.parts()[source.segmentIndex], source.row);
    if (count == 0)
        return {};
    std::uint32_t first = sources.firstReport[source.row];
    while (snapshot.mark({ source.segment, source.segmentIndex, first }) != ReportMark::Duplicate)
        ++first;
    const RowId id = snapshot.parts()[source.segmentIndex].firstReport + first;
    const RowId counted = snapshot.sourceOfReport(snapshot.countedReport(id));
    const std::string other = snapshot.sourceText(snapshot.source(counted));
    if (sources.firstReport[source.row + 1] - sources.firstReport[source.row] == 1)
        return "the same report as " + other;
    return std::to_string(count) + " of its reports stand elsewhere too, the first in " + other;
}

std::string_view outcomeText(SourceOutcome outcome, bool allDuplicates)
{
    switch (outcome) {
    case SourceOutcome::Report:
        return allDuplicates ? "duplicate" : "report";
    case SourceOutcome::NotAReport:
        return "not-a-report";
    case SourceOutcome::Unreadable:
        return "unreadable";
    }
    return {};
}

} // namespace

std::string_view columnName(FailureColumn column)
{
    return failureNames.at(static_cast<std::size_t>(column));
}
std::string_view columnName(PolicyColumn column)
{
    return policyNames.at(static_cast<std::size_t>(column));
}
std::string_view columnName(ReportColumn column)
{
    return reportNames.at(static_cast<std::size_t>(column));
}
std::string_view columnName(SourceColumn column)
{
    return sourceNames.at(static_cast<std::size_t>(column));
}

Cell cell(const Snapshot& snapshot, RowId id, FailureColumn column)
{
    const RowPlace place = snapshot.failure(id);
    const auto& failures = place.segment->failures;
    const auto& policies = place.segment->policies;
    const std::uint32_t policy = failures.policy[place.row];
    const RowPlace report{ place.segment, place.segmentIndex, policies.report[policy] };
    switch (column) {
    case FailureColumn::OrganizationName:
        return sharedCell(snapshot, report, Shared::OrganizationName);
    case FailureColumn::ContactInfo:
        return sharedCell(snapshot, report, Shared::ContactInfo);
    case FailureColumn::ReportId:
        return sharedCell(snapshot, report, Shared::ReportId);
    case FailureColumn::StartDatetime:
        return sharedCell(snapshot, report, Shared::StartDatetime);
    case FailureColumn::EndDatetime:
        return sharedCell(snapshot, report, Shared::EndDatetime);
    case FailureColumn::PolicyType:
        return textCell(snapshot.text(policies.type[policy]));
    case FailureColumn::PolicyMode:
        return textCell(snapshot.text(policies.mode[policy]));
    case FailureColumn::PolicyDomain:
        return textCell(snapshot.text(policies.domain[policy]));
    case FailureColumn::MxHost:
        return listCell(snapshot.text(policies.mxHosts[policy]));
    case FailureColumn::ResultType:
        return textCell(snapshot.text(failures.resultType[place.row]));
    case FailureColumn::SendingMtaIp:
        return textCell(snapshot.addressText(failures.sendingIp[place.row]));
    case FailureColumn::ReceivingMxHostname:
        return textCell(snapshot.text(failures.mx[place.row]));
    case FailureColumn::ReceivingMxHelo:
        return textCell(snapshot.text(failures.helo[place.row]));
    case FailureColumn::ReceivingIp:
        return textCell(snapshot.addressText(failures.receivingIp[place.row]));
    case FailureColumn::FailedSessionCount:
        return numberCell(failures.count[place.row]);
    case FailureColumn::AdditionalInformation:
        return textCell(snapshot.text(failures.information[place.row]));
    case FailureColumn::FailureReasonCode:
        return textCell(snapshot.text(failures.reason[place.row]));
    case FailureColumn::Source:
        return sharedCell(snapshot, report, Shared::Source);
    }
    return {};
}

Cell cell(const Snapshot& snapshot, RowId id, PolicyColumn column)
{
    const RowPlace place = snapshot.policy(id);
    const auto& policies = place.segment->policies;
    const RowPlace report{ place.segment, place.segmentIndex, policies.report[place.row] };
    switch (column) {
    case PolicyColumn::OrganizationName:
        return sharedCell(snapshot, report, Shared::OrganizationName);
    case PolicyColumn::ContactInfo:
        return sharedCell(snapshot, report, Shared::ContactInfo);
    case PolicyColumn::ReportId:
        return sharedCell(snapshot, report, Shared::ReportId);
    case PolicyColumn::StartDatetime:
        return sharedCell(snapshot, report, Shared::StartDatetime);
    case PolicyColumn::EndDatetime:
        return sharedCell(snapshot, report, Shared::EndDatetime);
    case PolicyColumn::PolicyType:
        return textCell(snapshot.text(policies.type[place.row]));
    case PolicyColumn::PolicyMode:
        return textCell(snapshot.text(policies.mode[place.row]));
    case PolicyColumn::PolicyDomain:
        return textCell(snapshot.text(policies.domain[place.row]));
    case PolicyColumn::PolicyString:
        return listCell(snapshot.text(policies.policyText[place.row]));
    case PolicyColumn::MxHost:
        return listCell(snapshot.text(policies.mxHosts[place.row]));
    case PolicyColumn::TotalSuccessfulSessionCount:
        return numberCell(policies.successful[place.row]);
    case PolicyColumn::TotalFailureSessionCount:
        return numberCell(policies.failed[place.row]);
    case PolicyColumn::FailureDetails:
        return numberCell(policies.firstFailure[place.row + 1] - policies.firstFailure[place.row]);
    case PolicyColumn::Source:
        return sharedCell(snapshot, report, Shared::Source);
    }
    return {};
}

Cell cell(const Snapshot& snapshot, RowId id, ReportColumn column)
{
    const RowPlace place = snapshot.report(id);
    const auto& reports = place.segment->reports;
    const std::uint32_t firstPolicy = reports.firstPolicy[place.row];
    const std::uint32_t endPolicy = reports.firstPolicy[place.row + 1];
    const auto figures
        = [&] { return reportFigures(snapshot, *place.segment, firstPolicy, endPolicy); };
    switch (column) {
    case ReportColumn::OrganizationName:
        return sharedCell(snapshot, place, Shared::OrganizationName);
    case ReportColumn::ContactInfo:
        return sharedCell(snapshot, place, Shared::ContactInfo);
    case ReportColumn::ReportId:
        return sharedCell(snapshot, place, Shared::ReportId);
    case ReportColumn::StartDatetime:
        return sharedCell(snapshot, place, Shared::StartDatetime);
    case ReportColumn::EndDatetime:
        return sharedCell(snapshot, place, Shared::EndDatetime);
    case ReportColumn::Policies:
        return numberCell(endPolicy - firstPolicy);
    case ReportColumn::Sessions:
        return numberCell(figures().sessions);
    case ReportColumn::SuccessfulSessions:
        return numberCell(figures().successful);
    case ReportColumn::FailedSessions:
        return numberCell(figures().failed);
    case ReportColumn::Deviations:
        return textCell(joinedByBar(deviationLines(snapshot, id)));
    case ReportColumn::Source:
        return sharedCell(snapshot, place, Shared::Source);
    }
    return {};
}

Cell cell(const Snapshot& snapshot, RowId id, SourceColumn column)
{
    const RowPlace place = snapshot.source(id);
    const auto& sources = place.segment->sources;
    const std::uint32_t reports
        = sources.firstReport[place.row + 1] - sources.firstReport[place.row];
    switch (column) {
    case SourceColumn::Source:
        return textCell(snapshot.sourceText(place));
    case SourceColumn::Outcome:
        return textCell(outcomeText(sources.outcome[place.row],
            duplicatesOf(snapshot.parts()[place.segmentIndex], place.row) == reports));
    case SourceColumn::Reports:
        return numberCell(reports);
    case SourceColumn::Detail: {
        const std::string repeats = duplicateText(snapshot, place);
        if (!repeats.empty())
            return textCell(repeats);
        return textCell(snapshot.text(sources.detail[place.row]));
    }
    case SourceColumn::Deviations:
        return numberCell(deviationsOf(snapshot.parts()[place.segmentIndex], place.row));
    }
    return {};
}

std::vector<std::string> deviationLines(const Snapshot& snapshot, RowId id, Language language)
{
    const RowPlace place = snapshot.report(id);
    const auto& reports = place.segment->reports;
    const auto& deviations = place.segment->deviations;
    std::vector<std::string> lines;
    for (std::uint32_t row = reports.firstDeviation[place.row];
         row < reports.firstDeviation[place.row + 1]; ++row)
        lines.push_back(inLanguage(
            describe(Deviation{ deviations.code[row], snapshot.text(deviations.field[row]),
                snapshot.text(deviations.written[row]), snapshot.text(deviations.madeOf[row]),
                deviations.count[row] }),
            language));
    if (snapshot.mark(place) == ReportMark::SameIdentity)
        lines.push_back(inLanguage(
            describe(Deviation{ DeviationCode::SameIdentity, {}, {}, {}, 1 }), language));
    return lines;
}

} // namespace mxlens
