// SPDX-License-Identifier: GPL-3.0-or-later
// The part of the main window about other times and other windows: what was open, what is recent,
// what appears while it is open.
#include "ui/views/mainwindow.h"

#include "ui/models/cells.h"
#include "ui/panels/startpage.h"
#include "ui/session/keptsession.h"
#include "ui/session/viewquery.h"
#include "ui/theme/englishplurals.h"
#include "ui/theme/theme.h"
#include "ui/views/messagebar.h"
#include "ui/views/recordtabs.h"
#include "ui/views/resultspage.h"
#include "ui/views/watchsign.h"
#include "ui/views/windowactions.h"

#include <QAction>
#include <QApplication>
#include <QFileInfo>
#include <QMenu>

namespace mxlens {

void MainWindow::connectSession()
{
    m_actions->newWindow->setEnabled(m_openWindow != nullptr);
    connect(m_actions->newWindow, &QAction::triggered, this, [this] { m_openWindow(); });
    connect(m_actions->watch, &QAction::toggled, &m_watch, &ReportWatch::setOn);
    m_results->addToStatusLine(new WatchSign(m_actions->watch));
}

bool MainWindow::restoreSession()
{
    if (!restoresSession(*m_settings))
        return false;
    const KeptSession session = keptSession(*m_settings);
    if (session.paths.isEmpty())
        return false;
    m_state.restore(session.values, session.look);
    openPaths(session.paths);
    m_actions->watch->setChecked(session.watched);
    return true;
}

void MainWindow::saveSession()
{
    KeptSession session;
    session.paths = m_loader.input().paths;
    // The samples are a way to try the program, not what somebody works with.
    session.paths.removeAll(m_samples);
    session.values = m_state.values();
    session.look = m_state.look();
    session.watched = m_watch.isOn();
    keepSession(*m_settings, session);
}

void MainWindow::quit()
{
    // This one last: what is kept of it is what opens again.
    const QWidgetList windows = QApplication::topLevelWidgets();
    for (QWidget* window : windows) {
        if (window != this && qobject_cast<MainWindow*>(window))
            window->close();
    }
    close();
    QCoreApplication::quit(); // whatever else is open
}

void MainWindow::checkRecent()
{
    m_recentCheck.start(
        [this, paths = m_settings->recent()](const std::stop_token& stop) -> LatestTask::Done {
            QStringList missing, folders;
            for (const QString& path : paths) {
                if (stop.stop_requested())
                    break;
                const QFileInfo info(path);
                if (!info.exists())
                    missing.append(path);
                else if (info.isDir())
                    folders.append(path);
            }
            return [this, missing, folders] {
                m_start->setMissing(missing);
                m_start->setFolders(folders);
                for (QAction* action : m_actions->recent->actions()) {
                    const QString path = action->data().toString();
                    if (missing.contains(path))
                        action->setEnabled(false);
                    if (!path.isEmpty())
                        action->setIcon(icon(folders.contains(path) ? QStringLiteral("folder")
                                                                    : QStringLiteral("source")));
                }
            };
        });
}

void MainWindow::tellNew(std::size_t before, const ViewAnswer& answer)
{
    m_watch.endQuiet();
    const std::size_t now = answer.everything.reports;
    if (now <= before)
        return;
    const auto more = static_cast<qint64>(now - before);
    m_messages->showMessage(MessageBar::Kind::Info,
        tr("%1 new report(s) appeared.", nullptr, pluralNumber(more)).arg(numberText(more)));
}

} // namespace mxlens
