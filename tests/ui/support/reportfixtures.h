// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/parser.h"
#include "core/store/storebuilder.h"
#include "ui/panels/rawtextloader.h"

#include <QByteArray>
#include <QVector>

#include <memory>
#include <string>

namespace mxlens {

/// One failure detail and its policy; counts are JSON, so that they can be anything.
inline QByteArray failureJson(const QByteArray& members)
{
    return "{" + members + "}";
}

/// A report with one sts policy for example.com.
inline QByteArray reportJson(const QByteArray& total, const QByteArray& failed,
    const QByteArray& details, const QByteArray& organization = "Example Reports",
    const QByteArray& mxHost = "*.example.com", const QByteArray& end = "2026-09-03T23:59:59Z")
{
    return "{\"organization-name\":\"" + organization
        + "\",\"date-range\":{\"start-datetime\":\"2026-09-03T00:00:00Z\",\"end-datetime\":\"" + end
        + "\"},\"contact-info\":\"tls@example.org\",\"report-id\":\"r1\",\"policies\":[{\"policy\":"
          "{\"policy-type\":\"sts\",\"policy-string\":[\"version: STSv1\",\"mode: enforce\","
          "\"mx: *.example.com\",\"max_age: "
          "86400\"],\"policy-domain\":\"example.com\",\"mx-host\":[\""
        + mxHost + "\"]},\"summary\":{\"total-successful-session-count\":" + total
        + ",\"total-failure-session-count\":" + failed + "},\"failure-details\":[" + details
        + "]}]}";
}

/// Members of a failure detail, without its count.
inline const QByteArray expired = "\"result-type\":\"certificate-expired\","
                                  "\"sending-mta-ip\":\"192.0.2.1\",\"receiving-mx-hostname\":"
                                  "\"mx2.example.com\",\"receiving-ip\":\"198.51.100.2\"";

/// A store with these documents, each in a source of its own.
inline std::shared_ptr<const Snapshot> snapshotOf(const QVector<QByteArray>& documents)
{
    StoreBuilder store;
    SegmentBuilder segment(0);
    ReportParser parser;
    int number = 0;
    for (const QByteArray& document : documents) {
        const std::string path = "reports/" + std::to_string(++number) + ".json";
        segment.addSource(path, {}, SourceOutcome::Report, {});
        const ParseOutcome outcome
            = parser.parse(std::string_view(document.constData(), std::size_t(document.size())), {},
                [&segment](const Report& report, std::size_t) { segment.addReport(report); });
        if (outcome.reports == 0)
            qFatal("fixture is no report");
    }
    store.add(std::move(segment));
    return store.snapshot();
}

inline std::shared_ptr<const Snapshot> snapshotOf(const QByteArray& document)
{
    return snapshotOf(QVector<QByteArray>{ document });
}

/// A reader that always gives this text.
inline RawReader instantReader(const std::string& text)
{
    return [text](const std::string&, const std::string&, std::stop_token) -> Result<std::string> {
        return text;
    };
}

} // namespace mxlens
