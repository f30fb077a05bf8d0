// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/detailsmenu.h"

#include "ui/panels/detailspanel.h"
#include "ui/panels/detailstext.h"
#include "ui/panels/displaytext.h"
#include "ui/session/viewstate.h"
#include "ui/theme/theme.h"
#include "ui/views/valuemenu.h"

#include <QApplication>
#include <QClipboard>
#include <QMenu>

#include <algorithm>

namespace mxlens {

namespace {

/// Most values of the menu about all of them; the tables of the window have the others.
constexpr qsizetype offeredValues = 40;

/// Characters of a value in the title of its menu.
constexpr qsizetype titleLength = 60;

QString titleOf(const DetailsTerm& term)
{
    //: %1: what a value is, "Result type"; %2: the value
    QString title = DetailsMenu::tr("%1: %2").arg(
        term.caption, displayText(term.value, displayTextLength).simplified());
    if (title.size() > titleLength)
        title = title.first(titleLength - 1) + QChar(0x2026);
    return title.replace(QLatin1Char('&'), QLatin1String("&&"));
}

} // namespace

DetailsMenu::DetailsMenu(DetailsPanel* panel, ViewState* state)
    : QObject(panel)
    , m_panel(panel)
    , m_state(state)
{
    connect(panel, &DetailsPanel::menuRequested, this, &DetailsMenu::show);
}

void DetailsMenu::addTerm(QMenu& menu, const DetailsTerm& term)
{
    ValueMenu value;
    value.copied = term.value;
    value.isDay = term.key == QLatin1String("after");
    value.filter = [this, term](bool negated) {
        const QDate day = QDate::fromString(term.value, Qt::ISODate);
        if (term.key == QLatin1String("after"))
            m_state->setDays(day, day);
        else
            m_state->addTerm(term.key, term.value, negated);
    };
    addValueActions(menu, value);
}

void DetailsMenu::show(
    const QVector<DetailsTerm>& terms, const QString& selected, const QPoint& place)
{
    auto* menu = new QMenu(m_panel);
    menu->setObjectName(QStringLiteral("detailsMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (terms.size() == 1) {
        addTerm(*menu, terms.first());
    } else {
        for (qsizetype i = 0; i < std::min(terms.size(), offeredValues); ++i)
            addTerm(*menu->addMenu(titleOf(terms[i])), terms[i]);
        menu->addSeparator();
    }
    if (!selected.isEmpty()) {
        QAction* copy = menu->addAction(tr("Copy the &marked text"));
        copy->setObjectName(QStringLiteral("copyMarked"));
        connect(copy, &QAction::triggered, menu,
            [selected] { QApplication::clipboard()->setText(selected); });
    }
    QAction* all = menu->addAction(icon(QStringLiteral("copy")), tr("Copy &all details"));
    all->setObjectName(QStringLiteral("copyDetails"));
    connect(all, &QAction::triggered, m_panel,
        [this] { QApplication::clipboard()->setText(m_panel->text()); });
    menu->popup(place);
}

} // namespace mxlens
