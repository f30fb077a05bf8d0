// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/rowview.h"

#include "ui/theme/theme.h"
#include "ui/views/rowcopy.h"
#include "ui/views/valuemenu.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QKeyEvent>
#include <QMimeData>

#include <utility>

namespace mxlens {

RowView::RowView(QAbstractItemView* view, QHeaderView* header, const QList<RowColumn>& columns,
    SortKey firstSort)
    : QObject(view)
    , m_view(view)
    , m_header(header)
    , m_columns(columns)
    , m_keeper(new ColumnKeeper(header, columns, firstSort))
{
    m_keeper->setSort(firstSort);
    view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    view->setSelectionBehavior(QAbstractItemView::SelectRows);
    view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    view->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    view->setTabKeyNavigation(false);
    view->setContextMenuPolicy(Qt::CustomContextMenu);
    view->installEventFilter(this);
    connect(view, &QWidget::customContextMenuRequested, this, &RowView::showMenu);
    connect(view, &QAbstractItemView::doubleClicked, this,
        [this](const QModelIndex& index) { request(index, false); });
}

void RowView::copyRows()
{
    QModelIndexList rows = selectedRowsOf(*m_view->selectionModel());
    if (rows.isEmpty() && m_view->currentIndex().isValid())
        rows.append(m_view->currentIndex().siblingAtColumn(0));
    if (rows.isEmpty())
        return;
    QApplication::clipboard()->setMimeData(copyOfRows(*m_view->model(), rows, *m_header).release());
    if (rows.size() >= copiedRowsLimit)
        emit copyWasCut(static_cast<int>(rows.size()));
}

std::pair<QString, QString> RowView::filterOf(const QModelIndex& index) const
{
    if (!index.isValid())
        return {};
    if (index.parent().isValid())
        return m_childFilter ? m_childFilter(index) : std::pair<QString, QString>();
    const QVariant value = index.data(FilterRole);
    const QVariant key = index.data(FilterKeyRole);
    return { key.isValid() ? key.toString() : m_columns[index.column()].filterKey,
        (value.isValid() ? value : index.data(SortRole)).toString() };
}

bool RowView::narrows(const QModelIndex& index) const
{
    const auto [key, value] = filterOf(index);
    return !key.isEmpty() && !value.isEmpty();
}

void RowView::request(const QModelIndex& index, bool negated)
{
    const auto [key, value] = filterOf(index);
    if (!key.isEmpty() && !value.isEmpty())
        emit termRequested(key, value, negated);
}

void RowView::fillMenu(QMenu& menu)
{
    const QPersistentModelIndex index(m_view->currentIndex());
    const auto [key, text] = filterOf(index);
    const bool filters = !key.isEmpty() && !text.isEmpty();
    ValueMenu value;
    value.isDay = filters && isTime(m_columns[index.column()].kind);
    if (filters)
        value.filter = [this, index](bool negated) { request(index, negated); };
    value.copied = index.data(SortRole).toString();
    value.copyText = tr("Copy &cell");
    addValueActions(menu, value);
    QAction* rows = menu.addAction(icon(QStringLiteral("copy")), tr("Copy &rows"));
    rows->setObjectName(QStringLiteral("copyRows"));
    rows->setShortcut(QKeySequence::Copy);
    rows->setEnabled(index.isValid());
    connect(rows, &QAction::triggered, this, &RowView::copyRows);
    for (QAction* action : std::as_const(m_extra)) {
        menu.addSeparator();
        menu.addAction(action);
    }
    menu.addSeparator();
    m_keeper->fillMenu(*menu.addMenu(tr("Co&lumns")));
    emit menuFilled(menu);
}

void RowView::showMenu(const QPoint& position)
{
    // By keyboard the menu is about the current cell, by mouse about the one under it.
    const QModelIndex under = m_view->indexAt(position);
    if (under.isValid() && !m_view->selectionModel()->isSelected(under))
        m_view->setCurrentIndex(under);
    else if (under.isValid())
        m_view->selectionModel()->setCurrentIndex(under, QItemSelectionModel::NoUpdate);
    auto* menu = new QMenu(m_view);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fillMenu(*menu);
    menu->popup(m_view->viewport()->mapToGlobal(position));
}

bool RowView::eventFilter(QObject* watched, QEvent* event)
{
    // The view's own copy puts a single cell on the clipboard.
    if (event->type() == QEvent::KeyPress
        && static_cast<QKeyEvent*>(event)->matches(QKeySequence::Copy)) {
        copyRows();
        return true;
    }
    if (event->type() == QEvent::ShortcutOverride
        && static_cast<QKeyEvent*>(event)->matches(QKeySequence::Copy)) {
        event->accept();
        return true;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace mxlens
