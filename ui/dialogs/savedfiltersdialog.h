// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;
class QTableWidget;

namespace mxlens {

class FilterBook;

/// Asks for the name of a filter. GUI thread.
class SaveFilterDialog final : public QDialog {
    Q_OBJECT
public:
    /// book outlives the dialog.
    SaveFilterDialog(FilterBook& book, const QString& text, QWidget* parent = nullptr);

private:
    void follow();
    void keep();

    FilterBook& m_book;
    const QString m_text;
    QLineEdit* m_name = nullptr;
    QLabel* m_note = nullptr;
    QPushButton* m_save = nullptr;
};

/// The saved filters: renamed in place, deleted. GUI thread.
class SavedFiltersDialog final : public QDialog {
    Q_OBJECT
public:
    /// book outlives the dialog.
    explicit SavedFiltersDialog(FilterBook& book, QWidget* parent = nullptr);

private:
    void fill();
    void rename(int row);
    void removeCurrent();

    FilterBook& m_book;
    QTableWidget* m_table = nullptr;
    QPushButton* m_remove = nullptr;
    bool m_filling = false;
};

/// Opens the dialogs.
void saveFilter(QWidget* parent, FilterBook& book, const QString& text);
void editSavedFilters(QWidget* parent, FilterBook& book);

} // namespace mxlens
