// SPDX-License-Identifier: GPL-3.0-or-later
// A report by the RFC that tests take apart.
#pragma once

#include "tests/core/support/reports.h"

#include <QByteArray>

#include <initializer_list>
#include <string>

namespace mxlens::testing {

// A report that follows the RFC, with a hole for one member of each object.
struct Pieces {
    QByteArray top = R"("contact-info":"tls@example.net")";
    QByteArray range
        = R"("date-range":{"start-datetime":"2026-03-01T00:00:00Z","end-datetime":"2026-03-01T23:59:59Z"})";
    QByteArray policyType = R"("policy-type":"sts")";
    QByteArray policyString
        = R"("policy-string":["version: STSv1","mode: enforce","mx: mx1.example.com","max_age: 86400"])";
    QByteArray policyDomain = R"("policy-domain":"example.com")";
    QByteArray mxHost = R"("mx-host":["mx1.example.com"])";
    QByteArray successful = R"("total-successful-session-count":7)";
    QByteArray failed = R"("total-failure-session-count":3)";
    QByteArray resultType = R"("result-type":"certificate-expired")";
    QByteArray sendingIp = R"("sending-mta-ip":"192.0.2.1")";
    QByteArray mx = R"("receiving-mx-hostname":"mx1.example.com")";
    QByteArray receivingIp = R"("receiving-ip":"203.0.113.5")";
    QByteArray count = R"("failed-session-count":3)";
    QByteArray more = R"("failure-reason-code":"expired")";

    static QByteArray joined(std::initializer_list<QByteArray> members)
    {
        QByteArray text;
        for (const QByteArray& member : members) {
            if (!text.isEmpty() && !member.isEmpty())
                text += ',';
            text += member;
        }
        return '{' + text + '}';
    }
    QByteArray json() const
    {
        const QByteArray detail = joined({ resultType, sendingIp, mx, receivingIp, count, more });
        const QByteArray policy = joined({ policyType, policyString, policyDomain, mxHost });
        const QByteArray entry
            = joined({ "\"policy\":" + policy, "\"summary\":" + joined({ successful, failed }),
                "\"failure-details\":[" + detail + ']' });
        return joined({ R"("organization-name":"Reporter","report-id":"r1")", top, range,
            "\"policies\":[" + entry + ']' });
    }
};

inline QByteArray with(QByteArray Pieces::*piece, const char* text)
{
    Pieces pieces;
    pieces.*piece = text;
    return pieces.json();
}

inline std::string tableOf(const QByteArray& json)
{
    std::string table;
    parseAll(json.toStdString(), [&table](const Report& report) {
        for (const Policy& policy : report.policies) {
            table += std::string(policy.type) + '/' + std::string(policy.mode) + '/'
                + std::string(policy.domain) + '/';
            for (const auto host : report.mxHostsOf(policy))
                table += std::string(host) + ' ';
            table += '/' + std::to_string(policy.successfulSessions.valueOr(-1)) + '/'
                + std::to_string(policy.failedSessions.valueOr(-1));
            for (const FailureDetail& failure : report.failuresOf(policy))
                table += ';' + std::string(failure.resultType) + ','
                    + std::string(failure.sendingMtaIp) + ','
                    + std::string(failure.receivingMxHostname) + ','
                    + std::string(failure.failureReasonCode) + ','
                    + std::to_string(failure.failedSessionCount.valueOr(-1));
        }
    });
    return table;
}

inline constexpr const char* faultless
    = "sts/enforce/example.com/mx1.example.com "
      "/7/3;certificate-expired,192.0.2.1,mx1.example.com,expired,3";

} // namespace mxlens::testing
