// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QObject>

class QApplication;

namespace mxlens {

class DesktopScheme;

/// Keeps the application's palette as the user or the desktop wants it. One for an application,
/// owned by it. GUI thread.
class ThemeFollower final : public QObject {
    Q_OBJECT
public:
    /// Sets the style; the palette comes with follow().
    explicit ThemeFollower(QApplication& application);

    /// Applies choice, and later changes of the desktop where it is System.
    void follow(ThemeChoice choice);

    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void apply();
    void askPlatform();

    ThemeChoice m_choice = ThemeChoice::System;
    DesktopScheme* m_scheme = nullptr;
    bool m_platformDark = false;
    bool m_asking = false;
};

} // namespace mxlens
