// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ingest/ingest.h"

#include <QDate>
#include <QFile>
#include <QString>
#include <QStringList>

#include <memory>

namespace mxlens::test {

/// A failure detail of a made-up report.
struct Detail {
    QString resultType;
    QString mx; ///< Empty: the member is left out.
    int count = 1;
};

/// A made-up report with one policy.
struct MadeReport {
    QString organization = QStringLiteral("Reporter One");
    QString id = QStringLiteral("r1");
    QDate day{ 2026, 9, 1 };
    QString domain = QStringLiteral("example.com");
    int successful = 10;
    int failed = 0;
    QList<Detail> details;
    QString type = QStringLiteral("sts");
    QStringList mxHosts{ QStringLiteral("*.example.com") };
    QString mode = QStringLiteral("enforce");

    QByteArray json() const
    {
        QStringList failures;
        for (const Detail& detail : details) {
            QString text = QStringLiteral("{\"result-type\":\"%1\",\"sending-mta-ip\":"
                                          "\"192.0.2.1\",\"failed-session-count\":%2")
                               .arg(detail.resultType)
                               .arg(detail.count);
            if (!detail.mx.isEmpty())
                text += QStringLiteral(",\"receiving-mx-hostname\":\"%1\"").arg(detail.mx);
            failures.append(text + QStringLiteral("}"));
        }
        QStringList patterns;
        for (const QString& host : mxHosts)
            patterns.append(QStringLiteral("\"%1\"").arg(host));
        const QString date = day.toString(Qt::ISODate);
        return QStringLiteral(
            "{\"organization-name\":\"%1\",\"date-range\":{\"start-datetime\":\"%2T00:00:00Z\","
            "\"end-datetime\":\"%2T23:59:59Z\"},\"contact-info\":\"tls@example.net\","
            "\"report-id\":\"%3\",\"policies\":[{\"policy\":{\"policy-type\":\"%4\","
            "\"policy-string\":[\"version: STSv1\",\"mode: %10\",\"max_age: 86400\"],"
            "\"policy-domain\":\"%5\",\"mx-host\":[%6]},\"summary\":{"
            "\"total-successful-session-count\":%7,\"total-failure-session-count\":%8},"
            "\"failure-details\":[%9]}]}")
            .arg(organization, date, id, type, domain, patterns.join(QLatin1Char(',')))
            .arg(successful)
            .arg(failed)
            .arg(failures.join(QLatin1Char(',')), mode)
            .toUtf8();
    }
};

/// Reads reports from memory, in their order.
inline std::shared_ptr<const Snapshot> snapshotOf(const QList<QByteArray>& texts)
{
    IngestRequest request;
    request.threads = 1;
    int number = 0;
    for (const QByteArray& text : texts)
        request.memory.push_back(
            { QStringLiteral("m%1").arg(++number).toStdString(), text.toStdString() });
    return ingest(request, {}).snapshot;
}

/// Writes bytes to a new file; false when that fails.
inline bool writeFile(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

} // namespace mxlens::test
