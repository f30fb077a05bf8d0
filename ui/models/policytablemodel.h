// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/rowtablemodel.h"

namespace mxlens {

/// The policies table: one row per policy.
class PolicyTableModel final : public RowTableModel {
    Q_OBJECT
public:
    explicit PolicyTableModel(QObject* parent = nullptr);

protected:
    Cell cellAt(RowId id, int column) const override;
    std::optional<RowId> reportOf(RowId id) const override;
    std::optional<double> share(RowId id, int column) const override;
};

} // namespace mxlens
