// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QString>
#include <QVector>

#include <functional>

namespace mxlens {

/// A label of the time axis.
struct TrendTick {
    QDate day;
    QString label;
};

/// Ticks for the days first..last on an axis of that many pixels: days, Mondays, months or years,
/// as many as fit. textWidth gives the width of a label in pixels.
QVector<TrendTick> trendTicks(
    QDate first, QDate last, double pixels, const std::function<double(const QString&)>& textWidth);

/// Step of the labels on an axis of counts that covers size with about `ticks` labels: 1, 2 or 5
/// with zeros, at least 1.
double countStep(double size, int ticks);

} // namespace mxlens
