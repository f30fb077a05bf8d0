// SPDX-License-Identifier: GPL-3.0-or-later
// One planted cause after the other, and what must be made of it.
#include "tests/core/support/mailbox.h"

#include "core/ingest/ingest.h"
#include "core/query/figures.h"

#include <QFileInfo>
#include <QtTest>

#include <map>

using namespace mxlens;
using namespace mxlens::testing;

namespace {

QByteArray problemsIn(const Mailbox& mailbox, const char* filter = "")
{
    return mxlens::testing::problemsIn(mailbox.documents(), filter);
}

std::shared_ptr<const Snapshot> snapshotOfFolder(const QString& folder)
{
    IngestRequest request;
    request.paths = { folder.toStdString() };
    return ingest(request, {}).snapshot;
}

// Failed sessions of a problem from its rows by rule 3: per report and domain the larger of the
// sums over sts and tlsa.
Count failedByRows(const Snapshot& snapshot, const Problem& problem)
{
    std::map<RowId, DomainTally> tallies;
    for (const RowId id : problem.failures) {
        const RowPlace place = snapshot.failure(id);
        const RowId policy = snapshot.policyOfFailure(id);
        tallies[snapshot.reportOfPolicy(policy)].add(
            policyTypeOf(snapshot.text(
                place.segment->policies.type[place.segment->failures.policy[place.row]])),
            {}, place.segment->failures.count[place.row]);
    }
    Count sum;
    for (const auto& [report, tally] : tallies)
        sum += tally.figures().failed;
    return sum;
}

} // namespace

class ProblemsTest final : public QObject {
    Q_OBJECT

private slots:
    void nothingIsWrongWhereNothingIs()
    {
        QCOMPARE(problemsIn(Mailbox()), QByteArray());
        QCOMPARE(mxlens::testing::problemsIn({}), QByteArray());
        Mailbox noPolicy;
        noPolicy.plant(0, 19, [](ReportPlan& report) { report.policy().setNoPolicy(); });
        QCOMPARE(problemsIn(noPolicy), QByteArray());
        Mailbox change;
        change.plant(0, 9, [](ReportPlan& report) { report.policy().setMode("testing"); });
        QCOMPARE(problemsIn(change), QByteArray());
    }

    void causesSeenByEverybody_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("reason");
        QTest::addColumn<QByteArray>("mx");
        QTest::addColumn<QByteArray>("subjectAndCause");
        const auto row = [](const char* type, const char* reason, const char* subjectAndCause,
                             const char* mx = "mx2.example.com") {
            QTest::newRow((QByteArray(type) + ' ' + reason + ' ' + mx).constData()) << QByteArray(
                type) << QByteArray(reason) << QByteArray(mx) << QByteArray(subjectAndCause);
        };
        row("certificate-expired", "", "mx2.example.com certificate-expired");
        row("certificate-host-mismatch", "", "mx2.example.com certificate-host-mismatch");
        row("certificate-not-trusted", "X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT",
            "mx2.example.com certificate-not-trusted");
        row("certificate-not-trusted", "X509_V_ERR_CERT_REVOKED",
            "mx2.example.com certificate-revoked");
        row("validation-failure", "X509_V_ERR_CERT_NOT_YET_VALID",
            "mx2.example.com certificate-not-valid-yet");
        row("validation-failure", "tls-handshake-failure", "mx2.example.com handshake-failure");
        row("validation-failure", "", "mx2.example.com validation-failure");
        row("validation-failure", "", "mx9.example.com mx-not-in-policy", "mx9.example.com");
        row("certificate-host-mismatch", "", "mx9.example.com mx-not-in-policy", "mx9.example.com");
        row("validation-failure", "MX_HOSTS_MISMATCH", "example.com mx-not-in-policy", "");
        row("starttls-not-supported", "", "mx2.example.com starttls-not-supported");
        row("tlsa-invalid", "", "mx2.example.com tlsa-invalid");
        row("dnssec-invalid", "", "example.com dnssec-invalid", "");
        row("dane-required", "", "mx2.example.com dane-required");
        row("sts-policy-fetch-error", "", "mta-sts.example.com sts-policy-fetch-error", "");
        row("sts-policy-invalid", "", "mta-sts.example.com sts-policy-invalid", "");
        row("sts-webpki-invalid", "", "mta-sts.example.com sts-webpki-invalid", "");
        row("quantum-flux", "", "mx2.example.com unknown-result-type");
        row("Certificate_Expired", "", "mx2.example.com certificate-expired", "MX2.Example.com.");
    }
    void causesSeenByEverybody()
    {
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, reason);
        QFETCH(QByteArray, mx);
        QFETCH(QByteArray, subjectAndCause);
        Mailbox mailbox;
        mailbox.plantFailure(2, 6, type.toStdString(), mx.toStdString(), 10, reason.toStdString());
        QCOMPARE(problemsIn(mailbox),
            "critical example.com " + subjectAndCause + " 03..07 over 200 4 refused\n");
    }

    void wildcardCoversOneLabel()
    {
        Mailbox mailbox;
        mailbox.plant(0, 19, [](ReportPlan& report) {
            report.policy().lines
                = { "version: STSv1", "mode: testing", "mx: *.example.com", "max_age: 604800" };
            report.policy().mxHosts = { "*.example.com" };
        });
        mailbox.plantFailure(2, 6, "validation-failure", "a.mx.example.com", 10);
        mailbox.plantFailure(4, 6, "validation-failure", "mx7.example.com", 20);
        QCOMPARE(problemsIn(mailbox),
            QByteArray("warning example.com mx7.example.com validation-failure 05..07 over 240 4 "
                       "delivered\n"
                       "warning example.com a.mx.example.com mx-not-in-policy 03..07 over 200 4 "
                       "delivered\n"));
    }
    void policyForEachMxStillNamesThemAll()
    {
        // A reporter that gives one policy for each MX: mx-host has one, the text has all.
        Mailbox mailbox;
        mailbox.plant(
            0, 19, [](ReportPlan& report) { report.policy().mxHosts = { "mx1.example.com" }; });
        mailbox.plantFailure(2, 6, "validation-failure", "mx2.example.com", 10);
        QCOMPARE(problemsIn(mailbox),
            QByteArray("critical example.com mx2.example.com validation-failure 03..07 over 200 4 "
                       "refused\n"));
    }

    void twoCausesAtOnceStayTwo()
    {
        Mailbox mailbox;
        mailbox.plantFailure(2, 6, "certificate-expired", "mx2.example.com", 10);
        mailbox.plantFailure(5, 8, "certificate-host-mismatch", "mx2.example.com", 4);
        mailbox.plantFailure(5, 8, "certificate-expired", "mx1.example.com", 2);
        QCOMPARE(problemsIn(mailbox),
            QByteArray("critical example.com mx2.example.com certificate-expired 03..07 over 200 4 "
                       "refused\n"
                       "critical example.com mx2.example.com certificate-host-mismatch 06..09 over "
                       "64 4 refused\n"
                       "critical example.com mx1.example.com certificate-expired 06..09 over 32 4 "
                       "refused\n"));
    }
    void gapOfDaysDoesNotSplit()
    {
        Mailbox mailbox;
        mailbox.plantFailure(2, 12, "certificate-expired", "mx2.example.com", 10);
        mailbox.plant(5, 9, [](ReportPlan& report) { report.skipped = true; });
        QCOMPARE(problemsIn(mailbox),
            QByteArray("critical example.com mx2.example.com certificate-expired 03..13 over 240 4 "
                       "refused\n"));
        // Good days in between do not split it either, as long as they are few.
        Mailbox good;
        good.plantFailure(2, 4, "certificate-expired", "mx2.example.com", 10);
        good.plantFailure(10, 12, "certificate-expired", "mx2.example.com", 10);
        QCOMPARE(problemsIn(good),
            QByteArray("critical example.com mx2.example.com certificate-expired 03..13 over 240 4 "
                       "refused\n"));
    }
    void weeksWithoutItMakeTwoOfOne()
    {
        Mailbox mailbox(30);
        mailbox.plantFailure(2, 4, "certificate-expired", "mx2.example.com", 10);
        mailbox.plantFailure(24, 29, "certificate-expired", "mx2.example.com", 10);
        QCOMPARE(problemsIn(mailbox),
            QByteArray(
                "critical example.com mx2.example.com certificate-expired 25..30 ongoing 240 "
                "4 refused\n"
                "critical example.com mx2.example.com certificate-expired 03..05 over 120 4 "
                "refused\n"));
        // Nobody reported in between: it may have gone on.
        mailbox.plant(5, 23, [](ReportPlan& report) { report.skipped = true; });
        QCOMPARE(problemsIn(mailbox),
            QByteArray(
                "critical example.com mx2.example.com certificate-expired 03..30 ongoing 360 "
                "4 refused\n"));
    }
    void ongoingMeansSeenOnTheLastDayOfThoseWhoSawIt()
    {
        Mailbox mailbox;
        mailbox.plantFailure(15, 18, "certificate-expired", "mx2.example.com", 10);
        mailbox.plant(19, 19, [](ReportPlan& report) {
            report.skipped = report.organization != "mail.firm.example";
        });
        mailbox.plant(0, 19, [](ReportPlan& report) {
            if (report.organization == "mail.firm.example")
                report.policy().details.clear();
        });
        mailbox.plant(15, 18, [](ReportPlan& report) {
            if (report.organization == "mail.firm.example")
                report.policy().failed = 0;
        });
        QCOMPARE(problemsIn(mailbox),
            QByteArray(
                "critical example.com mx2.example.com certificate-expired 16..19 ongoing 120 "
                "3 refused\n"));
    }
    // Nobody must think that it burns today.
    void whatNobodyTellsOfForWeeksIsLastSeen()
    {
        const auto problemBefore = [](const char* otherDay) {
            const auto snapshot = snapshotOf({
                reportJson("Alpha", "a", "2024-02-03",
                    { { "sts", "example.com", summaryJson(5, 9),
                        '[' + failureJson("certificate-expired", "mx1.example.com", 9) + ']' } }),
                reportJson("Alpha", "b", "2024-02-04",
                    { { "sts", "example.com", summaryJson(5, 9),
                        '[' + failureJson("certificate-expired", "mx1.example.com", 9) + ']' } }),
                reportJson(
                    "Beta", "c", otherDay, { { "sts", "example.org", summaryJson(5, 0), "[]" } }),
            });
            const auto problems = diagnosisOf(*snapshot).problems;
            return problems.size() == 1 ? problems.front() : Problem();
        };
        const Problem recent = problemBefore("2024-02-17");
        QVERIFY(recent.ongoing);
        QVERIFY(stateOf(recent) == ProblemState::Ongoing);
        QVERIFY(
            summaryOf(recent, Language::English).find(", since 2024-02-03;") != std::string::npos);
        const Problem old = problemBefore("2024-02-18");
        QVERIFY(old.ongoing); // as it is exported
        QVERIFY(stateOf(old) == ProblemState::LastSeen);
        QVERIFY(summaryOf(old, Language::English).find("since 2024-02-03, last seen on 2024-02-04;")
            != std::string::npos);
        QVERIFY(summaryOf(old, Language::Spanish)
                    .find("desde el 2024-02-03, visto por última vez el 2024-02-04;")
            != std::string::npos);
        Problem over = old;
        over.ongoing = false;
        QVERIFY(stateOf(over) == ProblemState::Over);
    }
    void rowsWithoutAnMxJoinTheOnlyOne()
    {
        Mailbox mailbox;
        mailbox.plant(2, 6, [](ReportPlan& report) {
            const bool names = report.organization == "Google Inc.";
            report.policy().fail("certificate-expired", names ? "mx2.example.com" : "", 10);
        });
        QCOMPARE(problemsIn(mailbox),
            QByteArray("critical example.com mx2.example.com certificate-expired 03..07 over 200 4 "
                       "refused\n"));
        // One that has nearly all failures of these days is meant, even if it is not the only one.
        Mailbox other = mailbox;
        other.plantFailure(3, 3, "certificate-expired", "mx1.example.com", 1);
        QCOMPARE(problemsIn(other),
            QByteArray("critical example.com mx2.example.com certificate-expired 03..07 over 200 4 "
                       "refused\n"
                       "critical example.com mx1.example.com certificate-expired 04..04 over 4 4 "
                       "refused\n"));
        // With two candidates nobody knows which is meant.
        mailbox.plant(2, 6, [](ReportPlan& report) {
            if (report.organization == "Google Inc.")
                report.policy().fail("certificate-expired", "mx1.example.com", 5);
        });
        QCOMPARE(problemsIn(mailbox),
            QByteArray(
                "critical example.com example.com certificate-expired 03..07 over 150 3 refused\n"
                "critical example.com mx2.example.com certificate-expired 03..07 over 50 1 "
                "refused\n"
                "critical example.com mx1.example.com certificate-expired 03..07 over 25 1 "
                "refused\n"));
    }

    void impactIsThatOfThePolicy_data()
    {
        QTest::addColumn<QByteArray>("mode");
        QTest::addColumn<QByteArray>("severityAndImpact");
        QTest::newRow("enforce") << QByteArray("enforce") << QByteArray("critical refused");
        QTest::newRow("testing") << QByteArray("testing") << QByteArray("warning delivered");
        QTest::newRow("none") << QByteArray("none") << QByteArray("info none");
        QTest::newRow("absent") << QByteArray("") << QByteArray("warning unknown");
        QTest::newRow("no policy")
            << QByteArray("no-policy-found") << QByteArray("warning delivered");
        QTest::newRow("DANE") << QByteArray("tlsa") << QByteArray("critical refused");
        QTest::newRow("other type") << QByteArray("bogus") << QByteArray("warning unknown");
    }
    void impactIsThatOfThePolicy()
    {
        QFETCH(QByteArray, mode);
        QFETCH(QByteArray, severityAndImpact);
        Mailbox mailbox;
        mailbox.plant(0, 19, [&mode](ReportPlan& report) {
            if (mode == "no-policy-found" || mode == "tlsa" || mode == "bogus") {
                report.policy().setNoPolicy();
                report.policy().type = mode.toStdString();
            } else if (mode.isEmpty()) {
                report.policy().lines.clear();
            } else {
                report.policy().setMode(mode.toStdString());
            }
        });
        mailbox.plantFailure(2, 6, "certificate-expired", "mx2.example.com", 10);
        const auto words = severityAndImpact.split(' ');
        QCOMPARE(problemsIn(mailbox),
            words[0] + " example.com mx2.example.com certificate-expired 03..07 over 200 4 "
                + words[1] + '\n');
    }
    void strongestImpactCounts()
    {
        Mailbox mailbox;
        mailbox.plant(0, 4, [](ReportPlan& report) { report.policy().setMode("testing"); });
        mailbox.plantFailure(2, 6, "certificate-expired", "mx2.example.com", 10);
        QVERIFY(problemsIn(mailbox).endsWith("200 4 refused\n"));
        Mailbox fetch;
        fetch.plant(0, 19, [](ReportPlan& report) { report.policy().lines.clear(); });
        fetch.plantFailure(2, 6, "sts-policy-fetch-error", "", 10);
        // No policy was at hand: RFC 8461 section 3.3 has it delivered.
        QVERIFY(problemsIn(fetch).endsWith("200 4 delivered\n"));
    }

    void sameSessionsUnderTwoPoliciesCountOnce()
    {
        Mailbox mailbox;
        mailbox.plantFailure(2, 6, "starttls-not-supported", "mx2.example.com", 10);
        mailbox.plant(0, 19, [](ReportPlan& report) {
            PolicyPlan twin = report.policy();
            twin.setNoPolicy();
            twin.type = "tlsa";
            report.policies.push_back(twin);
        });
        QCOMPARE(problemsIn(mailbox),
            QByteArray(
                "critical example.com mx2.example.com starttls-not-supported 03..07 over 200 "
                "4 refused\n"));
    }
    void duplicatesDoNotCount()
    {
        Mailbox mailbox;
        mailbox.plantFailure(2, 6, "certificate-expired", "mx2.example.com", 10);
        std::vector<std::string> twice = mailbox.documents();
        const std::vector<std::string> once = twice;
        twice.insert(twice.end(), once.begin(), once.end());
        QCOMPARE(mxlens::testing::problemsIn(twice), mxlens::testing::problemsIn(once));
    }
    void unknownCountsAreNotZero()
    {
        std::string json = reportJson("A", "r", "2026-03-01",
            { { "sts", "example.com", summaryJson(5, 1),
                R"([{"result-type":"certificate-expired","receiving-mx-hostname":"mx1.example.com"}])" } });
        QCOMPARE(mxlens::testing::problemsIn({ json }),
            QByteArray(
                "critical example.com mx1.example.com certificate-expired 01..01 ongoing ? 1 "
                "refused\n"));
        // Details that say that nothing failed prove nothing.
        const std::string zero = reportJson("A", "r", "2026-03-01",
            { { "sts", "example.com", summaryJson(5, 0),
                '[' + failureJson("certificate-expired", "mx1.example.com", 0) + ']' } });
        QCOMPARE(mxlens::testing::problemsIn({ zero }), QByteArray());
    }
    void reportsWithoutADayAreCountedAndGiveNoDays()
    {
        std::string json = reportJson("A", "r", "2026-03-01",
            { { "sts", "example.com", summaryJson(5, 1),
                '[' + failureJson("certificate-expired", "mx1.example.com", 1) + ']' } });
        json.replace(json.find("2026-03-01T00"), 10, "yesterday!");
        json.replace(json.find("2026-03-01T23"), 10, "yesterday!");
        QCOMPARE(mxlens::testing::problemsIn({ json }),
            QByteArray("critical example.com mx1.example.com certificate-expired ?..? over 1 1 "
                       "refused\n"));
    }

    void filterIsFollowed()
    {
        Mailbox mailbox;
        mailbox.plantFailure(2, 6, "certificate-expired", "mx2.example.com", 10);
        mailbox.plantFailure(4, 9, "tlsa-invalid", "mx1.example.com", 5);
        mailbox.plant(
            14, 19, [](ReportPlan& report) { report.skipped = report.organization == "Mail.ru"; });
        const auto snapshot = snapshotOf(mailbox.documents());
        const auto filtered
            = [&](const char* filter) { return textOf(diagnosisOf(*snapshot, filter).problems); };
        const QByteArray expired = "critical example.com mx2.example.com certificate-expired "
                                   "03..07 over 200 4 refused\n";
        QCOMPARE(filtered(""),
            expired
                + "critical example.com mx1.example.com tlsa-invalid 05..10 over 120 4 refused\n"
                  "info example.com Mail.ru silent-reporter 15..20 ongoing 0 1 none\n");
        // A filter on details does not make a problem that is over an ongoing one.
        QCOMPARE(filtered("result:certificate-expired"), expired);
        QCOMPARE(filtered("mx:mx2.example.com"), expired);
        QCOMPARE(filtered("org:google* mx:mx2.example.com"),
            QByteArray("critical example.com mx2.example.com certificate-expired 03..07 over 50 1 "
                       "refused\n"));
        QCOMPARE(filtered("before:2026-03-05 result:certificate-expired"),
            QByteArray(
                "critical example.com mx2.example.com certificate-expired 03..05 ongoing 120 "
                "4 refused\n"));
        QCOMPARE(filtered("domain:example.org"), QByteArray());
    }
    void everyFigureIsThatOfItsRows()
    {
        for (const QString& folder : { QStringLiteral(MXLENS_SOURCE_DIR "/resources/samples"),
                 QStringLiteral(MXLENS_TEST_DATA "/reports") }) {
            const auto snapshot = snapshotOfFolder(folder);
            const Diagnosis diagnosis = diagnosisOf(*snapshot);
            QVERIFY(!diagnosis.problems.empty());
            for (const Problem& problem : diagnosis.problems) {
                const QByteArray name = textOf({ problem });
                QVERIFY2(!problem.failures.empty() || !problem.policies.empty(), name);
                if (!problem.failures.empty())
                    QVERIFY2(failedByRows(*snapshot, problem) == problem.failedSessions, name);
                QVERIFY2(!problem.reporters.empty(), name);
                for (const Language language : { Language::English, Language::Spanish }) {
                    const std::string summary = summaryOf(problem, language);
                    QVERIFY2(summary.ends_with('.') && summary.find('{') == std::string::npos,
                        summary.c_str());
                }
            }
        }
    }
    void plantedFaultsOfTheSamplesAreFound()
    {
        const auto snapshot
            = snapshotOfFolder(QStringLiteral(MXLENS_SOURCE_DIR "/resources/samples"));
        const Diagnosis diagnosis = diagnosisOf(*snapshot);
        QByteArray text = textOf(diagnosis.problems);
        // Days of September and October alike are shown without their month.
        for (const char* const line :
            { "critical example.com mx2.example.com certificate-expired 07..11 over 2363 4 refused",
                "critical example.org Harbour Mail starttls-stripped-on-path 19..30 ongoing 226 1 "
                "refused",
                "critical example.net mta-sts.example.net sts-webpki-invalid 21..24 over 166 1 "
                "refused",
                "warning example.net mta-sts.example.net sts-policy-fetch-error 21..24 over 24 1 "
                "delivered",
                "info example.net Mail.ru inconsistent-counts 21..24 over 12 1 unknown" }) {
            QVERIFY2(text.contains(line), line);
            text.replace(line, "");
        }
        for (const QByteArray& line : text.split('\n'))
            QVERIFY2(line.isEmpty() || line.contains(" noise "), line);
    }
    void corpusIsDiagnosed()
    {
        const QString corpus = QStringLiteral(MXLENS_SOURCE_DIR "/../shared/corpus");
        if (!QFileInfo::exists(corpus))
            QSKIP("no collection of real reports beside the repository");
        const auto snapshot = snapshotOfFolder(corpus);
        QVERIFY(!diagnosisOf(*snapshot).problems.empty());
    }
    void summariesSayWhatAndSinceWhen()
    {
        Mailbox mailbox;
        mailbox.plantFailure(15, 19, "certificate-expired", "mx2.example.com", 10);
        const auto snapshot = snapshotOf(mailbox.documents());
        const Diagnosis diagnosis = diagnosisOf(*snapshot);
        QCOMPARE(summaryOf(diagnosis.problems.front(), Language::English),
            std::string("Certificate expired: mx2.example.com, since 2026-03-16; 200 sessions "
                        "failed, reported by 4 organizations; mail was refused."));
        QCOMPARE(summaryOf(diagnosis.problems.front(), Language::Spanish),
            std::string("Certificado caducado: mx2.example.com, desde el 2026-03-16; fallaron 200 "
                        "sesiones, según 4 organizaciones; se rechazó correo."));
        QCOMPARE(diagnosis.problems.front().sessions, Count(5 * 730));
    }
    void namesInBracesDoNoHarm()
    {
        const std::string json = reportJson("{span} {", "r", "2026-03-01",
            { { "sts", "example.com", summaryJson(5, 1),
                '[' + failureJson("{title}}", "{impact}", 1) + ']' } });
        const auto snapshot = snapshotOf({ json });
        for (const Problem& problem : diagnosisOf(*snapshot).problems)
            QVERIFY(!summaryOf(problem, Language::Spanish).empty()
                && !headingOf(problem, Language::Spanish).empty());
    }
};

QTEST_GUILESS_MAIN(ProblemsTest)
#include "tst_problems.moc"
