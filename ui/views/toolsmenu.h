// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dialogs/tooldialog.h"

#include <QObject>
#include <QPointer>

class QAction;
class QMainWindow;
class QMenu;

namespace mxlens {

/// The actions of the menus Tools and Help that open windows of their own, one of each kind. GUI
/// thread.
class ToolsMenu final : public QObject {
    Q_OBJECT
public:
    /// window owns everything; context as the tools are given it.
    ToolsMenu(QMainWindow* window, QMenu* tools, QMenu* help, ToolContext context);

private:
    template <typename Dialog> void showOne(QPointer<ToolDialog>& place);
    QAction* add(QMenu* menu, const char* name, const QString& text);

    QMainWindow* const m_window;
    const ToolContext m_context;
    QPointer<ToolDialog> m_tlsRpt;
    QPointer<ToolDialog> m_stsPolicy;
    QPointer<ToolDialog> m_tlsa;
};

} // namespace mxlens
