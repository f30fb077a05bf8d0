// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/filtermenu.h"

#include "ui/dialogs/savedfiltersdialog.h"
#include "ui/models/cells.h"
#include "ui/session/filterbook.h"
#include "ui/session/viewstate.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QMenu>

namespace mxlens {

namespace {

constexpr qsizetype shownRecent = 8;

/// Text of an action that must not lose its ampersands, and not widen the menu over the screen.
QString actionText(const QMenu& menu, const QString& text)
{
    QString shown = menu.fontMetrics().elidedText(
        singleLine(text.toStdString()), Qt::ElideMiddle, length(&menu, 160));
    return shown.replace(QLatin1Char('&'), QLatin1String("&&"));
}

} // namespace

FilterMenu::FilterMenu(QMenu* menu, ViewState* state, FilterBook* book)
    : QObject(menu)
    , m_menu(menu)
    , m_state(state)
    , m_book(book)
{
    menu->setToolTipsVisible(true);
    connect(menu, &QMenu::aboutToShow, this, &FilterMenu::fill);
    fill();
}

QString FilterMenu::wholeText(const ViewState& state)
{
    const ViewValues& values = state.values();
    ViewState whole;
    whole.setFilterText(values.filterText);
    if (!values.domain.isEmpty())
        whole.addTerm(QStringLiteral("domain"), values.domain, false);
    if (values.mx)
        whole.addTerm(QStringLiteral("mx"), *values.mx, false);
    if (!values.resultType.isEmpty())
        whole.addTerm(QStringLiteral("result"), values.resultType, false);
    if (values.from.isValid()) {
        whole.addTerm(QStringLiteral("after"), values.from.toString(Qt::ISODate), false);
        whole.addTerm(QStringLiteral("before"), values.to.toString(Qt::ISODate), false);
    }
    return whole.values().filterText;
}

void FilterMenu::addFilter(const QString& title, const QString& text)
{
    QAction* action = m_menu->addAction(actionText(*m_menu, title));
    action->setToolTip(plainToolTip(text));
    connect(action, &QAction::triggered, m_state, [this, text] {
        m_state->setFilterText(text);
        m_book->addRecent(text);
    });
}

void FilterMenu::fill()
{
    m_menu->clear();
    const QList<SavedFilter> saved = m_book->saved();
    for (const SavedFilter& filter : saved)
        addFilter(filter.name, filter.text);
    if (!saved.isEmpty())
        m_menu->addSeparator();
    const QStringList recent = m_book->recent().mid(0, shownRecent);
    if (!recent.isEmpty())
        m_menu->addSection(tr("Last filters"));
    for (const QString& text : recent)
        addFilter(text, text);
    m_menu->addSeparator();
    QAction* save = m_menu->addAction(tr("&Save this filter\u2026"));
    save->setObjectName(QStringLiteral("actionSaveFilter"));
    const QString text = wholeText(*m_state);
    save->setEnabled(!text.isEmpty());
    connect(save, &QAction::triggered, this,
        [this, text] { saveFilter(m_menu->parentWidget(), *m_book, text); });
    QAction* manage = m_menu->addAction(tr("&Edit saved filters\u2026"));
    manage->setObjectName(QStringLiteral("actionEditFilters"));
    manage->setEnabled(!saved.isEmpty());
    connect(manage, &QAction::triggered, this,
        [this] { editSavedFilters(m_menu->parentWidget(), *m_book); });
    QAction* clear = m_menu->addAction(tr("&Clear last filters"));
    clear->setObjectName(QStringLiteral("actionClearFilters"));
    clear->setEnabled(!recent.isEmpty());
    connect(clear, &QAction::triggered, m_book, &FilterBook::clearRecent);
}

} // namespace mxlens
