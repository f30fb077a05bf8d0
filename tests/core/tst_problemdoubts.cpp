// SPDX-License-Identifier: GPL-3.0-or-later
// Where a diagnosis could blame the wrong one, or hide what it has seen.
#include "tests/core/support/mailbox.h"

#include <QtTest>

using namespace mxlens;
using namespace mxlens::testing;

namespace {

QByteArray problemsIn(const Mailbox& mailbox)
{
    return mxlens::testing::problemsIn(mailbox.documents());
}

std::string verdictIn(const Mailbox& mailbox)
{
    const auto snapshot = snapshotOf(mailbox.documents());
    const Diagnosis diagnosis = diagnosisOf(*snapshot);
    return std::string(readinessName(diagnosis.domains.front().readiness)) + ": "
        + basisOf(diagnosis.domains.front(), Language::English);
}

} // namespace

class ProblemDoubtsTest final : public QObject {
    Q_OBJECT

private slots:
    void severalThatMissStarttlsAreNotAlone()
    {
        Mailbox mailbox;
        for (const char* const small : { "p.example", "q.example" })
            mailbox.add(small, 4, 8);
        mailbox.plant(4, 4, [](ReportPlan& report) {
            if (report.organization.ends_with(".example") && report.organization.size() == 9)
                report.policy().fail("starttls-not-supported", "mx2.example.com", 8);
        });
        QCOMPARE(problemsIn(mailbox),
            QByteArray("critical example.com mx2.example.com starttls-not-supported 05..05 "
                       "ongoing 16 2 refused\n"));
        std::ranges::reverse(mailbox.reports);
        QCOMPARE(problemsIn(mailbox).count("mx2.example.com starttls-not-supported"), 1);
    }
    void sessionsElsewhereDoNotProveThatAnMxOffersStarttls()
    {
        Mailbox mailbox;
        mailbox.plant(0, 19, [](ReportPlan& report) {
            if (report.organization == "Microsoft Corporation")
                report.policy().fail("starttls-not-supported", "mx2.example.com", 100);
            else
                report.policy().mxHosts = { "mx1.example.com" };
            std::erase(report.policy().lines,
                report.organization == "Microsoft Corporation" ? "" : "mx: mx2.example.com");
        });
        const QByteArray problems = problemsIn(mailbox);
        QVERIFY2(problems.startsWith("critical example.com mx2.example.com starttls-not-supported "
                                     "01..20 ongoing 2000 1 refused\n"),
            problems);
    }
    void anExactReasonJoinsTheUnexactOnes()
    {
        Mailbox mailbox;
        mailbox.plant(3, 5, [](ReportPlan& report) {
            if (report.organization == "Google Inc.")
                report.policy().fail("validation-failure", "mx2.example.com", 130);
            if (report.organization == "mail.firm.example")
                report.policy().fail(
                    "validation-failure", "mx2.example.com", 1, "tls-remote-handshake-failure");
        });
        QCOMPARE(problemsIn(mailbox),
            QByteArray("critical example.com mx2.example.com handshake-failure 04..06 over 393 2 "
                       "refused\n"));
        // One that gives both has seen two things.
        mailbox.plant(3, 5, [](ReportPlan& report) {
            if (report.organization == "Google Inc.")
                report.policy().fail(
                    "validation-failure", "mx2.example.com", 60, "tls-remote-handshake-failure");
        });
        QCOMPARE(problemsIn(mailbox).count('\n'), 2);
    }
    void aHostUnderItsOwnNameConfirmsAFault()
    {
        Mailbox mailbox;
        mailbox.plant(0, 19, [](ReportPlan& report) {
            const bool isSmall = report.organization == "mail.firm.example";
            report.policy().type = "tlsa";
            report.policy().lines = { "3 1 1 " + std::string(64, 'a') };
            report.policy().mxHosts.clear();
            if (isSmall) // by host, as Postfix does
                report.policy().domain = "mx1.example.com";
            if (report.day == 9 && report.organization == "Microsoft Corporation")
                report.policy().fail("tlsa-invalid", "mx1.example.com", 100);
            if (report.day == 9 && isSmall)
                report.policy().fail("tlsa-invalid", "mx1.example.com", 1);
        });
        QVERIFY2(!problemsIn(mailbox).contains("noise"), problemsIn(mailbox));
        QCOMPARE(problemsIn(mailbox).count("mx1.example.com tlsa-invalid 10..10"), 2);
    }
    void anUnknownCountIsNoHandful()
    {
        Mailbox mailbox;
        mailbox.plant(9, 9, [](ReportPlan& report) {
            if (report.organization != "Google Inc.")
                return;
            report.policy().fail("certificate-expired", "mx1.example.com", 400);
            report.policy().details.front().count = -1;
        });
        QVERIFY2(problemsIn(mailbox).startsWith(
                     "critical example.com mx1.example.com certificate-expired 10..10 over"),
            problemsIn(mailbox));
    }
    void refusedMailWithoutDetailsIsCritical()
    {
        Mailbox mailbox;
        mailbox.plant(9, 9, [](ReportPlan& report) {
            if (report.organization == "Google Inc.")
                report.policy().failed = 200;
        });
        QCOMPARE(problemsIn(mailbox),
            QByteArray("critical example.com Google Inc. inconsistent-counts 10..10 over 200 1 "
                       "refused\n"));
    }
    void oneOldCopyDoesNotHideWhatWasRefused()
    {
        Mailbox mailbox;
        mailbox.plant(0, 19, [](ReportPlan& report) {
            if (report.day < 2 || (report.day < 9 && report.organization == "Mail.ru"))
                report.policy().setMode("testing");
            if (report.day == 3 && report.organization == "Google Inc.")
                report.policy().fail("certificate-expired", "mx1.example.com", 150);
        });
        const std::string verdict = verdictIn(mailbox);
        QVERIFY2(verdict.starts_with("enforcing: In enforce since 2026-03-03 at least: 150 of"),
            verdict.c_str());
    }
    void whatDaneRefusesSaysNothingAgainstEnforce()
    {
        Mailbox mailbox;
        mailbox.plant(0, 19, [](ReportPlan& report) {
            report.policy().setMode("testing");
            if (report.organization != "Microsoft Corporation")
                return;
            PolicyPlan dane;
            dane.type = "tlsa";
            dane.lines = { "3 1 1 " + std::string(64, 'a') };
            dane.mxHosts.clear();
            dane.successful = 250;
            dane.fail("dane-required", "mx2.example.com", 50);
            report.policies.push_back(dane);
        });
        QVERIFY2(verdictIn(mailbox).starts_with("ready: "), verdictIn(mailbox).c_str());
        QVERIFY(problemsIn(mailbox).startsWith("critical example.com mx2.example.com dane-"));
    }
    void aReporterOfAnotherNameIsNotSilent()
    {
        Mailbox mailbox(30);
        mailbox.plant(0, 29, [](ReportPlan& report) {
            if (report.organization != "Google Inc.")
                return;
            report.contact = "smtp-tls-reporting@google.example";
            if (report.day > 14)
                report.organization = "google.example";
        });
        QCOMPARE(problemsIn(mailbox), QByteArray());
        mailbox.plant(0, 29, [](ReportPlan& report) {
            if (report.organization == "google.example")
                report.contact = "somebody@else.example";
        });
        QCOMPARE(problemsIn(mailbox).count("Google Inc. silent-reporter"), 1);
    }
    void whoSeesANewPolicyFirstHasNoOldOne()
    {
        Mailbox mailbox;
        mailbox.plant(0, 19, [](ReportPlan& report) {
            const bool isFirst = report.organization == "Mail.ru" && report.day > 14;
            report.policy().setMode(isFirst ? "enforce" : "testing");
        });
        QCOMPARE(problemsIn(mailbox), QByteArray());
    }
    void manyMayHaveAnOldCopyForLong()
    {
        Mailbox mailbox;
        mailbox.plant(0, 19, [](ReportPlan& report) {
            const Day from = report.organization == "Mail.ru" ? 4 : 12;
            report.policy().setMode(report.day < from ? "testing" : "enforce");
        });
        const QByteArray problems = problemsIn(mailbox);
        QVERIFY2(problems.count("stale-policy 05..12 over") == 3, problems);
    }
    void theOrderOfReportsBlamesNobody()
    {
        Mailbox mailbox(6);
        mailbox.plant(0, 5, [](ReportPlan& report) {
            report.skipped = report.organization.starts_with("M") == false
                || report.organization == "mail.firm.example";
            if (report.organization == "Mail.ru")
                report.policy().lines.back() = "max_age: 86400";
        });
        const QByteArray once = problemsIn(mailbox);
        QCOMPARE(once.count("Mail.ru stale-policy"), 1);
        std::ranges::reverse(mailbox.reports);
        QCOMPARE(problemsIn(mailbox), once);
    }
    void aFilterOnCountsKeepsWhatIsOver()
    {
        Mailbox mailbox;
        mailbox.plantFailure(3, 7, "certificate-expired", "mx2.example.com", 16);
        const auto snapshot = snapshotOf(mailbox.documents());
        for (const char* const filter : { "", "failures:>0", "sessions:>1 failures:>5" }) {
            const Diagnosis diagnosis = diagnosisOf(*snapshot, filter);
            QCOMPARE(diagnosis.problems.size(), std::size_t(1));
            QVERIFY(!diagnosis.problems.front().ongoing);
        }
    }
};

QTEST_APPLESS_MAIN(ProblemDoubtsTest)
#include "tst_problemdoubts.moc"
