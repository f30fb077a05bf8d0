// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/longtree.h"

namespace mxlens {

LongTree::LongTree(QWidget* parent)
    : QTreeView(parent)
{
    setUniformRowHeights(true);
}

void LongTree::dataChanged(
    const QModelIndex& topLeft, const QModelIndex& bottomRight, const QList<int>& roles)
{
    if (topLeft == bottomRight) {
        QTreeView::dataChanged(topLeft, bottomRight, roles);
        return;
    }
    // The first one tells the height of all.
    if (topLeft.row() == 0 && topLeft.parent() == rootIndex())
        QTreeView::dataChanged(topLeft, topLeft, roles);
    viewport()->update();
}

} // namespace mxlens
