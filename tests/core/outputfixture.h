// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/report.h"
#include "core/store/storebuilder.h"

#include <memory>
#include <string>
#include <vector>

namespace mxlens::test {

/// One failure detail of a report that a test makes up.
struct DetailSpec {
    std::string resultType;
    std::string mx;
    Count failed;
};

/// One policy of a report that a test makes up.
struct PolicySpec {
    std::string type;
    std::string domain;
    Count successful;
    Count failed;
    std::vector<DetailSpec> details{};
    std::vector<std::string> lines{};
    std::vector<std::string> mxHosts{};
};

/// A report that a test makes up.
struct ReportSpec {
    std::string organization;
    std::string id;
    std::optional<Timestamp> start;
    std::vector<PolicySpec> policies;
    int deviations = 0;
};

/// 2026-03-01T00:00:00Z
constexpr Timestamp firstOfMarch = 1772323200;

inline Report makeReport(const ReportSpec& spec)
{
    Report report;
    report.organizationName = report.text.store(spec.organization);
    report.contactInfo = report.text.store("tls@" + spec.organization);
    report.reportId = report.text.store(spec.id);
    report.start = spec.start;
    if (spec.start)
        report.end = *spec.start + secondsPerDay - 1;
    for (const PolicySpec& from : spec.policies) {
        Policy policy;
        policy.type = report.text.store(from.type);
        policy.domain = report.text.store(from.domain);
        policy.successfulSessions = from.successful;
        policy.failedSessions = from.failed;
        policy.firstLine = static_cast<std::uint32_t>(report.policyLines.size());
        policy.lineCount = static_cast<std::uint32_t>(from.lines.size());
        for (const std::string& line : from.lines)
            report.policyLines.push_back(report.text.store(line));
        policy.firstMxHost = static_cast<std::uint32_t>(report.mxHosts.size());
        policy.mxHostCount = static_cast<std::uint32_t>(from.mxHosts.size());
        for (const std::string& host : from.mxHosts)
            report.mxHosts.push_back(report.text.store(host));
        policy.firstFailure = static_cast<std::uint32_t>(report.failures.size());
        policy.failureCount = static_cast<std::uint32_t>(from.details.size());
        for (const DetailSpec& detail : from.details) {
            FailureDetail& failure = report.failures.emplace_back();
            failure.resultType = report.text.store(detail.resultType);
            failure.receivingMxHostname = report.text.store(detail.mx);
            failure.failedSessionCount = detail.failed;
        }
        report.policies.push_back(policy);
    }
    for (int i = 0; i < spec.deviations; ++i)
        report.deviations.push_back(
            { DeviationCode::MxHostForm, "policies[0].policy.mx-host", "mx.example", {} });
    return report;
}

/// A file of a store that a test makes up: a report, or what happened in its place.
struct FileSpec {
    std::string path;
    std::vector<ReportSpec> reports{};
    SourceOutcome outcome = SourceOutcome::Report;
    std::string detail{};
};

/// Files that stand in input order, `perSegment` of them in each segment.
inline std::shared_ptr<const Snapshot> makeStore(
    const std::vector<FileSpec>& files, std::size_t perSegment = 100)
{
    StoreBuilder store;
    std::uint64_t order = 0;
    for (std::size_t i = 0; i < files.size();) {
        SegmentBuilder segment(order++);
        for (const std::size_t end = std::min(i + perSegment, files.size()); i < end; ++i) {
            const FileSpec& file = files[i];
            segment.addSource(file.path, {}, file.outcome, file.detail);
            for (const ReportSpec& report : file.reports)
                segment.addReport(makeReport(report));
        }
        store.add(std::move(segment));
    }
    return store.snapshot();
}

} // namespace mxlens::test
