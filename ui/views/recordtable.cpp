// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/recordtable.h"

#include "ui/models/failuretablemodel.h"
#include "ui/session/rowanchor.h"
#include "ui/views/celldelegate.h"
#include "ui/views/rowcopy.h"

#include <QEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMouseEvent>
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
    // Whether a whole column is selected a header asks row by row, of a million rows too, and shows
    // nothing of it here: it has a selection of its own, which stays empty.
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSelectionModel(new QItemSelectionModel(model, this));
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    fixRowHeight();
    m_rowView = new RowView(this, horizontalHeader(), model->columns(), firstSort);
}

void RecordTable::showRows(std::shared_ptr<const Snapshot> snapshot, const RowList& rows)
{
    exchange(snapshot, [&] { m_records->setRows(std::move(snapshot), rows); });
}

void RecordTable::showArranged(std::shared_ptr<const Snapshot> snapshot, const TableRows& rows)
{
    exchange(snapshot, [&] {
        auto* failures = qobject_cast<FailureTableModel*>(m_records);
        if (failures && rows.groups)
            failures->setGroups(std::move(snapshot), rows.groups, rows.largest);
        else if (failures)
            failures->setSingle(std::move(snapshot), rows.shown, rows.largest);
        else
            m_records->setRows(std::move(snapshot), rows.shown);
    });
}

void RecordTable::exchange(
    const std::shared_ptr<const Snapshot>& snapshot, const std::function<void()>& setRows)
{
    const SelectedRow current = currentRow();
    const int currentColumn = currentIndex().column();
    std::vector<RowId> selected;
    const QModelIndexList selectedBefore = selectedRowsOf(*selectionModel());
    if (selectedBefore.size() <= keptSelection) {
        for (const QModelIndex& index : selectedBefore)
            selected.push_back(m_records->rows()[static_cast<std::size_t>(index.row())]);
    }
    // Where it stands afterwards, so that what is read does not jump.
    auto kept = anchor();
    const auto& before = m_records->snapshot();
    if (kept && before && snapshot && &before->pool() != &snapshot->pool()) {
        // Another load: the same row has another id.
        const SelectedRow same = sameRow(*before, { m_kind, kept->first }, *snapshot);
        if (same.kind == m_kind)
            kept->first = same.id;
        else
            kept.reset();
    }

    m_exchanging = true;
    setRows();
    if (!selected.empty()) {
        QItemSelection selection;
        for (const int row : m_records->rowsOf(selected))
            selection.select(
                m_records->index(row, 0), m_records->index(row, m_records->columnCount() - 1));
        selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    }
    if (current.kind != RowKind::None) {
        if (const std::optional<int> row = placeOf(current))
            selectionModel()->setCurrentIndex(
                m_records->index(*row, currentColumn), QItemSelectionModel::NoUpdate);
    }
    m_exchanging = false;
    if (kept)
        keepPlace(kept->first, kept->second);
    if (currentRow() != current)
        emit currentRowChanged(currentRow());
}

std::optional<std::pair<RowId, int>> RecordTable::anchor() const
{
    if (verticalScrollBar()->value() == 0 && !m_keepsPlace)
        return std::nullopt;
    const int top = rowAt(0);
    if (top < 0)
        return std::nullopt;
    // What is explained below is what is read, where it is seen.
    const int current = currentIndex().row();
    const bool seen = current >= top && rowViewportPosition(current) < viewport()->height();
    const int row = seen ? current : top;
    return std::pair(m_records->rows()[static_cast<std::size_t>(row)], row - top);
}

void RecordTable::keepPlace(RowId id, int below)
{
    const std::optional<int> row = m_records->rowOf(id);
    if (!row)
        return;
    const int top = *row - below;
    verticalScrollBar()->setValue(
        verticalScrollMode() == ScrollPerItem ? top : top * verticalHeader()->defaultSectionSize());
}

std::vector<RowId> RecordTable::selectedDetails() const
{
    const FailureTableModel* grouped = groups();
    std::vector<RowId> details;
    for (const QItemSelectionRange& range : selectionModel()->selection()) {
        if (!grouped) {
            const auto first = m_records->rows().begin();
            details.insert(details.end(), first + range.top(), first + range.bottom() + 1);
            continue;
        }
        for (int row = range.top(); row <= range.bottom(); ++row) {
            const std::vector<RowId> ofRow = grouped->detailsOf(row);
            details.insert(details.end(), ofRow.begin(), ofRow.end());
        }
    }
    return details;
}

FailureTableModel* RecordTable::groups() const
{
    auto* failures = qobject_cast<FailureTableModel*>(m_records);
    return failures && failures->isGrouped() ? failures : nullptr;
}

bool RecordTable::toggleGroup(const QModelIndex& index, std::optional<bool> open)
{
    FailureTableModel* grouped = groups();
    if (!grouped || !index.isValid())
        return false;
    const Branch branch = grouped->branchOf(index.row());
    if (branch != Branch::Open && branch != Branch::Closed)
        return false;
    grouped->setOpen(index.row(), open.value_or(branch == Branch::Closed));
    return true;
}

void RecordTable::mousePressEvent(QMouseEvent* event)
{
    const QPoint place = event->position().toPoint();
    const QModelIndex index = indexAt(place);
    const bool first = index.isValid() && horizontalHeader()->visualIndex(index.column()) == 0;
    // A little more than the arrow itself, which is small.
    const int margin = fontMetrics().height() / 4;
    if (first && event->button() == Qt::LeftButton
        && branchRect(this, visualRect(index), layoutDirection())
               .adjusted(-margin, -margin, margin, margin)
               .contains(place)
        && toggleGroup(index))
        return;
    QTableView::mousePressEvent(event);
}

void RecordTable::keyPressEvent(QKeyEvent* event)
{
    const int key = event->key();
    if ((key == Qt::Key_Plus && toggleGroup(currentIndex(), true))
        || (key == Qt::Key_Minus && toggleGroup(currentIndex(), false))
        || ((key == Qt::Key_Return || key == Qt::Key_Enter) && toggleGroup(currentIndex())))
        return;
    QTableView::keyPressEvent(event);
}

SelectedRow RecordTable::currentRow() const
{
    const QModelIndex index = currentIndex();
    if (!index.isValid() || static_cast<std::size_t>(index.row()) >= m_records->rows().size())
        return {};
    const FailureTableModel* grouped = groups();
    return { m_kind, m_records->rows()[static_cast<std::size_t>(index.row())],
        grouped && grouped->standsForGroup(index.row()) };
}

std::vector<RowId> RecordTable::currentGroup() const
{
    const FailureTableModel* grouped = groups();
    if (!grouped || !grouped->standsForGroup(currentIndex().row()))
        return {};
    return grouped->detailsOf(currentIndex().row());
}

std::optional<int> RecordTable::placeOf(SelectedRow row) const
{
    const std::optional<int> place = m_records->rowOf(row.id);
    const FailureTableModel* grouped = groups();
    const bool opensAtIt = place && grouped && grouped->branchOf(*place) == Branch::Open
        && m_records->rows()[static_cast<std::size_t>(*place)] == row.id;
    return opensAtIt && !row.ofGroup ? *place + 1 : place;
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
    if (!isVisible())
        m_awaitsScroll = true;
    if (!m_exchanging && current.row() != previous.row())
        emit currentRowChanged(currentRow());
}

void RecordTable::showEvent(QShowEvent* event)
{
    QTableView::showEvent(event);
    // A table that is not seen does not scroll to a row that is chosen from elsewhere.
    if (m_awaitsScroll && currentIndex().isValid())
        scrollTo(currentIndex());
    m_awaitsScroll = false;
}

void RecordTable::fixRowHeight()
{
    verticalHeader()->setMinimumSectionSize(1);
    verticalHeader()->setDefaultSectionSize(tableRowHeight(this));
}

} // namespace mxlens
