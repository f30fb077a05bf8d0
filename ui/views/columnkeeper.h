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
    /// Lets a column have what room the columns beside it leave, within reason, for as long as the
    /// user does not size it. Nothing else is seen to be cut while there is room.
    void setFilling(int column, const QList<int>& beside);
    /// Fills a menu with a check box for each column and the way back to the first layout.
    void fillMenu(QMenu& menu);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

signals:
    /// The user clicked on a header.
    void sortRequested(mxlens::SortKey sort);

private:
    int firstWidth(int column) const;
    void fill();
    void sectionResized(int column, int before, int now);
    /// Sizes a column on its own account.
    void resize(int column, int width);
    void sectionClicked(int column);
    void showMenu(const QPoint& position);

    QHeaderView* const m_header;
    const QList<RowColumn> m_columns;
    const SortKey m_firstSort;
    SortKey m_sort;
    int m_filling = -1; ///< The column that takes free room; -1 for none ...
    QList<int> m_beside; ///< ... and those that are to be seen beside it.
    bool m_sized = false; ///< The user gave it a width.
    bool m_resizing = false;
};

} // namespace mxlens
