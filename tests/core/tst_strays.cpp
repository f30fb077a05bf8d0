// SPDX-License-Identifier: GPL-3.0-or-later
// What is a fault, what is a stray beside it, and what is noise alone.
#include "tests/core/support/mailbox.h"

#include <QtTest>

using namespace mxlens;
using namespace mxlens::testing;

namespace {

QByteArray problemsIn(const Mailbox& mailbox)
{
    return mxlens::testing::problemsIn(mailbox.documents());
}

} // namespace

class StraysTest final : public QObject {
    Q_OBJECT

private slots:
    void handfulOfASmallReporterIsNoise()
    {
        Mailbox mailbox;
        for (const int day : { 3, 8 })
            mailbox.add("garden.example", day, 2);
        mailbox.plant(0, 19, [](ReportPlan& report) {
            if (report.organization == "garden.example")
                report.policy().fail("starttls-not-supported", "mx1.example.com", 2);
        });
        QCOMPARE(problemsIn(mailbox),
            QByteArray("info example.com garden.example noise 04..09 ongoing 4 1 refused\n"));
        // Among strays of others it is a matter of its own.
        Mailbox strays;
        strays.add("garden.example", 3, 2);
        strays.plant(3, 13, [](ReportPlan& report) {
            const bool one = report.day % 5 == 3 && report.organization == "Google Inc.";
            if (one || (report.day % 5 == 2 && report.organization == "Mail.ru")
                || report.organization == "garden.example")
                report.policy().fail("validation-failure", "mx1.example.com", 1);
        });
        QCOMPARE(problemsIn(strays),
            QByteArray("info example.com example.com noise 04..14 over 5 2 refused\n"
                       "info example.com garden.example noise 04..04 ongoing 1 1 refused\n"));
        // On other days than everybody else it does not make a fault longer.
        Mailbox later = mailbox;
        later.plantFailure(14, 16, "starttls-not-supported", "mx1.example.com", 10);
        QCOMPARE(problemsIn(later),
            QByteArray(
                "critical example.com mx1.example.com starttls-not-supported 15..17 over 120 "
                "4 refused\n"
                "info example.com garden.example noise 04..09 ongoing 4 1 refused\n"));
        // What others see too is none.
        mailbox.plantFailure(3, 3, "starttls-not-supported", "mx1.example.com", 5);
        QVERIFY(!problemsIn(mailbox).contains("noise"));
    }
    void strayFailuresAmongManySessionsAreNoise()
    {
        Mailbox mailbox;
        mailbox.plant(0, 19, [](ReportPlan& report) {
            if (report.organization == "Google Inc." && report.day % 6 == 0)
                report.policy().fail("validation-failure", "mx1.example.com", 2);
            if (report.organization == "Microsoft Corporation" && report.day == 12)
                report.policy().fail("validation-failure", "mx2.example.com", 1);
        });
        QCOMPARE(problemsIn(mailbox),
            QByteArray("info example.com example.com noise 01..19 over 9 2 refused\n"));
        // A real fault keeps its days: the strays before and behind it are not part of it.
        mailbox.plantFailure(8, 9, "validation-failure", "mx1.example.com", 30);
        QCOMPARE(problemsIn(mailbox),
            QByteArray("critical example.com mx1.example.com validation-failure 09..10 over 240 4 "
                       "refused\n"
                       "info example.com example.com noise 01..19 over 9 2 refused\n"));
        // A fault may begin and end with few failures.
        mailbox.plant(10, 10, [](ReportPlan& report) {
            if (report.organization == "Google Inc.")
                report.policy().fail("validation-failure", "mx1.example.com", 1);
        });
        QVERIFY(problemsIn(mailbox).startsWith(
            "critical example.com mx1.example.com validation-failure 09..11 over 241 4"));
    }
    void strayFailuresOfEveryKindAreNoise()
    {
        // One or two sessions of a large reporter now and then; each would be a problem of its own.
        Mailbox mailbox(60);
        const auto stray = [&mailbox](int day, const char* type, const char* mx, int count) {
            mailbox.plant(day, day, [&](ReportPlan& report) {
                if (report.organization == "Google Inc.")
                    report.policy().fail(type, mx, count);
            });
        };
        stray(4, "certificate-host-mismatch", "mx1.example.com", 2);
        stray(19, "starttls-not-supported", "mx1.example.com", 1);
        stray(31, "certificate-not-trusted", "mx2.example.com", 2);
        stray(47, "certificate-host-mismatch", "mx1.example.com", 1);
        QCOMPARE(problemsIn(mailbox),
            QByteArray("info example.com Google Inc. noise 05..17 over 6 1 refused\n"));
        // A fault begins on its own day, not weeks before with a stray.
        mailbox.plantFailure(24, 27, "certificate-host-mismatch", "mx1.example.com", 12);
        QVERIFY(problemsIn(mailbox).startsWith("critical example.com mx1.example.com "
                                               "certificate-host-mismatch 25..28 over 192 4"));
    }
    void faultsOfAReporterThatSeesThemAgainAreNoStrays()
    {
        // One session in a hundred, day after day: some server behind mx2 has the wrong
        // certificate.
        Mailbox mailbox(30);
        mailbox.plant(10, 19, [](ReportPlan& report) {
            if (report.organization == "Google Inc.")
                report.policy().fail("certificate-host-mismatch", "mx2.example.com", 2);
        });
        QCOMPARE(problemsIn(mailbox),
            QByteArray("critical example.com mx2.example.com certificate-host-mismatch 11..20 over "
                       "20 1 refused\n"));
    }
    void fewSessionsAreEnoughWhereThereAreNoMore()
    {
        Mailbox mailbox;
        mailbox.plant(0, 19, [](ReportPlan& report) {
            report.skipped = report.organization != "mail.firm.example" || report.day > 5;
            report.policy().successful = 2;
        });
        mailbox.plantFailure(3, 5, "certificate-expired", "mx1.example.com", 1);
        QCOMPARE(problemsIn(mailbox),
            QByteArray(
                "critical example.com mx1.example.com certificate-expired 04..06 ongoing 3 1 "
                "refused\n"));
    }
    void policyFetchesAreFew()
    {
        // Large reporters fetch the policy once a day, whatever the number of sessions.
        Mailbox mailbox(40);
        mailbox.plant(10, 15, [](ReportPlan& report) {
            report.policy().successful *= 20;
            if (report.organization == "Google Inc.")
                report.policy().fail("sts-policy-fetch-error", "", 1);
        });
        QCOMPARE(problemsIn(mailbox),
            QByteArray(
                "critical example.com mta-sts.example.com sts-policy-fetch-error 11..16 over "
                "6 1 refused\n"));
        // Once is nothing for an address that was not reached, and much for a certificate.
        for (const char* const type : { "sts-policy-fetch-error", "sts-webpki-invalid" }) {
            Mailbox once(40);
            once.plant(10, 10, [type](ReportPlan& report) {
                if (report.organization == "Google Inc.")
                    report.policy().fail(type, "", 1);
            });
            QCOMPARE(
                problemsIn(once).contains("noise"), QByteArray(type) == "sts-policy-fetch-error");
        }
    }
    void daysThatAreFewShowNoStrays()
    {
        // Two sessions among hundreds, on the second of three days: nobody knows what is to come.
        Mailbox mailbox(3);
        mailbox.plant(1, 1, [](ReportPlan& report) {
            if (report.organization == "Google Inc.")
                report.policy().fail("certificate-expired", "mx2.example.com", 2);
        });
        QCOMPARE(problemsIn(mailbox),
            QByteArray("critical example.com mx2.example.com certificate-expired 02..02 over 2 1 "
                       "refused\n"));
    }
    void singleReportIsNotExplainedAway()
    {
        Mailbox mailbox(1);
        mailbox.plant(0, 0, [](ReportPlan& report) {
            report.skipped = report.organization != "mail.firm.example";
            report.policy().fail("certificate-expired", "mx2.example.com", 1);
        });
        QCOMPARE(problemsIn(mailbox),
            QByteArray(
                "critical example.com mx2.example.com certificate-expired 01..01 ongoing 1 1 "
                "refused\n"));
    }
    void edgesOfASparseFaultBelongToIt()
    {
        // A small reporter meets the fault on one day in three; large ones have strays beside it.
        Mailbox mailbox(40);
        mailbox.plant(0, 39, [](ReportPlan& report) {
            if (report.organization == "mail.firm.example" && report.day % 3 == 1
                && report.day >= 10 && report.day <= 28)
                report.policy().fail("certificate-not-trusted", "mx2.example.com",
                    report.day == 10 || report.day == 28 ? 1 : 4);
            if (report.organization == "Google Inc." && (report.day == 7 || report.day == 31))
                report.policy().fail("certificate-not-trusted", "mx2.example.com", 1);
        });
        QCOMPARE(problemsIn(mailbox),
            QByteArray(
                "critical example.com mx2.example.com certificate-not-trusted 11..29 over 22 "
                "1 refused\n"
                "info example.com Google Inc. noise 08..01 over 2 1 refused\n"));
    }
    void fewExpiredCertificatesAreNoAccident()
    {
        Mailbox mailbox;
        mailbox.plantFailure(7, 8, "certificate-expired", "mx2.example.com", 1);
        QCOMPARE(problemsIn(mailbox),
            QByteArray("critical example.com mx2.example.com certificate-expired 08..09 over 8 4 "
                       "refused\n"));
    }
};

QTEST_APPLESS_MAIN(StraysTest)
#include "tst_strays.moc"
