// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/valueaxes.h"

#include "ui/theme/theme.h"

#include <QFontMetricsF>
#include <QWidget>

#include <algorithm>
#include <cmath>
#include <utility>

namespace mxlens {
namespace {

/// The ticks of an axis, from below, and where they stand.
struct AxisTicks {
    QVector<ValueTick> ticks;
    QVector<double> heights;
};

/// Leaves out labels that would lie on others, of axes that stand below each other.
void spaceLabels(QVector<AxisTicks>& axes, double distance)
{
    QVector<double> taken;
    const auto take = [&](double height) {
        const bool free = std::none_of(taken.cbegin(), taken.cend(),
            [&](double other) { return std::abs(other - height) < distance; });
        if (free)
            taken.append(height);
        return free;
    };
    // How far an axis reaches says more than the zero of the one above it.
    for (const bool highest : { true, false }) {
        for (AxisTicks& axis : axes) {
            const qsizetype last = axis.ticks.size() - 1;
            for (qsizetype i = last; i >= 0; --i) {
                if ((i == last) == highest && !take(axis.heights.at(i)))
                    axis.ticks[i].label.clear();
            }
        }
    }
}

/// The names of rows, as labels.
QVector<ValueTick> rowTicks(const QWidget& plot, const PlotData& data, const PlotStrip& strip)
{
    // Names where a row is high enough for them, and no wider than a third.
    const QFontMetricsF metrics(tabularFont(plot.font()));
    QVector<ValueTick> ticks = valueTicks(data, strip.content(), 1);
    const bool room = strip.area().height()
        >= static_cast<int>(ticks.size()) * plot.fontMetrics().height() * 3 / 4;
    for (ValueTick& tick : ticks)
        tick.label = room ? metrics.elidedText(tick.label, Qt::ElideMiddle, plot.width() / 3.0)
                          : QString();
    return ticks;
}

} // namespace

QStringList labelValueAxes(const QWidget& plot, const PlotData& data,
    const std::vector<std::unique_ptr<PlotStrip>>& strips)
{
    const int line = plot.fontMetrics().height();
    QVector<AxisTicks> left, right;
    for (const std::unique_ptr<PlotStrip>& strip : strips) {
        const StripContent& content = strip->content();
        const int most = std::clamp(strip->area().height() / (2 * line), 1, 5);
        const bool named = !content.rowNames.isEmpty();
        left.append({ named ? rowTicks(plot, data, *strip) : valueTicks(data, content, most), {} });
        right.append(
            { content.line.isEmpty() ? QVector<ValueTick>() : shareTicks(content.lineTop), {} });
        for (const ValueTick& tick : std::as_const(left.last().ticks))
            left.last().heights.append(strip->heightOf(tick.place));
        for (const ValueTick& tick : std::as_const(right.last().ticks))
            right.last().heights.append(strip->heightOfShare(tick.place));
    }
    if (strips.front()->content().rowNames.isEmpty())
        spaceLabels(left, line * 0.9);
    spaceLabels(right, line * 0.9);
    QStringList labels;
    for (std::size_t i = 0; i < strips.size(); ++i) {
        const QVector<ValueTick>& ticks = left.at(static_cast<qsizetype>(i)).ticks;
        strips[i]->setValueTicks(ticks);
        strips[i]->setShareTicks(right.at(static_cast<qsizetype>(i)).ticks);
        for (const ValueTick& tick : ticks)
            labels.append(tick.label);
    }
    return labels;
}

} // namespace mxlens
