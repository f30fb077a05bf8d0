// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/cells.h"

#include <QList>
#include <QString>

namespace mxlens {

/// A column of a table of rows: how it is called, shown and filtered by.
struct RowColumn {
    QString name; ///< Stable name, as in exports and settings: `policy_domain`.
    QString title; ///< For the header, translated.
    CellKind kind = CellKind::Text;
    QString filterKey; ///< Key of the filter text that its values go with; empty for none.
    int place = -1; ///< Visual position at first; -1 for hidden at first.
    int width = 40; ///< Width at first in quarters of an em.
};

/// Columns in the order of the core enums.
QList<RowColumn> failureColumns();
QList<RowColumn> policyColumns();
QList<RowColumn> reportColumns();
QList<RowColumn> sourceColumns();
QList<RowColumn> problemColumns();
QList<RowColumn> domainColumns();

/// Index of the column of that name; -1 where there is none.
int columnNamed(const QList<RowColumn>& columns, const QString& name);

} // namespace mxlens
