// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/export.h"

#include <QDialog>

#include <functional>

class QButtonGroup;
class QCheckBox;
class QComboBox;
class QFormLayout;
class QGroupBox;
class QLabel;
class QRadioButton;

namespace mxlens {

/// What a user chose to write.
struct ExportChoice {
    Table table = Table::Failures;
    TrendBy trendBy = TrendBy::Domain;
    bool allRows = false; ///< Everything that was read, not what is shown.
    bool allColumns = true; ///< Not only those that are shown, as they stand.
    ExportFormat format = ExportFormat::Csv;
    CsvStyle csv;
};

/// Asks which table is to be written, which of its rows and columns, and how. GUI thread.
class ExportDialog final : public QDialog {
    Q_OBJECT
public:
    /// Number of rows of a table that are shown; nothing where that is not known.
    using RowCounts = std::function<std::optional<std::size_t>(Table)>;

    /// front: the table that is seen.
    ExportDialog(Table front, RowCounts shown, QWidget* parent = nullptr);

    ExportChoice choice() const;

private:
    QWidget* whatGroup(Table front);
    QWidget* howGroup();
    QRadioButton* addChoice(
        QFormLayout* form, QButtonGroup* group, const char* name, const QString& label);
    void follow();

    const RowCounts m_shown;
    QComboBox* m_table = nullptr;
    QComboBox* m_split = nullptr;
    QLabel* m_splitLabel = nullptr;
    QRadioButton* m_shownRows = nullptr;
    QRadioButton* m_allRows = nullptr;
    QRadioButton* m_shownColumns = nullptr;
    QRadioButton* m_allColumns = nullptr;
    QComboBox* m_format = nullptr;
    QComboBox* m_separator = nullptr;
    QCheckBox* m_mark = nullptr;
    QCheckBox* m_guard = nullptr;
    QLabel* m_note = nullptr;
};

} // namespace mxlens
