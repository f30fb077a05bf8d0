// SPDX-License-Identifier: GPL-3.0-or-later
// What every window has to hold: names for those who hear it, keys for those without a mouse, and
// no text that is cut off.
#pragma once

#include <QAbstractButton>
#include <QAccessible>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QTest>
#include <QWidget>

#include <algorithm>

namespace mxlens::test {

inline QString nameOf(QWidget* widget)
{
    QAccessibleInterface* accessible = QAccessible::queryAccessibleInterface(widget);
    return accessible ? accessible->text(QAccessible::Name) : QString();
}

/// A widget as a failed test names it.
inline QString whichOf(const QWidget* widget)
{
    return QStringLiteral("%1 \"%2\" in %3")
        .arg(QString::fromLatin1(widget->metaObject()->className()), widget->objectName(),
            widget->parentWidget() ? widget->parentWidget()->objectName() : QString());
}

/// Widgets that can have the focus and no accessible name.
inline QStringList namelessIn(const QWidget& window)
{
    QStringList nameless;
    for (QWidget* widget : window.findChildren<QWidget*>()) {
        if (widget->focusPolicy() != Qt::NoFocus && widget->isVisibleTo(&window)
            && nameOf(widget).isEmpty() && !widget->focusProxy())
            nameless.append(whichOf(widget));
    }
    return nameless;
}

/// Widgets that are enabled and seen, take the Tab key, and are not reached by it.
inline QStringList unreachableIn(QWidget& window)
{
    QSet<const QWidget*> reached;
    QTest::keyClick(&window, Qt::Key_Tab);
    const QWidget* const first = QApplication::focusWidget();
    // Tab may go on inside of a widget first, as from day to month of a date.
    bool left = false;
    for (int i = 0; i < 200; ++i) {
        QWidget* const focus = QApplication::focusWidget();
        left |= focus != first;
        if (left && focus == first)
            break;
        for (const QWidget* at = focus; at; at = at->parentWidget())
            reached.insert(at);
        QTest::keyClick(focus ? focus : &window, Qt::Key_Tab);
    }
    QStringList missed;
    for (const QWidget* widget : window.findChildren<QWidget*>()) {
        const bool takes = (widget->focusPolicy() & Qt::TabFocus) != 0;
        if (takes && widget->isVisible() && widget->isEnabled() && !widget->focusProxy()
            && !reached.contains(widget) && !qobject_cast<const QAbstractButton*>(widget))
            missed.append(whichOf(widget));
    }
    return missed;
}

/// Labels and buttons whose text does not fit into them.
inline QStringList clippedIn(const QWidget& window)
{
    QStringList clipped;
    for (const QLabel* label : window.findChildren<QLabel*>()) {
        // Where there is too little room on purpose, the whole text is in the tool tip.
        if (!label->isVisible() || label->text().isEmpty() || label->toolTip() == label->text())
            continue;
        const bool fits = label->wordWrap()
            ? label->heightForWidth(label->width()) <= label->height()
            : label->sizeHint().width() <= label->width();
        if (!fits)
            clipped.append(QStringLiteral("label: ") + label->text());
    }
    for (const QAbstractButton* button : window.findChildren<QAbstractButton*>()) {
        if (button->isVisible() && !button->text().isEmpty()
            && button->minimumSizeHint().width() > button->width())
            clipped.append(QStringLiteral("button: ") + button->text());
    }
    return clipped;
}

} // namespace mxlens::test
