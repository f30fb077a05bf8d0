// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/windowactions.h"

#include "ui/dialogs/keysdialog.h"

#include <QAction>
#include <QActionGroup>
#include <QCoreApplication>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>

#include <array>

namespace mxlens {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(mxlens::WindowActions)
};

} // namespace

WindowActions::WindowActions(QMainWindow* window)
{
    makeAll(window);
    fillMenus(window);
}

QAction* WindowActions::make(QMainWindow* window, const char* name, const QString& text,
    const QList<QKeySequence>& shortcuts, const char* iconName)
{
    auto* action = new QAction(text, window);
    action->setObjectName(QString::fromLatin1(name));
    action->setShortcuts(shortcuts);
    if (*iconName != '\0')
        action->setIcon(icon(QString::fromLatin1(iconName)));
    window->addAction(action);
    return action;
}

void WindowActions::makeAll(QMainWindow* window)
{
    newWindow = make(window, "actionNewWindow", Words::tr("New &window"), { QKeySequence::New });
    open = make(
        window, "actionOpen", Words::tr("&Open files\u2026"), { QKeySequence::Open }, "open");
    open->setIconText(Words::tr("Open"));
    open->setToolTip(Words::tr("Open reports, mails, mailboxes or archives (Ctrl+O)"));
    openFolder = make(window, "actionOpenFolder", Words::tr("Open &folder\u2026"),
        { QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O) }, "folder");
    openFolder->setIconText(Words::tr("Folder"));
    openFolder->setToolTip(Words::tr("Open a folder with everything below it (Ctrl+Shift+O)"));
    samples = make(window, "actionSamples", Words::tr("Open sa&mple reports"));
    clearRecent = make(window, "actionClearRecent", Words::tr("&Clear this list"));
    reload = make(
        window, "actionReload", Words::tr("Read a&gain"), { QKeySequence::Refresh }, "reload");
    watch = make(window, "actionWatch", Words::tr("Watch for new re&ports"));
    watch->setCheckable(true);
    watch->setToolTip(Words::tr("New reports in what is open appear by themselves"));
    cancel = make(window, "actionCancel", Words::tr("Ca&ncel reading"),
        { QKeySequence(Qt::CTRL | Qt::Key_Period) }, "cancel");
    closeAll
        = make(window, "actionCloseAll", Words::tr("&Close all"), { QKeySequence::Close }, "close");
    makeOutput(window);
    quit = make(window, "actionQuit", Words::tr("&Quit"), { QKeySequence(Qt::CTRL | Qt::Key_Q) });
    paste = make(
        window, "actionPaste", Words::tr("&Paste a report or mail"), { QKeySequence::Paste });
    copy = make(window, "actionCopy", Words::tr("&Copy rows"), {}, "copy");
    settings = make(window, "actionSettings", Words::tr("&Settings\u2026"),
        { QKeySequence(Qt::CTRL | Qt::Key_Comma) });
    find = make(window, "actionFind", Words::tr("&Filter"), { QKeySequence::Find }, "filter");
    escape = make(window, "actionEscape", Words::tr("Clear the last &narrowing"),
        { QKeySequence(Qt::Key_Escape) });
    widen = make(window, "actionWiden", Words::tr("Show &everything"),
        { QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E) }, "clear");
    back = make(
        window, "actionBack", Words::tr("&Back"), { QKeySequence(Qt::ALT | Qt::Key_Left) }, "back");
    forward = make(window, "actionForward", Words::tr("For&ward"),
        { QKeySequence(Qt::ALT | Qt::Key_Right) }, "forward");
    resetZoom = make(
        window, "actionResetZoom", Words::tr("Show the whole time in the c&hart"), {}, "chart");
    makeTabs(window);
    groupFailures = make(window, "actionGroupFailures",
        Words::tr("&Group failures that differ in sending address alone"),
        { QKeySequence(Qt::CTRL | Qt::Key_G) });
    groupFailures->setCheckable(true);
    groupFailures->setToolTip(
        Words::tr("Failures that differ in their sending address alone become one row"));
    relativeTimes = make(window, "actionRelativeTimes", Words::tr("Times as seen from &today"),
        { QKeySequence(Qt::CTRL | Qt::Key_T) });
    relativeTimes->setCheckable(true);
    keys = make(window, "actionKeys", Words::tr("&Keys and filter words"),
        { QKeySequence(Qt::CTRL | Qt::Key_F1) });
    about = make(window, "actionAbout", Words::tr("&About MX Lens"));
}

void WindowActions::makeTabs(QMainWindow* window)
{
    const std::array titles{ Words::tr("Prob&lems"), Words::tr("&Domains"), Words::tr("&Failures"),
        Words::tr("&Reports"), Words::tr("&Policies"), Words::tr("&Sources") };
    const std::array names{ "actionProblems", "actionDomains", "actionFailures", "actionReports",
        "actionPolicies", "actionSources" };
    const std::array icons{ "problem", "domain", "failure", "report", "policy", "source" };
    for (std::size_t i = 0; i < titles.size(); ++i)
        tabs.append(make(window, names[i], titles[i],
            { QKeySequence(static_cast<int>(Qt::CTRL) | (Qt::Key_1 + static_cast<int>(i))) },
            icons[i]));
}

void WindowActions::makeOutput(QMainWindow* window)
{
    exportRows = make(window, "actionExport", Words::tr("&Export rows shown\u2026"),
        { QKeySequence::Save }, "export");
    exportRows->setIconText(Words::tr("Export"));
    exportRows->setProperty(listedAsProperty, exportRows->text());
    exportAs = make(window, "actionExportAs", Words::tr("E&xport as\u2026"),
        { QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S) });
    exportAs->setToolTip(Words::tr("Choose table, rows, columns and format (Ctrl+Shift+S)"));
    report = make(window, "actionReport", Words::tr("Repor&t for people\u2026"),
        { QKeySequence::Print }, "report");
    report->setToolTip(Words::tr("Preview, print or save a document on what is shown (Ctrl+P)"));
}

void WindowActions::makeThemes(QMainWindow* window, QMenu* view)
{
    themes = new QActionGroup(window);
    QMenu* menu = view->addMenu(Words::tr("&Colours"));
    const auto add
        = [this, window, menu](const char* name, const QString& text, ThemeChoice choice) {
              auto* action = new QAction(text, window);
              action->setObjectName(QString::fromLatin1(name));
              action->setCheckable(true);
              action->setData(static_cast<int>(choice));
              themes->addAction(action);
              menu->addAction(action);
          };
    add("actionThemeSystem", Words::tr("As the &system"), ThemeChoice::System);
    add("actionThemeLight", Words::tr("&Light"), ThemeChoice::Light);
    add("actionThemeDark", Words::tr("&Dark"), ThemeChoice::Dark);
}

void WindowActions::fillMenus(QMainWindow* window)
{
    QMenu* file = window->menuBar()->addMenu(Words::tr("&File"));
    file->addActions({ newWindow, open, openFolder });
    recent = file->addMenu(Words::tr("Open &recent"));
    recent->setObjectName(QStringLiteral("menuRecent"));
    file->addAction(samples);
    file->addSeparator();
    file->addActions({ reload, watch, cancel, closeAll });
    file->addSeparator();
    file->addActions({ exportRows, exportAs, report });
    file->addSeparator();
    file->addAction(quit);
    QMenu* edit = window->menuBar()->addMenu(Words::tr("&Edit"));
    edit->addActions({ paste, copy });
    edit->addSeparator();
    edit->addAction(find);
    filters = edit->addMenu(Words::tr("&Last and saved filters"));
    filters->setObjectName(QStringLiteral("menuFilters"));
    edit->addActions({ escape, widen });
    edit->addSeparator();
    edit->addAction(settings);
    QMenu* view = window->menuBar()->addMenu(Words::tr("&View"));
    view->addActions({ back, forward });
    view->addSeparator();
    view->addActions(tabs);
    view->addSeparator();
    view->addActions({ groupFailures, relativeTimes });
    view->addSeparator();
    view->addAction(resetZoom);
    makeThemes(window, view);
    tools = window->menuBar()->addMenu(Words::tr("&Tools"));
    tools->setObjectName(QStringLiteral("menuTools"));
    help = window->menuBar()->addMenu(Words::tr("&Help"));
    help->setObjectName(QStringLiteral("menuHelp"));
    help->addActions({ keys, about });
}

} // namespace mxlens
