// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/trendfaces.h"
#include "ui/charts/trendheader.h"

namespace mxlens {

/// Title of a chart: what it is about, what a bucket is, and the days on screen.
QString chartTitle(const PlotData& data);

/// What stands for what in a chart, as far as it is on screen. changes: policies changed in the
/// days on screen.
QVector<TrendHeader::Entry> chartLegend(const PlotData& data, bool changes);

/// What stands for the days of selected rows.
TrendHeader::Entry markedLegend();

} // namespace mxlens
