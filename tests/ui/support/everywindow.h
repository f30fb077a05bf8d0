// SPDX-License-Identifier: GPL-3.0-or-later
// Takes a main window through everything that it can show, and its dialogs after it.
#pragma once

#include "tests/ui/support/reports.h"
#include "tests/ui/support/windowfixture.h"
#include "ui/dialogs/aboutdialog.h"
#include "ui/dialogs/daysdialog.h"
#include "ui/dialogs/keysdialog.h"
#include "ui/dialogs/savedfiltersdialog.h"
#include "ui/session/latesttask.h"
#include "ui/views/filterbox.h"
#include "ui/views/loadingbar.h"
#include "ui/views/recordtabs.h"
#include "ui/views/resultspage.h"

#include <QAction>
#include <QDialog>
#include <QDir>
#include <QLineEdit>
#include <QMenu>
#include <QTest>
#include <QToolButton>

#include <algorithm>
#include <functional>

namespace mxlens::test {

/// Whether a button that clears a line has yet to fade in or out, as the line's text asks for: two
/// pictures of one of its steps are alike. Its animation is nobody's child, so its looks are asked.
inline bool isFading(const QWidget& window)
{
    const auto lines = window.findChildren<QLineEdit*>();
    return std::any_of(lines.begin(), lines.end(), [](const QLineEdit* line) {
        const auto* clear = line->findChild<QAction*>(QStringLiteral("_q_qlineeditclearaction"));
        if (!clear || !line->isVisible())
            return false;
        const auto buttons = line->findChildren<QToolButton*>();
        return std::any_of(buttons.begin(), buttons.end(), [&](const QToolButton* button) {
            return button->defaultAction() == clear
                && button->property("opacity").toReal() != (line->text().isEmpty() ? 0 : 1);
        });
    });
}

/// Waits until nothing is on its way to a window and its picture stays as it is.
inline void waitUntilStill(QWidget& window)
{
    QImage before;
    QTRY_VERIFY_WITH_TIMEOUT(
        [&] {
            const bool idle = LatestTask::busyTasks() == 0 && !isFading(window);
            QImage now = window.grab().toImage();
            const bool same = now == before;
            before = std::move(now);
            return idle && same && LatestTask::busyTasks() == 0;
        }(),
        20'000);
}

/// Visits the states of a window that a person meets.
class EveryWindow final {
public:
    /// Is given a window and what it shows, which can be the name of a file.
    using Visitor = std::function<void(QWidget& window, const QString& name)>;

    explicit EveryWindow(Visitor visit)
        : m_visit(std::move(visit))
    {
    }

    /// The main window: start, loading, every tab, an empty answer, errors, the start again.
    void visitPages()
    {
        show(*m_fixture.window);
        m_visit(*m_fixture.window, QStringLiteral("start"));
        visitLoading();
        visitTabs();
        visitErrors();
        m_fixture.action("actionCloseAll")->trigger();
        QCoreApplication::processEvents();
        m_visit(*m_fixture.window, QStringLiteral("start-recent"));
    }

    /// Everything that opens beside the main window.
    void visitDialogs()
    {
        MainWindow& window = *m_fixture.window;
        window.openPaths({ samples() });
        settle();
        m_fixture.action("actionSettings")->trigger();
        auto* settingsDialog = m_fixture.find<QDialog>("settingsDialog");
        QVERIFY(settingsDialog);
        visit(*settingsDialog, "settings");
        settingsDialog->close();
        Settings settings(m_fixture.path(QStringLiteral("dialogs.ini")));
        FilterBook book(&settings);
        book.save(QStringLiteral("Expired"), QStringLiteral("result:certificate-expired"));
        visitDialog(std::make_unique<KeysDialog>(&window), "keys");
        visitDialog(std::make_unique<DaysDialog>(QDate(2026, 9, 1), QDate(2026, 9, 30),
                        QDate(2026, 1, 1), QDate(2026, 10, 31), &window),
            "days");
        visitDialog(std::make_unique<SaveFilterDialog>(book, QStringLiteral("org:Two"), &window),
            "save-filter");
        visitDialog(std::make_unique<SavedFiltersDialog>(book, &window), "saved-filters");
        showAbout(&window, window.loader().snapshot().get());
        const auto dialogs = window.findChildren<QDialog*>();
        for (QDialog* dialog : dialogs) {
            if (dialog->isVisible()) {
                visit(*dialog, "about");
                dialog->close();
            }
        }
        const std::pair<const char*, const char*> tools[]
            = { { "actionTlsRpt", "tlsRptDialog" }, { "actionStsPolicy", "stsPolicyDialog" },
                  { "actionTlsa", "tlsaDialog" }, { "actionHelp", "helpWindow" } };
        for (const auto& [action, name] : tools) {
            m_fixture.action(action)->trigger();
            auto* tool = m_fixture.find<QWidget>(name);
            QVERIFY2(tool, name);
            visit(*tool, name);
            tool->close();
        }
    }

private:
    static QString samples() { return QStringLiteral(MXLENS_SOURCE_DIR "/resources/samples"); }

    void settle()
    {
        QTRY_VERIFY(m_fixture.window->isSettled());
        QCoreApplication::processEvents();
    }

    static void show(QWidget& window)
    {
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QCoreApplication::processEvents();
    }

    void visit(QWidget& window, const char* name)
    {
        show(window);
        m_visit(window, QString::fromLatin1(name));
    }

    void visitDialog(std::unique_ptr<QDialog> dialog, const char* name) { visit(*dialog, name); }

    void visitLoading()
    {
        const QString folder = m_fixture.path(QStringLiteral("many"));
        QVERIFY(QDir().mkpath(folder));
        for (int i = 0; i < 1500; ++i) {
            MadeReport report;
            report.id = QStringLiteral("r%1").arg(i);
            QVERIFY(writeFile(folder + QStringLiteral("/%1.json").arg(i), report.json()));
        }
        m_fixture.window->openPaths({ folder });
        QVERIFY(m_fixture.find<LoadingBar>("loadingBar")->isVisible());
        m_visit(*m_fixture.window, QStringLiteral("loading"));
        settle();
        m_fixture.action("actionCloseAll")->trigger();
    }

    void visitTabs()
    {
        MainWindow& window = *m_fixture.window;
        window.openPaths({ samples() });
        settle();
        const std::pair<RowKind, const char*> kinds[]
            = { { RowKind::Problem, "problems" }, { RowKind::Domain, "domains" },
                  { RowKind::Failure, "failures" }, { RowKind::Report, "reports" },
                  { RowKind::Policy, "policies" }, { RowKind::Source, "sources" } };
        for (const auto& [kind, name] : kinds) {
            window.results().tabs().showTab(kind);
            settle();
            window.results().tabs().selectFirstRow();
            settle();
            m_visit(window, QString::fromLatin1(name));
        }
        window.results().tabs().showTab(RowKind::Problem);
        window.setFilterText(QStringLiteral("-result:certificate-expired org:*google* -mode:none"));
        settle();
        m_visit(window, QStringLiteral("filtered"));
        window.setFilterText(QStringLiteral("domain:nothing.example"));
        settle();
        m_visit(window, QStringLiteral("empty"));
        m_fixture.find<FilterBox>("filterBox")->setText(QStringLiteral("nokey:1"));
        QTest::keyClick(m_fixture.find<FilterBox>("filterBox"), Qt::Key_Return);
        settle();
        m_visit(window, QStringLiteral("filter-error"));
        m_fixture.action("actionCloseAll")->trigger();
    }

    void visitErrors()
    {
        MainWindow& window = *m_fixture.window;
        const QString broken = m_fixture.path(QStringLiteral("broken.json.gz"));
        QVERIFY(writeFile(broken, QByteArray("\x1f\x8b\x08\x00broken", 10)));
        window.openPaths({ samples(), broken });
        settle();
        m_visit(window, QStringLiteral("unreadable"));
        m_fixture.action("actionCloseAll")->trigger();
        const QString other = m_fixture.path(QStringLiteral("other.txt"));
        QVERIFY(writeFile(other, "no report at all\n"));
        window.openPaths({ other });
        settle();
        m_visit(window, QStringLiteral("no-report"));
    }

    WindowFixture m_fixture;
    Visitor m_visit;
};

} // namespace mxlens::test
