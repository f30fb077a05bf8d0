// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/columnkeeper.h"

#include "ui/theme/theme.h"

#include <QAction>
#include <QEvent>

#include <algorithm>
#include <utility>

namespace mxlens {

ColumnKeeper::ColumnKeeper(QHeaderView* header, QList<RowColumn> columns, SortKey firstSort)
    : QObject(header)
    , m_header(header)
    , m_columns(std::move(columns))
    , m_firstSort(firstSort)
    , m_sort(firstSort)
{
    header->setSectionsMovable(true);
    header->setFirstSectionMovable(true);
    header->setSectionsClickable(true);
    header->setHighlightSections(false);
    header->setSortIndicatorShown(true);
    header->setSectionResizeMode(QHeaderView::Interactive);
    header->setStretchLastSection(true);
    header->setMinimumSectionSize(length(header, 8));
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QHeaderView::sectionClicked, this, &ColumnKeeper::sectionClicked);
    connect(header, &QHeaderView::customContextMenuRequested, this, &ColumnKeeper::showMenu);
    connect(header, &QHeaderView::sectionResized, this, &ColumnKeeper::sectionResized);
    header->installEventFilter(this);
    reset();
}

void ColumnKeeper::setFilling(int column, const QList<int>& beside)
{
    m_filling = column;
    m_beside = beside;
    fill();
}

void ColumnKeeper::fill()
{
    if (m_filling < 0 || m_sized || m_header->isSectionHidden(m_filling))
        return;
    // Its viewport has its old size while it is being resized.
    int room = m_header->width();
    for (const int column : std::as_const(m_beside)) {
        if (!m_header->isSectionHidden(column))
            room -= m_header->sectionSize(column);
    }
    const int least = firstWidth(m_filling);
    // A line that is longer is not read in one go.
    resize(m_filling, std::clamp(room, least, least * 2));
}

void ColumnKeeper::resize(int column, int width)
{
    const bool before = std::exchange(m_resizing, true);
    m_header->resizeSection(column, width);
    m_resizing = before;
}

void ColumnKeeper::sectionResized(int column, int before, int now)
{
    // Without a width before or after, it was shown or hidden.
    if (m_resizing || m_filling < 0 || before == 0 || now == 0)
        return;
    int last = m_header->count() - 1;
    while (last > 0 && m_header->isSectionHidden(m_header->logicalIndex(last)))
        --last;
    // The last one is stretched by Qt.
    if (column == m_filling && m_header->visualIndex(column) != last)
        m_sized = true;
    else if (m_beside.contains(column))
        fill();
}

bool ColumnKeeper::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_header && event->type() == QEvent::Resize)
        fill();
    return QObject::eventFilter(watched, event);
}

void ColumnKeeper::reset()
{
    m_sized = false;
    QList<int> order;
    for (int column = 0; column < m_columns.size(); ++column) {
        order.append(column);
        m_header->setSectionHidden(column, false); // else its title would need no room
        resize(column, firstWidth(column));
        m_header->setSectionHidden(column, m_columns[column].place < 0);
    }
    std::stable_sort(order.begin(), order.end(), [this](int a, int b) {
        const auto place = [this](int column) {
            return m_columns[column].place < 0 ? 1000 : m_columns[column].place;
        };
        return place(a) < place(b);
    });
    for (int visual = 0; visual < order.size(); ++visual)
        m_header->moveSection(m_header->visualIndex(order[visual]), visual);
    fill();
}

void ColumnKeeper::apply(const ColumnLayout& layout)
{
    reset();
    int visual = 0;
    for (const ColumnLayout::Column& kept : layout.columns) {
        const int column = columnNamed(m_columns, kept.name);
        if (column < 0)
            continue;
        m_header->moveSection(m_header->visualIndex(column), visual++);
        m_header->setSectionHidden(column, kept.hidden);
        if (kept.width <= 0)
            continue;
        resize(column, kept.width);
        // What an earlier version kept is the width that it gave every window.
        m_sized |= column == m_filling && kept.width != firstWidth(column);
    }
    fill();
    const int sorted = columnNamed(m_columns, layout.sortColumn);
    if (!layout.columns.isEmpty())
        setSort({ sorted, sorted >= 0 && layout.sortDescending });
}

ColumnLayout ColumnKeeper::layout() const
{
    ColumnLayout layout;
    for (int visual = 0; visual < m_header->count(); ++visual) {
        const int column = m_header->logicalIndex(visual);
        const bool hidden = m_header->isSectionHidden(column);
        // A hidden section has no width, and one that takes free room none of its own; 0 leaves the
        // first one in force.
        const bool own = !hidden && (column != m_filling || m_sized);
        layout.columns.append(
            { m_columns[column].name, own ? m_header->sectionSize(column) : 0, hidden });
    }
    if (m_sort.column >= 0)
        layout.sortColumn = m_columns[m_sort.column].name;
    layout.sortDescending = m_sort.descending;
    return layout;
}

void ColumnKeeper::setSort(SortKey sort)
{
    m_sort = sort;
    m_header->setSortIndicator(
        sort.column, sort.descending ? Qt::DescendingOrder : Qt::AscendingOrder);
}

QStringList ColumnKeeper::shownNames() const
{
    QStringList names;
    for (int visual = 0; visual < m_header->count(); ++visual) {
        const int logical = m_header->logicalIndex(visual);
        if (!m_header->isSectionHidden(logical))
            names.append(m_columns[logical].name);
    }
    return names;
}

void ColumnKeeper::setShown(int column, bool shown)
{
    m_header->setSectionHidden(column, !shown);
    if (shown && m_header->sectionSize(column) < m_header->minimumSectionSize())
        resize(column, firstWidth(column));
    fill();
}

int ColumnKeeper::firstWidth(int column) const
{
    // In another language a title may be longer than what stands below it.
    return std::max(length(m_header, m_columns[column].width), m_header->sectionSizeHint(column));
}

void ColumnKeeper::sectionClicked(int column)
{
    // The first click shows what is largest or latest; the third gives the input order back.
    const CellKind kind = m_columns[column].kind;
    const bool largestFirst = kind == CellKind::Number || isTime(kind);
    SortKey sort{ column, largestFirst };
    if (m_sort.column == column) {
        if (m_sort.descending != largestFirst)
            sort = SortKey();
        else
            sort.descending = !largestFirst;
    }
    setSort(sort);
    emit sortRequested(sort);
}

void ColumnKeeper::fillMenu(QMenu& menu)
{
    int shown = 0;
    for (int column = 0; column < m_columns.size(); ++column)
        shown += m_header->isSectionHidden(column) ? 0 : 1;
    for (int visual = 0; visual < m_header->count(); ++visual) {
        const int column = m_header->logicalIndex(visual);
        QAction* action = menu.addAction(m_columns[column].title);
        action->setCheckable(true);
        action->setChecked(!m_header->isSectionHidden(column));
        // A table without any column could not be brought back by its own header.
        action->setEnabled(shown > 1 || !action->isChecked());
        connect(action, &QAction::toggled, this, [this, column](bool on) { setShown(column, on); });
    }
    menu.addSeparator();
    connect(menu.addAction(tr("&Reset columns")), &QAction::triggered, this, &ColumnKeeper::reset);
}

void ColumnKeeper::showMenu(const QPoint& position)
{
    auto* menu = new QMenu(m_header);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fillMenu(*menu);
    menu->popup(m_header->viewport()->mapToGlobal(position));
}

} // namespace mxlens
