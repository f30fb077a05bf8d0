// SPDX-License-Identifier: GPL-3.0-or-later
// The whole program without a mouse: every action by its key and by the letters of the menus, every
// widget by Tab, and a name for whoever hears instead of sees.
#include "tests/ui/support/everywindow.h"
#include "tests/ui/support/guitest.h"
#include "tests/ui/support/windowchecks.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QMenuBar>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTabBar>
#include <QTest>

using namespace mxlens;
using namespace mxlens::test;

namespace {

/// An action of the menus and the letters that lead to it, the menu's own first.
struct MenuPath {
    QAction* action = nullptr;
    QList<Qt::Key> letters;
    QStringList titles;
};

/// The letter that is underlined in a text; Key_unknown without one.
Qt::Key letterOf(const QString& text)
{
    const QKeySequence keys = QKeySequence::mnemonic(text);
    return keys.isEmpty() ? Qt::Key_unknown : keys[0].key();
}

void collect(const QMenu& menu, const MenuPath& above, QList<MenuPath>& paths)
{
    for (QAction* action : menu.actions()) {
        if (action->isSeparator())
            continue;
        MenuPath path = above;
        path.action = action;
        path.letters.append(letterOf(action->text()));
        path.titles.append(action->text());
        if (action->menu())
            collect(*action->menu(), path, paths);
        else if (!action->objectName().isEmpty())
            paths.append(path);
    }
}

} // namespace

class TestKeyboard : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<WindowFixture> m_fixture;

    MainWindow& window() const { return *m_fixture->window; }
    void settle() const { QTRY_VERIFY(window().isSettled()); }

    QList<MenuPath> paths() const
    {
        QList<MenuPath> paths;
        for (const QAction* top : window().menuBar()->actions())
            collect(*top->menu(), { nullptr, { letterOf(top->text()) }, { top->text() } }, paths);
        return paths;
    }

    /// Brings the window to where everything can be done that can be done while nothing is read.
    void prepare() const
    {
        const auto windows = QApplication::topLevelWidgets();
        for (QWidget* other : windows) {
            if (other != &window() && other->isVisible())
                other->close();
        }
        window().show();
        if (!window().loader().snapshot())
            window().openPaths({ QStringLiteral(MXLENS_SOURCE_DIR "/resources/samples") });
        settle();
        window().state().widen();
        window().setFilterText(QStringLiteral("certificate"));
        window().setFilterText(QStringLiteral("expired"));
        window().state().goBack();
        settle();
        QVERIFY(window().state().canGoBack() && window().state().canGoForward());
        QApplication::clipboard()->setText(QString::fromUtf8(MadeReport().json()));
        window().activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window()));
        window().results().tabs().currentWidget()->setFocus();
        QCoreApplication::processEvents();
    }

    /// The preview of a report opens when its pages are made: it must not come into the next keys.
    void awaitPreview(const QAction* action) const
    {
        if (action->objectName() == QLatin1String("actionReport"))
            QTRY_VERIFY(window().findChild<QWidget*>(QStringLiteral("reportPreview")));
    }

    /// Presses Alt and the letters one after the other.
    void press(const QList<Qt::Key>& letters) const
    {
        QTest::keyClick(&window(), letters.first(), Qt::AltModifier);
        for (qsizetype i = 1; i < letters.size(); ++i) {
            QWidget* const popup = QApplication::activePopupWidget();
            QVERIFY(popup);
            QTest::keyClick(popup, letters[i]);
        }
    }

private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        QApplication::setQuitOnLastWindowClosed(false);
        applyTheme(*qApp, ThemeChoice::Light);
    }
    void init()
    {
        m_fixture = std::make_unique<WindowFixture>();
        // The samples that the menu opens.
        QVERIFY(writeFile(m_fixture->path(QStringLiteral("r.json")), MadeReport().json()));
    }
    void cleanup() { m_fixture.reset(); }

    void everyActionOfTheWindowIsInAMenu()
    {
        QSet<const QAction*> reached;
        for (const MenuPath& path : paths()) {
            QVERIFY2(!path.letters.contains(Qt::Key_unknown),
                qPrintable(path.titles.join(QLatin1String(" > "))));
            reached.insert(path.action);
        }
        QVERIFY(reached.size() > 30);
        const auto actions
            = window().findChildren<QAction*>(QRegularExpression(QStringLiteral("^action")));
        for (const QAction* action : actions)
            QVERIFY2(reached.contains(action), qPrintable(action->objectName()));
    }

    // Alt and a letter that stands twice goes to one of them only every other time.
    void noLetterStandsTwiceInTheWindow()
    {
        prepare();
        QHash<Qt::Key, QString> seen;
        QStringList clashes;
        const auto note = [&](const QString& text) {
            const Qt::Key letter = letterOf(text);
            if (letter != Qt::Key_unknown && seen.contains(letter))
                clashes.append(seen.value(letter) + QStringLiteral(" and ") + text);
            if (letter != Qt::Key_unknown)
                seen.insert(letter, text);
        };
        for (const QAction* top : window().menuBar()->actions())
            note(top->text());
        const QTabBar* bar = window().results().tabs().tabBar();
        for (int tab = 0; tab < bar->count(); ++tab)
            note(bar->tabText(tab));
        const auto buttons = window().findChildren<QAbstractButton*>();
        for (const QAbstractButton* button : buttons) {
            if (button->isVisible())
                note(button->text());
        }
        const auto labels = window().findChildren<QLabel*>();
        for (const QLabel* label : labels) {
            if (label->isVisible() && label->buddy())
                note(label->text());
        }
        QVERIFY2(clashes.isEmpty(), qPrintable(clashes.join(QLatin1String(", "))));
    }

    void theLettersOfTheMenusDoEveryAction()
    {
        QStringList missed, unavailable;
        // Made anew whenever it opens: see the next test.
        const QList<QAction*> filters = m_fixture->find<QMenu>("menuFilters")->actions();
        for (const MenuPath& path : paths()) {
            if (filters.contains(path.action))
                continue;
            const QString name = path.action->objectName();
            prepare();
            if (!path.action->isEnabled()) {
                unavailable.append(name);
                continue;
            }
            QSignalSpy triggered(path.action, &QAction::triggered);
            press(path.letters);
            QCoreApplication::processEvents();
            if (triggered.count() != 1)
                missed.append(QStringLiteral("%1 (%2)").arg(name).arg(triggered.count()));
            awaitPreview(path.action);
            while (QWidget* popup = QApplication::activePopupWidget())
                popup->close();
            if (path.action->isCheckable() && !path.action->actionGroup()
                && path.action->isChecked())
                path.action->trigger();
        }
        QVERIFY2(missed.isEmpty(), qPrintable(missed.join(QLatin1String(", "))));
        // Nothing is being read, and there is one window alone.
        unavailable.sort();
        QCOMPARE(unavailable.join(u' '), QStringLiteral("actionCancel actionNewWindow"));
    }

    void theLettersOfTheMenusSaveAFilter()
    {
        prepare();
        const auto* menu = m_fixture->find<QMenu>("menuFilters");
        QList<Qt::Key> letters;
        for (const MenuPath& path : paths()) {
            if (menu->actions().contains(path.action))
                letters = path.letters.first(path.letters.size() - 1);
        }
        QCOMPARE(letters.size(), 2);
        press(letters);
        QTRY_COMPARE(QApplication::activePopupWidget(), menu);
        const auto* save = m_fixture->find<QAction>("actionSaveFilter");
        QVERIFY(save && save->isEnabled());
        QTest::keyClick(QApplication::activePopupWidget(), letterOf(save->text()));
        QTRY_VERIFY(window().findChild<SaveFilterDialog*>());
    }

    void everyShortcutDoesItsAction()
    {
        QStringList missed;
        int pressed = 0;
        const auto actions
            = window().findChildren<QAction*>(QRegularExpression(QStringLiteral("^action")));
        for (QAction* action : actions) {
            if (action->shortcuts().isEmpty())
                continue;
            prepare();
            if (!action->isEnabled())
                continue;
            QSignalSpy triggered(action, &QAction::triggered);
            QTest::keySequence(QApplication::focusWidget(), action->shortcuts().first());
            QCoreApplication::processEvents();
            ++pressed;
            if (triggered.count() != 1)
                missed.append(action->objectName());
            awaitPreview(action);
            if (action->isCheckable() && action->isChecked() && !action->actionGroup())
                action->trigger();
        }
        QVERIFY(pressed > 20);
        QVERIFY2(missed.isEmpty(), qPrintable(missed.join(QLatin1String(", "))));
    }

    // Tab reaches what can have the focus on every page and in every dialog, and comes round again;
    // all of it has a name.
    void everyPageAndDialogIsWalkedByTab()
    {
        QStringList faults;
        int seen = 0;
        EveryWindow every([&](QWidget& shown, const QString& name) {
            ++seen;
            for (const QString& nameless : namelessIn(shown))
                faults.append(name + QStringLiteral(": no name: ") + nameless);
            if (name == QLatin1String("loading"))
                return; // It is over before Tab has come round.
            for (const QString& missed : unreachableIn(shown))
                faults.append(name + QStringLiteral(": out of reach: ") + missed);
        });
        every.visitPages();
        every.visitDialogs();
        QVERIFY(seen >= 24);
        QVERIFY2(faults.isEmpty(), qPrintable(QLatin1Char('\n') + faults.join(u'\n')));
    }
};

MXLENS_GUI_TEST(TestKeyboard)
#include "tst_keyboard.moc"
