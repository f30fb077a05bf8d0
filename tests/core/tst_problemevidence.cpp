// SPDX-License-Identifier: GPL-3.0-or-later
// Every figure of a problem is that of its rows, and parts add up to the whole.
#include "core/diagnosis/problemevidence.h"

#include "tests/core/support/mailbox.h"

#include "core/diagnosis/policyhistory.h"
#include "core/ingest/ingest.h"

#include <QtTest>

#include <map>
#include <random>
#include <set>

using namespace mxlens;
using namespace mxlens::testing;

namespace {

/// Failed sessions of rows by rule 3, worked out by the book.
std::int64_t failedByTheBook(const Snapshot& snapshot, const Problem& problem)
{
    struct Sums {
        std::int64_t sts = 0, tlsa = 0, rest = 0;
    };
    std::map<RowId, Sums> byReport;
    const auto add = [&](RowId policy, Count failed) {
        const RowPlace place = snapshot.policy(policy);
        Sums& sums = byReport[snapshot.reportOfPolicy(policy)];
        const PolicyType type
            = policyTypeOf(snapshot.text(place.segment->policies.type[place.row]));
        (type == PolicyType::Sts           ? sums.sts
                : type == PolicyType::Tlsa ? sums.tlsa
                                           : sums.rest)
            += failed.valueOr(0);
    };
    for (const RowId id : problem.failures) {
        const RowPlace place = snapshot.failure(id);
        add(snapshot.policyOfFailure(id), place.segment->failures.count[place.row]);
    }
    if (problem.cause == Cause::InconsistentCounts) {
        for (const RowId id : problem.policies) {
            const RowPlace place = snapshot.policy(id);
            add(id, place.segment->policies.failed[place.row]);
        }
    }
    std::int64_t failed = 0;
    for (const auto& [report, sums] : byReport)
        failed += sums.rest + std::max(sums.sts, sums.tlsa);
    return failed;
}

template <typename List> std::int64_t failedOf(const List& list)
{
    std::int64_t failed = 0;
    for (const auto& part : list)
        failed += part.part.failed.valueOr(0);
    return failed;
}

template <typename List> std::size_t rowsOf(const List& list)
{
    std::size_t rows = 0;
    for (const auto& part : list)
        rows += part.part.rows();
    return rows;
}

/// What does not add up in the problems of a selection; empty where all does.
QString faultsOf(const Snapshot& snapshot, const Selection& all)
{
    QString faults;
    for (const Problem& problem : diagnose(snapshot, all, all).problems) {
        const QString name = toQString(summaryOf(problem, Language::English));
        const auto expect = [&](const char* what, std::int64_t found, std::int64_t wanted) {
            if (found != wanted)
                faults += QStringLiteral("%1: %2 is %3 and not %4\n")
                              .arg(name, QLatin1String(what))
                              .arg(found)
                              .arg(wanted);
        };
        const ProblemEvidence evidence = evidenceOf(snapshot, problem, all);
        const std::int64_t failed = problem.failedSessions.valueOr(0);
        const auto rows
            = static_cast<std::int64_t>(problem.failures.size() + problem.policies.size());
        expect("by the book", failedByTheBook(snapshot, problem), failed);
        expect("all", evidence.all.failed.valueOr(0), failed);
        expect("all rows", static_cast<std::int64_t>(evidence.all.rows()), rows);
        expect("days", failedOf(evidence.days), failed);
        expect("rows of days", static_cast<std::int64_t>(rowsOf(evidence.days)), rows);
        expect("reporters", failedOf(evidence.reporters), failed);
        expect("rows of reporters", static_cast<std::int64_t>(rowsOf(evidence.reporters)), rows);
        expect("rows of policies", static_cast<std::int64_t>(rowsOf(evidence.applied)), rows);
        expect("rows of words", static_cast<std::int64_t>(rowsOf(evidence.words)),
            static_cast<std::int64_t>(problem.failures.size()));
        expect("rows of networks", static_cast<std::int64_t>(rowsOf(evidence.networks)),
            static_cast<std::int64_t>(problem.failures.size()));
        expect("number of reporters", static_cast<std::int64_t>(evidence.reporters.size()),
            static_cast<std::int64_t>(problem.reporters.size()));
        // Sessions of sts and tlsa are the same ones in different words too.
        std::vector<const EvidencePart*> words;
        for (const WordEvidence& word : evidence.words)
            words.push_back(&word.part);
        if (problem.policies.empty()) {
            const EvidencePart joined = joinParts(snapshot, problem, words);
            expect("joined words", joined.failed.valueOr(0), failed);
            expect("rows of joined words", static_cast<std::int64_t>(joined.rows()), rows);
        }
        Count sessions;
        for (const OtherEvidence& other : evidence.others)
            sessions += other.sessions;
        for (const ReporterEvidence& reporter : evidence.reporters)
            sessions += reporter.sessions;
        expect("sessions", sessions.valueOr(-1), problem.sessions.valueOr(-1));
        const std::set<RowId> distinct(evidence.all.failures.begin(), evidence.all.failures.end());
        expect("distinct rows", static_cast<std::int64_t>(distinct.size()),
            static_cast<std::int64_t>(problem.failures.size()));
    }
    return faults;
}

/// A mailbox with causes planted at random, sts and tlsa of one report among them.
std::vector<std::string> plantedMailbox(unsigned seed)
{
    std::mt19937 random(seed);
    const auto below = [&random](int limit) {
        return static_cast<int>(random() % static_cast<unsigned>(limit));
    };
    Mailbox box(30);
    const std::vector<const char*> types{ "certificate-expired", "certificate-host-mismatch",
        "validation-failure", "starttls-not-supported", "tlsa-invalid", "sts-policy-fetch-error",
        "cert-gone" };
    for (int i = 0; i < 1 + below(4); ++i) {
        const int first = below(25);
        const char* const mx = below(4) == 0 ? ""
            : below(2) == 0                  ? "mx1.example.com"
                                             : "mx2.example.com";
        box.plantFailure(
            first, first + below(8), types[static_cast<std::size_t>(below(7))], mx, 1 + below(9));
    }
    for (ReportPlan& report : box.reports) {
        // Some say the same sessions twice, and not always with the same figures.
        if (report.organization == "Microsoft Corporation") {
            PolicyPlan twin = report.policy();
            twin.type = "tlsa";
            twin.lines = { "3 1 1 00" };
            for (DetailPlan& detail : twin.details) {
                detail.count += below(2);
                if (below(3) == 0)
                    detail.type = "tlsa-invalid";
            }
            report.policies.push_back(twin);
        }
        if (below(60) == 0)
            report.policy().fail("certificate-expired", "mx2.example.com", 1);
        if (below(90) == 0)
            report.policy().failed += 3; // not detailed
        if (below(90) == 0)
            report.policy().fail("validation-failure", "", 1, "tls-handshake-failure");
    }
    return box.documents();
}

} // namespace

class TestProblemEvidence : public QObject {
    Q_OBJECT
private slots:
    void figuresOfPlantedMailboxesAddUp()
    {
        std::size_t problems = 0;
        for (unsigned seed = 1; seed <= 60; ++seed) {
            const auto snapshot = snapshotOf(plantedMailbox(seed));
            const Selection all = select(*snapshot, {});
            problems += diagnose(*snapshot, all, all).problems.size();
            const QString faults = faultsOf(*snapshot, all);
            QVERIFY2(faults.isEmpty(), qPrintable(QString::number(seed) + '\n' + faults));
        }
        QVERIFY2(problems > 100, qPrintable(QString::number(problems)));
    }

    void figuresOfTheSamplesAddUp()
    {
        IngestRequest request;
        request.paths = { MXLENS_SOURCE_DIR "/resources/samples" };
        const auto snapshot = ingest(request, {}).snapshot;
        const Selection all = select(*snapshot, {});
        QVERIFY(diagnose(*snapshot, all, all).problems.size() > 5);
        QCOMPARE(faultsOf(*snapshot, all), QString());
    }

    void othersThatSawNothingAreCounted()
    {
        Mailbox box;
        box.plant(3, 6, [](ReportPlan& report) {
            if (report.organization == "Google Inc.")
                report.policy().fail("certificate-expired", "mx2.example.com", 40);
        });
        const auto snapshot = snapshotOf(box.documents());
        const Selection all = select(*snapshot, {});
        const std::vector<Problem> problems = diagnose(*snapshot, all, all).problems;
        QCOMPARE(problems.size(), std::size_t(1));
        const ProblemEvidence evidence = evidenceOf(*snapshot, problems.front(), all);
        QCOMPARE(evidence.reporters.size(), std::size_t(1));
        QCOMPARE(evidence.reporters.front().organization, std::string("Google Inc."));
        QCOMPARE(evidence.reporters.front().part.failed, Count(160));
        QCOMPARE(evidence.reporters.front().sessions, Count(1600));
        QCOMPARE(evidence.others.size(), std::size_t(3));
        QCOMPARE(evidence.others[0].sessions, Count(4 * 250));
        QCOMPARE(evidence.others[1].sessions, Count(4 * 60));
        QCOMPARE(evidence.others[2].sessions, Count(4 * 20));
        for (const OtherEvidence& other : evidence.others)
            QCOMPARE(other.around.size(), std::size_t(4));
        QCOMPARE(evidence.days.size(), std::size_t(4));
        QCOMPARE(evidence.days.front().sessions, Count(730));
        QCOMPARE(evidence.applied.size(), std::size_t(1));
        QVERIFY(evidence.applied.front().policy == AppliedPolicy::Enforce);
        QVERIFY(evidence.latestPolicy.has_value());
    }

    void changesOfPoliciesAreSaidInTheLanguageAskedFor()
    {
        Mailbox box;
        box.plant(10, 19, [](ReportPlan& report) {
            report.policy().setMode("testing");
            report.policy().lines.push_back("mx: mx3.example.com");
            report.policy().mxHosts.push_back("mx3.example.com");
        });
        const auto snapshot = snapshotOf(box.documents());
        const Selection all = select(*snapshot, {});
        const auto changesIn = [&](Language language) {
            return policyHistory(*snapshot, all, "example.com", {}, language).back().changes;
        };
        QCOMPARE(changesIn(Language::English),
            (std::vector<std::string>{ "mode enforce to testing", "added mx mx3.example.com" }));
        QCOMPARE(changesIn(Language::Spanish),
            (std::vector<std::string>{ "modo enforce a testing", "añadido: mx mx3.example.com" }));
    }
};

QTEST_APPLESS_MAIN(TestProblemEvidence)
#include "tst_problemevidence.moc"
