// SPDX-License-Identifier: GPL-3.0-or-later
// Causes that show over many reports only: paths, stale copies, silence, counts.
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
