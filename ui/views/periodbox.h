// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/viewstate.h"

#include <QComboBox>
#include <QDate>

namespace mxlens {

/// Which days count: all, or the last 7, 30 or 90 up to the last report's day; or days from a
/// first to a last one, chosen here or in the chart. Follows the ViewState. GUI thread.
class PeriodBox final : public QComboBox {
    Q_OBJECT
public:
    explicit PeriodBox(ViewState* state, QWidget* parent = nullptr);

    /// The days that reports are about; invalid without any.
    void setReportDays(QDate first, QDate last);

private:
    void choose(int index);
    void chooseDays();
    void follow();

    ViewState* const m_state;
    QDate m_first, m_last;
};

} // namespace mxlens
