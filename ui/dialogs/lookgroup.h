// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QList>

class QWidget;

namespace mxlens {

class Settings;

/// The actions of a window that the settings show once more: what is chosen here is chosen there.
struct LookActions {
    QList<QAction*> themes; ///< Of one group.
    QAction* relativeTimes = nullptr; ///< Can be checked.
};

/// The part of the settings about how everything looks: language, colours, form of times. The
/// language holds from the next start on, the rest at once. settings must outlive it. GUI thread.
QWidget* makeLookGroup(Settings& settings, const LookActions& actions);

} // namespace mxlens
