// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPalette>
#include <QRect>
#include <QVector>

class QPainter;

namespace mxlens {

/// Draws failures day by day as a line of small bars, as high as the largest of them: failed has a
/// number for each day, -1 without a report. Days without a report leave a gap in the ground line.
void paintSparkline(
    QPainter& painter, const QRect& rect, const QVector<qint64>& failed, const QPalette& palette);

/// Columns of a sparkline: the largest of the days that share one, -1 where none of them has a
/// report. At most `most`.
QVector<qint64> sparklineColumns(const QVector<qint64>& failed, qsizetype most);

} // namespace mxlens
