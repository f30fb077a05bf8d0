// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/rowcolumn.h"
#include "ui/session/settings.h"
#include "ui/session/viewquery.h"

#include <QHeaderView>
#include <QMenu>
#include <QObject>

namespace mxlens {

/// Keeps the columns of one header: order, width, what is hidden and what it is sorted by, all by
/// column name; offers the menu that shows and hides columns. Lives with the header.
class ColumnKeeper final : public QObject {
    Q_OBJECT
public:
    ColumnKeeper(QHeaderView* header, QList<RowColumn> columns, SortKey firstSort);

    /// Puts the columns as they were kept; columns that it does not name stand as at first.
    void apply(const ColumnLayout& layout);
    ColumnLayout layout() const;
    /// Columns as they stand in a new window.
    void reset();

    SortKey sort() const { return m_sort; }
    /// Shows that rows are sorted so, without asking for it.
    void setSort(SortKey sort);
    /// Names of the columns that are shown, in the order in which they stand.
    QStringList shownNames() const;
    void setShown(int column, bool shown);
    /// Fills a menu with a check box for each column and the way back to the first layout.
    void fillMenu(QMenu& menu);

signals:
    /// The user clicked on a header.
    void sortRequested(mxlens::SortKey sort);

private:
    int firstWidth(int column) const;
    void sectionClicked(int column);
    void showMenu(const QPoint& position);

    QHeaderView* const m_header;
    const QList<RowColumn> m_columns;
    const SortKey m_firstSort;
    SortKey m_sort;
};

} // namespace mxlens
