// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/reporttree.h"

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

} // namespace

ReportTree::ReportTree(SortKey firstSort, QWidget* parent)
    : QTreeView(parent)
    , m_reports(new ReportTreeModel(this))
{
    setModel(m_reports);
    setItemDelegate(new CellDelegate(static_cast<int>(ReportColumn::OrganizationName), this));
    setUniformRowHeights(true);
    setAllColumnsShowFocus(false);
    setExpandsOnDoubleClick(false);
    setAnimated(false);
    setFrameShape(QFrame::NoFrame);
    quietHeader(header());
    header()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_rowView = new RowView(this, header(), m_reports->columns(), firstSort);
    connect(this, &QTreeView::expanded, this, [this](const QModelIndex& index) {
        if (!m_exchanging && m_unfolded.size() < keptUnfolded)
            m_unfolded.push_back(m_reports->rowAt(index));
    });
    connect(this, &QTreeView::collapsed, this,
        [this](const QModelIndex& index) { std::erase(m_unfolded, m_reports->rowAt(index)); });
}

void ReportTree::showRows(std::shared_ptr<const Snapshot> snapshot, std::vector<RowId> rows)
{
    const SelectedRow current = currentRow();
    const int currentColumn = currentIndex().column();
    // Asking what stands on top lays out all rows that are about to go.
    const bool scrolled = verticalScrollBar()->value() > 0;
    const SelectedRow top = scrolled ? m_reports->rowAt(indexAt(QPoint(1, 1))) : SelectedRow();

    m_exchanging = true;
    m_reports->setRows(std::move(snapshot), std::move(rows));
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
    QTreeView::currentChanged(current, previous);
    if (!m_exchanging && current.siblingAtColumn(0) != previous.siblingAtColumn(0))
        emit currentRowChanged(currentRow());
}

} // namespace mxlens
