// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QImage>

class QPrinter;

namespace mxlens {

class TrendChart;

/// A chart on paper: what is on screen with title and legend, in light colours on white, without
/// tracer, hint and shades of what is being done. Its size is that of the chart. GUI thread.
class ChartSheet final {
public:
    explicit ChartSheet(const TrendChart& chart)
        : m_chart(chart)
    {
    }

    /// With that many pixels for each on an ordinary screen.
    QImage image(double scale) const;
    /// The bytes of an SVG file, its shapes and text as such.
    QByteArray svg() const;
    /// The bytes of a PDF file of one page, which is as large as the chart.
    QByteArray pdf() const;
    /// On one page, as large as fits.
    void print(QPrinter& printer) const;

private:
    const TrendChart& m_chart;
};

} // namespace mxlens
