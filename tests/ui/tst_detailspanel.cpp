// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/ingest.h"
#include "tests/ui/support/guitest.h"
#include "tests/ui/support/reportfixtures.h"
#include "ui/panels/detailspanel.h"
#include "ui/panels/detailstext.h"
#include "ui/panels/rawview.h"
#include "ui/panels/valuetext.h"
#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QTest>

#include <algorithm>

using namespace mxlens;

class DetailsPanelTest final : public QObject {
    Q_OBJECT
private slots:
    void startsWithASentenceThatSaysWhatToDo();
    void failureSentence_data();
    void failureSentence();
    void policySentence_data();
    void policySentence();
    void reportSentenceCountsSessionsOnce();
    void reportWithoutPolicies();
    void sourceSentence();
    void duplicateIsSaid();
    void restIsNotDetailed();
    void overlapIsSaid();
    void mxIsComparedWithThePatterns_data();
    void mxIsComparedWithThePatterns();
    void tlsaRecordsStandOnePerLine();
    void deviationsAreListed();
    void longWordsDoNotWidenThePanel();
    void manyFailureDetailsAreCutWithASentence();
    void everyLineOfALongValueIsSeen();
    void headersOfTablesAreWhole();
    void aGroupIsAddedUpAndListed();
    void hostileTextStaysPlain();
    void unknownRowClears();
    void everyFocusableWidgetHasAName();
    void aScreenReaderSaysTheValues();
    void copyTakesTheWholeText();
};

void DetailsPanelTest::startsWithASentenceThatSaysWhatToDo()
{
    DetailsPanel panel;
    QVERIFY(panel.sentence().isEmpty());
    QVERIFY(panel.text().startsWith(QStringLiteral("Select a row")));
}

void DetailsPanelTest::failureSentence_data()
{
    QTest::addColumn<QByteArray>("document");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("plain")
        << reportJson("10", "3", failureJson(expired + ",\"failed-session-count\":3"))
        << "3 sessions from Example Reports to mx2.example.com failed on 3 September 2026 (UTC): "
           "certificate-expired.";
    QTest::newRow("one session")
        << reportJson("10", "1", failureJson(expired + ",\"failed-session-count\":1"))
        << "1 session from Example Reports to mx2.example.com failed on 3 September 2026 (UTC): "
           "certificate-expired.";
    QTest::newRow("large number")
        << reportJson(
               "10", "5000000000", failureJson(expired + ",\"failed-session-count\":5000000000"))
        << "5,000,000,000 sessions from Example Reports to mx2.example.com failed on 3 September "
           "2026 (UTC): certificate-expired.";
    QTest::newRow("unknown number")
        << reportJson("10", "3", failureJson(expired))
        << "An unknown number of sessions from Example Reports to mx2.example.com failed on "
           "3 September 2026 (UTC): certificate-expired.";
    QTest::newRow("no MX") << reportJson("10", "3",
        failureJson("\"result-type\":\"sts-policy-fetch-error\",\"failed-session-count\":3"))
                           << "3 sessions from Example Reports to example.com (no MX named) failed "
                              "on 3 September 2026 (UTC): sts-policy-fetch-error.";
    QTest::newRow("end at midnight")
        << reportJson("10", "3", failureJson(expired + ",\"failed-session-count\":3"),
               "Example Reports", "*.example.com", "2026-09-04T00:00:00Z")
        << "3 sessions from Example Reports to mx2.example.com failed on 3 September 2026 (UTC): "
           "certificate-expired.";
    QTest::newRow("a week")
        << reportJson("10", "3", failureJson(expired + ",\"failed-session-count\":3"),
               "Example Reports", "*.example.com", "2026-09-09T23:59:59Z")
        << "3 sessions from Example Reports to mx2.example.com failed from 3 September to "
           "9 September 2026 (UTC): certificate-expired.";
    QTest::newRow("percent signs in names")
        << reportJson("10", "3", failureJson(expired + ",\"failed-session-count\":3"), "%1 %2 100%")
        << "3 sessions from %1 %2 100% to mx2.example.com failed on 3 September 2026 (UTC): "
           "certificate-expired.";
}

void DetailsPanelTest::failureSentence()
{
    QFETCH(QByteArray, document);
    QFETCH(QString, sentence);
    DetailsPanel panel;
    panel.setRawReader(instantReader("{}"));
    panel.showFailure(snapshotOf(document), 0);
    QCOMPARE(panel.sentence(), sentence);
    QCOMPARE(panel.findChild<QLabel*>(QStringLiteral("detailsSentence"))->text(), sentence);
}

void DetailsPanelTest::policySentence_data()
{
    QTest::addColumn<QByteArray>("document");
    QTest::addColumn<QString>("sentence");
    const QString begin
        = QStringLiteral("sessions from Example Reports to example.com on 3 September "
                         "2026 (UTC): ");
    QTest::newRow("some failed") << reportJson("1201", "3", {})
                                 << "1,204 " + begin + "3 failed (0.25 %).";
    QTest::newRow("none failed") << reportJson("1204", "0", {})
                                 << "1,204 " + begin + "none failed.";
    QTest::newRow("all failed") << reportJson("0", "12", {}) << "12 " + begin + "all failed.";
    QTest::newRow("none") << reportJson("0", "0", {})
                          << "No session from Example Reports to example.com on 3 September 2026 "
                             "(UTC).";
    QTest::newRow("unknown") << reportJson("null", "3", {})
                             << "An unknown number of " + begin + "3 failed.";
    QTest::newRow("both unknown") << reportJson(
        "null", "null", {}) << "An unknown number of " + begin + "how many failed is unknown.";
}

void DetailsPanelTest::policySentence()
{
    QFETCH(QByteArray, document);
    QFETCH(QString, sentence);
    DetailsPanel panel;
    panel.setRawReader(instantReader("{}"));
    panel.showPolicy(snapshotOf(document), 0);
    QCOMPARE(panel.sentence().replace(QChar(QChar::Nbsp), u' '), sentence);
}

void DetailsPanelTest::reportSentenceCountsSessionsOnce()
{
    QByteArray both = reportJson("399", "1", {});
    both.replace("\"policies\":[",
        "\"policies\":[{\"policy\":{\"policy-type\":\"tlsa\",\"policy-string\":[\"3 1 1 ab\"],"
        "\"policy-domain\":\"example.com\"},\"summary\":{\"total-successful-session-count\":399,"
        "\"total-failure-session-count\":1}},");
    DetailsPanel panel;
    panel.setRawReader(instantReader("{}"));
    panel.showReport(snapshotOf(both), 0);
    QVERIFY2(panel.sentence().startsWith(QStringLiteral("400 sessions from Example Reports")),
        qPrintable(panel.sentence()));
    QVERIFY(panel.text().contains(QStringLiteral("each counts once")));
}

void DetailsPanelTest::reportWithoutPolicies()
{
    DetailsPanel panel;
    panel.setRawReader(instantReader("{}"));
    panel.showReport(snapshotOf("{\"organization-name\":\"Example Reports\",\"report-id\":\"r1\","
                                "\"policies\":[]}"),
        0);
    QCOMPARE(panel.sentence(),
        QStringLiteral("A report without policies from Example Reports on an unknown day."));
}

void DetailsPanelTest::sourceSentence()
{
    StoreBuilder store;
    SegmentBuilder segment(0);
    segment.addSource("a.mbox", "#1", SourceOutcome::NotAReport, "a DMARC report");
    segment.addSource("b.gz", {}, SourceOutcome::Unreadable, "the data ends too early");
    segment.addSource("mail/new", {}, SourceOutcome::NotAReport, std::string(emptyFolderDetail));
    store.add(std::move(segment));
    DetailsPanel panel;
    panel.showSource(store.snapshot(), 0);
    QCOMPARE(panel.sentence(), QStringLiteral("a.mbox#1 is not a TLS report: a DMARC report."));
    QVERIFY(panel.findChild<RawView*>()->notice().contains(QStringLiteral("no report")));
    panel.showSource(store.snapshot(), 2);
    QCOMPARE(panel.sentence(), QStringLiteral("mail/new is an empty folder."));
    QVERIFY(panel.text().contains(QStringLiteral("Folder: mail/new")));
    panel.showSource(store.snapshot(), 1);
    QCOMPARE(panel.sentence(), QStringLiteral("b.gz could not be read: the data ends too early."));
    SegmentBuilder archive(1);
    archive.addSource("c.zip", "!report.json", SourceOutcome::NotAReport, "an image");
    StoreBuilder other;
    other.add(std::move(archive));
    // What parts a member from its archive is no part of its name.
    const QString text = plainText(sourceDetails(*other.snapshot(), 0));
    QVERIFY2(text.contains(QStringLiteral("Within it: report.json")), qPrintable(text));
    panel.setRawReader(instantReader("{}"));
    panel.showSource(snapshotOf(reportJson("1", "0", {})), 0);
    QCOMPARE(panel.sentence(), QStringLiteral("reports/1.json holds 1 report."));
}

void DetailsPanelTest::duplicateIsSaid()
{
    const QByteArray report = reportJson("1201", "3", {});
    const auto snapshot = snapshotOf({ report, report });
    DetailsPanel panel;
    panel.setRawReader(instantReader("{}"));
    panel.showReport(snapshot, 1);
    QVERIFY(panel.sentence().contains(QStringLiteral("not counted")));
    panel.showReport(snapshot, 0);
    QVERIFY(!panel.sentence().contains(QStringLiteral("not counted")));
}

void DetailsPanelTest::restIsNotDetailed()
{
    DetailsPanel panel;
    panel.setRawReader(instantReader("{}"));
    panel.showPolicy(
        snapshotOf(reportJson("10", "5", failureJson(expired + ",\"failed-session-count\":3"))), 0);
    QVERIFY2(panel.text().contains(QStringLiteral("2 failed sessions not detailed.")),
        qPrintable(panel.text()));
    panel.showPolicy(
        snapshotOf(reportJson("10", "3", failureJson(expired + ",\"failed-session-count\":3"))), 0);
    QVERIFY(!panel.text().contains(QStringLiteral("not detailed")));
    QVERIFY(!panel.text().contains(QStringLiteral("overlap")));
    panel.showPolicy(snapshotOf(reportJson("10", "5", failureJson(expired))), 0);
    QVERIFY(panel.text().contains(QStringLiteral("Up to 5 failed sessions not detailed")));
}

void DetailsPanelTest::overlapIsSaid()
{
    const QByteArray detail = failureJson(expired + ",\"failed-session-count\":4");
    DetailsPanel panel;
    panel.setRawReader(instantReader("{}"));
    panel.showPolicy(snapshotOf(reportJson("10", "5", detail + "," + detail)), 0);
    QVERIFY2(
        panel.text().contains(QStringLiteral("overlap: they add up to 8, the report's total is 5")),
        qPrintable(panel.text()));
    panel.showReport(snapshotOf(reportJson("10", "5", detail + "," + detail)), 0);
    QVERIFY(
        panel.text().contains(QStringLiteral("example.com (sts): The failure details overlap")));
}

void DetailsPanelTest::mxIsComparedWithThePatterns_data()
{
    QTest::addColumn<QByteArray>("pattern");
    QTest::addColumn<QString>("said");
    QTest::newRow("wildcard") << QByteArray("*.example.com")
                              << "mx2.example.com matches *.example.com";
    QTest::newRow("itself") << QByteArray("mx2.example.com") << "mx2.example.com is one of these";
    QTest::newRow("not") << QByteArray("mx1.example.com")
                         << "mx2.example.com matches none of these patterns";
    QTest::newRow("wildcard is one label")
        << QByteArray("*.com") << "mx2.example.com matches none of these patterns";
}

void DetailsPanelTest::mxIsComparedWithThePatterns()
{
    QFETCH(QByteArray, pattern);
    QFETCH(QString, said);
    DetailsPanel panel;
    panel.setRawReader(instantReader("{}"));
    panel.showFailure(
        snapshotOf(reportJson(
            "10", "3", failureJson(expired + ",\"failed-session-count\":3"), "Example", pattern)),
        0);
    QVERIFY2(panel.text().contains(said), qPrintable(panel.text()));
}

void DetailsPanelTest::tlsaRecordsStandOnePerLine()
{
    QByteArray document = reportJson("10", "3", {});
    document.replace("\"policy-type\":\"sts\"", "\"policy-type\":\"tlsa\"");
    document.replace(
        "\"version: STSv1\",\"mode: enforce\",\"mx: *.example.com\",\"max_age: 86400\"",
        "\"3 1 1 aa\",\"2 0 1 bb\"");
    DetailsPanel panel;
    panel.setRawReader(instantReader("{}"));
    panel.showPolicy(snapshotOf(document), 0);
    QVERIFY2(panel.text().contains(QStringLiteral("TLSA records: 3 1 1 aa\n2 0 1 bb\n")),
        qPrintable(panel.text()));
}

void DetailsPanelTest::deviationsAreListed()
{
    QByteArray document = reportJson("10", "3", {});
    document.replace("[\"*.example.com\"]", "\"*.example.com\"");
    DetailsPanel panel;
    panel.setRawReader(instantReader("{}"));
    panel.showPolicy(snapshotOf(document), 0);
    QVERIFY(panel.text().contains(QStringLiteral("Deviations from RFC 8460")));
    QVERIFY(panel.text().contains(QStringLiteral("mx-host")));
    panel.showPolicy(snapshotOf(reportJson("10", "0", {})), 0);
    QVERIFY(!panel.text().contains(QStringLiteral("Deviations")));
}

void DetailsPanelTest::longWordsDoNotWidenThePanel()
{
    const QByteArray longWord(1500, 'x');
    DetailsPanel panel;
    panel.setRawReader(instantReader("{}"));
    panel.resize(800, 400);
    panel.show();
    panel.showFailure(
        snapshotOf(reportJson("10", "3",
            failureJson("\"result-type\":\"" + longWord + "\",\"additional-information\":\""
                + longWord + "\",\"failed-session-count\":3"),
            longWord, longWord)),
        0);
    const auto* form = panel.findChild<QScrollArea*>(QStringLiteral("detailsForm"));
    QTRY_VERIFY(form->widget()->height() > form->viewport()->height());
    QVERIFY2(form->widget()->minimumSizeHint().width() < 700,
        qPrintable(QString::number(form->widget()->minimumSizeHint().width())));
    QVERIFY(panel.text().contains(QString::fromLatin1(longWord)));
}

void DetailsPanelTest::manyFailureDetailsAreCutWithASentence()
{
    QByteArray details;
    for (int i = 0; i < 80; ++i)
        details += (i ? "," : "") + failureJson(expired + ",\"failed-session-count\":1");
    DetailsPanel panel;
    panel.setRawReader(instantReader("{}"));
    panel.showPolicy(snapshotOf(reportJson("10", "80", details)), 0);
    QVERIFY(
        panel.text().contains(QStringLiteral("30 more failure details in the Failures table.")));
}

// A path was given the height that it has at another width: its last line was missing.
void DetailsPanelTest::everyLineOfALongValueIsSeen()
{
    StoreBuilder store;
    SegmentBuilder segment(0);
    segment.addSource("/reports/samples/google-2026-09-and-a-long-name.zip",
        "!google.com!example.com!1788220800!1788307199!001.json.gz", SourceOutcome::NotAReport,
        "an image");
    store.add(std::move(segment));
    DetailsPanel panel;
    panel.show();
    panel.showSource(store.snapshot(), 0);
    int seen = 0;
    for (const int width : { 500, 640, 800, 1100 }) {
        panel.resize(width, 500);
        QTRY_VERIFY(panel.findChild<QWidget*>(QStringLiteral("detailsForm"))->width() <= width);
        QCoreApplication::processEvents();
        for (const ValueText* value : panel.findChildren<ValueText*>()) {
            ++seen;
            QVERIFY2(value->height() >= value->heightForWidth(value->viewport()->width()),
                qPrintable(QStringLiteral("%1: %2").arg(width).arg(value->toPlainText())));
        }
    }
    QVERIFY(seen >= 12);
}

// Headers of narrow tables ended in dots.
void DetailsPanelTest::headersOfTablesAreWhole()
{
    DetailsPanel panel;
    panel.setRawReader(instantReader("{}"));
    panel.resize(720, 500);
    panel.show();
    panel.showReport(snapshotOf(reportJson("1201", "3", {})), 0);
    const auto* form = panel.findChild<QScrollArea*>(QStringLiteral("detailsForm"));
    const auto has = [form](const QString& text) {
        const auto labels = form->findChildren<QLabel*>();
        return std::ranges::any_of(
            labels, [&text](const QLabel* label) { return label->text() == text; });
    };
    QTRY_VERIFY(has(QStringLiteral("policy\ntype")));
    for (const char* header : { "failed", "succeeded", "mode", "policy\ndomain" })
        QVERIFY2(has(QString::fromLatin1(header)), header);
    QTRY_VERIFY(!form->horizontalScrollBar()->isVisible());
    QTRY_COMPARE(form->widget()->width(), form->viewport()->width());
    panel.resize(1400, 500);
    QTRY_VERIFY(has(QStringLiteral("policy type")));
}

void DetailsPanelTest::aGroupIsAddedUpAndListed()
{
    QByteArray details;
    std::vector<RowId> group;
    for (int i = 0; i < 80; ++i) {
        QByteArray detail = failureJson(expired + ",\"failed-session-count\":2");
        detail.replace("192.0.2.1", "192.0.2." + QByteArray::number(i / 2 + 1));
        details += (i ? "," : "") + detail;
        group.push_back(static_cast<RowId>(i));
    }
    details += "," + failureJson(expired); // how many failed is unknown
    group.push_back(80);
    const auto snapshot = snapshotOf(reportJson("10", "160", details));
    const DetailsText made = failureGroupDetails(*snapshot, group);
    QCOMPARE(made.sentence,
        QStringLiteral("160 sessions from Example Reports to mx2.example.com failed on 3 September "
                       "2026 (UTC): certificate-expired."));
    const QString text = plainText(made);
    QVERIFY2(text.contains(QStringLiteral("Failure details: 81\n")), qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral("Sending MTA IPs: 40\n")), qPrintable(text));
    QVERIFY(text.contains(QStringLiteral("31 more failure details in the Failures table.")));
    QVERIFY(!text.contains(QStringLiteral("Sending MTA IP:")));
}

void DetailsPanelTest::hostileTextStaysPlain()
{
    const QByteArray evil
        = "<b>x</b><img src='file:///etc/passwd'><a href='http://example.org'>y</a>";
    DetailsPanel panel;
    panel.setRawReader(instantReader("{}"));
    panel.showFailure(
        snapshotOf(reportJson("10", "3",
            failureJson("\"result-type\":\"" + evil + "\",\"additional-information\":\"" + evil
                + "\",\"failed-session-count\":3"),
            evil)),
        0);
    QVERIFY(panel.sentence().contains(QStringLiteral("<b>x</b>")));
    int labels = 0;
    for (const QLabel* label : panel.findChildren<QLabel*>()) {
        QCOMPARE(label->textFormat(), Qt::PlainText);
        QVERIFY(!label->openExternalLinks());
        labels += label->text().contains(QStringLiteral("<img"));
    }
    QVERIFY(labels >= 3);
}

void DetailsPanelTest::unknownRowClears()
{
    DetailsPanel panel;
    panel.setRawReader(instantReader("{}"));
    const auto snapshot = snapshotOf(reportJson("10", "3", {}));
    panel.showPolicy(snapshot, 0);
    QVERIFY(!panel.sentence().isEmpty());
    panel.showPolicy(snapshot, 1);
    QVERIFY(panel.sentence().isEmpty());
    panel.showFailure(nullptr, 0);
    QVERIFY(panel.text().startsWith(QStringLiteral("Select a row")));
}

void DetailsPanelTest::everyFocusableWidgetHasAName()
{
    DetailsPanel panel;
    panel.setRawReader(instantReader("{}"));
    panel.showFailure(
        snapshotOf(reportJson("10", "3", failureJson(expired + ",\"failed-session-count\":3"))), 0);
    int focusable = 0;
    for (const QWidget* widget : panel.findChildren<QWidget*>()) {
        const bool inner = widget->objectName().startsWith(QStringLiteral("qt_"));
        if (widget->focusPolicy() == Qt::NoFocus || inner)
            continue;
        ++focusable;
        const auto* button = qobject_cast<const QAbstractButton*>(widget);
        QVERIFY2(!widget->accessibleName().isEmpty() || (button && !button->text().isEmpty()),
            widget->metaObject()->className());
    }
    QVERIFY(focusable > 5);
}

void DetailsPanelTest::aScreenReaderSaysTheValues()
{
    DetailsPanel panel;
    panel.setRawReader(instantReader("{}"));
    panel.showFailure(
        snapshotOf(reportJson("10", "3", failureJson(expired + ",\"failed-session-count\":3"))), 0);
    int values = 0;
    for (QLabel* label : panel.findChildren<QLabel*>()) {
        if (!label->property("holdsValue").toBool() || label->text().isEmpty())
            continue;
        ++values;
        const QString said = QAccessible::queryAccessibleInterface(label)->text(QAccessible::Name);
        // What is shortened is said as a whole.
        if (label->text().contains(QChar(0x2026)))
            QVERIFY(!said.isEmpty() && !said.contains(QChar(0x2026)));
        else
            QCOMPARE(said, label->text());
    }
    QVERIFY(values > 5);
}

void DetailsPanelTest::copyTakesTheWholeText()
{
    DetailsPanel panel;
    panel.setRawReader(instantReader("{}"));
    panel.showPolicy(snapshotOf(reportJson("10", "3", {})), 0);
    QTest::keyClick(
        panel.findChild<QWidget*>(QStringLiteral("detailsForm")), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), panel.text());
}

int main(int argc, char** argv)
{
    test::WatchedApplication application(argc, argv);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    applyTheme(application, ThemeChoice::Light);
    DetailsPanelTest test;
    return application.result(QTest::qExec(&test, argc, argv));
}

#include "tst_detailspanel.moc"
