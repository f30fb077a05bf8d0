// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/reports.h"
#include "support/windowfixture.h"
#include "tests/ui/support/guitest.h"
#include "ui/dialogs/keysdialog.h"
#include "ui/panels/detailspanel.h"
#include "ui/theme/theme.h"
#include "ui/views/recordtabs.h"
#include "ui/views/resultspage.h"

#include <QAction>
#include <QApplication>
#include <QMenu>
#include <QMenuBar>
#include <QTabBar>
#include <QTest>
#include <QTreeWidget>

using namespace mxlens;
using namespace mxlens::test;

namespace {

/// The letter that an underlined text stands for; null without one.
QChar mnemonic(const QString& text)
{
    const QKeySequence keys = QKeySequence::mnemonic(text);
    return keys.isEmpty() ? QChar() : QChar(keys[0].key());
}

/// "menu: letter" for each letter that stands twice in a menu or in one below it.
void findClashes(const QMenu& menu, const QString& path, QStringList& clashes)
{
    QList<QChar> seen;
    for (const QAction* action : menu.actions()) {
        const QChar letter = mnemonic(action->text());
        if (!letter.isNull() && seen.contains(letter))
            clashes.append(path + QStringLiteral(": ") + letter);
        seen.append(letter);
        if (action->menu())
            findClashes(*action->menu(), path + QLatin1Char('/') + action->text(), clashes);
    }
}

} // namespace

class TestKeys : public QObject {
    Q_OBJECT
private:
    WindowFixture m_fixture;

private slots:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        applyTheme(*qApp, ThemeChoice::Light);
    }

    void noLetterStandsTwiceInAMenu()
    {
        QStringList clashes;
        QList<QChar> seen;
        for (const QAction* top : m_fixture.window->menuBar()->actions()) {
            QVERIFY(!seen.contains(mnemonic(top->text())));
            seen.append(mnemonic(top->text()));
            if (top->menu())
                findClashes(*top->menu(), top->text(), clashes);
        }
        // Alt and a letter opens a menu or goes to a tab: not both.
        const QTabBar* bar = m_fixture.window->results().tabs().tabBar();
        for (int tab = 0; tab < bar->count(); ++tab) {
            const QChar letter = mnemonic(bar->tabText(tab));
            QVERIFY2(!letter.isNull(), qPrintable(bar->tabText(tab)));
            QVERIFY2(!seen.contains(letter), qPrintable(bar->tabText(tab)));
            seen.append(letter);
        }
        QVERIFY2(clashes.isEmpty(), qPrintable(clashes.join(QLatin1String(", "))));
    }

    void noShortcutStandsTwice()
    {
        QHash<QString, QString> seen;
        const auto actions = m_fixture.window->findChildren<QAction*>();
        for (const QAction* action : actions) {
            for (const QKeySequence& keys : action->shortcuts()) {
                const QString text = keys.toString();
                QVERIFY2(!seen.contains(text),
                    qPrintable(text + QLatin1Char(' ') + seen.value(text) + QLatin1Char(' ')
                        + action->text()));
                seen.insert(text, action->text());
            }
        }
    }

    void everyShortcutOfTheMenusIsListed()
    {
        KeysDialog dialog(m_fixture.window.get());
        auto* list = dialog.findChild<QTreeWidget*>(QStringLiteral("keysList"));
        QStringList listed;
        for (int group = 0; group < list->topLevelItemCount(); ++group) {
            const QTreeWidgetItem* top = list->topLevelItem(group);
            QVERIFY(top->childCount() > 0);
            for (int row = 0; row < top->childCount(); ++row)
                listed.append(top->child(row)->text(0));
        }
        const auto actions = m_fixture.window->findChildren<QAction*>();
        int shortcuts = 0;
        for (const QAction* action : actions) {
            if (action->shortcuts().isEmpty()
                || !action->objectName().startsWith(QLatin1String("action")))
                continue;
            ++shortcuts;
            const QString keys = action->shortcuts().first().toString(QKeySequence::NativeText);
            QVERIFY2(!listed.filter(keys).isEmpty(), qPrintable(action->objectName()));
        }
        QVERIFY(shortcuts > 15);
        QVERIFY(listed.contains(QStringLiteral("sessions:")));
    }

    // How many rows are shown is no part of what a key does, and all of it is written alike.
    void theListOfKeysIsWrittenInOneForm()
    {
        const QString path = m_fixture.path(QStringLiteral("listed.json"));
        MadeReport report;
        report.failed = 1;
        QVERIFY(writeFile(path, report.json()));
        m_fixture.window->openPaths({ path });
        QTRY_VERIFY(m_fixture.window->isSettled());
        QTRY_VERIFY(m_fixture.action("actionExport")->text().contains(QLatin1Char('(')));
        KeysDialog dialog(m_fixture.window.get());
        auto* list = dialog.findChild<QTreeWidget*>(QStringLiteral("keysList"));
        int rows = 0;
        for (int group = 0; group < list->topLevelItemCount(); ++group) {
            const QTreeWidgetItem* top = list->topLevelItem(group);
            for (int row = 0; row < top->childCount(); ++row, ++rows) {
                const QString meaning = top->child(row)->text(1);
                QVERIFY2(meaning.at(0) == meaning.at(0).toUpper(), qPrintable(meaning));
                QVERIFY2(!meaning.contains(QLatin1Char('(')), qPrintable(meaning));
            }
        }
        QVERIFY(rows > 40);
    }

    // Its details were told below a table in which no row was marked.
    void theKeyOfATabMarksTheRowThatIsExplained()
    {
        MainWindow& window = *m_fixture.window;
        window.openPaths({ QStringLiteral(MXLENS_SOURCE_DIR "/resources/samples") });
        QTRY_VERIFY_WITH_TIMEOUT(window.isSettled(), 20'000);
        m_fixture.action("actionFailures")->trigger();
        QTRY_VERIFY(window.isSettled());
        QCOMPARE(window.results().tabs().selectedRows().size(), std::size_t(1));
        QVERIFY(window.results().details().sentence().contains(QLatin1String("failed on")));
    }

    // What is made anew with each row once came after the whole window.
    void tabGoesThroughTheDetailsBeforeItLeavesThem()
    {
        MainWindow& window = *m_fixture.window;
        window.openPaths({ QStringLiteral(MXLENS_SOURCE_DIR "/resources/samples") });
        QTRY_VERIFY_WITH_TIMEOUT(window.isSettled(), 20'000);
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        m_fixture.action("actionProblems")->trigger();
        QTRY_VERIFY(window.isSettled());
        const DetailsPanel& details = window.results().details();
        auto* form = details.findChild<QWidget*>(QStringLiteral("detailsForm"));
        auto* evidence = details.findChild<QWidget*>(QStringLiteral("evidenceForm"));
        QVERIFY(form && evidence && evidence->isVisible());
        form->setFocus(Qt::TabFocusReason);
        // It is seen, though the form has no frame.
        QVERIFY(form->findChild<QWidget*>(QStringLiteral("focusBorder"))->isVisible());
        int links = 0;
        bool reached = false;
        for (int i = 0; i < 400; ++i) {
            QWidget* at = QApplication::focusWidget();
            QTest::keyClick(at, Qt::Key_Tab);
            QWidget* const next = QApplication::focusWidget();
            reached |= next == evidence;
            if (!next || !details.isAncestorOf(next))
                break;
            links += next->objectName() == QLatin1String("rowsLink");
        }
        QVERIFY(!form->findChild<QWidget*>(QStringLiteral("focusBorder"))->isVisible());
        QVERIFY(reached);
        int all = 0;
        for (const QWidget* link : details.findChildren<QWidget*>(QStringLiteral("rowsLink")))
            all += link->isVisible();
        QVERIFY(all > 3);
        QCOMPARE(links, all);
    }

    // Tab goes through the window and comes round; nothing that is seen is left out.
    void theTabKeyReachesEverything()
    {
        MadeReport report;
        report.failed = 1;
        report.details = { { QStringLiteral("certificate-expired"), QStringLiteral("mx1"), 1 } };
        const QString path = m_fixture.path(QStringLiteral("r.json"));
        QVERIFY(writeFile(path, report.json()));
        MainWindow& window = *m_fixture.window;
        window.openPaths({ path });
        QTRY_VERIFY(window.isSettled());
        window.setFilterText(QStringLiteral("certificate"));
        QTRY_VERIFY(window.isSettled());
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QList<QWidget*> reached;
        for (int i = 0; i < 300; ++i) {
            QWidget* at = QApplication::focusWidget();
            if (at && reached.contains(at))
                break;
            if (at)
                reached.append(at);
            QTest::keyClick(at ? at : &window, Qt::Key_Tab);
        }
        QStringList missed;
        const auto widgets = window.findChildren<QWidget*>();
        for (QWidget* widget : widgets) {
            if (!widget->isVisible() || !widget->isEnabled()
                || (widget->focusPolicy() & Qt::TabFocus) != Qt::TabFocus || widget->focusProxy())
                continue;
            if (!reached.contains(widget))
                missed.append(QLatin1String(widget->metaObject()->className()) + QLatin1Char(' ')
                    + widget->objectName());
        }
        QVERIFY2(missed.isEmpty(), qPrintable(missed.join(QLatin1String(", "))));
    }
};

MXLENS_GUI_TEST(TestKeys)
#include "tst_keys.moc"
