// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/toolsmenu.h"

#include "ui/dialogs/stspolicydialog.h"
#include "ui/dialogs/tlsadialog.h"
#include "ui/dialogs/tlsrptdialog.h"
#include "ui/help/helpwindow.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QMainWindow>
#include <QMenu>

#include <type_traits>
#include <utility>

namespace mxlens {

ToolsMenu::ToolsMenu(QMainWindow* window, QMenu* tools, QMenu* help, ToolContext context)
    : QObject(window)
    , m_window(window)
    , m_context(std::move(context))
{
    connect(add(tools, "actionTlsRpt", tr("TLS&RPT record\u2026")), &QAction::triggered, this,
        [this] { showOne<TlsRptDialog>(m_tlsRpt); });
    connect(add(tools, "actionStsPolicy", tr("&MTA-STS policy\u2026")), &QAction::triggered, this,
        [this] { showOne<StsPolicyDialog>(m_stsPolicy); });
    connect(add(tools, "actionTlsa", tr("&TLSA records\u2026")), &QAction::triggered, this,
        [this] { showOne<TlsaDialog>(m_tlsa); });
    auto* pages = new QAction(icon(QStringLiteral("help")), tr("&Help"), window);
    pages->setObjectName(QStringLiteral("actionHelp"));
    pages->setShortcut(QKeySequence::HelpContents);
    help->insertAction(help->actions().value(0), pages);
    connect(pages, &QAction::triggered, window,
        [window] { showHelp(QStringLiteral("start"), window); });
}

QAction* ToolsMenu::add(QMenu* menu, const char* name, const QString& text)
{
    auto* action = new QAction(text, m_window);
    action->setObjectName(QString::fromLatin1(name));
    menu->addAction(action);
    return action;
}

template <typename Dialog> void ToolsMenu::showOne(QPointer<ToolDialog>& place)
{
    if (!place) {
        if constexpr (std::is_constructible_v<Dialog, ToolContext, QWidget*>)
            place = new Dialog(m_context, m_window);
        else
            place = new Dialog(m_window);
    } else {
        place->followReports();
    }
    place->show();
    place->raise();
    place->activateWindow();
}

} // namespace mxlens
