// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/recordtable.h"

#include "ui/views/celldelegate.h"
#include "ui/views/rowcopy.h"

#include <QEvent>
#include <QHeaderView>
#include <QScrollBar>

#include <utility>

namespace mxlens {

namespace {

// A larger selection was made to be copied or counted, not to be kept row by row.
constexpr qsizetype keptSelection = 1'000;

} // namespace

RecordTable::RecordTable(
    RowTableModel* model, RowKind kind, int markColumn, SortKey firstSort, QWidget* parent)
    : QTableView(parent)
    , m_records(model)
    , m_kind(kind)
{
    model->setParent(this);
    setModel(model);
    setItemDelegate(new CellDelegate(markColumn, this));
    setShowGrid(false);
    setWordWrap(false);
    setCornerButtonEnabled(false);
    setFrameShape(QFrame::NoFrame);
    quietHeader(horizontalHeader());
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    fixRowHeight();
    m_rowView = new RowView(this, horizontalHeader(), model->columns(), firstSort);
}

void RecordTable::showRows(std::shared_ptr<const Snapshot> snapshot, std::vector<RowId> rows)
{
    const SelectedRow current = currentRow();
    const int currentColumn = currentIndex().column();
    std::vector<RowId> selected;
    const QModelIndexList selectedBefore = selectedRowsOf(*selectionModel());
    if (selectedBefore.size() <= keptSelection) {
        for (const QModelIndex& index : selectedBefore)
            selected.push_back(m_records->rows()[static_cast<std::size_t>(index.row())]);
    }
    // Where the row on top stands afterwards, so that what is read does not jump.
    const int topRow = rowAt(0);
    const RowId topId = topRow >= 0 ? m_records->rows()[static_cast<std::size_t>(topRow)] : 0;
    const int scrolled = verticalScrollBar()->value();

    m_exchanging = true;
    m_records->setRows(std::move(snapshot), std::move(rows));
    if (!selected.empty()) {
        QItemSelection selection;
        for (const int row : m_records->rowsOf(selected))
            selection.select(
                m_records->index(row, 0), m_records->index(row, m_records->columnCount() - 1));
        selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    }
    if (current.kind != RowKind::None) {
        if (const std::optional<int> row = m_records->rowOf(current.id))
            selectionModel()->setCurrentIndex(
                m_records->index(*row, currentColumn), QItemSelectionModel::NoUpdate);
    }
    m_exchanging = false;
    if (scrolled > 0 && topRow >= 0) {
        if (const std::optional<int> row = m_records->rowOf(topId))
            verticalScrollBar()->setValue(verticalScrollMode() == ScrollPerItem
                    ? *row
                    : *row * verticalHeader()->defaultSectionSize());
    }
    if (currentRow() != current)
        emit currentRowChanged(currentRow());
}

SelectedRow RecordTable::currentRow() const
{
    const QModelIndex index = currentIndex();
    if (!index.isValid() || static_cast<std::size_t>(index.row()) >= m_records->rows().size())
        return {};
    return { m_kind, m_records->rows()[static_cast<std::size_t>(index.row())] };
}

bool RecordTable::selectRow(RowId id)
{
    const std::optional<int> row = m_records->rowOf(id);
    if (!row)
        return false;
    const int column = horizontalHeader()->logicalIndex(0);
    setCurrentIndex(m_records->index(*row, column));
    return true;
}

void RecordTable::changeEvent(QEvent* event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        fixRowHeight();
}

void RecordTable::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QTableView::currentChanged(current, previous);
    if (!m_exchanging && current.row() != previous.row())
        emit currentRowChanged(currentRow());
}

void RecordTable::fixRowHeight()
{
    verticalHeader()->setMinimumSectionSize(1);
    verticalHeader()->setDefaultSectionSize(tableRowHeight(this));
}

} // namespace mxlens
