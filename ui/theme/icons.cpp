// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"
#include "ui/theme/themeiconengine.h"

namespace mxlens {
namespace {

QString actionIconPath(const QString& name)
{
    return QStringLiteral(":/icons/actions/%1.svg").arg(name);
}

} // namespace

QIcon icon(const QString& name)
{
    return QIcon(new ThemeIconEngine(actionIconPath(name)));
}

QIcon icon(const QString& name, Colour meaning)
{
    return QIcon(new ThemeIconEngine(actionIconPath(name), meaning));
}

QIcon applicationIcon()
{
    return QIcon(QStringLiteral(":/icons/org.mxlens.MXLens.svg"));
}

} // namespace mxlens
