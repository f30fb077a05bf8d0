// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>

namespace mxlens {

/// How many series of a chart have a colour of their own.
constexpr int seriesColourCount = 8;

/// Colour of a series by its place in the chart: the eight of Okabe and Ito's set, those of success
/// and failure late. What is beyond them (the rest) is grey.
QColor seriesColour(int place, const QPalette& palette);

/// A colour between ground and top: 0 is ground, 1 is top.
QColor mixedColour(const QColor& ground, const QColor& top, double share);

} // namespace mxlens
