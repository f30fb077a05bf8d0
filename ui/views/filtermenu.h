// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QMenu;

namespace mxlens {

class FilterBook;
class ViewState;

/// Fills a menu with the last filters, the saved ones, and what can be done with them, each time
/// it opens. Lives with the menu; state and book outlive it.
class FilterMenu final : public QObject {
    Q_OBJECT
public:
    FilterMenu(QMenu* menu, ViewState* state, FilterBook* book);

    /// What the view shows as one filter text: the terms, and what is chosen beside them but for a
    /// number of last days, which has no word.
    static QString wholeText(const ViewState& state);

private:
    void fill();
    void addFilter(const QString& title, const QString& text);

    QMenu* const m_menu;
    ViewState* const m_state;
    FilterBook* const m_book;
};

} // namespace mxlens
