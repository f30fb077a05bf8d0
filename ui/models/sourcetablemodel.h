// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/rowtablemodel.h"

namespace mxlens {

/// The sources table: one row per file, mail or archive member.
class SourceTableModel final : public RowTableModel {
    Q_OBJECT
public:
    explicit SourceTableModel(QObject* parent = nullptr);

protected:
    Cell cellAt(RowId id, int column) const override;
    std::optional<RowId> reportOf(RowId id) const override;
    QString shown(RowId id, const Cell& cell, int column) const override;
    QString told(RowId id, const Cell& cell, int column) const override;
};

} // namespace mxlens
