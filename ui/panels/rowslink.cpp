// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/rowslink.h"

#include "ui/theme/theme.h"

#include <QKeyEvent>
#include <QPainter>

namespace mxlens {

RowsLink::RowsLink(const QString& figure, QWidget* parent)
    : QAbstractButton(parent)
{
    setObjectName(QStringLiteral("rowsLink"));
    setText(figure);
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize RowsLink::sizeHint() const
{
    return { fontMetrics().horizontalAdvance(text()) + 1, fontMetrics().height() };
}

void RowsLink::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    QFont underlined = font();
    underlined.setUnderline(true);
    painter.setFont(underlined);
    // A figure and its unit stand as they do in every sentence.
    painter.setLayoutDirection(Qt::LeftToRight);
    painter.setPen(textColour(Colour::Accent, palette()));
    painter.drawText(rect(), Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, text());
    if (hasFocus()) {
        painter.setPen(colour(Colour::Accent, palette()));
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

void RowsLink::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

} // namespace mxlens
