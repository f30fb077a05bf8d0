// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractItemModel>
#include <QStringList>

namespace mxlens::test {

/// The shown texts of some columns, one row a line, children indented: for comparing a whole model.
inline QString modelText(const QAbstractItemModel& model, const QList<int>& columns,
    const QModelIndex& parent = {}, int depth = 0)
{
    QString text;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        QStringList cells;
        for (const int column : columns)
            cells.append(model.index(row, column, parent).data().toString());
        text += QString(depth * 2, QLatin1Char(' ')) + cells.join(QLatin1String(" | "))
            + QLatin1Char('\n');
        text += modelText(model, columns, model.index(row, 0, parent), depth + 1);
    }
    return text;
}

} // namespace mxlens::test
