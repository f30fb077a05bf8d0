// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/domaintree.h"

#include "ui/theme/theme.h"
#include "ui/views/celldelegate.h"
#include "ui/views/sparklinedelegate.h"

#include <QEvent>
#include <QHeaderView>

#include <utility>

namespace mxlens {

DomainTree::DomainTree(QWidget* parent)
    : QTreeView(parent)
    , m_domains(new DomainTreeModel(this))
{
    setModel(m_domains);
    setItemDelegate(new CellDelegate(-1, this));
    setItemDelegateForColumn(DomainTreeModel::TrendColumn,
        new SparklineDelegate(
            [this](const QModelIndex& index) { return m_domains->lineAt(index); }, this));
    setUniformRowHeights(true);
    setAllColumnsShowFocus(true);
    setAnimated(false);
    setFrameShape(QFrame::NoFrame);
    quietHeader(header());
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    header()->setSectionsMovable(false);
    header()->setSectionsClickable(false);
    header()->setStretchLastSection(false);
    sizeColumns();
    connect(this, &QTreeView::expanded, this,
        [this](const QModelIndex& index) { keepFold(index, true); });
    connect(this, &QTreeView::collapsed, this,
        [this](const QModelIndex& index) { keepFold(index, false); });
}

void DomainTree::sizeColumns()
{
    setIndentation(length(this, 4));
    header()->setMinimumSectionSize(length(this, 8));
    header()->setSectionResizeMode(DomainTreeModel::NameColumn, QHeaderView::Stretch);
    header()->setSectionResizeMode(DomainTreeModel::FailedColumn, QHeaderView::Interactive);
    header()->setSectionResizeMode(DomainTreeModel::RateColumn, QHeaderView::Interactive);
    header()->resizeSection(DomainTreeModel::FailedColumn, length(this, 18));
    header()->resizeSection(DomainTreeModel::RateColumn, length(this, 21));
    header()->setSectionResizeMode(DomainTreeModel::TrendColumn, QHeaderView::Interactive);
    header()->resizeSection(DomainTreeModel::TrendColumn, length(this, 15));
}

QSize DomainTree::sizeHint() const
{
    return { length(this, 88), length(this, 160) };
}

void DomainTree::showDomains(std::vector<DomainNode> domains, const SessionFigures& all)
{
    QList<TreePlace> unfolded = m_unfolded;
    // Until somebody folds or unfolds a place, the domain with most failures is open.
    if (!m_touched && !domains.empty() && domains.front().figures.failed.valueOr(0) > 0)
        unfolded = { { QString::fromStdString(domains.front().domain), std::nullopt, {} } };
    m_exchanging = true;
    m_domains->setDomains(std::move(domains), all);
    collapseAll();
    for (const TreePlace& place : std::as_const(unfolded)) {
        const QModelIndex index = m_domains->indexOf(place);
        if (index.isValid())
            setExpanded(index, true);
    }
    m_exchanging = false;
    setChosen(m_chosen);
}

void DomainTree::keepFold(const QModelIndex& index, bool open)
{
    if (m_exchanging)
        return;
    m_touched = true;
    const TreePlace place = m_domains->placeAt(index);
    m_unfolded.removeAll(place);
    if (open)
        m_unfolded.append(place);
}

void DomainTree::setChosen(const TreePlace& place)
{
    m_chosen = place;
    const QModelIndex index = m_domains->indexOf(place);
    m_exchanging = true;
    if (index.isValid()) {
        for (QModelIndex above = index.parent(); above.isValid(); above = above.parent())
            setExpanded(above, true);
        selectionModel()->setCurrentIndex(
            index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    } else {
        selectionModel()->clear();
    }
    m_exchanging = false;
}

void DomainTree::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QTreeView::currentChanged(current, previous);
    if (m_exchanging || !current.isValid())
        return;
    m_chosen = m_domains->placeAt(current);
    emit placeChosen(m_chosen);
}

void DomainTree::changeEvent(QEvent* event)
{
    QTreeView::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        sizeColumns();
}

} // namespace mxlens
