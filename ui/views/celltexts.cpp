// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/celltexts.h"

#include <QFontMetrics>
#include <QPainter>
#include <QStyle>
#include <QTextOption>
#include <QWidget>

#include <utility>

namespace mxlens {

namespace {

// Several screens of cells.
constexpr int keptTexts = 4096;

QStaticText prepared(const QString& text, const QFont& font, const QTextOption& option, int width)
{
    QStaticText laidOut(text);
    laidOut.setTextFormat(Qt::PlainText);
    laidOut.setTextOption(option);
    laidOut.setTextWidth(width);
    laidOut.setPerformanceHint(QStaticText::AggressiveCaching);
    laidOut.prepare(QTransform(), font);
    return laidOut;
}

} // namespace

CellTexts::CellTexts()
    : m_known(keptTexts)
{
}

QStaticText CellTexts::laidOut(const Key& key)
{
    QTextOption option(QStyle::visualAlignment(key.direction, key.alignment));
    option.setTextDirection(key.direction);
    option.setWrapMode(QTextOption::ManualWrap);
    const QStaticText whole = prepared(key.text, key.font, option, key.width);
    if (whole.size().width() <= key.width)
        return whole;
    return prepared(QFontMetrics(key.font).elidedText(key.text, key.elide, key.width), key.font,
        option, key.width);
}

void CellTexts::paint(QPainter& painter, const QStyleOptionViewItem& option)
{
    const QStyle& style = *option.widget->style();
    const int margin = style.pixelMetric(QStyle::PM_FocusFrameHMargin, nullptr, option.widget) + 1;
    const QRect inside = option.rect.adjusted(margin, 0, -margin, 0);
    Key key{ inside.width(), option.displayAlignment, option.textElideMode, option.direction,
        option.text, option.font };
    const QStaticText* text = m_known.object(key);
    if (!text) {
        auto* const made = new QStaticText(laidOut(key));
        m_known.insert(std::move(key), made);
        text = made;
    }
    const QRect place = QStyle::alignedRect(
        option.direction, option.displayAlignment, text->size().toSize(), inside);
    const QPalette::ColorGroup group = !(option.state & QStyle::State_Enabled) ? QPalette::Disabled
        : option.state & QStyle::State_Active                                  ? QPalette::Normal
                                                                               : QPalette::Inactive;
    const bool selected = option.state & QStyle::State_Selected;
    // Some letters are higher than a row.
    if (place.height() > option.rect.height())
        painter.setClipRect(option.rect, Qt::IntersectClip);
    painter.setFont(option.font);
    painter.setPen(
        option.palette.color(group, selected ? QPalette::HighlightedText : QPalette::Text));
    painter.drawStaticText(QPointF(inside.x(), place.top()), *text);
}

} // namespace mxlens
