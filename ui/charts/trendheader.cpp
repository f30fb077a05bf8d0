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
    QSizePolicy policy(QSizePolicy::Ignored, QSizePolicy::Preferred);
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

void TrendHeader::setEntries(const QVector<Entry>& entries, const Entry& passing, bool shown)
{
    // A legend that is the same is not laid out again, and nothing around it.
    if (entries != m_entries || passing != m_passing)
        updateGeometry();
    else if (shown == m_passingShown)
        return;
    m_entries = entries;
    m_passing = passing;
    m_passingShown = shown;
    update();
}

QVector<TrendHeader::Entry> TrendHeader::shownEntries() const
{
    QVector<Entry> entries = m_entries;
    if (m_passingShown)
        entries.append(m_passing);
    return entries;
}

int TrendHeader::lineHeight() const
{
    return std::max(fontMetrics().height(), length(this, 6));
}

QString TrendHeader::shownText(const Entry& entry) const
{
    // Long hosts shorten in the middle.
    return entry.series < 0
        ? entry.text
        : fontMetrics().elidedText(entry.text, Qt::ElideMiddle, length(this, 22 * 4));
}

int TrendHeader::entryWidth(const Entry& entry) const
{
    // mark, gap, word, gap to the next
    return length(this, 3) + length(this, 2) + fontMetrics().horizontalAdvance(shownText(entry))
        + length(this, 5);
}

QVector<QPoint> TrendHeader::places(int width) const
{
    const int passing = m_passing.text.isEmpty() ? 0 : entryWidth(m_passing);
    int all = passing - length(this, 4);
    for (const Entry& entry : m_entries)
        all += entryWidth(entry);
    const int title = fontMetrics().horizontalAdvance(m_title) + length(this, 8);
    const bool beside = title + all <= width;

    QVector<QPoint> result;
    // What comes and goes leaves no hole: beside the title it stands first, else last.
    QPoint place = beside ? QPoint(width - all + passing, 0) : QPoint(0, lineHeight());
    const auto put = [&](int needed) {
        if (place.x() > 0 && !beside && place.x() + needed - length(this, 5) > width)
            place = { 0, place.y() + lineHeight() };
        result.append(place);
        place.rx() += needed;
    };
    for (const Entry& entry : m_entries)
        put(entryWidth(entry));
    if (passing > 0 && beside)
        result.append({ width - all, 0 });
    else if (passing > 0)
        put(passing);
    return result;
}

bool TrendHeader::hasHeightForWidth() const
{
    return true;
}

int TrendHeader::heightForWidth(int width) const
{
    const QVector<QPoint> all = places(width);
    return (all.isEmpty() ? 0 : all.constLast().y()) + lineHeight();
}

QSize TrendHeader::sizeHint() const
{
    return { length(this, 40 * 4), lineHeight() };
}

QSize TrendHeader::minimumSizeHint() const
{
    return { length(this, 10 * 4), lineHeight() };
}

int TrendHeader::seriesAt(QPoint position) const
{
    const QVector<QPoint> all = places(width());
    for (qsizetype i = 0; i < m_entries.size(); ++i) {
        const QSize size(entryWidth(m_entries.at(i)) - length(this, 4), lineHeight());
        if (QRect(all.at(i), size).contains(position))
            return m_entries.at(i).series;
    }
    return -1;
}

void TrendHeader::paintOn(QPainter& painter, int width, bool vector) const
{
    const int line = lineHeight();
    // The marks are placed from left to right, like the days of the chart.
    painter.setLayoutDirection(Qt::LeftToRight);
    painter.setFont(font());
    painter.setPen(palette().color(QPalette::Text));
    painter.drawText(QRect(0, 0, width, line), Qt::AlignLeft | Qt::AlignVCenter,
        fontMetrics().elidedText(m_title, Qt::ElideRight, width));

    const QVector<QPoint> all = places(width);
    const QVector<Entry> entries = shownEntries();
    const int side = length(this, 3);
    for (qsizetype i = 0; i < entries.size(); ++i) {
        const QPoint place = all.at(i);
        const Entry& entry = entries.at(i);
        drawMark(painter, QRect(place.x(), place.y() + (line - side) / 2, side, side), entry.mark,
            palette(), entry.paint, vector);
        const int textX = place.x() + side + length(this, 2);
        const QRect room(textX, place.y(), std::max(0, width - textX), line);
        painter.setPen(textColour(Colour::MutedText, palette()));
        painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter,
            fontMetrics().elidedText(shownText(entry), Qt::ElideMiddle, room.width()));
    }
}

void TrendHeader::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    paintOn(painter, width(), false);
}

} // namespace mxlens
