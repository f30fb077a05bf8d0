// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTreeView>

namespace mxlens {

/// A tree of rows of one height, which may be very many. Where more than one cell changes it paints
/// what is seen anew; QTreeView would look for each of them among all others. GUI thread.
class LongTree : public QTreeView {
    Q_OBJECT
public:
    explicit LongTree(QWidget* parent = nullptr);

    void dataChanged(const QModelIndex& topLeft, const QModelIndex& bottomRight,
        const QList<int>& roles = {}) override;
};

} // namespace mxlens
