// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/sparklinedelegate.h"

#include "ui/charts/sparkline.h"
#include "ui/theme/theme.h"

#include <utility>

namespace mxlens {

SparklineDelegate::SparklineDelegate(
    std::function<QVector<qint64>(const QModelIndex&)> lineOf, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_lineOf(std::move(lineOf))
{
}

void SparklineDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QStyleOptionViewItem cell = option;
    cell.state &= ~QStyle::State_HasFocus;
    QStyledItemDelegate::paint(painter, cell, index);
    const int gap = length(option.widget, 1);
    paintSparkline(
        *painter, option.rect.adjusted(gap, gap, -gap, -gap), m_lineOf(index), option.palette);
}

} // namespace mxlens
