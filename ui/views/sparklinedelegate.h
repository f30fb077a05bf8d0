// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/sparklines.h"

#include <QStyledItemDelegate>

#include <functional>

namespace mxlens {

/// Paints a domain's failures over time into a cell of the tree. Only paints. GUI thread.
class SparklineDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    /// lineOf gives the numbers of a row, see paintSparkline(); empty for none.
    SparklineDelegate(
        std::function<QVector<qint64>(const QModelIndex&)> lineOf, QObject* parent = nullptr);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override;

private:
    const std::function<QVector<qint64>(const QModelIndex&)> m_lineOf;
};

} // namespace mxlens
