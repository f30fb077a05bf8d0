// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/numberbox.h"

#include "ui/theme/numbers.h"

namespace mxlens {

NumberBox::NumberBox(QWidget* parent)
    : QSpinBox(parent)
{
    setGroupSeparatorShown(true);
}

QString NumberBox::textFromValue(int value) const
{
    return numberText(value);
}

} // namespace mxlens
