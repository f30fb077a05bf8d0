// SPDX-License-Identifier: GPL-3.0-or-later
// Everything that a parser makes of a document, as text: to compare two ways of parsing.
#pragma once

#include "core/report/parser.h"
#include "core/store/reporthash.h"

#include <string>
#include <string_view>

namespace mxlens::testing {

inline void addLine(std::string& out, std::string_view name, std::string_view value)
{
    out.append(name).append("=").append(value).append("\n");
}

inline void addLine(std::string& out, std::string_view name, Count count)
{
    addLine(out, name, count.known() ? std::to_string(count.valueOr(0)) : "unknown");
}

inline std::string timeText(std::optional<Timestamp> time)
{
    return time ? std::to_string(*time) : "unknown";
}

inline void addFailure(std::string& out, const FailureDetail& failure)
{
    addLine(out, "  result", failure.resultType);
    addLine(out, "  sending", failure.sendingMtaIp);
    addLine(out, "  mx", failure.receivingMxHostname);
    addLine(out, "  helo", failure.receivingMxHelo);
    addLine(out, "  receiving", failure.receivingIp);
    addLine(out, "  information", failure.additionalInformation);
    addLine(out, "  reason", failure.failureReasonCode);
    addLine(out, "  count", failure.failedSessionCount);
    for (const ReadAddress& address : { failure.sendingAddress, failure.receivingAddress })
        addLine(out, "  address",
            address.value.text() + " " + std::to_string(static_cast<int>(address.form)));
}

inline void addPolicy(std::string& out, const Report& report, const Policy& policy)
{
    addLine(out, " type", policy.type);
    addLine(out, " mode", policy.mode);
    addLine(out, " domain", policy.domain);
    addLine(out, " successful", policy.successfulSessions);
    addLine(out, " failed", policy.failedSessions);
    for (const std::string_view line : report.linesOf(policy))
        addLine(out, " line", line);
    for (const std::string_view host : report.mxHostsOf(policy))
        addLine(out, " host", host);
    for (const FailureDetail& failure : report.failuresOf(policy))
        addFailure(out, failure);
}

inline void addReport(std::string& out, const Report& report)
{
    addLine(out, "organization", report.organizationName);
    addLine(out, "contact", report.contactInfo);
    addLine(out, "id", report.reportId);
    addLine(out, "start", timeText(report.start));
    addLine(out, "end", timeText(report.end));
    for (const Policy& policy : report.policies)
        addPolicy(out, report, policy);
    for (const Deviation& deviation : report.deviations)
        addLine(out, "deviation",
            std::string(deviationName(deviation.code)) + " " + describe(deviation) + " x"
                + std::to_string(deviation.count));
    const ReportKey key = reportKeyOf(report);
    addLine(out, "key", std::to_string(key.identity) + " " + std::to_string(key.content[0]));
}

/// What a parser makes of bytes: reports, deviations, refusal or error.
inline std::string parsedText(
    ReportParser& parser, std::string_view bytes, const ReportContext& context = {})
{
    std::string out;
    const ParseOutcome outcome = parser.parse(
        bytes, context, [&out](const Report& report, std::size_t) { addReport(out, report); });
    addLine(out, "reports", std::to_string(outcome.reports));
    addLine(out, "not a report", outcome.notAReport.value_or(""));
    addLine(out, "error", outcome.error ? describe(*outcome.error) : "");
    return out;
}

} // namespace mxlens::testing
