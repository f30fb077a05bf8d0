// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/reporttree.h"

#include "ui/session/rowanchor.h"
#include "ui/views/celldelegate.h"

#include <QHeaderView>
#include <QScrollBar>

#include <algorithm>
#include <utility>

namespace mxlens {

namespace {

// Unfolding all of thousands again would stall the window; the first ones are those that are
// looked at.
constexpr std::size_t keptUnfolded = 500;

// After another load each of them is looked for among all reports.
constexpr std::size_t carriedUnfolded = 8;

} // namespace

ReportTree::ReportTree(SortKey firstSort, QWidget* parent)
    : LongTree(parent)
    , m_reports(new ReportTreeModel(this))
{
    setModel(m_reports);
    setItemDelegate(new CellDelegate(static_cast<int>(ReportColumn::OrganizationName), this));
    setAllColumnsShowFocus(false);
    setExpandsOnDoubleClick(false);
    setAnimated(false);
    setFrameShape(QFrame::NoFrame);
    quietHeader(header());
    header()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_rowView = new RowView(this, header(), m_reports->columns(), firstSort);
    m_rowView->setChildFilter(
        [this](const QModelIndex& index) { return m_reports->filterAt(index); });
    connect(this, &LongTree::expanded, this, [this](const QModelIndex& index) {
        if (!m_exchanging && m_unfolded.size() < keptUnfolded)
            m_unfolded.push_back(m_reports->rowAt(index));
    });
    connect(this, &LongTree::collapsed, this,
        [this](const QModelIndex& index) { std::erase(m_unfolded, m_reports->rowAt(index)); });
}

void ReportTree::showRows(std::shared_ptr<const Snapshot> snapshot, const RowList& rows)
{
    const SelectedRow current = currentRow();
    const int currentColumn = currentIndex().column();
    // Asking what stands on top lays out all rows that are about to go.
    const bool scrolled = verticalScrollBar()->value() > 0 || m_keepsPlace;
    SelectedRow top = scrolled ? m_reports->rowAt(indexAt(QPoint(1, 1))) : SelectedRow();
    const std::shared_ptr<const Snapshot> before = m_reports->snapshot();
    if (before && snapshot && &before->pool() != &snapshot->pool()) {
        // Another load: the same row has another id.
        top = sameRow(*before, top, *snapshot);
        carryUnfolded(*snapshot);
    }

    m_exchanging = true;
    m_reports->setRows(std::move(snapshot), rows);
    for (const SelectedRow& row : m_unfolded) {
        const QModelIndex index = m_reports->indexOf(row);
        if (index.isValid())
            setExpanded(index, true);
    }
    if (current.kind != RowKind::None) {
        const QModelIndex index = m_reports->indexOf(current);
        if (index.isValid())
            selectionModel()->setCurrentIndex(index.siblingAtColumn(std::max(currentColumn, 0)),
                QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    }
    if (scrolled) {
        const QModelIndex index = m_reports->indexOf(top);
        if (index.isValid())
            scrollTo(index, QAbstractItemView::PositionAtTop);
    }
    m_exchanging = false;
    if (currentRow() != current)
        emit currentRowChanged(currentRow());
}

void ReportTree::carryUnfolded(const Snapshot& to)
{
    std::vector<SelectedRow> carried;
    for (const SelectedRow& row : m_unfolded) {
        if (carried.size() == carriedUnfolded)
            break;
        const SelectedRow same = sameRow(*m_reports->snapshot(), row, to);
        if (same.kind != RowKind::None)
            carried.push_back(same);
    }
    m_unfolded = std::move(carried);
}

std::vector<RowId> ReportTree::selectedReports() const
{
    std::vector<RowId> reports;
    for (const QItemSelectionRange& range : selectionModel()->selection()) {
        if (range.parent().isValid())
            continue;
        for (int row = range.top(); row <= range.bottom(); ++row)
            reports.push_back(m_reports->rows()[static_cast<std::size_t>(row)]);
    }
    return reports;
}

SelectedRow ReportTree::currentRow() const
{
    return m_reports->rowAt(currentIndex());
}

bool ReportTree::selectRow(SelectedRow row)
{
    const QModelIndex index = m_reports->indexOf(row);
    if (!index.isValid())
        return false;
    setCurrentIndex(index);
    return true;
}

void ReportTree::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    LongTree::currentChanged(current, previous);
    if (!m_exchanging && current.siblingAtColumn(0) != previous.siblingAtColumn(0))
        emit currentRowChanged(currentRow());
}

} // namespace mxlens
