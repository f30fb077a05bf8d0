// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QList>

class QAction;
class QActionGroup;
class QMainWindow;
class QMenu;

namespace mxlens {

/// The actions of the main window with their texts, icons, shortcuts and object names, and the
/// menus they stand in. What they do is connected by the window.
struct WindowActions {
    /// Makes the actions and the menu bar. The window owns them.
    explicit WindowActions(QMainWindow* window);

    QAction* newWindow = nullptr;
    QAction* open = nullptr;
    QAction* openFolder = nullptr;
    QAction* samples = nullptr;
    QMenu* recent = nullptr;
    QAction* clearRecent = nullptr;
    QAction* reload = nullptr;
    QAction* watch = nullptr; ///< Checkable.
    QAction* cancel = nullptr;
    QAction* closeAll = nullptr;
    QAction* exportRows = nullptr;
    QAction* exportAs = nullptr;
    QAction* quit = nullptr;
    QAction* paste = nullptr;
    QAction* copy = nullptr;
    QAction* settings = nullptr;
    QAction* find = nullptr;
    QMenu* filters = nullptr; ///< Last and saved filters.
    QAction* escape = nullptr;
    QAction* widen = nullptr;
    QAction* back = nullptr;
    QAction* forward = nullptr;
    QAction* resetZoom = nullptr;
    QList<QAction*> tabs; ///< In the order of the tabs.
    QAction* groupFailures = nullptr; ///< Checkable.
    QAction* relativeTimes = nullptr; ///< Checkable.
    QActionGroup* themes = nullptr; ///< Data of each action: ThemeChoice as int.
    QMenu* tools = nullptr; ///< Filled by ToolsMenu ...
    QMenu* help = nullptr; ///< ... which puts the help on top of this one.
    QAction* keys = nullptr;
    QAction* about = nullptr;

private:
    QAction* make(QMainWindow* window, const char* name, const QString& text,
        const QList<QKeySequence>& shortcuts = {}, const char* iconName = "");
    void makeAll(QMainWindow* window);
    void makeTabs(QMainWindow* window);
    void makeThemes(QMainWindow* window, QMenu* view);
    void fillMenus(QMainWindow* window);
};

} // namespace mxlens
