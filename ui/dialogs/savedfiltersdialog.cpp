// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/savedfiltersdialog.h"

#include "ui/session/filterbook.h"
#include "ui/theme/theme.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

namespace mxlens {

namespace {

QVBoxLayout* dialogLayout(QDialog* dialog)
{
    auto* layout = new QVBoxLayout(dialog);
    const int margin = length(dialog, 6);
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->setSpacing(length(dialog, 3));
    return layout;
}

} // namespace

SaveFilterDialog::SaveFilterDialog(FilterBook& book, const QString& text, QWidget* parent)
    : QDialog(parent)
    , m_book(book)
    , m_text(text)
{
    setObjectName(QStringLiteral("saveFilterDialog"));
    setWindowTitle(tr("Save this filter"));
    QVBoxLayout* layout = dialogLayout(this);
    auto* filter = new QLabel(text);
    filter->setTextFormat(Qt::PlainText);
    filter->setWordWrap(true);
    filter->setFont(fixedFont(font()));
    layout->addWidget(filter);
    m_name = new QLineEdit;
    m_name->setObjectName(QStringLiteral("filterName"));
    auto* label = new QLabel(tr("&Name:"));
    label->setBuddy(m_name);
    layout->addWidget(label);
    layout->addWidget(m_name);
    m_note = new QLabel;
    m_note->setObjectName(QStringLiteral("filterNote"));
    m_note->setTextFormat(Qt::PlainText);
    layout->addWidget(m_note);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel);
    m_save = buttons->button(QDialogButtonBox::Save);
    connect(buttons, &QDialogButtonBox::accepted, this, &SaveFilterDialog::keep);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(buttons);
    connect(m_name, &QLineEdit::textChanged, this, &SaveFilterDialog::follow);
    setMinimumWidth(length(this, 120));
    follow();
}

void SaveFilterDialog::follow()
{
    const QString name = m_name->text().trimmed();
    m_save->setEnabled(!name.isEmpty());
    m_note->setText(m_book.has(name)
            ? tr("A filter of that name is there: this one takes its place.")
            : QString());
}

void SaveFilterDialog::keep()
{
    m_book.save(m_name->text(), m_text);
    accept();
}

SavedFiltersDialog::SavedFiltersDialog(FilterBook& book, QWidget* parent)
    : QDialog(parent)
    , m_book(book)
{
    setObjectName(QStringLiteral("savedFiltersDialog"));
    setWindowTitle(tr("Saved filters"));
    QVBoxLayout* layout = dialogLayout(this);
    m_table = new QTableWidget(0, 2);
    m_table->setObjectName(QStringLiteral("savedFilters"));
    m_table->setAccessibleName(tr("Saved filters"));
    m_table->setHorizontalHeaderLabels({ tr("Name"), tr("Filter") });
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->resizeSection(0, length(this, 48));
    m_table->verticalHeader()->hide();
    m_table->setShowGrid(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setTabKeyNavigation(false);
    layout->addWidget(m_table);
    auto* hint = new QLabel(tr("F2 or a double click renames a filter."));
    layout->addWidget(hint);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    m_remove = buttons->addButton(tr("&Delete"), QDialogButtonBox::ActionRole);
    m_remove->setObjectName(QStringLiteral("deleteFilter"));
    m_remove->setAutoDefault(false);
    connect(m_remove, &QPushButton::clicked, this, &SavedFiltersDialog::removeCurrent);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(buttons);
    connect(m_table, &QTableWidget::cellChanged, this, [this](int row) { rename(row); });
    connect(m_table, &QTableWidget::itemSelectionChanged, this,
        [this] { m_remove->setEnabled(m_table->currentRow() >= 0); });
    resize(length(this, 180), length(this, 100));
    fill();
}

void SavedFiltersDialog::fill()
{
    m_filling = true;
    const int current = m_table->currentRow();
    const QList<SavedFilter> filters = m_book.saved();
    m_table->setRowCount(static_cast<int>(filters.size()));
    for (int row = 0; row < m_table->rowCount(); ++row) {
        auto* name = new QTableWidgetItem(filters[row].name);
        name->setData(Qt::UserRole, filters[row].name);
        m_table->setItem(row, 0, name);
        auto* text = new QTableWidgetItem(filters[row].text);
        text->setFlags(Qt::ItemIsSelectable | Qt::ItemIsEnabled);
        m_table->setItem(row, 1, text);
    }
    if (m_table->rowCount() > 0)
        m_table->setCurrentCell(qBound(0, current, m_table->rowCount() - 1), 0);
    m_remove->setEnabled(m_table->currentRow() >= 0);
    m_filling = false;
}

void SavedFiltersDialog::rename(int row)
{
    if (m_filling)
        return;
    const QTableWidgetItem* item = m_table->item(row, 0);
    m_book.rename(item->data(Qt::UserRole).toString(), item->text());
    // Names are in their order again, and a name that was not taken is as it was.
    fill();
}

void SavedFiltersDialog::removeCurrent()
{
    const QTableWidgetItem* item = m_table->item(m_table->currentRow(), 0);
    if (!item)
        return;
    m_book.remove(item->data(Qt::UserRole).toString());
    fill();
}

void saveFilter(QWidget* parent, FilterBook& book, const QString& text)
{
    auto* dialog = new SaveFilterDialog(book, text, parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void editSavedFilters(QWidget* parent, FilterBook& book)
{
    auto* dialog = new SavedFiltersDialog(book, parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace mxlens
