// SPDX-License-Identifier: GPL-3.0-or-later
// Causes that show over many reports only: paths, noise, stale copies, silence, counts.
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

class ProblemRulesTest final : public QObject {
    Q_OBJECT

private slots:
    void starttlsMissingForOneReporterAlone()
    {
        Mailbox mailbox;
        mailbox.plant(2, 6, [](ReportPlan& report) {
            if (report.organization == "Mail.ru")
                report.policy().fail("starttls-not-supported", "mx1.example.com", 30);
            if (report.organization == "Mail.ru")
                report.policy().fail("starttls-not-supported", "mx2.example.com", 20);
        });
        QCOMPARE(problemsIn(mailbox),
            QByteArray("critical example.com Mail.ru starttls-stripped-on-path 03..07 over 250 1 "
                       "refused\n"));
    }
    void noiseOfASmallReporterDoesNotHideIt()
    {
        Mailbox mailbox;
        mailbox.add("garden.example", 4, 2);
        mailbox.plant(2, 6, [](ReportPlan& report) {
            if (report.organization == "Mail.ru")
                report.policy().fail("starttls-not-supported", "mx1.example.com", 30);
            if (report.organization == "garden.example")
                report.policy().fail("starttls-not-supported", "mx1.example.com", 1);
        });
        QCOMPARE(problemsIn(mailbox),
            QByteArray("critical example.com Mail.ru starttls-stripped-on-path 03..07 over 150 1 "
                       "refused\n"
                       "info example.com garden.example noise 05..05 ongoing 1 1 refused\n"));
    }
    void onlyReporterThatThereIsIsNotAlone()
    {
        Mailbox mailbox;
        mailbox.plant(
            0, 19, [](ReportPlan& report) { report.skipped = report.organization != "Mail.ru"; });
        mailbox.plantFailure(2, 6, "starttls-not-supported", "mx1.example.com", 30);
        QCOMPARE(problemsIn(mailbox),
            QByteArray(
                "critical example.com mx1.example.com starttls-not-supported 03..07 over 150 "
                "1 refused\n"));
    }
    void othersWithTooFewSessionsProveNothing()
    {
        // One session in forty goes to mx2; the others had thirty, so they may not have met it.
        Mailbox mailbox;
        mailbox.plant(0, 19, [](ReportPlan& report) {
            report.skipped = report.organization == "Microsoft Corporation"
                || report.organization == "Mail.ru";
            if (report.organization == "mail.firm.example")
                report.policy().successful = 6;
        });
        mailbox.plant(2, 6, [](ReportPlan& report) {
            if (report.organization == "Google Inc.")
                report.policy().fail("starttls-not-supported", "mx2.example.com", 10);
        });
        QCOMPARE(problemsIn(mailbox),
            QByteArray(
                "critical example.com mx2.example.com starttls-not-supported 03..07 over 50 1 "
                "refused\n"));
    }

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
    void starttlsWithoutAnMxIsNotAlone()
    {
        // Mail.ru names no MX; two have lost STARTTLS at once, so nobody knows which it means.
        Mailbox mailbox;
        mailbox.plant(4, 9, [](ReportPlan& report) {
            const bool names = report.organization != "Mail.ru";
            report.policy().fail("starttls-not-supported", names ? "mx1.example.com" : "", 8);
            if (names)
                report.policy().fail("starttls-not-supported", "mx2.example.com", 7);
        });
        QCOMPARE(problemsIn(mailbox),
            QByteArray(
                "critical example.com mx1.example.com starttls-not-supported 05..10 over 144 3 "
                "refused\n"
                "critical example.com mx2.example.com starttls-not-supported 05..10 over 126 3 "
                "refused\n"
                "critical example.com example.com starttls-not-supported 05..10 over 48 1 "
                "refused\n"));
    }
    void starttlsThatOthersMissOnAnotherDomainIsNotAlone()
    {
        // Under DANE most write the MX as the domain, one writes the domain of the recipient.
        Mailbox mailbox;
        mailbox.plant(0, 19, [](ReportPlan& report) {
            report.policy().setNoPolicy();
            if (report.organization == "Google Inc.")
                return;
            report.policy().type = "tlsa";
            if (report.organization != "Microsoft Corporation")
                report.policy().domain = "mx1.example.com";
        });
        mailbox.plant(4, 9, [](ReportPlan& report) {
            if (report.organization != "Google Inc.")
                report.policy().fail("starttls-not-supported", "mx1.example.com", 20);
        });
        QCOMPARE(problemsIn(mailbox),
            QByteArray(
                "critical mx1.example.com mx1.example.com starttls-not-supported 05..10 over 240 2 "
                "refused\n"
                "critical example.com mx1.example.com starttls-not-supported 05..10 over 120 1 "
                "refused\n"));
    }
    void rowsWithoutAnMxJoinTheOneOfTheirTime()
    {
        Mailbox mailbox(45);
        const auto plant = [&mailbox](int first, int last, const char* mx) {
            mailbox.plant(first, last, [&](ReportPlan& report) {
                const bool names = report.organization != "Mail.ru";
                report.policy().fail("certificate-expired", names ? mx : "", 5);
            });
        };
        plant(2, 6, "mx1.example.com");
        plant(30, 34, "mx2.example.com");
        QCOMPARE(problemsIn(mailbox),
            QByteArray("critical example.com mx1.example.com certificate-expired 03..07 over 100 4 "
                       "refused\n"
                       "critical example.com mx2.example.com certificate-expired 31..04 over 100 4 "
                       "refused\n"));
    }
    void starttlsOfOnePathInTwoMonths()
    {
        // For everybody in the first days; weeks later for one reporter alone, beside a stray.
        Mailbox mailbox(60);
        mailbox.plantFailure(2, 6, "starttls-not-supported", "mx1.example.com", 10);
        mailbox.plant(40, 46, [](ReportPlan& report) {
            if (report.organization == "Mail.ru")
                report.policy().fail("starttls-not-supported", "mx1.example.com", 30);
            if (report.organization == "Microsoft Corporation" && report.day == 43)
                report.policy().fail("starttls-not-supported", "mx1.example.com", 1);
        });
        const QByteArray problems = problemsIn(mailbox);
        QVERIFY2(problems.contains("critical example.com Mail.ru starttls-stripped-on-path 10..16 "
                                   "over 210 1 refused\n"),
            problems);
        QVERIFY2(problems.contains("critical example.com mx1.example.com starttls-not-supported "
                                   "03..07 over 200 4 refused\n"),
            problems);
    }

    void fewExpiredCertificatesAreNoAccident()
    {
        Mailbox mailbox;
        mailbox.plantFailure(7, 8, "certificate-expired", "mx2.example.com", 1);
        QCOMPARE(problemsIn(mailbox),
            QByteArray("critical example.com mx2.example.com certificate-expired 08..09 over 8 4 "
                       "refused\n"));
    }

    void faultThatComesThreeTimesIsThree()
    {
        Mailbox mailbox(60);
        for (const int first : { 2, 20, 40 })
            mailbox.plantFailure(first, first + 1, "certificate-expired", "mx2.example.com", 10);
        QCOMPARE(problemsIn(mailbox).count("certificate-expired"), 3);
        // One that comes every week is one that comes every week.
        Mailbox weekly(60);
        for (int day = 2; day < 60; day += 7)
            weekly.plantFailure(day, day, "certificate-expired", "mx2.example.com", 10);
        QCOMPARE(problemsIn(weekly).count("certificate-expired"), 1);
    }
    void starttlsOfOneSmallPathToTwoMx()
    {
        // For each MX alone the others might have been lucky.
        Mailbox mailbox;
        mailbox.plant(0, 19, [](ReportPlan& report) {
            report.skipped = report.organization == "Google Inc."
                || report.organization == "Microsoft Corporation";
            if (report.organization == "Mail.ru")
                report.policy().successful = 40;
            if (report.organization == "mail.firm.example")
                report.policy().successful = 3;
        });
        mailbox.plant(5, 7, [](ReportPlan& report) {
            if (report.organization != "Mail.ru")
                return;
            report.policy().fail("starttls-not-supported", "mx1.example.com", 10);
            report.policy().fail("starttls-not-supported", "mx2.example.com", 10);
        });
        QCOMPARE(problemsIn(mailbox),
            QByteArray("critical example.com Mail.ru starttls-stripped-on-path 06..08 over 60 1 "
                       "refused\n"));
    }

    void copyIsStaleFromTheDayOfTheNewPolicy()
    {
        // The new policy is seen first by one that reports seldom; another one is late.
        Mailbox mailbox;
        mailbox.plant(0, 19, [](ReportPlan& report) {
            const bool isGoogle = report.organization == "Google Inc.";
            const bool isSmall = report.organization == "mail.firm.example";
            report.skipped = !isGoogle && !(isSmall && report.day % 3 == 0);
            if (report.day < (isGoogle ? 15 : 6))
                report.policy().setMode("testing");
        });
        QCOMPARE(problemsIn(mailbox),
            QByteArray("info example.com Google Inc. stale-policy 07..15 over 0 1 none\n"));
    }
    void stalePolicyOfOneReporter()
    {
        Mailbox mailbox;
        mailbox.plant(0, 19, [](ReportPlan& report) {
            const bool late = report.organization == "Mail.ru" && report.day < 13;
            if (report.day < 8 || late)
                report.policy().setMode("testing");
        });
        QCOMPARE(problemsIn(mailbox),
            QByteArray("info example.com Mail.ru stale-policy 09..13 over 0 1 none\n"));
    }
    void copyThatNobodyElseEverSawIsStale()
    {
        Mailbox mailbox;
        mailbox.plant(10, 12, [](ReportPlan& report) {
            if (report.organization == "Mail.ru")
                report.policy().lines[2] = "mx: old.example.com";
        });
        QCOMPARE(problemsIn(mailbox),
            QByteArray("info example.com Mail.ru stale-policy 11..13 over 0 1 none\n"));
    }
    void dayOfAChangeIsNoStaleCopy()
    {
        Mailbox mailbox;
        mailbox.plant(0, 19, [](ReportPlan& report) {
            if (report.day < (report.organization == "Google Inc." ? 8 : 9))
                report.policy().setMode("testing");
        });
        QCOMPARE(problemsIn(mailbox), QByteArray());
        Mailbox lateOne;
        lateOne.plant(0, 19, [](ReportPlan& report) {
            if (report.day < (report.organization == "Mail.ru" ? 9 : 8))
                report.policy().setMode("testing");
        });
        QCOMPARE(problemsIn(lateOne), QByteArray());
    }
    void formOfThePolicyIsNoDifference()
    {
        Mailbox mailbox;
        mailbox.plant(0, 19, [](ReportPlan& report) {
            if (report.organization == "Microsoft Corporation")
                report.policy().mxHosts.clear();
            if (report.organization == "Mail.ru")
                report.policy().lines = { "version:STSv1", "mode:enforce ", "max_age:604800",
                    "mx:MX2.example.com", "mx:mx1.example.com" };
            if (report.organization == "mail.firm.example")
                report.policy().lines = { "version: STSv1", "mode: enforce" };
        });
        QCOMPARE(problemsIn(mailbox), QByteArray());
    }
    void whatFailsByAStaleCopyIsPartOfIt()
    {
        Mailbox mailbox;
        mailbox.plant(0, 19, [](ReportPlan& report) {
            if (report.day >= 8 && (report.organization != "Mail.ru" || report.day >= 13)) {
                report.policy().lines[3] = "mx: mx3.example.com";
                report.policy().mxHosts[1] = "mx3.example.com";
            }
            if (report.day >= 8 && report.day < 13 && report.organization == "Mail.ru")
                report.policy().fail("validation-failure", "mx3.example.com", 6);
        });
        QCOMPARE(problemsIn(mailbox),
            QByteArray("critical example.com Mail.ru stale-policy 09..13 over 30 1 refused\n"));
    }

    void reporterThatFellSilent()
    {
        Mailbox mailbox;
        mailbox.plant(
            12, 19, [](ReportPlan& report) { report.skipped = report.organization == "Mail.ru"; });
        QCOMPARE(problemsIn(mailbox),
            QByteArray("info example.com Mail.ru silent-reporter 13..20 ongoing 0 1 none\n"));
        // One outage before does not make it an irregular reporter.
        Mailbox outage(60);
        outage.plant(20, 59, [](ReportPlan& report) {
            const bool away = report.day < 27 || report.day >= 42;
            report.skipped = report.organization == "Mail.ru" && away;
        });
        QCOMPARE(problemsIn(outage),
            QByteArray("info example.com Mail.ru silent-reporter 12..29 ongoing 0 1 none\n"));
        // A day or three may be late.
        Mailbox late;
        late.plant(
            17, 19, [](ReportPlan& report) { report.skipped = report.organization == "Mail.ru"; });
        QCOMPARE(problemsIn(late), QByteArray());
        // One that reports now and then is not silent yet.
        Mailbox rare;
        rare.plant(0, 19, [](ReportPlan& report) {
            report.skipped = report.organization == "Mail.ru" && report.day % 3 != 0;
            report.skipped |= report.organization == "Mail.ru" && report.day > 12;
        });
        QCOMPARE(problemsIn(rare), QByteArray());
    }

    void countsThatDoNotAddUp()
    {
        Mailbox mailbox;
        mailbox.plantFailure(0, 19, "certificate-expired", "mx2.example.com", 4);
        const QByteArray expired
            = "critical example.com mx2.example.com certificate-expired 01..20 "
              "ongoing 320 4 refused\n";
        QCOMPARE(problemsIn(mailbox), expired);
        mailbox.plant(3, 5, [](ReportPlan& report) {
            if (report.organization == "Mail.ru")
                report.policy().failed = 3;
        });
        QCOMPARE(problemsIn(mailbox),
            expired + "info example.com Mail.ru inconsistent-counts 04..06 over 9 1 refused\n");
        mailbox.plant(3, 5, [](ReportPlan& report) {
            if (report.organization == "Mail.ru")
                report.policy().failed = 9;
        });
        QCOMPARE(problemsIn(mailbox),
            expired + "info example.com Mail.ru inconsistent-counts 04..06 over 27 1 refused\n");
        // Weeks of right counts in between make two of them.
        Mailbox twice(50);
        twice.plant(0, 49, [](ReportPlan& report) {
            if (report.organization == "Mail.ru" && (report.day < 4 || report.day > 45))
                report.policy().failed = 9;
        });
        QCOMPARE(problemsIn(twice).count("inconsistent-counts"), 2);
        // Several result types of the same sessions are what RFC 8460 section 4 allows.
        Mailbox overlap;
        overlap.plant(3, 5, [](ReportPlan& report) {
            report.policy().fail("certificate-expired", "mx2.example.com", 5);
            report.policy().details.push_back(
                { "certificate-host-mismatch", "mx2.example.com", 5 });
        });
        QVERIFY(!problemsIn(overlap).contains("inconsistent"));
    }

    void largestCountsDoNoHarm()
    {
        std::vector<std::string> documents;
        for (const char* const day : { "2026-03-01", "2026-03-20", "9999-12-31", "0001-01-01" }) {
            std::string json = reportJson("A", day, day,
                { { "sts", "example.com", summaryJson(1, 77),
                    '[' + failureJson("validation-failure", "mx1.example.com", 77) + ']' } });
            for (std::size_t at = json.find(":77"); at != std::string::npos; at = json.find(":77"))
                json.replace(at + 1, 2, "9223372036854775807");
            documents.push_back(json);
        }
        QCOMPARE(mxlens::testing::problemsIn(documents),
            QByteArray("critical example.com mx1.example.com validation-failure 01..31 ongoing "
                       "9223372036854775807 1 refused\n"));
    }
};

QTEST_APPLESS_MAIN(ProblemRulesTest)
#include "tst_problemrules.moc"
