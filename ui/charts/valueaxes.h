// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/plotstrip.h"
#include "ui/charts/trendfaces.h"

#include <QStringList>

#include <memory>
#include <vector>

class QWidget;

namespace mxlens {

/// Labels the axes of values and of shares of strips, where they are now, with what they show of
/// data: as many labels as there is room for. plot: what they are drawn in. Returns the labels of
/// values, from below, strip by strip; empty where one is left out.
QStringList labelValueAxes(const QWidget& plot, const PlotData& data,
    const std::vector<std::unique_ptr<PlotStrip>>& strips);

} // namespace mxlens
