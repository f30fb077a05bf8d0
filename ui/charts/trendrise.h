// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/trendbucket.h"

#include <QDate>
#include <QVector>

#include <optional>

namespace mxlens {

/// A time in which clearly more sessions failed a day than before.
struct TrendRise {
    QDate day; ///< Its first day.
    qint64 before = 0; ///< Failures a day until then ...
    qint64 after = 0; ///< ... and during it.
    QDate fell; ///< The first reported day after it; invalid while it lasts.
    qint64 since = 0; ///< Failures a day since it ended.
};

/// The rise that leads to the day with most failures of days (sorted), or nothing where no day
/// stands out. Typical days count, not the largest ones: figures are medians.
std::optional<TrendRise> trendRise(const QVector<TrendBucket>& days);

} // namespace mxlens
