// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/trendheader.h"

#include "ui/theme/theme.h"

#include <QFontMetrics>
#include <QPainter>

#include <algorithm>

namespace mxlens {

TrendHeader::TrendHeader(QWidget* parent)
    : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void TrendHeader::setTitle(const QString& title)
{
    if (title == m_title)
        return;
    m_title = title;
    updateGeometry();
    update();
}

void TrendHeader::setEntries(const QVector<Entry>& entries)
{
    m_entries = entries;
    updateGeometry();
    update();
}

int TrendHeader::lineHeight() const
{
    return std::max(fontMetrics().height(), length(this, 6));
}

int TrendHeader::entryWidth(const Entry& entry) const
{
    // mark, gap, word, gap to the next
    return length(this, 3) + length(this, 2) + fontMetrics().horizontalAdvance(entry.text)
        + length(this, 5);
}

int TrendHeader::entriesWidth() const
{
    int width = 0;
    for (const Entry& entry : m_entries)
        width += entryWidth(entry);
    return width;
}

bool TrendHeader::onOneLine(int width) const
{
    return fontMetrics().horizontalAdvance(m_title) + length(this, 8) + entriesWidth() <= width;
}

bool TrendHeader::hasHeightForWidth() const
{
    return true;
}

int TrendHeader::heightForWidth(int width) const
{
    return onOneLine(width) || m_entries.isEmpty() ? lineHeight() : 2 * lineHeight();
}

QSize TrendHeader::sizeHint() const
{
    return { length(this, 40 * 4), lineHeight() };
}

QSize TrendHeader::minimumSizeHint() const
{
    return { length(this, 10 * 4), lineHeight() };
}

void TrendHeader::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    const bool oneLine = onOneLine(width());
    const int legend = entriesWidth();
    const int line = lineHeight();

    painter.setPen(palette().color(QPalette::Text));
    painter.drawText(QRect(0, 0, width(), line), Qt::AlignLeft | Qt::AlignVCenter,
        fontMetrics().elidedText(m_title, Qt::ElideRight, width()));

    int x = oneLine ? width() - legend + length(this, 5) : 0;
    const int y = oneLine ? 0 : line;
    const int side = length(this, 3);
    for (const Entry& entry : m_entries) {
        drawMark(painter, QRectF(x, y + (line - side) / 2, side, side), entry.mark, palette());
        const int textX = x + side + length(this, 2);
        painter.setPen(textColour(Colour::MutedText, palette()));
        painter.drawText(QRect(textX, y, std::max(0, width() - textX), line),
            Qt::AlignLeft | Qt::AlignVCenter, entry.text);
        x += entryWidth(entry);
    }
}

} // namespace mxlens
