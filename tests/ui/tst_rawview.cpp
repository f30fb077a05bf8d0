// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/guitest.h"
#include "tests/ui/support/reportfixtures.h"
#include "ui/panels/detailspanel.h"
#include "ui/panels/displaytext.h"
#include "ui/panels/jsonindent.h"
#include "ui/panels/rawview.h"
#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include <algorithm>
#include <atomic>

using namespace mxlens;

namespace {

/// A reader that answers when it is told to, path by path.
class HeldReader final {
public:
    RawReader function()
    {
        return [this](const std::string& path, const std::string&,
                   std::stop_token) -> Result<std::string> {
            const bool first = path == "reports/1.json";
            started.fetch_add(1);
            (first ? firstMayEnd : othersMayEnd).acquire();
            return std::string("{\"path\":\"" + path + "\"}");
        };
    }
    std::atomic<int> started = 0;
    QSemaphore firstMayEnd;
    QSemaphore othersMayEnd;
};

} // namespace

class RawViewTest final : public QObject {
    Q_OBJECT
private slots:
    void deceptiveCharactersAreWrittenOut();
    void rawTextIsShownIndentedAndAsWritten();
    void rawTextIsLoadedOnceForTheRowsOfAReport();
    void staleRawTextIsDropped();
    void failedReadIsSaid();
    void missingFileIsSaid();
    void searchFindsAndWraps();
    void searchFindsWhileTyping();
    void copyAllCopiesWhatWasWritten();
    void hugeTextComesInBitByBit();
    void longLinesAreBroken();
    void closingWhileReadingEndsCleanly();
    void indentKeepsEverything_data();
    void indentKeepsEverything();
};

void RawViewTest::deceptiveCharactersAreWrittenOut()
{
    QCOMPARE(displayText(QStringLiteral("a\u202eb\u2066c\td\ne")),
        QStringLiteral("a\\u202eb\\u2066c\\u0009d\ne"));
    QCOMPARE(displayText(std::string_view("\xc3\xa9\xff")), QStringLiteral("\u00e9\ufffd"));
    QCOMPARE(displayText(QString(2005, u'x')).left(2001), QString(2000, u'x') + u'\u2026');
    QVERIFY(displayText(QString(2005, u'x')).contains(QStringLiteral("5 more characters")));
}

void RawViewTest::rawTextIsShownIndentedAndAsWritten()
{
    DetailsPanel panel;
    panel.setRawReader(instantReader("{\"a\":1,\"b\":[]}"));
    panel.showPolicy(snapshotOf(reportJson("10", "3", {})), 0);
    auto* raw = panel.findChild<RawView*>();
    QTRY_COMPARE(raw->text(), QStringLiteral("{\n  \"a\": 1,\n  \"b\": []\n}"));
    panel.findChild<QAbstractButton*>(QStringLiteral("rawAsWritten"))->click();
    QTRY_COMPARE(raw->text(), QStringLiteral("{\"a\":1,\"b\":[]}"));
    QVERIFY(raw->notice().isEmpty());
}

void RawViewTest::rawTextIsLoadedOnceForTheRowsOfAReport()
{
    std::atomic<int> reads = 0;
    DetailsPanel panel;
    panel.setRawReader(
        [&reads](const std::string&, const std::string&, std::stop_token) -> Result<std::string> {
            ++reads;
            return std::string("{}");
        });
    const auto snapshot
        = snapshotOf(reportJson("10", "3", failureJson(expired + ",\"failed-session-count\":3")));
    panel.showPolicy(snapshot, 0);
    QTRY_COMPARE(panel.findChild<RawView*>()->text(), QStringLiteral("{}"));
    panel.showFailure(snapshot, 0);
    panel.showReport(snapshot, 0);
    QCOMPARE(panel.findChild<RawView*>()->text(), QStringLiteral("{}"));
    panel.showReport(snapshotOf(reportJson("10", "3", {})), 0); // read anew
    QTRY_COMPARE(reads.load(), 2);
}

void RawViewTest::staleRawTextIsDropped()
{
    HeldReader reader;
    DetailsPanel panel;
    panel.setRawReader(reader.function());
    const auto snapshot
        = snapshotOf({ reportJson("10", "3", {}), reportJson("11", "3", {}, "Other") });
    auto* raw = panel.findChild<RawView*>();
    panel.showReport(snapshot, 0);
    QTRY_COMPARE(reader.started.load(), 1);
    QVERIFY(raw->notice().startsWith(QStringLiteral("Reading")));
    panel.showReport(snapshot, 1);
    QTRY_COMPARE(reader.started.load(), 2);
    reader.othersMayEnd.release();
    QTRY_VERIFY(raw->text().contains(QStringLiteral("reports/2.json")));
    reader.firstMayEnd.release(); // what was asked for first comes last
    RawTextLoader* loader = panel.findChild<RawTextLoader*>();
    QSignalSpy late(loader, &RawTextLoader::loaded);
    panel.showReport(snapshot, 0);
    reader.firstMayEnd.release();
    QTRY_COMPARE(late.count(), 1);
    QTRY_VERIFY(raw->text().contains(QStringLiteral("reports/1.json")));
}

void RawViewTest::failedReadIsSaid()
{
    DetailsPanel panel;
    panel.setRawReader(
        [](const std::string& path, const std::string&, std::stop_token) -> Result<std::string> {
            return Error{ ErrorCode::NotFound, path, {}, {} };
        });
    panel.showReport(snapshotOf(reportJson("10", "3", {})), 0);
    auto* raw = panel.findChild<RawView*>();
    QTRY_VERIFY(raw->notice().contains(QStringLiteral("reports/1.json")));
    QVERIFY(raw->text().isEmpty());
    QVERIFY(!panel.findChild<QAbstractButton*>(QStringLiteral("rawCopyAll"))->isEnabled());
}

void RawViewTest::missingFileIsSaid()
{
    DetailsPanel panel; // with the real reader
    panel.showReport(snapshotOf(reportJson("10", "3", {})), 0);
    auto* raw = panel.findChild<RawView*>();
    QTRY_VERIFY(raw->notice().contains(QStringLiteral("cannot be shown")));
}

void RawViewTest::searchFindsAndWraps()
{
    RawView view;
    view.show();
    RawText text;
    text.whole = std::make_shared<const std::string>("x");
    text.indented = QStringLiteral("alpha\nbeta\nALPHA\n");
    view.showText(text);
    auto* editor = view.findChild<QPlainTextEdit*>(QStringLiteral("rawText"));
    auto* needle = view.findChild<QLineEdit*>(QStringLiteral("rawFind"));
    editor->setFocus();
    QTest::keyClick(editor, Qt::Key_F, Qt::ControlModifier);
    QTRY_VERIFY(needle->hasFocus());
    QTest::keyClicks(needle, QStringLiteral("alpha"));
    QCOMPARE(editor->textCursor().selectedText(), QStringLiteral("alpha"));
    QCOMPARE(editor->textCursor().selectionStart(), 0);
    QTest::keyClick(needle, Qt::Key_F3);
    QCOMPARE(editor->textCursor().selectionStart(), 11);
    QTest::keyClick(needle, Qt::Key_Return);
    QCOMPARE(editor->textCursor().selectionStart(), 0);
    QTest::keyClick(needle, Qt::Key_F3, Qt::ShiftModifier);
    QCOMPARE(editor->textCursor().selectionStart(), 11);
    const auto labels = view.findChildren<QLabel*>();
    QVERIFY(std::any_of(labels.begin(), labels.end(),
        [](const QLabel* label) { return label->text() == QStringLiteral("2 of 2"); }));
    QTest::keyClick(needle, Qt::Key_Escape);
    QVERIFY(editor->hasFocus() && needle->text().isEmpty());
}

void RawViewTest::searchFindsWhileTyping()
{
    RawView view;
    view.resize(400, 300);
    view.show();
    RawText text;
    text.whole = std::make_shared<const std::string>("x");
    text.indented = QStringLiteral("one\nbeta\nbeard\nbeard\n");
    view.showText(text);
    auto* editor = view.findChild<QPlainTextEdit*>(QStringLiteral("rawText"));
    auto* needle = view.findChild<QLineEdit*>(QStringLiteral("rawFind"));
    const int before = needle->width();
    QTest::keyClicks(needle, QStringLiteral("be"));
    QCOMPARE(editor->textCursor().selectionStart(), 4);
    // One more letter looks on from the same place.
    QTest::keyClicks(needle, QStringLiteral("a"));
    QCOMPARE(editor->textCursor().selectionStart(), 9);
    QCOMPARE(editor->textCursor().selectedText(), QStringLiteral("bea"));
    QTest::keyClick(needle, Qt::Key_Backspace);
    QCOMPARE(editor->textCursor().selectedText(), QStringLiteral("be"));
    QCOMPARE(editor->textCursor().selectionStart(), 9);
    QTest::keyClicks(needle, QStringLiteral("zzz"));
    QVERIFY(!editor->textCursor().hasSelection());
    // What it says beside the field leaves it its room.
    QTRY_VERIFY(needle->width() > before * 2 / 3);
}

void RawViewTest::copyAllCopiesWhatWasWritten()
{
    const std::string written = "{\"a\" :1,\r\n\"b\":\"\u202e\"}";
    DetailsPanel panel;
    panel.setRawReader(instantReader(written));
    panel.showReport(snapshotOf(reportJson("10", "3", {})), 0);
    auto* raw = panel.findChild<RawView*>();
    QTRY_VERIFY(!raw->text().isEmpty());
    QVERIFY(raw->text().contains(QStringLiteral("\\u202e")));
    panel.findChild<QAbstractButton*>(QStringLiteral("rawCopyAll"))->click();
    QCOMPARE(QGuiApplication::clipboard()->text().toStdString(), written);
}

void RawViewTest::hugeTextComesInBitByBit()
{
    std::string huge = "[";
    while (huge.size() < RawTextLoader::shownBytes + 100'000)
        huge += "{\"number\":12345,\"text\":\"something\"},";
    huge += "0]";
    DetailsPanel panel;
    panel.setRawReader(instantReader(huge));
    panel.showReport(snapshotOf(reportJson("10", "3", {})), 0);
    auto* raw = panel.findChild<RawView*>();
    QTRY_VERIFY(!raw->text().isEmpty());
    QVERIFY(raw->text().size() < qsizetype(RawTextLoader::shownBytes) / 2); // not at once
    QTRY_VERIFY_WITH_TIMEOUT(
        raw->text().size() > qsizetype(RawTextLoader::shownBytes) - 100, 60'000);
    QVERIFY(raw->text().size() <= qsizetype(RawTextLoader::shownBytes));
    QVERIFY(raw->notice().startsWith(QStringLiteral("Only the first part of")));
}

void RawViewTest::longLinesAreBroken()
{
    DetailsPanel panel;
    panel.setRawReader(instantReader("{\"a\":\"" + std::string(100'000, 'x') + "\"}"));
    panel.showReport(snapshotOf(reportJson("10", "3", {})), 0);
    auto* raw = panel.findChild<RawView*>();
    QTRY_VERIFY(raw->notice().contains(QStringLiteral("long lines")));
    for (const QString& line : raw->text().split(u'\n'))
        QVERIFY(line.size() <= 4000);
}

void RawViewTest::closingWhileReadingEndsCleanly()
{
    std::atomic<bool> stopped = false;
    {
        DetailsPanel panel;
        std::atomic<bool> started = false;
        panel.setRawReader([&](const std::string&, const std::string&,
                               std::stop_token stop) -> Result<std::string> {
            started = true;
            while (!stop.stop_requested())
                QThread::yieldCurrentThread();
            stopped = true;
            return std::string("{}");
        });
        panel.showReport(snapshotOf(reportJson("10", "3", {})), 0);
        QTRY_VERIFY(started.load());
    }
    QVERIFY(stopped.load());
}

void RawViewTest::indentKeepsEverything_data()
{
    QTest::addColumn<QByteArray>("written");
    QTest::addColumn<QByteArray>("indented");
    QTest::newRow("nested") << QByteArray("{\"a\":{\"b\":[1,2]}}")
                            << QByteArray(
                                   "{\n  \"a\": {\n    \"b\": [\n      1,\n      2\n    ]\n  "
                                   "}\n}");
    QTest::newRow("empty") << QByteArray(" { } ") << QByteArray("{}");
    QTest::newRow("numbers and repeated members")
        << QByteArray("{\"a\":1.0e5,\"a\":18446744073709551617}")
        << QByteArray("{\n  \"a\": 1.0e5,\n  \"a\": 18446744073709551617\n}");
    QTest::newRow("quotes and brackets in strings")
        << QByteArray("[\"a\\\"{,\",\"\\\\\"]") << QByteArray("[\n  \"a\\\"{,\",\n  \"\\\\\"\n]");
    QTest::newRow("not JSON") << QByteArray("}}hello") << QByteArray("\n}\n}hello");
    QTest::newRow("cut off") << QByteArray("{\"a\":\"b") << QByteArray("{\n  \"a\": \"b");
    QTest::newRow("nothing") << QByteArray() << QByteArray();
}

void RawViewTest::indentKeepsEverything()
{
    QFETCH(QByteArray, written);
    QFETCH(QByteArray, indented);
    QCOMPARE(QByteArray::fromStdString(indentedJson(written.toStdString(), 1000)), indented);
    QVERIFY(indentedJson(written.toStdString(), 5).size() <= 10);
}

int main(int argc, char** argv)
{
    test::WatchedApplication application(argc, argv);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    applyTheme(application, ThemeChoice::Light);
    RawViewTest test;
    return application.result(QTest::qExec(&test, argc, argv));
}

#include "tst_rawview.moc"
