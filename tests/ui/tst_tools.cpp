// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/policywriter.h"
#include "tests/ui/support/guitest.h"
#include "tests/ui/support/reports.h"
#include "ui/dialogs/checkpane.h"
#include "ui/dialogs/durationwords.h"
#include "ui/dialogs/findingslist.h"
#include "ui/dialogs/itemseditor.h"
#include "ui/dialogs/stspolicydialog.h"
#include "ui/dialogs/tlsadialog.h"
#include "ui/dialogs/tlsrptdialog.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QRadioButton>
#include <QSpinBox>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>

using namespace mxlens;
using namespace mxlens::test;

class ToolsTest final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { applyTheme(*qApp, ThemeChoice::Light); }
    void init()
    {
        QLocale::setDefault(QLocale::c());
        m_snapshot.reset();
        m_saveTo.clear();
        m_open.clear();
        m_now = QDateTime({ 2026, 11, 2 }, { 10, 20, 30 }, Qt::UTC);
    }

    void recordIsWhatCoreWrites()
    {
        TlsRptDialog dialog(context());
        show(dialog);
        setDomain(dialog, "Example.COM");
        addItems(dialog, "destinations",
            { "tls@example.com", "https://reports.example/v1?a=1,2", "mailto:b@example.com" });
        const std::vector<std::string> typed{ "tls@example.com", "https://reports.example/v1?a=1,2",
            "mailto:b@example.com" };
        const TxtRecord record = tlsRptRecord("example.com", typed);
        QCOMPARE(text(dialog, "recordName"), QString::fromStdString(record.name));
        QCOMPARE(text(dialog, "recordValue"), QString::fromStdString(record.value));
        QCOMPARE(text(dialog, "zoneLine"), QString::fromStdString(zoneLine(record)));
        QCOMPARE(findings(dialog, "buildSide"), QStringList{ "No fault found." });
        for (const char* name : { "recordName", "recordValue", "zoneLine" }) {
            find<QPushButton>(dialog, QByteArray(name) + "Copy")->click();
            QCOMPARE(QApplication::clipboard()->text(), text(dialog, name));
        }
    }
    void faultsOfTheBuilderAreListed()
    {
        TlsRptDialog dialog(context());
        setDomain(dialog, "192.0.2.1");
        addItems(dialog, "destinations", { "ftp://x.example" });
        const QStringList found = findings(dialog, "buildSide");
        QCOMPARE(found.size(), 2);
        QCOMPARE(found[0],
            QStringLiteral("Error: the domain \"192.0.2.1\" is an IP address, not a host name.\n"
                           "Write the domain as it stands behind the @ of its mail addresses, "
                           "such as example.com."));
        QCOMPARE(found[1],
            QStringLiteral("Error, byte 17: \"ftp:\" is no scheme for TLS reports.\n"
                           "Only mailto: and https: are."));
    }
    void destinationsAreOrderedByKeyboard()
    {
        TlsRptDialog dialog(context());
        show(dialog);
        addItems(dialog, "destinations", { "a@example.com", "b@example.com", "c@example.com" });
        auto* editor = find<ItemsEditor>(dialog, "destinations");
        auto* list = editor->findChild<QListWidget*>(QStringLiteral("items"));
        list->setFocus();
        QTest::keyClick(list, Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(
            editor->values(), (QStringList{ "a@example.com", "c@example.com", "b@example.com" }));
        QTest::keyClick(list, Qt::Key_Up, Qt::AltModifier);
        QTest::keyClick(list, Qt::Key_Up, Qt::AltModifier); // is the first already
        QTest::keyClick(list, Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(
            editor->values(), (QStringList{ "a@example.com", "c@example.com", "b@example.com" }));
        QTest::keyClick(list, Qt::Key_Delete);
        QCOMPARE(editor->values(), (QStringList{ "a@example.com", "b@example.com" }));
        QVERIFY(
            text(dialog, "recordValue").endsWith("rua=mailto:a@example.com,mailto:b@example.com"));
        // Dragging moves a row of the model.
        list->model()->moveRow({}, 0, {}, 2);
        QVERIFY(
            text(dialog, "recordValue").endsWith("rua=mailto:b@example.com,mailto:a@example.com"));
        // Editing in place.
        list->setCurrentRow(1);
        list->item(1)->setText(QStringLiteral("d@example.com"));
        QVERIFY(text(dialog, "recordValue").endsWith(",mailto:d@example.com"));
    }
    void longRecordIsSplitAndThatIsSaid()
    {
        TlsRptDialog dialog(context());
        show(dialog);
        setDomain(dialog, "example.com");
        QVERIFY(!find<QWidget>(dialog, "splitNote")->isVisible());
        QStringList many;
        for (int i = 0; i < 20; ++i)
            many.append(QStringLiteral("reports%1@example.com").arg(i));
        addItems(dialog, "destinations", many);
        const auto* note = find<QLabel>(dialog, "splitNote");
        QVERIFY(note->isVisible());
        QVERIFY2(note->text().contains("3 strings"), qPrintable(note->text()));
        QCOMPARE(text(dialog, "zoneLine").count(QLatin1String("\" \"")), 2);
    }
    void checkSideMarksTheFaultAndTakesOver()
    {
        TlsRptDialog dialog(context());
        show(dialog);
        auto* pane = find<CheckPane>(dialog, "checkSide");
        // Letters of several bytes stand before the fault.
        const QString pasted
            = QStringLiteral(";; R\u00c9PONSE:\n_smtp._tls.example.org. 300 IN TXT \"v=TLSRPTv1; "
                             "rua=mailto:a@example.org,\" \"https://x.example/,ftp://x\"");
        pane->edit().setPlainText(pasted);
        QCOMPARE(pane->outcome().findings.size(), std::size_t(1));
        const TextMark mark = pane->edit().marks().at(0);
        QCOMPARE(pasted.mid(mark.start, mark.length), QStringLiteral("ftp://x"));
        QCOMPARE(pane->edit().extraSelections().size(), 1);
        auto* list = pane->findChild<FindingsList*>();
        emit list->findingChosen(0);
        QCOMPARE(pane->edit().textCursor().selectedText(), QStringLiteral("ftp://x"));
        QVERIFY(pane->findChild<QLabel*>(QStringLiteral("whatWasRead"))
                    ->text()
                    .contains(QStringLiteral("Reports to: https://x.example/")));
        pane->findChild<QPushButton*>(QStringLiteral("takeOver"))->click();
        QCOMPARE(find<QTabWidget>(dialog, "sides")->currentIndex(), 0);
        QCOMPARE(find<QComboBox>(dialog, "domain")->currentText(), QStringLiteral("example.org"));
        QCOMPARE(find<ItemsEditor>(dialog, "destinations")->values().size(), 3);
    }
    void whatCannotBeTakenOverIsNot()
    {
        TlsRptDialog dialog(context());
        auto* pane = find<CheckPane>(dialog, "checkSide");
        const auto* button = pane->findChild<QPushButton*>(QStringLiteral("takeOver"));
        QVERIFY(!button->isEnabled());
        pane->edit().setPlainText(QStringLiteral("v=spf1 -all"));
        QVERIFY(!button->isEnabled());
        pane->edit().setPlainText(QStringLiteral("v=TLSRPTv1; rua=mailto:a@example.com"));
        QVERIFY(button->isEnabled());
        pane->edit().setPlainText(QString(300'000, QLatin1Char('x')));
        QVERIFY(!button->isEnabled());
        QVERIFY(pane->edit().marks().isEmpty());
    }

    void policyStartsFromTheReports()
    {
        m_snapshot = reportsOfTwoDomains();
        StsPolicyDialog dialog(context());
        show(dialog);
        QTRY_COMPARE(
            find<QComboBox>(dialog, "domain")->currentText(), QStringLiteral("example.com"));
        auto* patterns = find<ItemsEditor>(dialog, "patterns");
        QTRY_COMPARE(patterns->values(), QStringList{ "*.example.com" });
        QVERIFY(find<QRadioButton>(dialog, "modeEnforce")->isChecked());
        QCOMPARE(find<QSpinBox>(dialog, "ageSeconds")->value(), 86400);
        QVERIFY(find<QLabel>(dialog, "latestPolicy")->text().contains("mode enforce"));
        QVERIFY(find<QLabel>(dialog, "readinessNote")->isVisible());
        // The host that failed lies two labels below the pattern.
        const QString all = findings(dialog, "buildSide").join(QLatin1Char('\n'));
        QVERIFY2(all.contains("Error, line 3: *.example.com does not cover the MX "
                              "a.mx.example.com: the asterisk stands for exactly one label."),
            qPrintable(all));
        find<QPushButton>(dialog, "addSeen")->click();
        QCOMPARE(patterns->values(), (QStringList{ "*.example.com", "a.mx.example.com" }));
        QVERIFY(!findings(dialog, "buildSide").join(QString()).contains("a.mx.example.com"));
        // Another domain starts anew: without a policy from the hosts seen.
        setDomain(dialog, "example.org");
        QTRY_COMPARE(patterns->values(), QStringList{ "mx.example.org" });
        QVERIFY(find<QRadioButton>(dialog, "modeTesting")->isChecked());
    }
    void reportsThatComeLaterAreFollowed()
    {
        StsPolicyDialog dialog(context());
        setDomain(dialog, "example.com");
        addItems(dialog, "patterns", { "own.example.com" });
        m_snapshot = reportsOfTwoDomains();
        dialog.followReports();
        QTRY_COMPARE(find<QComboBox>(dialog, "domain")->count(), 2);
        // The first facts on a domain fill the fields ...
        auto* patterns = find<ItemsEditor>(dialog, "patterns");
        QTRY_COMPARE(patterns->values(), QStringList{ "*.example.com" });
        addItems(dialog, "patterns", { "own.example.com" });
        // ... and later ones leave alone what was written since.
        m_snapshot = reportsOfTwoDomains(QStringLiteral("b.mx.example.com"));
        dialog.followReports();
        QTRY_VERIFY(find<QLabel>(dialog, "seenHosts")->text().contains("b.mx.example.com"));
        QCOMPARE(patterns->values(), (QStringList{ "*.example.com", "own.example.com" }));
    }
    void policyIsWhatCoreWrites()
    {
        StsPolicyDialog dialog(context());
        show(dialog);
        setDomain(dialog, "example.net");
        addItems(dialog, "patterns", { "mx1.example.net", "*.example.net" });
        find<QRadioButton>(dialog, "modeNone")->click();
        find<QSpinBox>(dialog, "ageSeconds")->setValue(1209600);
        StsPolicy policy;
        policy.mode = PolicyMode::None;
        policy.mx = { "mx1.example.net", "*.example.net" };
        policy.maxAge = 1209600;
        const QString written = QString::fromStdString(stsPolicyText(policy));
        find<QPushButton>(dialog, "policyTextCopy")->click();
        QCOMPARE(QApplication::clipboard()->text().remove(QLatin1Char('\r')),
            QString(written).remove(QLatin1Char('\r')));
        QCOMPARE(text(dialog, "policyUrl"),
            QStringLiteral("https://mta-sts.example.net/.well-known/mta-sts.txt"));
        QCOMPARE(text(dialog, "zoneLine"),
            QString::fromStdString(zoneLine(mtaStsRecord("example.net", "20261102T102030Z"))));
        QCOMPARE(find<QComboBox>(dialog, "agePresets")->currentText(), QStringLiteral("2 weeks"));
        m_saveTo = m_folder.filePath(QStringLiteral("mta-sts.txt"));
        find<QPushButton>(dialog, "savePolicy")->click();
        QTRY_VERIFY(find<QLabel>(dialog, "savedNote")->isVisible());
        QCOMPARE(bytesOf(m_saveTo), QByteArray::fromStdString(stsPolicyText(policy)));
        m_saveTo = m_folder.filePath(QStringLiteral("none/mta-sts.txt"));
        find<QPushButton>(dialog, "savePolicy")->click();
        QTRY_VERIFY(find<QLabel>(dialog, "savedNote")->text().contains("could not be saved"));
    }
    void idChangesWithThePolicyUnlessItWasTyped()
    {
        StsPolicyDialog dialog(context());
        auto* id = find<QLineEdit>(dialog, "policyId");
        QCOMPARE(id->text(), QStringLiteral("20261102T102030Z"));
        m_now = m_now.addSecs(60);
        setDomain(dialog, "example.com"); // not in the policy's text
        QCOMPARE(id->text(), QStringLiteral("20261102T102030Z"));
        addItems(dialog, "patterns", { "mx.example.com" });
        QCOMPARE(id->text(), QStringLiteral("20261102T102130Z"));
        id->clear();
        QTest::keyClicks(id, QStringLiteral("own-1"));
        addItems(dialog, "patterns", { "mx2.example.com" });
        QCOMPARE(id->text(), QStringLiteral("own-1"));
        QVERIFY(findings(dialog, "buildSide").join(QString()).contains("the id is \"own-1\""));
        find<QPushButton>(dialog, "newId")->click();
        QCOMPARE(id->text(), QStringLiteral("20261102T102130Z"));
    }
    void policyIsCheckedLineByLine()
    {
        StsPolicyDialog dialog(context());
        show(dialog);
        m_open = m_folder.filePath(QStringLiteral("p.txt"));
        QVERIFY(writeFile(m_open,
            "version: STSv1\r\nmode: Testing\r\nmx: mx1.example.com\r\nmax_age: 3600\r\n\r\n"));
        auto* pane = find<CheckPane>(dialog, "checkSide");
        find<QTabWidget>(dialog, "sides")->setCurrentIndex(1);
        find<QPushButton>(dialog, "openPolicy")->click();
        QTRY_COMPARE(pane->outcome().findings.size(), std::size_t(3));
        const QString shown = pane->edit().toPlainText();
        QStringList marked;
        for (const TextMark& mark : pane->edit().marks())
            marked.append(shown.mid(mark.start, mark.length));
        QCOMPARE(marked, (QStringList{ "Testing", "max_age: 3600", "" }));
        QVERIFY(findings(dialog, "checkSide").first().startsWith("Error, line 2, byte 7: "));
        pane->findChild<QPushButton*>(QStringLiteral("takeOver"))->click();
        QCOMPARE(find<ItemsEditor>(dialog, "patterns")->values(), QStringList{ "mx1.example.com" });
        QCOMPARE(find<QSpinBox>(dialog, "ageSeconds")->value(), 3600);
        m_open = m_folder.filePath(QStringLiteral("nowhere.txt"));
        find<QPushButton>(dialog, "openPolicy")->click();
        QTRY_VERIFY(pane->findChild<QLabel*>(QStringLiteral("whatWasRead"))
                        ->text()
                        .contains("could not be read"));
    }
    void tlsaRecordsAreDecoded()
    {
        TlsaDialog dialog;
        auto* pane = find<CheckPane>(dialog, "checkSide");
        const QString digest(64, QLatin1Char('a'));
        pane->edit().setPlainText(
            QStringLiteral("_25._tcp.mx.example. TLSA 3 1 1 %1\n1 0 1 00").arg(digest));
        const QString read = pane->outcome().read;
        QVERIFY2(read.contains("DANE-EE, public key, SHA2-256"), qPrintable(read));
        QVERIFY(read.contains("PKIX-EE, whole certificate, SHA2-256"));
        QCOMPARE(pane->outcome().findings.size(), std::size_t(2));
        const TextMark mark = pane->edit().marks().at(0);
        QCOMPARE(pane->edit().toPlainText().mid(mark.start - 1, 3), QStringLiteral("\n1 "));
    }

    void findingsSpeakTheLanguageOfTheProgram()
    {
        QLocale::setDefault(QLocale(QLocale::Spanish, QLocale::Spain));
        TlsRptDialog dialog(context());
        auto* pane = find<CheckPane>(dialog, "checkSide");
        pane->edit().setPlainText(QStringLiteral("v=TLSRPTv1; rua=a@example.com"));
        QCOMPARE(findings(dialog, "checkSide"),
            QStringList{ "Error, byte 17: \u00aba@example.com\u00bb no tiene esquema.\nEscriba "
                         "mailto:a@example.com." });
    }
    void durationsAreInWords_data()
    {
        QTest::addColumn<int>("seconds");
        QTest::addColumn<QString>("words");
        const auto row = [](int seconds, const char* words) {
            QTest::newRow(words) << seconds << QString::fromLatin1(words);
        };
        row(0, "0 seconds");
        row(59, "59 seconds");
        row(60, "1 minute");
        row(3601, "about 60 minutes");
        row(86400, "1 day");
        row(604800, "1 week");
        row(1209600, "2 weeks");
        row(700000, "about 8 days");
        row(31557600, "1 year");
        row(31557599, "about 365 days");
    }
    void durationsAreInWords()
    {
        QFETCH(int, seconds);
        QFETCH(QString, words);
        QCOMPARE(durationWords(seconds), words);
    }

private:
    ToolContext context()
    {
        ToolFiles files;
        files.save = [this](QWidget*, const QString&, const QString& suggestion,
                         const ToolFiles::Chosen& chosen) {
            QCOMPARE(suggestion, QStringLiteral("mta-sts.txt"));
            chosen(m_saveTo);
        };
        files.open
            = [this](QWidget*, const QString&, const ToolFiles::Chosen& chosen) { chosen(m_open); };
        return { [this] { return m_snapshot; }, files, [this] { return m_now; } };
    }
    static void show(QWidget& window)
    {
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
    }
    template <typename Widget> static Widget* find(const QWidget& window, const QByteArray& name)
    {
        auto* widget = window.findChild<Widget*>(QString::fromLatin1(name));
        if (!widget)
            qFatal("there is no %s", name.constData());
        return widget;
    }
    static QString text(const QWidget& window, const char* name)
    {
        return find<QPlainTextEdit>(window, name)->toPlainText();
    }
    static void setDomain(const QWidget& window, const char* domain)
    {
        find<QComboBox>(window, "domain")->setEditText(QString::fromLatin1(domain));
    }
    static void addItems(const QWidget& window, const char* name, const QStringList& items)
    {
        auto* field = find<QWidget>(window, name)->findChild<QLineEdit*>(QStringLiteral("newItem"));
        for (const QString& item : items) {
            QTest::keyClicks(field, item);
            QTest::keyClick(field, Qt::Key_Return);
        }
    }
    static QStringList findings(const QWidget& window, const char* side)
    {
        const auto* list = find<QWidget>(window, side)->findChild<FindingsList*>();
        QStringList entries;
        for (int row = 0; row < list->count(); ++row)
            entries.append(list->item(row)->text());
        return entries;
    }
    static QByteArray bytesOf(const QString& path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static std::shared_ptr<const Snapshot> reportsOfTwoDomains(
        const QString& mx = QStringLiteral("a.mx.example.com"))
    {
        MadeReport com;
        com.failed = 2;
        com.details = { Detail{ QStringLiteral("validation-failure"), mx, 2 } };
        MadeReport org;
        org.id = QStringLiteral("r2");
        org.domain = QStringLiteral("example.org");
        org.type = QStringLiteral("no-policy-found");
        org.mxHosts.clear();
        org.failed = 1;
        org.details = { Detail{
            QStringLiteral("certificate-expired"), QStringLiteral("mx.example.org"), 1 } };
        return snapshotOf({ com.json(), org.json() });
    }

    std::shared_ptr<const Snapshot> m_snapshot;
    QDateTime m_now;
    QTemporaryDir m_folder;
    QString m_saveTo;
    QString m_open;
};

MXLENS_GUI_TEST(ToolsTest)
#include "tst_tools.moc"
