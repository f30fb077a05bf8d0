// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

class QWidget;

namespace mxlens {

class Settings;

/// Asks the user for the path of a text file. Functions, so that tests answer in the user's place.
/// Answers arrive later, on the GUI thread, and not at all when the user gives up.
struct ToolFiles {
    using Chosen = std::function<void(const QString& path)>;
    std::function<void(QWidget* parent, const QString& title, Chosen chosen)> open;
    std::function<void(
        QWidget* parent, const QString& title, const QString& suggestion, Chosen chosen)>
        save;
};

/// The dialogs of the desktop. settings: outlive their use; where something was saved last.
ToolFiles desktopToolFiles(Settings* settings);

} // namespace mxlens
