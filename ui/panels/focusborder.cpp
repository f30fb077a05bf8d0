// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/focusborder.h"

#include "ui/theme/theme.h"

#include <QAbstractScrollArea>
#include <QEvent>
#include <QPainter>

namespace mxlens {

FocusBorder::FocusBorder(QAbstractScrollArea* area)
    : QWidget(area)
    , m_area(area)
{
    setObjectName(QStringLiteral("focusBorder"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    hide();
    area->installEventFilter(this);
}

bool FocusBorder::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::FocusIn:
    case QEvent::FocusOut:
    case QEvent::Resize:
    case QEvent::LayoutRequest:
        follow();
        break;
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

void FocusBorder::follow()
{
    setGeometry(m_area->viewport()->geometry());
    setVisible(m_area->hasFocus());
    raise();
}

void FocusBorder::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setPen(colour(Colour::Accent, palette()));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

} // namespace mxlens
