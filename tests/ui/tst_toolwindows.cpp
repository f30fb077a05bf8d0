// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/guitest.h"
#include "tests/ui/support/reports.h"
#include "tests/ui/support/windowchecks.h"
#include "tests/ui/support/windowfixture.h"
#include "ui/dialogs/checkpane.h"
#include "ui/dialogs/findingslist.h"
#include "ui/dialogs/stspolicydialog.h"
#include "ui/dialogs/tlsadialog.h"
#include "ui/dialogs/tlsrptdialog.h"
#include "ui/help/helpwindow.h"
#include "ui/theme/theme.h"
#include "ui/views/toolsmenu.h"

#include <QApplication>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QElapsedTimer>
#include <QMainWindow>
#include <QMenu>
#include <QPushButton>
#include <QTabBar>
#include <QTabWidget>
#include <QTest>

using namespace mxlens;
using namespace mxlens::test;

class ToolWindowsTest final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { applyTheme(*qApp, ThemeChoice::Light); }
    void init() { QLocale::setDefault(QLocale::c()); }

    void menusOpenOneWindowOfEachKind()
    {
        QMainWindow window;
        QMenu tools;
        QMenu help;
        new ToolsMenu(&window, &tools, &help, context());
        for (int i = 0; i < 2; ++i) {
            for (QAction* action : tools.actions() + help.actions())
                action->trigger();
        }
        QCOMPARE(window.findChildren<ToolDialog*>().size(), 3);
        QCOMPARE(window.findChildren<HelpWindow*>().size(), 1);
        // Help in a tool (F1) leads to the page that explains it, in the same window.
        auto* dialog = window.findChild<TlsaDialog*>();
        auto* button = dialog->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Help);
        QCOMPARE(button->shortcut(), QKeySequence(QKeySequence::HelpContents));
        button->click();
        QCOMPARE(window.findChildren<HelpWindow*>().size(), 1);
        QCOMPARE(window.findChild<HelpWindow*>()->topic(), QStringLiteral("dane"));
    }
    void mainWindowHasToolsAndHelp()
    {
        WindowFixture fixture;
        for (const char* name : { "actionTlsRpt", "actionStsPolicy", "actionTlsa", "actionHelp" }) {
            QVERIFY2(fixture.action(name), name);
            fixture.action(name)->trigger();
        }
        QVERIFY(fixture.find<TlsRptDialog>("tlsRptDialog")->isVisible());
        QVERIFY(fixture.find<StsPolicyDialog>("stsPolicyDialog")->isVisible());
        QVERIFY(fixture.find<TlsaDialog>("tlsaDialog")->isVisible());
        QVERIFY(fixture.find<HelpWindow>("helpWindow")->isVisible());
        // No key means two things.
        QSet<QString> keys;
        for (const QAction* action : fixture.window->findChildren<QAction*>()) {
            if (action->parent() != fixture.window.get())
                continue;
            for (const QKeySequence& key : action->shortcuts()) {
                QVERIFY2(!keys.contains(key.toString()), qPrintable(key.toString()));
                keys.insert(key.toString());
            }
        }
        QVERIFY(keys.contains(QStringLiteral("F1")));
    }
    void hostileTextsAreSoonDoneWith_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("lines") << QStringLiteral("x\n").repeated(120'000);
        QTest::newRow("fields") << "v=TLSRPTv1" + QStringLiteral(";;").repeated(100'000);
        QTest::newRow("brackets") << QString(200'000, QLatin1Char('['));
        QTest::newRow("parentheses") << QStringLiteral("(1 ").repeated(60'000);
        QTest::newRow("directions") << QStringLiteral("mx: \u202e\n").repeated(30'000);
    }
    void hostileTextsAreSoonDoneWith()
    {
        QFETCH(QString, text);
        const TlsaDialog tlsa;
        const StsPolicyDialog policy(context());
        const TlsRptDialog record(context());
        for (const QWidget* dialog :
            std::initializer_list<const QWidget*>{ &tlsa, &policy, &record }) {
            auto* pane = find<CheckPane>(*dialog, "checkSide");
            QElapsedTimer clock;
            clock.start();
            pane->setText(text.toUtf8());
            QVERIFY2(clock.elapsed() < 3000, qPrintable(QString::number(clock.elapsed())));
            QVERIFY(pane->findChild<FindingsList*>()->count() <= 201);
        }
    }
    // Close had it: the first blank of what was typed closed the window.
    void theCheckingSideIsReadyToType()
    {
        TlsaDialog tlsa;
        StsPolicyDialog policy(context());
        TlsRptDialog record(context());
        for (ToolDialog* dialog : std::initializer_list<ToolDialog*>{ &tlsa, &policy, &record }) {
            show(*dialog);
            QVERIFY(QTest::qWaitForWindowActive(dialog));
            auto* sides = find<QTabWidget>(*dialog, "sides");
            QWidget* const edit = &find<CheckPane>(*dialog, "checkSide")->edit();
            if (sides->count() > 1) {
                // From the tabs and from a field.
                for (QWidget* from : { static_cast<QWidget*>(sides->tabBar()),
                         static_cast<QWidget*>(find<QComboBox>(*dialog, "domain")) }) {
                    sides->setCurrentIndex(0);
                    from->setFocus();
                    QTest::keyClick(from, Qt::Key_C, Qt::AltModifier);
                    QTRY_COMPARE(QApplication::focusWidget(), edit);
                }
                // The keys of the tabs stay on the tabs.
                sides->setCurrentIndex(0);
                sides->tabBar()->setFocus();
                QTest::keyClick(sides->tabBar(), Qt::Key_Right);
                QCOMPARE(sides->currentIndex(), 1);
                QVERIFY(sides->tabBar()->hasFocus());
            }
            QTRY_COMPARE(QApplication::focusWidget() == edit, sides->count() == 1);
            dialog->close();
            // The side that was left.
            show(*dialog);
            QVERIFY(QTest::qWaitForWindowActive(dialog));
            QTRY_COMPARE(QApplication::focusWidget(), edit);
            dialog->close();
        }
    }
    void everyDialogHoldsWhatWindowsHave_data()
    {
        QTest::addColumn<int>("dialog");
        QTest::addColumn<QSize>("size");
        QTest::addColumn<bool>("spanish");
        for (int dialog = 0; dialog < 3; ++dialog) {
            for (const bool spanish : { false, true }) {
                QTest::addRow("dialog %d, large, %s", dialog, spanish ? "es" : "en")
                    << dialog << QSize(1000, 900) << spanish;
                QTest::addRow("dialog %d, small, %s", dialog, spanish ? "es" : "en")
                    << dialog << QSize(420, 320) << spanish;
            }
        }
    }
    void everyDialogHoldsWhatWindowsHave()
    {
        QFETCH(int, dialog);
        QFETCH(QSize, size);
        QFETCH(bool, spanish);
        if (spanish)
            QLocale::setDefault(QLocale(QLocale::Spanish, QLocale::Spain));
        std::unique_ptr<ToolDialog> made;
        if (dialog == 0)
            made = std::make_unique<TlsRptDialog>(context());
        else if (dialog == 1)
            made = std::make_unique<StsPolicyDialog>(context());
        else
            made = std::make_unique<TlsaDialog>();
        made->resize(size);
        show(*made);
        auto* sides = find<QTabWidget>(*made, "sides");
        find<CheckPane>(*made, "checkSide")->edit().setPlainText(QStringLiteral("mode: x"));
        for (int side = 0; side < sides->count(); ++side) {
            sides->setCurrentIndex(side);
            QCoreApplication::processEvents();
            QCOMPARE(namelessIn(*made), QStringList());
            QCOMPARE(unreachableIn(*made), QStringList());
            QCOMPARE(clippedIn(*made), QStringList());
        }
    }

private:
    static ToolContext context()
    {
        MadeReport report;
        report.failed = 2;
        report.details = { Detail{
            QStringLiteral("validation-failure"), QStringLiteral("a.mx.example.com"), 2 } };
        auto snapshot = snapshotOf({ report.json() });
        return { [snapshot] { return snapshot; }, {}, &QDateTime::currentDateTimeUtc };
    }
    static void show(QWidget& window)
    {
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
    }
    template <typename Widget> static Widget* find(const QWidget& window, const char* name)
    {
        auto* widget = window.findChild<Widget*>(QString::fromLatin1(name));
        if (!widget)
            qFatal("there is no %s", name);
        return widget;
    }
};

MXLENS_GUI_TEST(ToolWindowsTest)
#include "tst_toolwindows.moc"
