// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSpinBox>

namespace mxlens {

/// A box for a whole number, which stands in it as numberText() writes it.
class NumberBox final : public QSpinBox {
    Q_OBJECT
public:
    /// Shows groups of digits from the start.
    explicit NumberBox(QWidget* parent = nullptr);

protected:
    /// Text for a value, without prefix and suffix.
    QString textFromValue(int value) const override;
};

} // namespace mxlens
