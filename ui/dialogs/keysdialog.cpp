// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/keysdialog.h"

#include "core/query/filter.h"
#include "ui/models/filterwords.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QScreen>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <initializer_list>
#include <utility>

namespace mxlens {

namespace {

/// In quarters of an em: of a row, and above a group.
constexpr int rowHeight = 7;
constexpr int groupGap = 4;

using Rows = std::initializer_list<std::pair<QString, QString>>;

/// Text of an action without the marks that only menus need.
QString plainAction(const QAction& action)
{
    const QVariant listed = action.property(listedAsProperty);
    QString text = listed.isValid() ? listed.toString() : action.text();
    text.replace(QLatin1String("&&"), QString(QChar(0)));
    text.remove(QLatin1Char('&')).replace(QChar(0), QLatin1Char('&'));
    return text.remove(QString::fromUtf8("\u2026"));
}

QString keysOf(const QAction& action)
{
    QStringList keys;
    for (const QKeySequence& shortcut : action.shortcuts())
        keys.append(shortcut.toString(QKeySequence::NativeText));
    return keys.join(QStringLiteral(", "));
}

/// A row as all others: what it does begins with a capital, as the names of actions do.
void addRow(QTreeWidgetItem* group, const QString& keys, QString meaning)
{
    if (!meaning.isEmpty())
        meaning[0] = meaning.at(0).toUpper();
    auto* row = new QTreeWidgetItem(group, { keys, meaning });
    row->setSizeHint(1, { 0, length(group->treeWidget(), rowHeight) });
}

QTreeWidgetItem* addGroup(QTreeWidget& list, const QString& title)
{
    auto* group = new QTreeWidgetItem(&list, { title });
    // Air above what belongs together; the first one stands at the edge.
    const bool first = list.topLevelItemCount() == 1;
    group->setSizeHint(1, { 0, length(&list, first ? rowHeight : rowHeight + groupGap) });
    group->setTextAlignment(0, Qt::AlignLeft | Qt::AlignBottom);
    group->setFirstColumnSpanned(true);
    group->setFlags(Qt::ItemIsEnabled);
    QFont bold = list.font();
    bold.setWeight(QFont::DemiBold);
    group->setFont(0, bold);
    return group;
}

void addRows(QTreeWidget& list, const QString& title, const Rows& rows)
{
    QTreeWidgetItem* group = addGroup(list, title);
    for (const auto& [keys, meaning] : rows)
        addRow(group, keys, meaning);
}

/// The actions of a menu and of those in it.
void listActions(QTreeWidgetItem* group, const QMenu& menu)
{
    for (const QAction* action : menu.actions()) {
        if (action->menu())
            listActions(group, *action->menu());
        else if (!action->shortcuts().isEmpty())
            addRow(group, keysOf(*action), plainAction(*action));
    }
}

} // namespace

KeysDialog::KeysDialog(QMainWindow* window)
    : QDialog(window)
{
    setObjectName(QStringLiteral("keysDialog"));
    setWindowTitle(tr("Keys and filter words"));
    auto* layout = new QVBoxLayout(this);
    const int margin = length(this, 4);
    layout->setContentsMargins(margin, margin, margin, margin);
    m_list = new QTreeWidget;
    m_list->setObjectName(QStringLiteral("keysList"));
    m_list->setAccessibleName(tr("Keys and filter words"));
    m_list->setHeaderHidden(true);
    m_list->setColumnCount(2);
    m_list->setRootIsDecorated(false);
    m_list->setIndentation(length(this, 4));
    m_list->setItemsExpandable(false);
    m_list->setFrameShape(QFrame::NoFrame);
    layout->addWidget(m_list);
    addMenus(*window);
    addViews();
    addFilterWords();
    m_list->expandAll();
    m_list->header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(buttons);
    const QSize room = window->screen()->availableSize() * 0.9;
    resize(QSize(length(this, 220), length(this, 200)).boundedTo(room));
}

void KeysDialog::addMenus(const QMainWindow& window)
{
    for (const QAction* top : window.menuBar()->actions()) {
        if (!top->menu())
            continue;
        QTreeWidgetItem* group = addGroup(*m_list, plainAction(*top));
        listActions(group, *top->menu());
        if (group->childCount() == 0)
            delete group;
    }
}

void KeysDialog::addViews()
{
    addRows(*m_list, tr("Filter box"),
        {
            { tr("Down"), tr("the last filters, while nothing is offered") },
            { tr("Alt+Down"), tr("last and saved filters") },
            { tr("Enter"), tr("take the filter, or what is marked in the list") },
            { tr("Esc"), tr("close the list, then clear the filter") },
            { tr("Del, on a chip"), tr("take away what it stands for") },
        });
    addRows(*m_list, tr("Tables"),
        {
            { tr("Menu key, Shift+F10"), tr("show only this, leave this out, copy, columns") },
            { tr("Double click"), tr("show only this") },
            { tr("Enter, double click"), tr("on a problem: show its rows") },
            { tr("Enter, + and -"), tr("open and close a group of failures") },
            { tr("Ctrl+A, Shift+arrows"), tr("select rows; the line below adds them up") },
        });
    addRows(*m_list, tr("Details"),
        {
            { tr("Menu key, Shift+F10"), tr("every value: show only this, leave this out, copy") },
            { tr("Ctrl+C"), tr("copy all details") },
        });
    addRows(*m_list, tr("Domains and facets"),
        {
            { tr("Enter, click"), tr("show only this") },
            { tr("Space, Ctrl+click"), tr("choose this too, or no longer") },
            { tr("Del"), tr("leave this out") },
        });
    addRows(*m_list, tr("Chart"),
        {
            { tr("+ and -"), tr("zoom") },
            { tr("Left, Right, Home, End"), tr("move along the days; with Shift select them") },
            { tr("Up, Down"), tr("move from part to part of a chart that is split") },
            { tr("Enter"), tr("show only the day") },
            { tr("0"), tr("show the whole time") },
            { tr("Drag, Shift+drag"), tr("zoom; select days") },
            { tr("Wheel"), tr("zoom the time, or the axis below the pointer") },
        });
}

void KeysDialog::addFilterWords()
{
    addRows(*m_list, tr("Filter words"),
        {
            { QStringLiteral("word"), tr("in any column") },
            { QStringLiteral("domain:example.com,example.org"), tr("one of them") },
            { QStringLiteral("-result:starttls-not-supported"), tr("not this one") },
            { QStringLiteral("mx:mx*.example.com"), tr("* stands for anything") },
            { QStringLiteral("org:\"Google Inc.\""), tr("quotes hold blanks") },
            { QStringLiteral("ip:192.0.2.0/24"), tr("an address or a prefix") },
            { QStringLiteral("failures:>10 sessions:>100"), tr("more than") },
            { QStringLiteral("after:2026-09-01 before:2026-09-30"), tr("days, both inclusive") },
        });
    QTreeWidgetItem* group = addGroup(*m_list, tr("Keys of the filter"));
    for (const FilterKey key : filterKeys()) {
        const std::string_view name = filterKeyName(key);
        addRow(group,
            QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size()))
                + QLatin1Char(':'),
            filterKeyMeaning(key));
    }
}

void showKeys(QMainWindow* window)
{
    auto* dialog = new KeysDialog(window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace mxlens
