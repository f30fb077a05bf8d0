// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/celldelegate.h"

#include "ui/models/cells.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QHeaderView>
#include <QPainter>

#include <algorithm>

namespace mxlens {

namespace {

/// A quiet bar at the foot of the cell, from the right as the figures are.
void paintShare(QPainter& painter, const QStyleOptionViewItem& option, double share)
{
    const int unit = length(option.widget, 1);
    const QRect cell = option.rect.adjusted(unit, 0, -unit, 0);
    const int width = std::max(share > 0 ? 1 : 0, static_cast<int>(cell.width() * share));
    const int height = std::max(2, unit / 2);
    QColor bar = colour(Colour::Failure, option.palette);
    painter.fillRect(cell.right() + 1 - width, cell.bottom() - height, width, height, bar);
}

void paintMark(QPainter& painter, const QStyleOptionViewItem& option, int size)
{
    const QRect mark(
        option.rect.right() - size - size / 4, option.rect.center().y() - size / 2 + 1, size, size);
    icon(QStringLiteral("info"), Colour::MutedText).paint(&painter, mark);
}

} // namespace

int tableRowHeight(const QWidget* widget)
{
    return std::max(length(widget, 7) - length(widget, 1) / 2, widget->fontMetrics().height() + 2);
}

void quietHeader(QHeaderView* header)
{
    // Palette words, so that the header follows a change of theme.
    header->setStyleSheet(QStringLiteral(
        "QHeaderView { background: palette(window); border: none; }"
        "QHeaderView::section { background: palette(window); color: palette(window-text);"
        " border: none; border-bottom: 1px solid palette(mid); border-right: 1px solid"
        " palette(midlight); padding: 0.15em 0.4em 0.15em 0.3em; }"));
}

CellDelegate::CellDelegate(int markColumn, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_markColumn(markColumn)
{
}

void CellDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    // The whole row is the unit; the current cell is outlined in paint().
    option->state &= ~QStyle::State_HasFocus;
    const auto kind = static_cast<CellKind>(index.data(CellKindRole).toInt());
    if (kind == CellKind::Host)
        option->textElideMode = Qt::ElideMiddle;
    if (kind == CellKind::Number || isTime(kind))
        option->font = tabularFont(option->font);
    if (index.data(DimRole).toBool()) {
        const QColor dim = textColour(Colour::DimmedText, option->palette);
        option->palette.setColor(QPalette::Text, dim);
    }
}

void CellDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QStyleOptionViewItem cell = option;
    const bool marked = index.column() == m_markColumn && index.data(DeviationRole).toBool();
    const bool number = index.data(CellKindRole).toInt() == static_cast<int>(CellKind::Number);
    const int markSize = std::min(length(option.widget, 4), option.rect.height());
    if (marked || number) {
        // The ground of the whole cell first, then the text beside the mark, or a little away from
        // the text of the next column.
        QStyleOptionViewItem ground = option;
        initStyleOption(&ground, index);
        ground.text.clear();
        const QStyle* style = option.widget ? option.widget->style() : QApplication::style();
        style->drawControl(QStyle::CE_ItemViewItem, &ground, painter, option.widget);
        cell.rect.adjust(0, 0, marked ? -markSize - markSize / 4 : -length(option.widget, 1), 0);
    }
    QStyledItemDelegate::paint(painter, cell, index);
    if (marked)
        paintMark(*painter, option, markSize);
    const QVariant share = index.data(ShareRole);
    if (share.isValid())
        paintShare(*painter, option, share.toDouble());
    if (option.state & QStyle::State_HasFocus) {
        painter->save();
        painter->setPen(colour(Colour::Accent, option.palette));
        painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
        painter->restore();
    }
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    size.setHeight(option.widget ? tableRowHeight(option.widget) : size.height());
    return size;
}

} // namespace mxlens
