// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

class QMenu;

namespace mxlens {

/// A value that is shown somewhere and what the menu about it does.
struct ValueMenu {
    QString copied; ///< What *Copy* puts on the clipboard; empty: nothing to copy.
    bool isDay = false; ///< The value is a day: a span, which cannot be left out.
    /// Narrows the view to the value, or to all but it; null where it is no filter.
    std::function<void(bool negated)> filter;
    QString copyText; ///< How *Copy* is called where there are several ways; empty: as it is.
};

/// Appends *Show only this*, *Leave this out* and *Copy* to a menu: the same everywhere. The
/// actions are called showOnlyThis, leaveThisOut and copyValue.
void addValueActions(QMenu& menu, const ValueMenu& value);

} // namespace mxlens
