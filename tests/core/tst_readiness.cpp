// SPDX-License-Identifier: GPL-3.0-or-later
// Is a domain ready to enforce, and which policies were seen when?
#include "tests/core/support/mailbox.h"

#include "core/diagnosis/policyhistory.h"

#include <QtTest>

using namespace mxlens;
using namespace mxlens::testing;

namespace {

QByteArray dayText(Day day)
{
    return day == noDay ? QByteArray("?") : QByteArray::fromStdString(formatDay(day)).mid(8);
}

/// A line for each domain: `example.com sts testing ready: basis`.
QByteArray domainsIn(const Mailbox& mailbox, Language language = Language::English)
{
    const auto snapshot = snapshotOf(mailbox.documents());
    QByteArray text;
    for (const DomainStatus& domain : diagnosisOf(*snapshot).domains)
        text += toQString(domain.domain).toUtf8() + ' ' + toQString(domain.policyType).toUtf8()
            + ' ' + toQString(domain.policyMode).toUtf8() + ' '
            + toQString(readinessName(domain.readiness)).toUtf8() + ": "
            + QByteArray::fromStdString(basisOf(domain, language)) + '\n';
    return text;
}

Mailbox inMode(const char* mode, int days = 20)
{
    Mailbox mailbox(days);
    mailbox.plant(0, days, [mode](ReportPlan& report) { report.policy().setMode(mode); });
    return mailbox;
}

/// A line for each version: `01..09 sts testing 604800 [mx1,mx2] A|B: changes`.
QByteArray historyIn(const Mailbox& mailbox, const char* domain = "example.com")
{
    const auto snapshot = snapshotOf(mailbox.documents());
    QByteArray text;
    for (const PolicyVersion& version : policyHistory(*snapshot, select(*snapshot, {}), domain)) {
        const PolicyContent& content = version.content;
        text += dayText(version.firstDay) + ".." + dayText(version.lastDay) + ' '
            + QByteArray::number(static_cast<int>(content.type)) + ' '
            + QByteArray::number(static_cast<qint64>(content.maxAge.value_or(-1)));
        for (const std::string& pattern : content.patterns)
            text += ' ' + QByteArray::fromStdString(pattern);
        for (const TlsaRecord& record : content.tlsa)
            text += ' ' + QByteArray::fromStdString(describe(record));
        text += ", " + QByteArray::number(static_cast<qint64>(version.reporters.size()));
        for (const std::string& change : version.changes)
            text += "; " + QByteArray::fromStdString(change);
        text += '\n';
    }
    return text;
}

} // namespace

class ReadinessTest final : public QObject {
    Q_OBJECT

private slots:
    void quietTestingIsReady()
    {
        QCOMPARE(domainsIn(inMode("testing")),
            QByteArray("example.com sts testing ready: 20 days with 14,600 sessions of 4 "
                       "organizations in testing, 0 failed: nothing that enforce would stop.\n"));
        QCOMPARE(domainsIn(inMode("testing"), Language::Spanish),
            QByteArray("example.com sts testing ready: 20 días con 14.600 sesiones de 4 "
                       "organizaciones en pruebas, 0 fallidas: nada que enforce detuviera.\n"));
    }
    void basisIsTheLastFourWeeks()
    {
        QVERIFY(
            domainsIn(inMode("testing", 60)).contains("ready: 28 days with 20,440 sessions of 4 "));
    }
    void problemThatEnforceWouldStopIsInTheWay()
    {
        Mailbox mailbox = inMode("testing");
        mailbox.plantFailure(15, 19, "certificate-expired", "mx2.example.com", 1);
        QCOMPARE(domainsIn(mailbox),
            QByteArray(
                "example.com sts testing not-ready: In testing, and enforce would stop mail: "
                "Certificate expired (mx2.example.com, last on 2026-03-20).\n"));
    }
    void filterForOneFaultDoesNotMakeTheOthersGood()
    {
        Mailbox mailbox = inMode("testing");
        mailbox.plantFailure(15, 19, "certificate-expired", "mx2.example.com", 30);
        mailbox.plantFailure(2, 3, "validation-failure", "mx1.example.com", 1);
        mailbox.plant(0, 19, [](ReportPlan& report) {
            report.policies.push_back(report.policy());
            report.policies.back().domain = "example.net";
            report.policies.back().details.clear();
            report.policies.back().failed = 0;
        });
        const auto snapshot = snapshotOf(mailbox.documents());
        const Diagnosis whole = diagnosisOf(*snapshot);
        QCOMPARE(whole.domains.size(), std::size_t(2));
        QCOMPARE(whole.domains.front().readiness, Readiness::NotReady);
        for (const char* const filter : { "result:validation-failure", "failures:>0",
                 "failures:>0 result:validation-failure" }) {
            const Diagnosis filtered = diagnosisOf(*snapshot, filter);
            // Only what has rows under the filter, but as it is.
            QCOMPARE(filtered.domains.size(), std::size_t(1));
            QCOMPARE(filtered.domains.front().domain, std::string("example.com"));
            QCOMPARE(filtered.domains.front().readiness, Readiness::NotReady);
            QCOMPARE(basisOf(filtered.domains.front(), Language::English),
                basisOf(whole.domains.front(), Language::English));
        }
    }
    void whatIsOverForWeeksIsNotInTheWay()
    {
        Mailbox mailbox = inMode("testing", 40);
        mailbox.plantFailure(2, 4, "certificate-expired", "mx2.example.com", 5);
        QVERIFY(domainsIn(mailbox).contains(" ready: "));
    }
    void whatIsOverDoesNotCountAsFailures()
    {
        // Over for 18 days: within the four weeks, and a quarter of its sessions failed.
        Mailbox mailbox = inMode("testing", 40);
        mailbox.plantFailure(16, 21, "certificate-expired", "mx2.example.com", 40);
        QCOMPARE(domainsIn(mailbox),
            QByteArray("example.com sts testing ready: 18 days with 13,140 sessions of 4 "
                       "organizations in testing, 0 failed: nothing that enforce would stop.\n"));
    }
    void strayFailuresOfASmallDomainAreNotInTheWay()
    {
        Mailbox mailbox = inMode("testing");
        mailbox.plant(0, 19, [](ReportPlan& report) {
            report.policy().successful = 2;
            if (report.organization == "Google Inc." && report.day % 9 == 1)
                report.policy().fail("starttls-not-supported", "mx1.example.com", 1);
        });
        QCOMPARE(domainsIn(mailbox),
            QByteArray("example.com sts testing ready: 20 days with 160 sessions of 4 "
                       "organizations in testing, 3 failed: nothing that enforce would stop.\n"));
    }
    void noiseSilenceAndCountsAreNotInTheWay()
    {
        Mailbox mailbox = inMode("testing");
        mailbox.plant(0, 19, [](ReportPlan& report) {
            if (report.organization == "Google Inc." && report.day % 5 == 1)
                report.policy().fail("validation-failure", "mx1.example.com", 1);
            report.skipped = report.organization == "Mail.ru" && report.day > 11;
        });
        QVERIFY(domainsIn(mailbox).contains(" ready: "));
    }
    void unexplainedFailuresAreInTheWay()
    {
        Mailbox mailbox = inMode("testing");
        mailbox.plant(10, 19, [](ReportPlan& report) { report.policy().failed = 20; });
        QVERIFY(domainsIn(mailbox).contains(" not-ready: 800 of 15,400 sessions failed in testing; "
                                            "enforce would have stopped them."));
    }
    void failuresThatNobodyCountedAreNotNone()
    {
        const auto untold = [](Mailbox mailbox, const char* organization) {
            mailbox.plant(0, 19, [organization](ReportPlan& report) {
                if (!*organization || report.organization == organization)
                    report.policy().failed = -1;
            });
            return mailbox;
        };
        QCOMPARE(domainsIn(untold(inMode("testing"), "")),
            QByteArray("example.com sts testing unsaid: In testing, but too few reports say how "
                       "many sessions failed.\n"));
        // One who counts is too little, though the others report, too.
        Mailbox one = inMode("testing");
        one.plant(0, 19, [](ReportPlan& report) {
            if (report.organization != "Google Inc.")
                report.policy().failed = -1;
        });
        QVERIFY(domainsIn(one).contains(" unsaid: In testing, but too few reports say"));
        // Nor are few sessions enough, however many the others have.
        Mailbox little = one;
        little.plant(0, 19, [](ReportPlan& report) {
            if (report.policy().failed >= 0 || report.organization == "Mail.ru") {
                report.policy().failed = 0;
                report.policy().successful = 1;
            }
        });
        QVERIFY(domainsIn(little).contains(" unsaid: In testing, but too few reports say"));
        // Those who count are enough by themselves; the others are no part of what is said.
        QCOMPARE(domainsIn(untold(inMode("testing"), "Google Inc.")),
            QByteArray("example.com sts testing ready: 20 days with 6,600 sessions of 3 "
                       "organizations in testing, 0 failed: nothing that enforce would stop.\n"));
        QVERIFY(domainsIn(untold(inMode("enforce"), "Google Inc."))
                    .contains("0 of 6,600 sessions were refused."));
        QVERIFY(domainsIn(untold(inMode("enforce"), ""))
                    .contains("? of 14,600 sessions were refused."));
    }
    void tooLittleIsUnsaid()
    {
        QVERIFY(domainsIn(inMode("testing", 5))
                    .contains("unsaid: Too few days with reports in testing: 5 of 7."));
        Mailbox few = inMode("testing");
        few.plant(0, 19, [](ReportPlan& report) { report.policy().successful = 1; });
        QVERIFY(domainsIn(few).contains("unsaid: Too few sessions in testing: 80 of 100."));
        Mailbox one = inMode("testing");
        one.plant(
            0, 19, [](ReportPlan& report) { report.skipped = report.organization != "Mail.ru"; });
        QVERIFY(
            domainsIn(one).contains("unsaid: Too few organizations report in testing: 1 of 2."));
        Mailbox unknown;
        unknown.plant(0, 19, [](ReportPlan& report) { report.policy().lines.clear(); });
        QCOMPARE(domainsIn(unknown),
            QByteArray(
                "example.com sts  unsaid: The reports do not show the mode of the policy.\n"));
    }
    void enforcingSaysWhatWasRefused()
    {
        Mailbox mailbox;
        mailbox.plant(0, 9, [](ReportPlan& report) { report.policy().setMode("testing"); });
        mailbox.plantFailure(8, 11, "certificate-expired", "mx2.example.com", 5);
        QCOMPARE(domainsIn(mailbox),
            QByteArray(
                "example.com sts enforce enforcing: In enforce since 2026-03-11 at least: 40 "
                "of 7,300 sessions were refused.\n"));
    }
    void enforcingNamesWhatStillRefusesMail()
    {
        Mailbox mailbox;
        // Worse, but it may be over.
        mailbox.plantFailure(4, 9, "certificate-expired", "mx1.example.com", 500);
        mailbox.plantFailure(8, 19, "certificate-expired", "mx2.example.com", 5);
        const QByteArray verdict = domainsIn(mailbox);
        QVERIFY2(verdict.startsWith("example.com sts enforce enforcing: "), verdict);
        QVERIFY2(verdict.endsWith(" sessions were refused. Mend this: Certificate expired "
                                  "(mx2.example.com, last on 2026-03-20).\n"),
            verdict);
    }
    // Nobody has said since whether it is over: others never saw it.
    void enforcingNamesNoProblemOfLongAgo()
    {
        for (const int lastDay : { 15, 29 }) {
            Mailbox mailbox(lastDay + 1);
            mailbox.plant(0, lastDay, [](ReportPlan& report) {
                report.skipped = report.organization == "Mail.ru" && report.day > 4;
                if (report.organization == "Mail.ru")
                    report.policy().fail("certificate-expired", "mx2.example.com", 50);
            });
            QVERIFY(problemsIn(mailbox.documents()).contains("ongoing"));
            const QByteArray verdict = domainsIn(mailbox);
            QVERIFY2(verdict.contains("Mend this") == (lastDay == 15), verdict);
        }
    }
    void onlyFailuresUnderEnforceWereRefused()
    {
        Mailbox mailbox;
        mailbox.plant(0, 19, [](ReportPlan& report) {
            if (report.organization == "mail.firm.example")
                report.policy().setNoPolicy();
        });
        mailbox.plantFailure(8, 11, "certificate-expired", "mx2.example.com", 5);
        QCOMPARE(domainsIn(mailbox),
            QByteArray(
                "example.com sts enforce enforcing: In enforce since 2026-03-01 at least: 60 "
                "of 14,600 sessions were refused.\n"));
    }
    void reportersWithoutThePolicyTextDoNotChangeWhatIsLatest()
    {
        Mailbox mailbox;
        mailbox.plant(0, 19, [](ReportPlan& report) {
            if (report.organization == "Mail.ru")
                report.policy().lines.clear();
            if (report.organization == "mail.firm.example")
                report.policy().setNoPolicy();
            // On the last day those two report alone.
            report.skipped = report.day == 19
                && (report.organization == "Google Inc."
                    || report.organization == "Microsoft Corporation");
        });
        QVERIFY(domainsIn(mailbox).startsWith(
            "example.com sts enforce enforcing: In enforce since 2026-03-01"));
    }
    void policyThatIsGoneForLongIsNotTheLatest()
    {
        Mailbox mailbox(30);
        mailbox.plant(10, 29, [](ReportPlan& report) {
            if (report.organization == "Mail.ru")
                report.policy().setNoPolicy();
            else
                report.skipped = true;
        });
        QVERIFY(domainsIn(mailbox).startsWith("example.com no-policy-found  no-policy: "));
    }
    void domainWithoutPolicyLearnsHowToStart()
    {
        Mailbox mailbox;
        mailbox.plant(0, 19, [](ReportPlan& report) { report.policy().setNoPolicy(); });
        QCOMPARE(domainsIn(mailbox),
            QByteArray("example.com no-policy-found  no-policy: No policy was found; 0 of 14,600 "
                       "sessions failed. An MTA-STS policy in mode testing can start.\n"));
        mailbox.plantFailure(15, 19, "starttls-not-supported", "mx2.example.com", 10);
        QVERIFY(domainsIn(mailbox).contains("Before a policy, mend this: STARTTLS not offered "
                                            "(mx2.example.com, last on 2026-03-20)."));
        QVERIFY(
            domainsIn(inMode("none")).contains("no-policy: The policy has mode none; 0 of 14,600"));
    }
    void daneIsEnforcing()
    {
        Mailbox mailbox;
        mailbox.plant(0, 19, [](ReportPlan& report) {
            report.policy().setNoPolicy();
            report.policy().type = "tlsa";
        });
        QCOMPARE(domainsIn(mailbox),
            QByteArray("example.com tlsa  enforcing: DANE since 2026-03-01 at least: 0 of 14,600 "
                       "sessions were refused.\n"));
    }

    void policiesOverTime()
    {
        Mailbox mailbox;
        mailbox.plant(0, 19, [](ReportPlan& report) {
            if (report.day < 9)
                report.policy().setMode("testing");
            if (report.day < 4)
                report.policy().lines[3] = "max_age: 86400";
            // Forms in which the same policy is written.
            if (report.organization == "Microsoft Corporation")
                report.policy().mxHosts.clear();
            if (report.organization == "mail.firm.example")
                report.policy().setNoPolicy();
        });
        QCOMPARE(historyIn(mailbox),
            QByteArray(
                "01..04 0 86400 mx1.example.com, 3\n"
                "01..20 2 -1, 1\n"
                "05..09 0 604800 mx1.example.com mx2.example.com, 3; max_age 86400 to 604800; "
                "added mx mx2.example.com\n"
                "10..20 0 604800 mx1.example.com mx2.example.com, 3; mode testing to "
                "enforce\n"));
        QCOMPARE(historyIn(mailbox, "Example.COM."), historyIn(mailbox));
        QCOMPARE(historyIn(mailbox, "example.org"), QByteArray());
    }
    void policyThatComesBackIsSeenTwice()
    {
        Mailbox mailbox;
        mailbox.plant(0, 19, [](ReportPlan& report) {
            // Mail.ru reads the change a day late; the small one misses it.
            const bool isSmall = report.organization == "mail.firm.example";
            const int late = report.organization == "Mail.ru" ? 1 : 0;
            if (!isSmall && report.day >= 8 + late && report.day < 13 + late)
                report.policy().setMode("testing");
        });
        QCOMPARE(historyIn(mailbox),
            QByteArray("01..13 0 604800 mx1.example.com mx2.example.com, 4\n"
                       "09..14 0 604800 mx1.example.com mx2.example.com, 3; mode enforce to "
                       "testing\n"
                       "14..20 0 604800 mx1.example.com mx2.example.com, 4; mode testing to "
                       "enforce\n"));
        // A stale copy of one reporter alone makes no second version of what all others see.
        Mailbox stale;
        stale.plant(8, 12, [](ReportPlan& report) {
            if (report.organization == "Mail.ru")
                report.policy().setMode("testing");
        });
        QCOMPARE(historyIn(stale),
            QByteArray("01..20 0 604800 mx1.example.com mx2.example.com, 4\n"
                       "09..13 0 604800 mx1.example.com mx2.example.com, 1; mode enforce to "
                       "testing\n"));
    }
    void whatReportersLeaveOutIsNoChange()
    {
        Mailbox mailbox;
        mailbox.plant(0, 19, [](ReportPlan& report) {
            report.policy().setMode(report.day < 10 ? "testing" : "enforce");
            if (report.organization == "Google Inc.")
                report.policy().lines = { "version: STSv1\\r", "max_age: 604800\\r",
                    "mx: MX2.example.com.\\r", "mx: mx1.example.com\\r",
                    report.day < 10 ? "mode: testing\\r" : "mode: enforce\\r" };
            if (report.organization == "Microsoft Corporation")
                report.policy().mxHosts.clear();
            if (report.organization == "Mail.ru") {
                report.policy().lines.clear();
                report.policy().mxHosts.clear();
            }
            // Sees the new policy and shows its mode alone.
            if (report.organization == "mail.firm.example") {
                report.policy().lines.resize(2);
                report.policy().mxHosts.clear();
            }
        });
        QCOMPARE(historyIn(mailbox),
            QByteArray("01..10 0 604800 mx1.example.com mx2.example.com, 3\n"
                       "11..20 0 604800 mx1.example.com mx2.example.com, 3; mode testing to "
                       "enforce\n"));
    }
    void microsoftsListOfTlsaRecordsIsTheSameSet()
    {
        const std::string one = "3 1 1 " + std::string(64, 'a');
        const std::string two = "2 1 1 " + std::string(64, 'b');
        Mailbox mailbox;
        mailbox.plant(0, 19, [&](ReportPlan& report) {
            report.policy().setNoPolicy();
            report.policy().type = "tlsa";
            report.policy().lines = { two, one };
            if (report.organization == "Microsoft Corporation")
                report.policy().lines = { "[\\\"" + one + "\\\",\\\"" + two + "\\\"]" };
        });
        QCOMPARE(historyIn(mailbox),
            QByteArray("01..20 1 -1 DANE-TA, public key, SHA2-256 DANE-EE, public key, SHA2-256, "
                       "4\n"));
    }
    void tlsaSetsOverTime()
    {
        const std::string first = "3 1 1 " + std::string(64, 'a');
        const std::string second = "3 1 1 " + std::string(64, 'b');
        Mailbox mailbox;
        mailbox.plant(0, 19, [&](ReportPlan& report) {
            report.policy().setNoPolicy();
            report.policy().type = "tlsa";
            report.policy().lines = report.day < 9 ? std::vector{ first }
                : report.day < 11                  ? std::vector{ second, first }
                                                   : std::vector{ second };
        });
        QCOMPARE(historyIn(mailbox),
            QByteArray(
                "01..09 1 -1 DANE-EE, public key, SHA2-256, 4\n"
                "10..11 1 -1 DANE-EE, public key, SHA2-256 DANE-EE, public key, SHA2-256, 4; "
                "added TLSA ")
                + second.c_str() + "\n12..20 1 -1 DANE-EE, public key, SHA2-256, 4; removed TLSA "
                + first.c_str() + '\n');
    }
};

QTEST_APPLESS_MAIN(ReadinessTest)
#include "tst_readiness.moc"
