// SPDX-License-Identifier: GPL-3.0-or-later
// A name in other letter case is the same name in every view, as it is in filters.
#include "core/query/spellings.h"

#include "core/diagnosis/policychanges.h"
#include "core/diagnosis/policyhistory.h"
#include "core/diagnosis/problemevidence.h"
#include "core/query/facets.h"
#include "core/query/totals.h"
#include "core/query/trendsplit.h"
#include "core/report/names.h"
#include "tests/core/support/mailbox.h"

#include <QtTest>

#include <algorithm>
#include <string>
#include <vector>

using namespace mxlens;
using namespace mxlens::testing;

namespace {

std::string upper(std::string text)
{
    std::ranges::transform(text, text.begin(),
        [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    return text;
}

/// The same reports with every organization in capitals on the days with an odd number.
std::vector<std::string> otherwiseSpelled(Mailbox mailbox)
{
    for (ReportPlan& report : mailbox.reports) {
        if (report.day % 2 != 0)
            report.organization = upper(report.organization);
    }
    return mailbox.documents();
}

using Plant = void (*)(Mailbox&);

void plantOnPathOfOne(Mailbox& mailbox)
{
    mailbox.plant(2, 6, [](ReportPlan& report) {
        if (report.organization == "Mail.ru")
            report.policy().fail("starttls-not-supported", "mx1.example.com", 30);
    });
}

void plantEnd(Mailbox& mailbox)
{
    mailbox.plant(4, 6, [](ReportPlan& report) {
        if (report.organization == "Google Inc.")
            report.policy().fail("certificate-expired", "mx1.example.com", 30);
        else
            report.skipped = report.organization != "Mail.ru";
    });
    mailbox.plant(8, 19, [](ReportPlan& report) { report.skipped = true; });
}

void plantSilence(Mailbox& mailbox)
{
    mailbox.plant(9, 19, [](ReportPlan& report) {
        report.skipped = report.organization == "Microsoft Corporation";
    });
}

void plantNoise(Mailbox& mailbox)
{
    mailbox.plant(3, 6, [](ReportPlan& report) {
        if (report.organization == "mail.firm.example" && report.day != 4)
            report.policy().fail("validation-failure", "mx1.example.com", 1);
    });
}

void plantStalePolicy(Mailbox& mailbox)
{
    mailbox.plant(8, 19, [](ReportPlan& report) {
        if (report.organization != "Mail.ru" || report.day > 13)
            report.policy().lines[4] = "max_age: 86400";
        else
            report.policy().fail("validation-failure", "mx2.example.com", 3);
    });
}

void plantCounts(Mailbox& mailbox)
{
    mailbox.plant(2, 9, [](ReportPlan& report) {
        if (report.organization != "Google Inc.")
            return;
        report.policy().fail("certificate-expired", "mx1.example.com", 20);
        report.policy().failed = 10;
    });
}

void plantTesting(Mailbox& mailbox)
{
    mailbox.plant(0, 19, [](ReportPlan& report) {
        report.policy().setMode("testing");
        report.skipped = report.organization != "Google Inc.";
    });
}

QByteArray loweredText(std::vector<std::string> names)
{
    std::ranges::transform(names, names.begin(), lowered);
    std::ranges::sort(names);
    QByteArray text;
    for (const std::string& name : names)
        text += QByteArray::fromStdString(name) + ", ";
    return text;
}

/// Everything that the diagnosis says, names in lower case.
QByteArray allThatIsSaid(const std::vector<std::string>& documents)
{
    const auto snapshot = snapshotOf(documents);
    const Selection all = select(*snapshot, {});
    const Diagnosis diagnosis = diagnosisOf(*snapshot);
    QByteArray text = textOf(diagnosis.problems).toLower();
    for (const Problem& problem : diagnosis.problems) {
        text += loweredText(problem.reporters) + "saw it; ";
        const ProblemEvidence evidence = evidenceOf(*snapshot, problem, all);
        std::vector<std::string> names;
        for (const ReporterEvidence& reporter : evidence.reporters)
            names.push_back(reporter.organization);
        for (const OtherEvidence& other : evidence.others)
            names.push_back("not " + other.organization);
        text += loweredText(names) + '\n';
    }
    for (const DomainStatus& domain : diagnosis.domains)
        text += QByteArray::number(static_cast<qint64>(domain.reporters)) + ' '
            + toQString(readinessName(domain.readiness)).toUtf8() + ": "
            + QByteArray::fromStdString(basisOf(domain, Language::English)) + '\n';
    for (const PolicyVersion& version : policyHistory(*snapshot, all, "example.com"))
        text += loweredText(version.reporters) + '\n';
    for (const PolicyChange& change : policyChanges(*snapshot, all))
        text += loweredText(change.reporters) + '\n';
    return text;
}

/// A report of a day in March 2026 with failures of some result types at mx1.
std::string failing(const std::string& organization, int day, const std::vector<std::string>& types,
    const std::string& policyType = "sts")
{
    ReportPlan report{ organization, day, { PolicyPlan{} }, false };
    report.policy().successful = 100;
    report.policy().type = policyType;
    for (const std::string& type : types)
        report.policy().fail(type, "mx1.example.com", 5);
    return jsonOf(report);
}

std::string textOf(const std::vector<TrendRow>& rows)
{
    std::string text;
    for (const TrendRow& row : rows)
        text += formatDay(row.day).substr(8) + ' ' + std::string(row.key) + ' '
            + std::to_string(row.figures.failed.valueOr(-1)) + '\n';
    return text;
}

} // namespace

class SpellingsTest final : public QObject {
    Q_OBJECT

private slots:
    void diagnosisTakesAnOrganizationForTheSame_data()
    {
        QTest::addColumn<Plant>("plant");
        QTest::newRow("one path") << &plantOnPathOfOne;
        QTest::newRow("an end") << &plantEnd;
        QTest::newRow("silence") << &plantSilence;
        QTest::newRow("noise") << &plantNoise;
        QTest::newRow("stale policy") << &plantStalePolicy;
        QTest::newRow("wrong counts") << &plantCounts;
        QTest::newRow("one reporter in testing") << &plantTesting;
    }
    void diagnosisTakesAnOrganizationForTheSame()
    {
        QFETCH(Plant, plant);
        Mailbox mailbox;
        plant(mailbox);
        const QByteArray inOneWay = allThatIsSaid(mailbox.documents());
        QVERIFY(!inOneWay.isEmpty());
        QCOMPARE(allThatIsSaid(otherwiseSpelled(mailbox)), inOneWay);
    }

    void problemNamesAnOrganizationOnceAsMostReportsDo()
    {
        const auto snapshot = snapshotOf({ failing("GOOGLE INC.", 1, { "certificate-expired" }),
            failing("Google Inc.", 2, { "certificate-expired" }),
            failing("google inc.", 3, { "certificate-expired" }),
            failing("Google Inc.", 4, { "certificate-expired" }) });
        const Diagnosis diagnosis = diagnosisOf(*snapshot);
        QCOMPARE(diagnosis.problems.size(), std::size_t(1));
        QCOMPARE(diagnosis.problems.front().reporters, std::vector<std::string>{ "Google Inc." });
        QCOMPARE(diagnosis.domains.front().reporters, std::size_t(1));
        // Rows keep what was written.
        const RowPlace row = snapshot->failure(diagnosis.problems.front().failures.front());
        QCOMPARE(
            snapshot->text(row.segment->reports.organization[0]), std::string_view("GOOGLE INC."));
    }

    void trendHasOneRowForAnOrganization()
    {
        const auto snapshot = snapshotOf({ failing("google inc.", 1, { "certificate-expired" }),
            failing("Google Inc.", 1, { "certificate-expired" }), failing("Yahoo", 1, {}),
            failing("Google Inc.", 2, { "certificate-expired" }) });
        const Selection all = select(*snapshot, {});
        QCOMPARE(textOf(trend(*snapshot, all, TrendBy::Reporter)),
            std::string("02 Google Inc. 10\n02 Yahoo 0\n03 Google Inc. 5\n"));
        const TrendSplit split = splitTrend(*snapshot, all, SplitBy::Reporter, 8);
        QCOMPARE(split.series.size(), std::size_t(2));
        QCOMPARE(split.series.front().key, std::string("Google Inc."));
        QCOMPARE(totals(*snapshot, all).reporters, std::size_t(2));
    }

    void trendAndTreeHaveOneRowForAResultType()
    {
        const auto snapshot = snapshotOf({ failing("Yahoo", 1, { "certificate-expired" }),
            failing("Google Inc.", 1, { "Certificate-Expired", "certificate-expired" }),
            failing("Google Inc.", 2, { "CERTIFICATE-EXPIRED", "validation-failure" }) });
        const Selection all = select(*snapshot, {});
        QCOMPARE(textOf(trend(*snapshot, all, TrendBy::ResultType)),
            std::string("02 certificate-expired 15\n"
                        "03 certificate-expired 5\n03 validation-failure 5\n"));
        const auto types = domainTree(*snapshot, all).front().mxs.front().resultTypes;
        QCOMPARE(types.size(), std::size_t(2));
        QCOMPARE(types.front().resultType, std::string("certificate-expired"));
        QCOMPARE(types.front().failed, Count(20));
    }

    // Rule 3 of the design: what sts and tlsa say of one type are the same sessions.
    void resultTypeOfTwoPoliciesCountsOnce()
    {
        ReportPlan report{ "Google Inc.", 1, { PolicyPlan{}, PolicyPlan{} }, false };
        report.policies[1].type = "tlsa";
        report.policies[1].lines = { "3 1 1 00" };
        report.policies[0].fail("certificate-expired", "mx1.example.com", 5);
        report.policies[1].fail("Certificate-Expired", "mx1.example.com", 7);
        const auto snapshot = snapshotOf({ jsonOf(report) });
        const Selection all = select(*snapshot, {});
        const auto rows = trend(*snapshot, all, TrendBy::ResultType);
        QCOMPARE(textOf(rows), std::string("02 Certificate-Expired 7\n"));
        const auto types = domainTree(*snapshot, all).front().mxs.front().resultTypes;
        QCOMPARE(types.size(), std::size_t(1));
        QCOMPARE(types.front().failed, Count(7));
    }

    // Details of one result type cannot be more than the summary (RFC 8460 section 4.3).
    void detailsOfOneTypeAreAddedUpWhateverTheirCase()
    {
        const auto problemsOf = [](const char* second) {
            Mailbox mailbox;
            mailbox.plant(2, 9, [&](ReportPlan& report) {
                report.policy().fail("certificate-expired", "mx1.example.com", 6);
                report.policy().fail(second, "mx2.example.com", 6);
                report.policy().failed = 8;
            });
            return problemsIn(mailbox.documents());
        };
        const QByteArray inOneWay = problemsOf("certificate-expired");
        QVERIFY(inOneWay.contains("inconsistent-counts"));
        QCOMPARE(problemsOf("Certificate-Expired"), inOneWay);
    }

    void facetAndTrendSpellAlikeUnderEveryFilter()
    {
        const auto snapshot = snapshotOf({ failing("google inc.", 1, { "Certificate-Expired" }),
            failing("Google Inc.", 2, { "certificate-expired" }),
            failing("Google Inc.", 3, { "certificate-expired" }) });
        for (const char* const filter : { "", "before:2026-03-02" }) {
            const Selection chosen = select(*snapshot, filterOf(filter));
            const FacetTallies facets
                = facetTallies(*snapshot, chosen, { Facet::Organization, Facet::ResultType });
            QCOMPARE(facets[Facet::Organization].size(), std::size_t(1));
            QCOMPARE(facets[Facet::Organization].front().value, std::string("Google Inc."));
            QCOMPARE(trend(*snapshot, chosen, TrendBy::Reporter).front().key,
                std::string_view("Google Inc."));
            QCOMPARE(facets[Facet::ResultType].front().value, std::string("certificate-expired"));
            QCOMPARE(trend(*snapshot, chosen, TrendBy::ResultType).front().key,
                std::string_view("certificate-expired"));
        }
    }

    // Segments come as threads end; duplicates are not counted.
    void spellingDependsNeitherOnOrderNorOnDuplicates()
    {
        const std::vector<std::string> reports{ failing("google inc.", 1, {}),
            failing("Google Inc.", 2, {}), failing("GOOGLE INC.", 3, {}),
            failing("GOOGLE INC.", 3, {}) };
        std::vector<std::size_t> order{ 0, 1, 2, 3 };
        do {
            StoreBuilder store;
            for (const std::size_t i : order)
                store.add(segmentOf({ reports[i] }, i, "mail/" + std::to_string(i) + '/'));
            const auto snapshot = store.snapshot();
            const Selection all = select(*snapshot, {});
            QCOMPARE(all.reports.size(), std::size_t(3));
            // Of equal ones the first by bytes.
            const auto& organizations = snapshot->kept<Organizations>();
            for (const Snapshot::Part& part : snapshot->parts())
                QCOMPARE(snapshot->text(organizations.of(part.segment->reports.organization[0])),
                    std::string_view("GOOGLE INC."));
        } while (std::ranges::next_permutation(order).found);
    }
};

QTEST_APPLESS_MAIN(SpellingsTest)
#include "tst_spellings.moc"
