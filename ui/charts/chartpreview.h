// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace mxlens {

class TrendChart;

/// Shows how a chart will look on paper, from where it is printed. The dialog runs beside the
/// window and goes with the chart. GUI thread.
void previewChart(QWidget* parent, const TrendChart& chart);

} // namespace mxlens
