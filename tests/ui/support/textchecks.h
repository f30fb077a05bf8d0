// SPDX-License-Identifier: GPL-3.0-or-later
// What is written in a window: whether it fits, whether it was translated, and the letters that are
// underlined in it.
#pragma once

#include "tests/ui/support/windowchecks.h"

#include <QAction>
#include <QComboBox>
#include <QFontMetrics>
#include <QGroupBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QTabBar>
#include <QToolButton>

namespace mxlens::test {

/// A text of a window and where it stands.
struct WindowText {
    QString text;
    QString place;
};

/// Texts of headers as they stand in the model.
inline QStringList headersOf(const QHeaderView& header)
{
    QStringList texts;
    for (int i = 0; header.model() && i < header.count(); ++i) {
        if (!header.isSectionHidden(i))
            texts.append(
                header.model()->headerData(i, header.orientation(), Qt::DisplayRole).toString());
    }
    return texts;
}

/// The texts that the program itself chose for a widget: no values of reports.
inline QStringList ownTextsOf(const QWidget& widget)
{
    // Labels that hold values are those whose text can be marked, in the details at the latest when
    // the mouse comes.
    const auto* const text = qobject_cast<const QLabel*>(&widget);
    const bool holdsValue = text
        && (text->textInteractionFlags().testFlag(Qt::TextSelectableByMouse)
            || text->property("holdsValue").toBool());
    // To a screen reader a value is named by itself and described by what it tells.
    QStringList texts{ holdsValue ? widget.accessibleDescription() : widget.accessibleName() };
    if (!holdsValue)
        texts.append(widget.toolTip());
    if (const auto* button = qobject_cast<const QAbstractButton*>(&widget))
        texts.append(button->text());
    else if (const auto* group = qobject_cast<const QGroupBox*>(&widget))
        texts.append(group->title());
    else if (const auto* edit = qobject_cast<const QLineEdit*>(&widget))
        texts.append(edit->placeholderText());
    else if (text && !holdsValue)
        texts.append(text->text());
    else if (const auto* header = qobject_cast<const QHeaderView*>(&widget))
        texts.append(headersOf(*header));
    else if (const auto* tabs = qobject_cast<const QTabBar*>(&widget))
        for (int i = 0; i < tabs->count(); ++i)
            texts.append(tabs->tabText(i));
    else if (const auto* box = qobject_cast<const QComboBox*>(&widget))
        for (int i = 0; i < box->count(); ++i)
            texts.append(box->itemText(i));
    if (widget.isWindow())
        texts.append(widget.windowTitle());
    for (const QAction* action : widget.actions())
        texts.append({ action->text(), action->iconText(), action->toolTip() });
    texts.removeAll(QString());
    texts.removeDuplicates();
    return texts;
}

/// The texts of a window and of everything that is seen in it.
inline QList<WindowText> ownTextsIn(const QWidget& window)
{
    QList<WindowText> found;
    QList<const QWidget*> widgets{ &window };
    for (const QWidget* widget : window.findChildren<QWidget*>())
        widgets.append(widget);
    for (const QWidget* widget : widgets) {
        if (widget != &window && !widget->isVisibleTo(&window)
            && !qobject_cast<const QMenu*>(widget))
            continue;
        for (const QString& text : ownTextsOf(*widget))
            found.append({ text, whichOf(widget) });
    }
    return found;
}

/// Tabs, chosen entries, captions and placeholders that do not fit where they stand; clippedIn()
/// has labels and buttons.
inline QStringList narrowIn(const QWidget& window)
{
    QStringList narrow = clippedIn(window);
    const auto compare = [&narrow](const QWidget& widget, const QString& text, int width) {
        const QString shown = QString(text).remove(QLatin1Char('&'));
        if (widget.fontMetrics().horizontalAdvance(shown) > width)
            narrow.append(whichOf(&widget) + QStringLiteral(": ") + text);
    };
    for (const QWidget* widget : window.findChildren<QWidget*>()) {
        if (!widget->isVisible())
            continue;
        if (const auto* tabs = qobject_cast<const QTabBar*>(widget)) {
            for (int i = 0; i < tabs->count(); ++i)
                compare(*tabs, tabs->tabText(i), tabs->tabRect(i).width());
            for (const QToolButton* arrow : tabs->findChildren<QToolButton*>())
                if (arrow->isVisible())
                    narrow.append(whichOf(tabs) + QStringLiteral(" has arrows"));
        } else if (const auto* box = qobject_cast<const QComboBox*>(widget)) {
            compare(*box, box->currentText(), box->width());
        } else if (const auto* group = qobject_cast<const QGroupBox*>(widget)) {
            compare(*group, group->title(), group->width());
        } else if (const auto* edit = qobject_cast<const QLineEdit*>(widget)) {
            compare(*edit, edit->placeholderText(), edit->width());
        }
    }
    return narrow;
}

/// The letter that is underlined in a text; null without one.
inline QChar mnemonicOf(const QString& text)
{
    const QKeySequence keys = QKeySequence::mnemonic(text);
    return keys.isEmpty() ? QChar() : QChar(keys[0].key());
}

/// "place: letter" for each letter that is underlined twice in a menu.
inline QStringList clashesIn(const QMenu& menu)
{
    QStringList clashes;
    QList<QChar> seen;
    for (const QAction* action : menu.actions()) {
        const QChar letter = mnemonicOf(action->text());
        if (!letter.isNull() && action->isVisible() && seen.contains(letter))
            clashes.append(action->text() + QStringLiteral(": ") + letter);
        seen.append(letter);
    }
    return clashes;
}

/// Likewise for what answers to Alt and a letter in a window: menus, tabs, buttons, captions.
inline QStringList clashesIn(const QWidget& window)
{
    QStringList clashes;
    QHash<QChar, QString> seen;
    const auto take = [&](const QString& text, const QWidget* widget) {
        const QChar letter = mnemonicOf(text);
        if (letter.isNull())
            return;
        if (seen.contains(letter))
            clashes.append(QStringLiteral("%1: \"%2\" and %3 \"%4\"")
                               .arg(letter)
                               .arg(seen[letter], whichOf(widget), text));
        seen.insert(letter, text);
    };
    for (const QWidget* widget : window.findChildren<QWidget*>()) {
        if (const auto* menu = qobject_cast<const QMenu*>(widget))
            clashes += clashesIn(*menu);
        if (!widget->isVisible())
            continue;
        if (const auto* bar = qobject_cast<const QMenuBar*>(widget))
            for (const QAction* action : bar->actions())
                take(action->text(), bar);
        else if (const auto* tabs = qobject_cast<const QTabBar*>(widget))
            for (int i = 0; i < tabs->count(); ++i)
                take(tabs->tabText(i), tabs);
        else if (const auto* button = qobject_cast<const QAbstractButton*>(widget))
            take(button->text(), button);
        else if (const auto* label = qobject_cast<const QLabel*>(widget); label && label->buddy())
            take(label->text(), label);
    }
    return clashes;
}

} // namespace mxlens::test
