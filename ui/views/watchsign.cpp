// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/watchsign.h"

#include "ui/theme/theme.h"

#include <QAction>

namespace mxlens {

WatchSign::WatchSign(QAction* watch, QWidget* parent)
    : QToolButton(parent)
{
    setObjectName(QStringLiteral("watchSign"));
    setAutoRaise(true);
    setFocusPolicy(Qt::TabFocus);
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setIcon(mxlens::icon(QStringLiteral("watch"), Colour::Accent));
    setText(tr("Watching"));
    setToolTip(tr("New reports in what is open appear by themselves. Press to stop watching."));
    setAccessibleName(tr("Watching for new reports: stop"));
    connect(this, &QAbstractButton::clicked, watch, [watch] { watch->setChecked(false); });
    connect(watch, &QAction::toggled, this, &QWidget::setVisible);
    setVisible(watch->isChecked());
}

} // namespace mxlens
