// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/viewstate.h"
#include "ui/views/columnkeeper.h"

#include <QAbstractItemView>
#include <QObject>

#include <functional>
#include <utility>

namespace mxlens {

/// What the tables of rows and the tree of reports have in common: copying, the context menu,
/// double click, columns. Attached to one view, lives with it.
class RowView final : public QObject {
    Q_OBJECT
public:
    RowView(QAbstractItemView* view, QHeaderView* header, const QList<RowColumn>& columns,
        SortKey firstSort);

    ColumnKeeper& columns() { return *m_keeper; }
    /// Puts the selected rows on the clipboard as TSV and HTML.
    void copyRows();
    /// Whether a double click on the cell narrows the view.
    bool narrows(const QModelIndex& index) const;
    /// Rows below others are filtered by what this says: a key of the filter text and a value.
    void setChildFilter(std::function<std::pair<QString, QString>(const QModelIndex&)> filter)
    {
        m_childFilter = std::move(filter);
    }
    /// An action of the table itself, for the menu; lives elsewhere.
    void addToMenu(QAction* action) { m_extra.append(action); }
    /// Fills a menu for the current cell.
    void fillMenu(QMenu& menu);

signals:
    /// "Show only this" or "Leave this out": a key of the filter text and its value. The keys
    /// `after` and `before` stand for the day of the value.
    void termRequested(const QString& key, const QString& value, bool negated);
    /// More rows are selected than the clipboard takes: the first `copied` were.
    void copyWasCut(int copied);
    /// The menu for the current cell has everything that all tables have.
    void menuFilled(QMenu& menu);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void request(const QModelIndex& index, bool negated);
    std::pair<QString, QString> filterOf(const QModelIndex& index) const;
    void showMenu(const QPoint& position);

    QAbstractItemView* const m_view;
    QHeaderView* const m_header;
    const QList<RowColumn> m_columns;
    ColumnKeeper* const m_keeper;
    QList<QAction*> m_extra;
    std::function<std::pair<QString, QString>(const QModelIndex&)> m_childFilter;
};

} // namespace mxlens
