// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/valuemenu.h"

#include "ui/theme/theme.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QMenu>

namespace mxlens {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(mxlens::ValueMenu)
};

} // namespace

void addValueActions(QMenu& menu, const ValueMenu& value)
{
    QAction* only = menu.addAction(icon(QStringLiteral("filter")),
        value.isDay ? Words::tr("Show &only this day") : Words::tr("Show &only this"));
    only->setObjectName(QStringLiteral("showOnlyThis"));
    only->setEnabled(value.filter != nullptr);
    QAction* out = menu.addAction(Words::tr("&Leave this out"));
    out->setObjectName(QStringLiteral("leaveThisOut"));
    out->setEnabled(value.filter && !value.isDay);
    menu.addSeparator();
    QAction* copy = menu.addAction(icon(QStringLiteral("copy")),
        value.copyText.isEmpty() ? Words::tr("&Copy") : value.copyText);
    copy->setObjectName(QStringLiteral("copyValue"));
    copy->setEnabled(!value.copied.isEmpty());
    QObject::connect(only, &QAction::triggered, &menu, [filter = value.filter] { filter(false); });
    QObject::connect(out, &QAction::triggered, &menu, [filter = value.filter] { filter(true); });
    QObject::connect(copy, &QAction::triggered, &menu,
        [text = value.copied] { QApplication::clipboard()->setText(text); });
}

} // namespace mxlens
