// SPDX-License-Identifier: GPL-3.0-or-later
// A mailbox of reports over some days, healthy until a test plants a cause.
#pragma once

#include "tests/core/support/reports.h"

#include "core/diagnosis/problems.h"

#include <functional>
#include <string>
#include <vector>

namespace mxlens::testing {

/// A failure detail to be written.
struct DetailPlan {
    std::string type;
    std::string mx;
    int count = 0; ///< Below zero: the report does not say.
    std::string reason{};
};

/// A policy of a report to be written.
struct PolicyPlan {
    std::string type = "sts";
    std::string domain = "example.com";
    std::vector<std::string> lines{ "version: STSv1", "mode: enforce", "mx: mx1.example.com",
        "mx: mx2.example.com", "max_age: 604800" };
    std::vector<std::string> mxHosts{ "mx1.example.com", "mx2.example.com" };
    int successful = 0;
    int failed = 0; ///< Below zero: the report does not say.
    std::vector<DetailPlan> details{};

    /// Lets sessions fail; those that succeed become fewer.
    void fail(const std::string& resultType, const std::string& mx, int count,
        const std::string& reason = {})
    {
        details.push_back({ resultType, mx, count, reason });
        failed += count;
        successful -= std::min(count, successful);
    }
    void setMode(const std::string& mode) { lines[1] = "mode: " + mode; }
    /// No MTA-STS, no DANE.
    void setNoPolicy()
    {
        type = "no-policy-found";
        lines.clear();
        mxHosts.clear();
    }
};

/// A report to be written; day counts from 1 March 2026.
struct ReportPlan {
    std::string organization;
    int day = 0;
    std::vector<PolicyPlan> policies;
    bool skipped = false;
    std::string contact{ "tls@example.net" };

    PolicyPlan& policy() { return policies.front(); }
};

inline std::string listJson(const std::vector<std::string>& texts)
{
    std::string json = "[";
    for (const std::string& text : texts)
        json.append(json.size() > 1 ? "," : "").append("\"").append(text).append("\"");
    return json + "]";
}

inline std::string dayOfMarch(int day)
{
    return formatDay(static_cast<Day>(20513 + day)); // 2026-03-01
}

inline std::string jsonOf(const PolicyPlan& policy)
{
    std::string json = R"({"policy":{"policy-type":")" + policy.type + R"(","policy-domain":")"
        + policy.domain + '"';
    if (!policy.lines.empty())
        json += R"(,"policy-string":)" + listJson(policy.lines);
    if (!policy.mxHosts.empty())
        json += R"(,"mx-host":)" + listJson(policy.mxHosts);
    json += R"(},"summary":)"
        + (policy.failed < 0
                ? R"({"total-successful-session-count":)" + std::to_string(policy.successful) + '}'
                : summaryJson(policy.successful, policy.failed))
        + R"(,"failure-details":[)";
    for (const DetailPlan& detail : policy.details) {
        json += json.back() == '[' ? "" : ",";
        json += R"({"result-type":")" + detail.type + '"';
        if (detail.count >= 0)
            json += R"(,"failed-session-count":)" + std::to_string(detail.count);
        if (!detail.mx.empty())
            json += R"(,"receiving-mx-hostname":")" + detail.mx + '"';
        if (!detail.reason.empty())
            json += R"(,"failure-reason-code":")" + detail.reason + '"';
        json += '}';
    }
    return json + "]}";
}

inline std::string jsonOf(const ReportPlan& report)
{
    const std::string day = dayOfMarch(report.day);
    std::string json = R"({"organization-name":")" + report.organization + R"(","report-id":")"
        + report.organization + day + R"(","contact-info":")" + report.contact
        + R"(","date-range":{)" + R"("start-datetime":")" + day + R"(T00:00:00Z","end-datetime":")"
        + day + R"(T23:59:59Z"},"policies":[)";
    for (const PolicyPlan& policy : report.policies)
        json += (json.back() == '[' ? "" : ",") + jsonOf(policy);
    return json + "]}";
}

/// Reports of four organizations on example.com, one a day each, all sessions good.
class Mailbox final {
public:
    explicit Mailbox(int days = 20)
    {
        for (int day = 0; day < days; ++day) {
            add("Google Inc.", day, 400);
            add("Microsoft Corporation", day, 250);
            add("Mail.ru", day, 60);
            add("mail.firm.example", day, 20);
        }
    }

    void add(const std::string& organization, int day, int successful)
    {
        ReportPlan report{ organization, day, { PolicyPlan{} }, false };
        report.policy().successful = successful;
        reports.push_back(report);
    }

    /// Calls change for every report of the days first to last.
    void plant(int first, int last, const std::function<void(ReportPlan&)>& change)
    {
        for (ReportPlan& report : reports) {
            if (report.day >= first && report.day <= last)
                change(report);
        }
    }
    /// Lets sessions of every report of these days fail.
    void plantFailure(int first, int last, const std::string& type, const std::string& mx,
        int count, const std::string& reason = {})
    {
        plant(first, last,
            [&](ReportPlan& report) { report.policy().fail(type, mx, count, reason); });
    }

    std::vector<std::string> documents() const
    {
        std::vector<std::string> documents;
        for (const ReportPlan& report : reports) {
            if (!report.skipped)
                documents.push_back(jsonOf(report));
        }
        return documents;
    }

    std::vector<ReportPlan> reports;
};

inline Diagnosis diagnosisOf(const Snapshot& snapshot, const char* filter = "")
{
    const Filter parsed = filterOf(filter);
    const Filter wider = surroundings(parsed);
    const Selection shown = select(snapshot, parsed);
    if (wider.terms.size() == parsed.terms.size())
        return diagnose(snapshot, shown, shown);
    return diagnose(snapshot, shown, select(snapshot, wider));
}

/// A line for each problem: `critical example.com mx2.example.com certificate-expired 03..07 over
/// 40 2 refused`; days of March 2026.
inline QByteArray textOf(const std::vector<Problem>& problems)
{
    const auto day = [](Day number) {
        return number == noDay ? QByteArray("?")
                               : QByteArray::fromStdString(formatDay(number)).mid(8);
    };
    QByteArray text;
    for (const Problem& problem : problems) {
        for (const std::string_view word :
            { severityName(problem.severity), std::string_view(problem.domain),
                std::string_view(problem.subject), causeName(problem.cause) })
            text += toQString(word).toUtf8() + ' ';
        text += day(problem.firstDay) + ".." + day(problem.lastDay)
            + (problem.ongoing ? " ongoing " : " over ")
            + (problem.failedSessions.known()
                    ? QByteArray::number(static_cast<qint64>(problem.failedSessions.valueOr(0)))
                    : QByteArray("?"))
            + ' ' + QByteArray::number(static_cast<qint64>(problem.reporters.size())) + ' '
            + toQString(impactName(problem.impact)).toUtf8() + '\n';
    }
    return text;
}

inline QByteArray problemsIn(const std::vector<std::string>& documents, const char* filter = "")
{
    const auto snapshot = snapshotOf(documents);
    return textOf(diagnosisOf(*snapshot, filter).problems);
}

} // namespace mxlens::testing
