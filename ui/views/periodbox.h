// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/viewstate.h"

#include <QComboBox>

namespace mxlens {

/// Which days count: all, or the last 7, 30 or 90 up to the last report's day; and the days
/// selected in the chart, which it shows and lets go. Follows the ViewState. GUI thread.
class PeriodBox final : public QComboBox {
    Q_OBJECT
public:
    explicit PeriodBox(ViewState* state, QWidget* parent = nullptr);

private:
    void choose(int index);
    void follow();

    ViewState* const m_state;
};

} // namespace mxlens
