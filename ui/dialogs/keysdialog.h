// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QMainWindow;
class QTreeWidget;

namespace mxlens {

/// Everything that the keyboard does, and the words of the filter. What stands in menus is taken
/// from them, so that it cannot be forgotten here. GUI thread.
class KeysDialog final : public QDialog {
    Q_OBJECT
public:
    explicit KeysDialog(QMainWindow* window);

private:
    void addMenus(const QMainWindow& window);
    void addViews();
    void addFilterWords();

    QTreeWidget* m_list = nullptr;
};

/// Property of an action whose text in the menu changes: what the list of keys calls it.
constexpr char listedAsProperty[] = "mxlensListedAs";

/// Opens the dialog.
void showKeys(QMainWindow* window);

} // namespace mxlens
