// SPDX-License-Identifier: GPL-3.0-or-later
// Reports for the core tests: JSON in, rows out.
#pragma once

#include "core/query/columns.h"
#include "core/query/filter.h"
#include "core/query/selection.h"
#include "core/report/parser.h"
#include "core/store/storebuilder.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <initializer_list>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace mxlens::testing {

/// Parses a document and calls check for each report in it.
inline ParseOutcome parseAll(std::string_view json,
    const std::function<void(const Report&)>& check = {}, const ReportContext& context = {},
    ParseLimits limits = {})
{
    ReportParser parser(limits);
    return parser.parse(json, context, [&check](const Report& report, std::size_t) {
        if (check)
            check(report);
    });
}

/// Names of the deviations of the only report in a document, each followed by its field:
/// "null-member contact-info".
inline std::vector<std::string> deviationsOf(
    std::string_view json, const ReportContext& context = {})
{
    std::vector<std::string> names;
    parseAll(
        json,
        [&names](const Report& report) {
            for (const Deviation& deviation : report.deviations)
                names.push_back(std::string(deviationName(deviation.code)) + ' '
                    + std::string(deviation.field));
        },
        context);
    return names;
}

/// One policy of a report that is made by `reportJson`.
struct PolicyFixture {
    std::string type = "sts";
    std::string domain = "example.com";
    std::string summary
        = R"({"total-successful-session-count":10,"total-failure-session-count":0})";
    std::string details = "[]";
    std::string mxHosts = R"(["mx1.example.com"])";
};

inline std::string failureJson(
    const std::string& type, const std::string& mx, int count, const std::string& ip = "192.0.2.1")
{
    return R"({"result-type":")" + type + R"(","sending-mta-ip":")" + ip
        + R"(","receiving-mx-hostname":")" + mx
        + R"(","receiving-ip":"203.0.113.5","failed-session-count":)" + std::to_string(count) + "}";
}

inline std::string summaryJson(int successful, int failed)
{
    return R"({"total-successful-session-count":)" + std::to_string(successful)
        + R"(,"total-failure-session-count":)" + std::to_string(failed) + "}";
}

/// A report that follows RFC 8460 to the letter.
inline std::string reportJson(const std::string& organization, const std::string& id,
    const std::string& day, const std::vector<PolicyFixture>& policies)
{
    std::string json = R"({"organization-name":")" + organization + R"(","report-id":")" + id
        + R"(","contact-info":"tls@example.net","date-range":{"start-datetime":")" + day
        + R"(T00:00:00Z","end-datetime":")" + day + R"(T23:59:59Z"},"policies":[)";
    for (const PolicyFixture& policy : policies) {
        if (json.back() != '[')
            json += ',';
        json += R"({"policy":{"policy-type":")" + policy.type
            + R"(","policy-string":["version: STSv1","mode: enforce","max_age: 86400"])"
            + R"(,"policy-domain":")" + policy.domain + R"(","mx-host":)" + policy.mxHosts
            + R"(},"summary":)" + policy.summary + R"(,"failure-details":)" + policy.details + "}";
    }
    return json + "]}";
}

/// Adds each document as a source `N.json` of one segment, in order.
inline SegmentBuilder segmentOf(const std::vector<std::string>& documents, std::uint64_t order = 0,
    const std::string& prefix = "mail/")
{
    SegmentBuilder segment(order);
    for (std::size_t i = 0; i < documents.size(); ++i) {
        segment.addSource(prefix + std::to_string(i) + ".json", {}, SourceOutcome::Report, {});
        const ParseOutcome outcome = parseAll(
            documents[i], [&segment](const Report& report) { segment.addReport(report); });
        if (outcome.error || outcome.notAReport)
            throw std::runtime_error("a fixture is no report");
    }
    return segment;
}

inline std::shared_ptr<const Snapshot> snapshotOf(const std::vector<std::string>& documents)
{
    StoreBuilder store;
    store.add(segmentOf(documents));
    return store.snapshot();
}

inline Filter filterOf(std::string_view text)
{
    auto parsed = parseFilter(text);
    if (const auto* error = std::get_if<FilterError>(&parsed))
        throw std::runtime_error(error->message);
    return std::get<Filter>(std::move(parsed));
}

inline QString toQString(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace mxlens::testing
