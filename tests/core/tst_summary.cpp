// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/figuretext.h"
#include "core/output/summary.h"
#include "core/output/terminaltext.h"
#include "outputfixture.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

using namespace mxlens;
using namespace mxlens::test;

namespace {

QString pageOf(const std::vector<FileSpec>& files)
{
    const auto snapshot = makeStore(files);
    return QString::fromStdString(summaryText(*snapshot, select(*snapshot, Filter{})));
}

QJsonObject objectOf(const std::vector<FileSpec>& files)
{
    const auto snapshot = makeStore(files);
    const std::string text = summaryJson(*snapshot, select(*snapshot, Filter{}));
    const QJsonDocument document = QJsonDocument::fromJson(QByteArray::fromStdString(text));
    return document.object();
}

ReportSpec cleanReport()
{
    return { "sender.example.net", "clean", firstOfMarch,
        { { "no-policy-found", "example.com", Count(1204), Count(0) } } };
}

/// 1,204 sessions of example.com, 1 failed at mx1.example.com.
ReportSpec faultyReport()
{
    return { "sender.example.net", "faulty", firstOfMarch,
        { { "sts", "example.com", Count(1203), Count(1),
            { { "certificate-expired", "MX1.example.com.", Count(1) } } } } };
}

} // namespace

class TestSummary : public QObject {
    Q_OBJECT

private slots:
    void numbersAreGrouped_data();
    void numbersAreGrouped();
    void shareIsNeverRoundedToAllOrNone_data();
    void shareIsNeverRoundedToAllOrNone();
    void hostileTextIsMadeVisible_data();
    void hostileTextIsMadeVisible();
    void longTextIsShortenedInTheMiddle();
    void pageOfAFailureIsComplete();
    void nothingFailedIsSaid();
    void unknownCountsAreNotTakenForSuccess();
    void whatIsNotCountedHasNoRate();
    void noReportIsSaid();
    void restWithoutDetailsIsShown();
    void overlapOfDetailsIsShown();
    void overlapInOneReportDoesNotHideARestInAnother();
    void detailsOfPoliciesThatNobodyCountedAreNoOverlap();
    void detailWithoutACountHidesNoOverlap();
    void domainWithoutCountsIsNotCalledClean();
    void deviationsAreCountedByReport();
    void filteredPageSaysSo();
    void unreadableSourceIsNamedWithItsCause();
    void pageStaysWithinItsWidthAndHarmless();
    void coloursChangeNoWord();
    void pageSpeaksSpanish();
    void jsonHoldsTheSameFigures();
};

void TestSummary::numbersAreGrouped_data()
{
    QTest::addColumn<qint64>("value");
    QTest::addColumn<QString>("expected");
    QTest::newRow("zero") << qint64(0) << "0";
    QTest::newRow("three digits") << qint64(999) << "999";
    QTest::newRow("four digits") << qint64(1204) << "1,204";
    QTest::newRow("six digits") << qint64(812113) << "812,113";
    QTest::newRow("seven digits") << qint64(1000000) << "1,000,000";
    QTest::newRow("largest") << qint64(Count::maximum()) << "9,223,372,036,854,775,807";
}

void TestSummary::numbersAreGrouped()
{
    QFETCH(qint64, value);
    QFETCH(QString, expected);
    QCOMPARE(QString::fromStdString(groupedNumber(value)), expected);
}

void TestSummary::shareIsNeverRoundedToAllOrNone_data()
{
    QTest::addColumn<qint64>("part");
    QTest::addColumn<qint64>("whole");
    QTest::addColumn<QString>("expected");
    QTest::newRow("all") << qint64(7) << qint64(7) << "100 %";
    QTest::newRow("none") << qint64(0) << qint64(7) << "0 %";
    QTest::newRow("half") << qint64(1) << qint64(2) << "50.0 %";
    QTest::newRow("one decimal") << qint64(805632) << qint64(812113) << "99.2 %";
    QTest::newRow("99.95 would round up") << qint64(1999) << qint64(2000) << "99.95 %";
    QTest::newRow("0.05 would do either") << qint64(1) << qint64(2000) << "0.1 %";
    QTest::newRow("0.04 would round down") << qint64(4) << qint64(10000) << "0.04 %";
    QTest::newRow("one in a million") << qint64(999999) << qint64(1000000) << "99.9999 %";
    QTest::newRow("all but one") << qint64(Count::maximum() - 1) << qint64(Count::maximum())
                                 << "over 99.999999 %";
    QTest::newRow("only one") << qint64(1) << qint64(Count::maximum()) << "under 0.000001 %";
}

void TestSummary::shareIsNeverRoundedToAllOrNone()
{
    QFETCH(qint64, part);
    QFETCH(qint64, whole);
    QFETCH(QString, expected);
    QCOMPARE(QString::fromStdString(percentText(part, whole)), expected);
}

void TestSummary::hostileTextIsMadeVisible_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("plain") << QByteArray("mx1.example.com") << QByteArray("mx1.example.com");
    QTest::newRow("colour") << QByteArray("\x1B[31mx") << QByteArray("\\x1b[31mx");
    QTest::newRow("line ends") << QByteArray("a\r\nb\tc") << QByteArray("a\\r\\nb\\tc");
    QTest::newRow("C1 escape") << QByteArray("\xC2\x9B"
                                             "2J")
                               << QByteArray("\\x9b2J");
    QTest::newRow("raw C1 byte") << QByteArray("\x9B") << QByteArray("\xEF\xBF\xBD");
    QTest::newRow("right to left") << QByteArray("a\xE2\x80\xAEz") << QByteArray("a\\u202ez");
    QTest::newRow("delete") << QByteArray("\x7F") << QByteArray("\\x7f");
    QTest::newRow("NUL") << QByteArray("a\0b", 3) << QByteArray("a\\x00b");
    QTest::newRow("tag characters") << QByteArray("\xF3\xA0\x81\x81") << QByteArray("\\ue0041");
    QTest::newRow("letters stay") << QByteArray("gr\xC3\xBC\xC3\x9F")
                                  << QByteArray("gr\xC3\xBC\xC3\x9F");
}

void TestSummary::hostileTextIsMadeVisible()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, expected);
    QCOMPARE(QByteArray::fromStdString(terminalText({ text.data(), std::size_t(text.size()) })),
        expected);
}

void TestSummary::longTextIsShortenedInTheMiddle()
{
    QCOMPARE(shortenedInMiddle("mx1.example.com", 15), std::string("mx1.example.com"));
    QCOMPARE(shortenedInMiddle("mx1.example.com", 9), std::string("mx1.\xE2\x80\xA6.com"));
    QCOMPARE(shortenedInMiddle("mx1.example.com", 1), std::string("\xE2\x80\xA6"));
    // A wide character counts twice, and is not cut in two.
    const std::string wide("\xE9\x83\xB5\xE4\xBB\xB6\xE9\x83\xB5\xE4\xBB\xB6");
    QCOMPARE(terminalWidth(wide), std::size_t(8));
    for (std::size_t width = 1; width < 9; ++width)
        QVERIFY(terminalWidth(shortenedInMiddle(wide, width)) <= width);
}

void TestSummary::pageOfAFailureIsComplete()
{
    const QString page = pageOf({ { "a.json", { faultyReport() } } });
    QCOMPARE(page,
        QString("1 source: 1 with reports, 0 duplicates, 0 not a TLS report, 0 unreadable\n"
                "\n"
                "Reports             1  from 1 organization\n"
                "Policy domains      1\n"
                "Days                1  2026-03-01 to 2026-03-01 (UTC)\n"
                "Sessions        1,204\n"
                "  succeeded     1,203  99.9 %\n"
                "  failed            1  0.1 %\n"
                "\n"
                "Failed sessions by policy domain, MX and result type\n"
                "  example.com              1  of 1,204, 0.1 %\n"
                "    mx1.example.com        1\n"
                "      certificate-expired  1\n"));
}

void TestSummary::nothingFailedIsSaid()
{
    const QString page = pageOf({ { "a.json", { cleanReport() } } });
    QVERIFY(page.contains("Nothing failed: all sessions succeeded.\n"));
    QVERIFY(page.contains("  succeeded     1,204  100 %\n"));
    QVERIFY(page.contains("  failed            0  0 %\n"));
}

void TestSummary::unknownCountsAreNotTakenForSuccess()
{
    ReportSpec report = cleanReport();
    report.policies.push_back({ "sts", "example.net", Count(), Count() });
    const QString page = pageOf({ { "a.json", { report } } });
    QVERIFY(!page.contains("Nothing failed"));
    QVERIFY(page.contains("No failure is reported, but not all counts are known.\n"));
    QVERIFY(page.contains("1 policy has a session count that is missing or no number"));
}

void TestSummary::whatIsNotCountedHasNoRate()
{
    ReportSpec failedAlone = faultyReport();
    failedAlone.policies[0].successful = Count();
    failedAlone.policies[0].failed = Count(10);
    const QString page = pageOf({ { "a.json", { failedAlone } } });
    QVERIFY2(page.contains(QRegularExpression("\n  failed +10\n")), qPrintable(page));
    QVERIFY2(!page.contains('%'), qPrintable(page));
    ReportSpec succeededAlone = cleanReport();
    succeededAlone.policies[0].failed = Count();
    const QString other = pageOf({ { "a.json", { succeededAlone } } });
    QVERIFY2(!other.contains('%'), qPrintable(other));
}

void TestSummary::noReportIsSaid()
{
    const QString page = pageOf({ { "a.png", {}, SourceOutcome::NotAReport, "an image" } });
    QVERIFY(page.startsWith(
        "1 source: 0 with reports, 0 duplicates, 1 not a TLS report, 0 unreadable\n"));
    QVERIFY(page.contains("There is no TLS report to show.\n"));
}

void TestSummary::restWithoutDetailsIsShown()
{
    ReportSpec report = faultyReport();
    report.policies[0].failed = Count(10);
    const QString page = pageOf({ { "a.json", { report } } });
    QVERIFY2(page.contains(QRegularExpression("\n    not detailed +9\n")), qPrintable(page));
}

void TestSummary::overlapOfDetailsIsShown()
{
    ReportSpec report = faultyReport();
    report.policies[0].details.push_back({ "validation-failure", "mx1.example.com", Count(1) });
    const QString page = pageOf({ { "a.json", { report } } });
    QVERIFY2(
        page.contains(QRegularExpression("\n    overlap of the details +1\n")), qPrintable(page));
}

void TestSummary::detailsOfPoliciesThatNobodyCountedAreNoOverlap()
{
    ReportSpec report = faultyReport();
    report.policies[0].type = "no-policy-found";
    report.policies[0].failed = Count();
    report.policies[0].details[0].failed = Count(110);
    report.policies.push_back(report.policies[0]);
    report.policies[1].failed = Count::zero();
    report.policies[1].details.clear();
    const QString page = pageOf({ { "a.json", { report } } });
    QVERIFY2(!page.contains("overlap"), qPrintable(page));
}

void TestSummary::detailWithoutACountHidesNoOverlap()
{
    ReportSpec report = faultyReport();
    report.policies[0].failed = Count(10);
    report.policies[0].details[0].failed = Count(40);
    report.policies[0].details.push_back({ "validation-failure", "mx1.example.com", Count() });
    const QString page = pageOf({ { "a.json", { report } } });
    QVERIFY2(
        page.contains(QRegularExpression("\n    overlap of the details +30\n")), qPrintable(page));
    // But what it is about may be the rest.
    report.policies[0].failed = Count(50);
    QVERIFY(!pageOf({ { "a.json", { report } } }).contains("not detailed"));
}

void TestSummary::overlapInOneReportDoesNotHideARestInAnother()
{
    ReportSpec rest = faultyReport();
    rest.policies[0].failed = Count(3);
    ReportSpec overlap = faultyReport();
    overlap.id = "other";
    overlap.policies[0].details[0].failed = Count(3);
    const QString page = pageOf({ { "a.json", { rest } }, { "b.json", { overlap } } });
    QVERIFY2(page.contains(QRegularExpression("\n    not detailed +2\n")), qPrintable(page));
    QVERIFY2(
        page.contains(QRegularExpression("\n    overlap of the details +2\n")), qPrintable(page));
}

void TestSummary::domainWithoutCountsIsNotCalledClean()
{
    ReportSpec report = faultyReport();
    report.policies.push_back({ "sts", "clean.example.net", Count(1), Count(0) });
    report.policies.push_back({ "sts", "unknown.example.net", Count(), Count() });
    const QString page = pageOf({ { "a.json", { report } } });
    QVERIFY2(page.contains("  No failure in 1 other policy domain.\n"), qPrintable(page));
}

void TestSummary::deviationsAreCountedByReport()
{
    ReportSpec odd = faultyReport();
    odd.deviations = 3;
    const QString page = pageOf({ { "a.json", { odd } }, { "b.json", { cleanReport() } } });
    QVERIFY2(
        page.contains("from 1 organization, 1 with deviations from RFC 8460\n"), qPrintable(page));
}

void TestSummary::filteredPageSaysSo()
{
    ReportSpec other = cleanReport();
    other.policies[0].domain = "example.org";
    const auto snapshot = makeStore({ { "a.json", { faultyReport() } }, { "b.json", { other } } });
    const auto filter = parseFilter("domain:example.org");
    const QString page = QString::fromStdString(
        summaryText(*snapshot, select(*snapshot, std::get<Filter>(filter))));
    QVERIFY2(
        page.contains("Reports             1  from 1 organization, of 2 read\n"), qPrintable(page));
    QVERIFY(page.startsWith("2 sources: 2 with reports"));
    QVERIFY(page.contains("Nothing failed"));
}

void TestSummary::unreadableSourceIsNamedWithItsCause()
{
    const QString page = pageOf({ { "a.json", { cleanReport() } },
        { "b.json", {}, SourceOutcome::Unreadable, "not JSON: no colon at byte 17" } });
    QVERIFY(page.contains("1 unreadable\n"));
    QVERIFY(page.endsWith("\nCould not be read\n  b.json\n    not JSON: no colon at byte 17\n"));
}

void TestSummary::pageStaysWithinItsWidthAndHarmless()
{
    const std::string longName(300, 'n');
    ReportSpec report = faultyReport();
    report.policies[0].domain = longName + "\x1B]0;title\x07.example.com";
    report.policies[0].details
        = { { "no\x1B[2Jtype\n" + longName, longName, Count(Count::maximum()) } };
    report.policies[0].failed = Count(Count::maximum());
    std::string cause;
    for (int i = 0; i < 50; ++i)
        cause += "a long cause ";
    const QString page = pageOf({ { "a.json", { report } },
        { "b\x1B[1m.json", {}, SourceOutcome::Unreadable, cause + "\x1B[31m" } });
    for (const QString& line : page.split(QLatin1Char('\n')))
        QVERIFY2(line.size() <= 100, qPrintable(line));
    for (const QChar c : page)
        QVERIFY(c == QLatin1Char('\n') || (c.unicode() >= 0x20 && c.unicode() != 0x7F));
}

void TestSummary::coloursChangeNoWord()
{
    const auto snapshot = makeStore({ { "a.json",
        { { "s\x1B[31m.example", "1", firstOfMarch,
            { { "sts", "ex\x1B[1mample.com", Count(9), Count(1),
                { { "certificate-expired", "mx1.example.com", Count(1) } } } } } } } });
    const Selection all = select(*snapshot, Filter{});
    const QString plain = QString::fromStdString(summaryText(*snapshot, all));
    QVERIFY(!plain.contains(QChar(0x1B)));
    const QString coloured
        = QString::fromStdString(summaryText(*snapshot, all, PageColours::Terminal));
    QVERIFY2(coloured.contains(QLatin1String("\x1B[31m1\x1B[0m  10.0 %")), qPrintable(coloured));
    QVERIFY(coloured.contains(QLatin1String("\x1B[32m9\x1B[0m")));
    QCOMPARE(QString(coloured).remove(QRegularExpression(QStringLiteral("\x1B\\[[0-9]*m"))), plain);
    // Where nothing failed there is nothing red.
    const auto good = makeStore({ { "a.json",
        { { "s.example", "1", firstOfMarch,
            { { "sts", "example.com", Count(9), Count(0) } } } } } });
    QVERIFY(summaryText(*good, select(*good, Filter{}), PageColours::Terminal).find("\x1B[31m")
        == std::string::npos);
}

void TestSummary::pageSpeaksSpanish()
{
    const auto snapshot
        = makeStore({ { "a.json",
                          { { "One", "a", firstOfMarch,
                              { { "sts", "example.com", Count(1203), Count(1),
                                    { { "certificate-expired", "", Count(1) } } },
                                  { "sts", "example.org", Count(5), Count(0) } } } } },
            { "b.json", {}, SourceOutcome::Unreadable, "the data ends too early" } });
    const std::string page
        = summaryText(*snapshot, select(*snapshot, Filter{}), PageColours::None, Language::Spanish);
    const QByteArray shown = QByteArray::fromStdString(page);
    QVERIFY2(shown
            == QByteArray(
                "2 fuentes: 1 con informes, 0 duplicadas, 0 sin informe TLS, 1 ilegibles\n"
                "\n"
                "Informes                 1  de 1 organización\n"
                "Dominios de política     2\n"
                "Días                     1  del 2026-03-01 al 2026-03-01 (UTC)\n"
                "Sesiones              1209\n"
                "  con éxito           1208  99,9 %\n"
                "  fallidas               1  0,1 %\n"
                "\n"
                "Sesiones fallidas por dominio de política, MX y tipo de resultado\n"
                "  example.com              1  de 1204, 0,1 %\n"
                "    (sin MX)               1\n"
                "      certificate-expired  1\n"
                "  Ningún fallo en 1 otro dominio de política.\n"
                "\n"
                "No se pudo leer\n"
                "  b.json\n"
                "    los datos terminan antes de tiempo\n"),
        shown.constData());
}

void TestSummary::jsonHoldsTheSameFigures()
{
    ReportSpec odd = faultyReport();
    odd.deviations = 1;
    const QJsonObject object = objectOf(
        { { "a.json", { odd } }, { "b.json", {}, SourceOutcome::Unreadable, "unexpected end" },
            { "c.json", {}, SourceOutcome::NotAReport, "an image" }, { "d.json", { odd } } });
    const QJsonObject sources{ { "total", 4 }, { "report", 1 }, { "duplicate", 1 },
        { "not_a_report", 1 }, { "unreadable", 1 } };
    QCOMPARE(object.value("sources").toObject(), sources);
    QCOMPARE(object.value("reports").toInt(), 1);
    QCOMPARE(object.value("reports_with_deviations").toInt(), 1);
    QCOMPARE(object.value("organizations").toInt(), 1);
    QCOMPARE(object.value("first_day").toString(), QString("2026-03-01"));
    QCOMPARE(object.value("sessions").toInt(), 1204);
    QCOMPARE(object.value("successful_sessions").toInt(), 1203);
    QCOMPARE(object.value("failed_sessions").toInt(), 1);
    const QJsonObject type{ { "result_type", "certificate-expired" }, { "failed_sessions", 1 } };
    const QJsonObject mx{ { "receiving_mx_hostname", "mx1.example.com" }, { "failed_sessions", 1 },
        { "result_types", QJsonArray{ type } } };
    const QJsonObject domain{ { "policy_domain", "example.com" }, { "sessions", 1204 },
        { "successful_sessions", 1203 }, { "failed_sessions", 1 }, { "not_detailed_sessions", 0 },
        { "overlapping_sessions", 0 }, { "receiving_mx", QJsonArray{ mx } } };
    QCOMPARE(object.value("policy_domains").toArray(), QJsonArray{ domain });
    const QJsonObject unreadable{ { "source", "b.json" }, { "detail", "unexpected end" } };
    QCOMPARE(object.value("unreadable_sources").toArray(), QJsonArray{ unreadable });
}

QTEST_APPLESS_MAIN(TestSummary)
#include "tst_summary.moc"
