// SPDX-License-Identifier: GPL-3.0-or-later
// From where on the diagnosis says something is for the user to say.
#include "tests/core/support/mailbox.h"

#include <QtTest>

using namespace mxlens;
using namespace mxlens::testing;

namespace {

Diagnosis diagnosed(const Mailbox& mailbox, const Thresholds& thresholds)
{
    const auto snapshot = snapshotOf(mailbox.documents());
    const Selection all = select(*snapshot, {});
    return diagnose(*snapshot, all, all, {}, thresholds);
}

Mailbox testingFor(int days)
{
    Mailbox mailbox(days);
    mailbox.plant(0, days, [](ReportPlan& report) { report.policy().setMode("testing"); });
    return mailbox;
}

QByteArray verdict(int days, const Thresholds& thresholds)
{
    const Diagnosis diagnosis = diagnosed(testingFor(days), thresholds);
    const DomainStatus& status = diagnosis.domains.at(0);
    return toQString(readinessName(status.readiness)).toUtf8() + ": "
        + QByteArray::fromStdString(basisOf(status, Language::English));
}

qsizetype countOf(const Diagnosis& diagnosis, Cause cause)
{
    return std::ranges::count(diagnosis.problems, cause, &Problem::cause);
}

} // namespace

class ThresholdsTest final : public QObject {
    Q_OBJECT

private slots:
    void readinessAsksForDaysSessionsAndReporters()
    {
        Thresholds thresholds;
        QVERIFY(verdict(10, thresholds).startsWith("ready: "));
        thresholds.readyDays = 12;
        QCOMPARE(verdict(10, thresholds),
            QByteArray("unsaid: Too few days with reports in testing: 10 of 12."));
        QVERIFY(verdict(12, thresholds).startsWith("ready: "));
        thresholds = {};
        thresholds.readySessions = 1'000'000;
        QVERIFY(verdict(10, thresholds).startsWith("unsaid: Too few sessions in testing: "));
        QVERIFY(verdict(10, thresholds).endsWith(" of 1,000,000."));
        thresholds = {};
        thresholds.readyReporters = 9;
        QVERIFY(verdict(10, thresholds).endsWith(": 4 of 9."));
        thresholds = {};
        thresholds.readyDays = 3;
        QVERIFY(verdict(4, thresholds).startsWith("ready: "));
        QVERIFY(verdict(4, {}).startsWith("unsaid: "));
    }

    void silenceBeginsWhereItIsSetTo()
    {
        Mailbox mailbox(30);
        mailbox.plant(21, 30,
            [](ReportPlan& report) { report.skipped = report.organization == "Google Inc."; });
        Thresholds thresholds;
        QCOMPARE(countOf(diagnosed(mailbox, thresholds), Cause::SilentReporter), 1);
        thresholds.silentDays = 20;
        QCOMPARE(countOf(diagnosed(mailbox, thresholds), Cause::SilentReporter), 0);
    }

    void noiseEndsWhereItIsSetTo()
    {
        // Two failures among thousands of good sessions, weeks apart.
        Mailbox mailbox(30);
        for (const int day : { 5, 20 })
            mailbox.plant(day, day, [](ReportPlan& report) {
                if (report.organization == "Google Inc.")
                    report.policy().fail("validation-failure", "mx1.example.com", 1);
            });
        Thresholds thresholds;
        const Diagnosis usual = diagnosed(mailbox, thresholds);
        QCOMPARE(countOf(usual, Cause::Noise), 1);
        QCOMPARE(countOf(usual, Cause::ValidationFailure), 0);
        thresholds.noiseSessions = 0;
        const Diagnosis strict = diagnosed(mailbox, thresholds);
        QCOMPARE(countOf(strict, Cause::Noise), 0);
        QVERIFY(countOf(strict, Cause::ValidationFailure) > 0);
    }
};

QTEST_GUILESS_MAIN(ThresholdsTest)
#include "tst_thresholds.moc"
