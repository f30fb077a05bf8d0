// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/dropframe.h"

#include "ui/theme/theme.h"

#include <QPainter>

#include <algorithm>

namespace mxlens {

DropFrame::DropFrame(QWidget* parent)
    : QWidget(parent)
{
}

void DropFrame::setActive(bool active)
{
    if (active == m_active)
        return;
    m_active = active;
    update();
}

void DropFrame::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const qreal width = std::max(1.0, em(this) / 8.0);
    QColor line = colour(Colour::Unknown, palette());
    QColor ground = palette().color(QPalette::Base);
    if (m_active) {
        line = colour(Colour::Accent, palette());
        ground = palette().color(QPalette::Highlight);
    }
    painter.setPen(QPen(line, width, m_active ? Qt::SolidLine : Qt::DashLine));
    painter.setBrush(ground);
    const qreal inset = width / 2;
    painter.drawRoundedRect(
        QRectF(rect()).adjusted(inset, inset, -inset, -inset), length(this, 2), length(this, 2));
}

} // namespace mxlens
