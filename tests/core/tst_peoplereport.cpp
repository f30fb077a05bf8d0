// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/peoplereport.h"

#include "core/diagnosis/problems.h"
#include "core/output/figuretext.h"
#include "core/output/peoplewords.h"
#include "core/output/terminaltext.h"
#include "core/output/trendshape.h"
#include "core/query/totals.h"
#include "outputfixture.h"
#include "tests/core/support/mailbox.h"

#include <QTest>

#include <algorithm>

using namespace mxlens;
using namespace mxlens::test;

namespace {

/// Forty days of two domains; the certificate of mx2 fails from the thirtieth on.
std::shared_ptr<const Snapshot> fortyDays()
{
    std::vector<FileSpec> files;
    for (int day = 0; day < 40; ++day) {
        const Timestamp start = firstOfMarch + day * secondsPerDay;
        const std::string id = std::to_string(day);
        const Count failed(day >= 30 ? 10 + day : 0);
        std::vector<DetailSpec> details;
        if (day >= 30)
            details.push_back({ "certificate-expired", "mx2.example.com", failed });
        files.push_back({ "a" + id,
            { { "One", "a" + id, start,
                { { "tlsa", "example.com", Count(1000), failed, details } } } } });
        files.push_back({ "b" + id,
            { { "Two", "b" + id, start,
                { { "no-policy-found", "example.org", Count(7), Count(0) } } } } });
    }
    return makeStore(files);
}

ReportDocument reportOn(const Snapshot& snapshot, const std::string& filterText = {},
    Language language = Language::English)
{
    PeopleReportRequest request;
    request.filterText = filterText;
    request.filter = std::get<Filter>(parseFilter(filterText));
    request.selection = select(snapshot, request.filter);
    request.language = language;
    return peopleReport(snapshot, request);
}

std::int64_t numberOf(const std::string& cell)
{
    return QString::fromStdString(cell).remove(QLatin1Char(',')).toLongLong();
}

const DocumentBlock* tableNamed(const ReportDocument& document, std::string_view caption)
{
    for (const DocumentBlock& block : document.blocks) {
        if (block.kind == BlockKind::Table && block.text == caption)
            return &block;
    }
    return nullptr;
}

const DocumentBlock& firstOf(const ReportDocument& document, BlockKind kind)
{
    return *std::ranges::find(document.blocks, kind, &DocumentBlock::kind);
}

} // namespace

class TestPeopleReport : public QObject {
    Q_OBJECT
private slots:
    void figuresAreThoseOfTheSameFilter()
    {
        const auto snapshot = fortyDays();
        for (const char* const filter : { "", "domain:example.com", "after:2026-04-02" }) {
            const ReportDocument document = reportOn(*snapshot, filter);
            const Selection selection = select(*snapshot, std::get<Filter>(parseFilter(filter)));
            const Totals all = totals(*snapshot, selection);
            const std::string verdict = firstOf(document, BlockKind::Verdict).text;
            QVERIFY(verdict.find(
                        countText(all.figures.failed) + " of " + countText(all.figures.sessions))
                != std::string::npos);
            // The trend, drawn and written.
            QVERIFY(firstOf(document, BlockKind::Trend).days.size()
                == dailyFigures(*snapshot, selection).size());
            const DocumentBlock* const trend
                = tableNamed(document, "Sessions and failures over time (UTC)");
            QVERIFY(trend);
            QVERIFY(trend->rows.size() <= 31);
            std::int64_t sessions = 0, failed = 0;
            for (const auto& row : trend->rows) {
                sessions += numberOf(row[2]);
                failed += numberOf(row[3]);
            }
            QCOMPARE(Count(sessions), all.figures.sessions);
            QCOMPARE(Count(failed), all.figures.failed);
            const DocumentBlock* const domains = tableNamed(document, "By policy domain");
            QVERIFY(domains);
            QCOMPARE(domains->rows.size(), all.domains);
        }
    }

    void problemsAreThoseOfTheTableWithWhatToDo()
    {
        const auto snapshot = fortyDays();
        const Selection everything = select(*snapshot, Filter());
        const Diagnosis diagnosis = diagnose(*snapshot, everything, everything);
        QVERIFY(!diagnosis.problems.empty());
        const ReportDocument document = reportOn(*snapshot);
        const std::string text = documentText(document);
        QVERIFY(text.find("1. Critical: Certificate expired") != std::string::npos);
        QVERIFY(text.find("Renew the certificate of mx2.example.com.") != std::string::npos);
        std::size_t found = 0;
        for (const DocumentBlock& block : document.blocks) {
            for (const Problem& problem : diagnosis.problems)
                found += block.text == summaryOf(problem, Language::English) ? 1 : 0;
        }
        QCOMPARE(found, diagnosis.problems.size());
        // Whoever reads it next year must not take it for news.
        QVERIFY(firstOf(document, BlockKind::Verdict)
                    .text.starts_with("Mail was refused up to the last reports, of 2026-04-09."));
    }

    // Two report on until months after the only one who saw it.
    void whatNobodyTellsOfForWeeksIsNoNews()
    {
        std::vector<FileSpec> files{ { "a",
            { { "One", "a", firstOfMarch,
                { { "tlsa", "example.com", Count(1000), Count(40),
                    { { "certificate-expired", "mx2.example.com", Count(40) } } } } } } } };
        for (int day = 0; day < 60; ++day)
            files.push_back({ "b" + std::to_string(day),
                { { "Two", "b" + std::to_string(day), firstOfMarch + day * secondsPerDay,
                    { { "no-policy-found", "example.org", Count(7), Count(0) } } } } });
        const auto snapshot = makeStore(files);
        const ReportDocument document = reportOn(*snapshot);
        const std::string verdict = firstOf(document, BlockKind::Verdict).text;
        QVERIFY2(verdict.starts_with("Mail was refused in this period, last on 2026-03-01. Those "
                                     "who saw it have not reported since"),
            verdict.c_str());
        const std::string text = documentText(document);
        QVERIFY2(text.find("Last seen on 2026-03-01. Nobody who saw it has") != std::string::npos,
            text.c_str());
        QVERIFY(text.find("Not over") == std::string::npos);
        const std::string spanish
            = firstOf(reportOn(*snapshot, {}, Language::Spanish), BlockKind::Verdict).text;
        QVERIFY2(spanish.starts_with("Se rechazó correo en este período, por última vez el "
                                     "2026-03-01."),
            spanish.c_str());
    }

    void policiesAreToldWithTheirDays()
    {
        const ReportDocument document = reportOn(*fortyDays());
        const DocumentBlock* const table
            = tableNamed(document, "Policies of example.com as the reporters saw them");
        QVERIFY(table);
        QCOMPARE(table->rows.size(), std::size_t(1));
        QCOMPARE(table->rows[0],
            (std::vector<std::string>{ "2026-03-01", "2026-04-09", "tlsa", "", "", "", "1" }));
    }

    void nothingWrongIsSaidToBeSo()
    {
        const auto snapshot = fortyDays();
        const ReportDocument quiet = reportOn(*snapshot, "domain:example.org");
        const std::string verdict = firstOf(quiet, BlockKind::Verdict).text;
        QVERIFY(verdict.starts_with("Nothing is wrong")
            || verdict.starts_with("Nothing needs to be mended"));
        const ReportDocument empty = reportOn(*snapshot, "domain:nobody.example");
        QCOMPARE(firstOf(empty, BlockKind::Verdict).text,
            std::string("There is no TLS report for this period, so nothing can be said."));
        QVERIFY(!documentText(empty).empty());
    }

    void failuresThatNobodyCountedAreNotTakenForNone()
    {
        const auto told = [](const char* organization) {
            testing::Mailbox mailbox(3);
            mailbox.plant(0, 2, [organization](testing::ReportPlan& report) {
                if (!*organization || report.organization == organization)
                    report.policy().failed = -1;
            });
            return reportOn(*testing::snapshotOf(mailbox.documents()), "");
        };
        const std::string found = "No problem was found, but not all session counts are known. ";
        QCOMPARE(firstOf(told(""), BlockKind::Verdict).text,
            found + "Failed sessions: unknown of 2,190.");
        QCOMPARE(firstOf(told("Mail.ru"), BlockKind::Verdict).text,
            found + "Failed sessions: 0 of 2,190 (0 %).");
        QVERIFY(firstOf(told("Nobody"), BlockKind::Verdict)
                    .text.ends_with("Failed sessions: 0 of 2,190 (0 %)."));
        for (const char* const organization : { "", "Mail.ru" }) {
            const std::string text = documentText(told(organization));
            QVERIFY(text.find("On no day did a session fail") == std::string::npos);
            QVERIFY(text.find("No report tells of a failed session, but") != std::string::npos);
        }
    }

    void hostileTextIsText()
    {
        const auto snapshot = makeStore({ { "x",
            { { "<script>alert(1)</script>\xE2\x80\xAE", "i", firstOfMarch,
                { { "sts", "<b>&\"'.example", Count(1), Count(2),
                    { { "certificate-expired", "<img src=x>", Count(2) } } } } } } } });
        for (const Language language : { Language::English, Language::Spanish }) {
            const std::string html = documentHtml(reportOn(*snapshot, {}, language));
            for (const char* const bad : { "<script", "<img", "<b>", "\xE2\x80\xAE", "http:" })
                QVERIFY2(html.find(bad) == std::string::npos, bad);
            QVERIFY(html.find("&lt;script&gt;") != std::string::npos);
        }
        const std::string text = documentText(reportOn(*snapshot));
        QVERIFY(text.find("\xE2\x80\xAE") == std::string::npos);
    }

    void textFitsEightyColumns()
    {
        for (const Language language : { Language::English, Language::Spanish }) {
            const std::string text = documentText(reportOn(*fortyDays(), {}, language));
            for (const QByteArray& line : QByteArray::fromStdString(text).split('\n'))
                QVERIFY2(terminalWidth(line.toStdString()) <= 80, line.constData());
        }
    }

    void htmlIsOneFileInItsLanguage()
    {
        const std::string english = documentHtml(reportOn(*fortyDays()));
        QVERIFY(english.starts_with("<!DOCTYPE html>\n<html lang=\"en\">"));
        for (const char* const part : { "src=", "href=", "@import", "url(", "<script" })
            QVERIFY2(english.find(part) == std::string::npos, part);
        QVERIFY(english.find("<svg viewBox") != std::string::npos);
        QVERIFY(english.find("<th scope=\"col\"") != std::string::npos);
        const std::string spanish = documentHtml(reportOn(*fortyDays(), {}, Language::Spanish));
        QVERIFY(spanish.find("<html lang=\"es\">") != std::string::npos);
        QVERIFY(spanish.find("Se rechazó correo hasta los últimos informes, del 2026-04-09.")
            != std::string::npos);
    }

    void barsStandForTheirNumbers()
    {
        std::vector<DayFigures> days;
        for (int day = 0; day < 1000; ++day)
            days.push_back(
                { 20000 + day, { Count(10), Count(9), Count(day == 5 ? 4 : 1) }, false });
        const TrendShape shape = trendShape(days);
        QVERIFY(shape.bars.size() <= 200);
        QCOMPARE(shape.mostSessions, std::int64_t{ 10 } * shape.daysEach);
        QCOMPARE(shape.bars.front().failed, 1.0);
        for (const TrendBar& bar : shape.bars)
            QVERIFY(bar.from >= 0 && bar.to <= 1.0 && bar.sessions <= 1 && bar.failed <= 1);
        QVERIFY(trendShape({}).bars.empty());
    }

    // The whole page as it is read, for a case that a reader can add up.
    void pageOfASmallCase()
    {
        const auto snapshot = makeStore({ { "x",
            { { "One", "i", firstOfMarch,
                { { "no-policy-found", "example.com", Count(1204), Count(0) } } } } } });
        const std::string text = documentText(reportOn(*snapshot));
        QVERIFY(text.starts_with("SMTP TLS report on example.com\n"
                                 "==============================\n"
                                 "\n"
                                 "What            Value\n"
                                 "--------------  ---------------------------------\n"
                                 "Policy domains  example.com\n"
                                 "Period          2026-03-01 (UTC)\n"
                                 "Reports         1; organizations that reported: 1\n"
                                 "\n"
                                 "Verdict\n"
                                 "-------\n"));
        QVERIFY(text.find("On no day did a session fail.") != std::string::npos);
        QVERIFY(text.find("From        To          Sessions  Failed  Failure rate\n"
                          "----------  ----------  --------  ------  ------------\n"
                          "2026-03-01  2026-03-01     1,204       0           0 %\n")
            != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestPeopleReport)
#include "tst_peoplereport.moc"
