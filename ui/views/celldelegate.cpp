// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/celldelegate.h"

#include "ui/models/cells.h"
#include "ui/theme/theme.h"
#include "ui/theme/themestyle.h"

#include <QApplication>
#include <QHeaderView>
#include <QPainter>
#include <QTableView>

#include <algorithm>

namespace mxlens {

namespace {

constexpr QChar firstStrongIsolate(0x2068);
constexpr QChar popDirectionalIsolate(0x2069);

/// A quiet bar at the foot of the cell, from the side at which the figures stand.
void paintShare(QPainter& painter, const QStyleOptionViewItem& option, double share)
{
    const int unit = length(option.widget, 1);
    const QRect cell = option.rect.adjusted(unit, 0, -unit, 0);
    const int width = std::max(share > 0 ? 1 : 0, static_cast<int>(cell.width() * share));
    const int height = std::max(2, unit / 2);
    const QRect bar(cell.right() + 1 - width, cell.bottom() - height, width, height);
    painter.fillRect(QStyle::visualRect(option.direction, option.rect, bar),
        colour(Colour::Failure, option.palette));
}

/// Whether the cell stands first in a table whose rows stand in groups.
bool leadsBranch(const QStyleOptionViewItem& option, const QModelIndex& index)
{
    const auto* table = qobject_cast<const QTableView*>(option.widget);
    return table && table->horizontalHeader()->visualIndex(index.column()) == 0
        && index.data(BranchRole).isValid();
}

/// The arrow of a group, where it is one.
void paintBranch(QPainter& painter, const QStyleOptionViewItem& option, Branch branch)
{
    if (branch != Branch::Closed && branch != Branch::Open)
        return;
    QStyleOption arrow;
    arrow.rect = branchRect(option.widget, option.rect, option.direction);
    arrow.palette = option.palette;
    arrow.state = QStyle::State_Enabled;
    const bool mirrored = option.direction == Qt::RightToLeft;
    option.widget->style()->drawPrimitive(branch == Branch::Open ? QStyle::PE_IndicatorArrowDown
            : mirrored                                           ? QStyle::PE_IndicatorArrowLeft
                                                                 : QStyle::PE_IndicatorArrowRight,
        &arrow, &painter, option.widget);
}

void paintMark(QPainter& painter, const QStyleOptionViewItem& option, int size)
{
    const QRect place(
        option.rect.right() - size - size / 4, option.rect.center().y() - size / 2 + 1, size, size);
    const QRect mark = QStyle::visualRect(option.direction, option.rect, place);
    icon(QStringLiteral("info"), Colour::MutedText).paint(&painter, mark);
}

/// The most letters, up to a number, whose width is at most room: a longer text is a wider one.
template <typename Width> qsizetype longest(qsizetype letters, double room, const Width& width)
{
    qsizetype fits = 0, tooMany = letters + 1;
    while (tooMany - fits > 1) {
        const qsizetype middle = fits + (tooMany - fits) / 2;
        (width(middle) <= room ? fits : tooMany) = middle;
    }
    return fits;
}

} // namespace

QRect branchRect(const QWidget* view, const QRect& cell, Qt::LayoutDirection direction)
{
    const int width = length(view, 5);
    const QRect room(cell.x(), cell.y(), width, cell.height());
    const int size = length(view, 3);
    QRect arrow(0, 0, size, size);
    arrow.moveCenter(room.center());
    return QStyle::visualRect(direction, cell, arrow);
}

int tableRowHeight(const QWidget* widget)
{
    return std::max(length(widget, 7) - length(widget, 1) / 2, widget->fontMetrics().height() + 2);
}

void quietHeader(QHeaderView* header)
{
    header->setProperty(ThemeStyle::quietHeaderProperty, true);
    // A title that has no room says so.
    header->setTextElideMode(Qt::ElideRight);
}

int figureWidth(const QWidget* view, const QString& widest)
{
    const QFontMetrics metrics(tabularFont(view->font()));
    return metrics.horizontalAdvance(widest) + length(view, 4);
}

QString shortHost(const QString& name, const QFontMetrics& metrics, int width)
{
    if (metrics.horizontalAdvance(name) <= width)
        return name;
    // Of a path or an address the end says as much as the begin.
    if (name.contains(QLatin1Char('/')) || name.contains(QLatin1Char(':')))
        return metrics.elidedText(name, Qt::ElideMiddle, width);
    // Widths are whole pixels here: a part of one more, and it would be shortened twice.
    --width;
    const QChar gap(0x2026);
    const int room = width - metrics.horizontalAdvance(gap);
    constexpr double headShare = 0.7;
    qsizetype head = longest(name.size(), room * headShare,
        [&](qsizetype letters) { return metrics.horizontalAdvance(name.left(letters)); });
    if (head > 0 && name.at(head - 1).isHighSurrogate())
        --head; // half a character is none
    const QString begin = name.left(head);
    const int left = room - metrics.horizontalAdvance(begin);
    qsizetype tail = longest(name.size(), left,
        [&](qsizetype letters) { return metrics.horizontalAdvance(name.right(letters)); });
    if (tail > 0 && name.at(name.size() - tail).isLowSurrogate())
        --tail;
    // Widths of parts do not always add up to that of the whole.
    QString whole = begin + gap + name.right(tail);
    while (tail > 0 && metrics.horizontalAdvance(whole) > width)
        whole = begin + gap + name.right(--tail);
    return whole;
}

QString ShortHosts::shortened(const QString& name, const QFont& font, int width)
{
    if (m_font != font || m_known.size() >= kept) {
        m_known.clear();
        m_font = font;
    }
    const std::pair<QString, int> key(name, width);
    const auto known = m_known.constFind(key);
    if (known != m_known.constEnd())
        return *known;
    return *m_known.insert(key, shortHost(name, QFontMetrics(font), width));
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
    if (kind == CellKind::Host) {
        option->textElideMode = Qt::ElideMiddle;
        const QStyle* style = option->widget ? option->widget->style() : QApplication::style();
        const int margin
            = style->pixelMetric(QStyle::PM_FocusFrameHMargin, option, option->widget) + 1;
        // A size is asked for without a place: that of the whole name.
        if (option->rect.width() > 2 * margin && option->icon.isNull())
            option->text
                = m_hosts.shortened(option->text, option->font, option->rect.width() - 2 * margin);
    }
    if (kind == CellKind::Number || isTime(kind))
        option->font = figureFont(option->font);
    // A value goes its own way: from right to left the full stop of "Google Inc." would come first.
    if (option->direction == Qt::RightToLeft && !option->text.isEmpty())
        option->text = firstStrongIsolate + option->text + popDirectionalIsolate;
    if (index.data(DimRole).toBool()) {
        const QColor dim = textColour(Colour::DimmedText, option->palette);
        option->palette.setColor(QPalette::Text, dim);
    }
}

// tabularFont(), which measures every digit to know: as long as painting ten cells takes.
QFont CellDelegate::figureFont(const QFont& base) const
{
    if (!m_figures || m_figures->first != base)
        m_figures.emplace(base, tabularFont(base));
    return m_figures->second;
}

// The ground of the whole cell first, where it has one: then what stands in it.
void CellDelegate::paintCell(
    QPainter& painter, const QStyleOptionViewItem& cell, const QRect& place) const
{
    const QStyle* style = cell.widget ? cell.widget->style() : QApplication::style();
    const bool plain = cell.widget && cell.icon.isNull()
        && !(cell.features & QStyleOptionViewItem::HasCheckIndicator);
    const bool quiet = !(cell.state & (QStyle::State_Selected | QStyle::State_MouseOver))
        && cell.backgroundBrush.style() == Qt::NoBrush;
    if (!plain || !quiet) {
        QStyleOptionViewItem ground = cell;
        ground.rect = place;
        if (plain || place != cell.rect)
            ground.text.clear();
        style->drawControl(QStyle::CE_ItemViewItem, &ground, &painter, cell.widget);
    }
    if (plain && !cell.text.isEmpty()) {
        painter.save();
        m_texts.paint(painter, cell); // beside nothing else it has the whole cell
        painter.restore();
    } else if (!plain && place != cell.rect) {
        style->drawControl(QStyle::CE_ItemViewItem, &cell, &painter, cell.widget);
    }
}

void CellDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const bool marked = index.column() == m_markColumn && index.data(DeviationRole).toBool();
    const bool number = index.data(CellKindRole).toInt() == static_cast<int>(CellKind::Number);
    const bool leads = leadsBranch(option, index);
    const auto branch = static_cast<Branch>(index.data(BranchRole).toInt());
    const int markSize = std::min(length(option.widget, 4), option.rect.height());
    // The text beside the mark, or a little away from the text of the next column.
    const int indent = !leads      ? 0
        : branch == Branch::Member ? length(option.widget, 8)
                                   : length(option.widget, 5);
    const int end = marked ? markSize + markSize / 4 : number ? length(option.widget, 1) : 0;
    QStyleOptionViewItem cell = option;
    cell.rect = QStyle::visualRect(
        option.direction, option.rect, option.rect.adjusted(indent, 0, -end, 0));
    initStyleOption(&cell, index);
    paintCell(*painter, cell, option.rect);
    if (leads)
        paintBranch(*painter, option, branch);
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
