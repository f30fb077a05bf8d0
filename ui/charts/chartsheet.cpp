// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartsheet.h"

#include "ui/charts/trendchart.h"
#include "ui/charts/trendlegend.h"
#include "ui/charts/trendplot.h"
#include "ui/theme/theme.h"

#include <QBuffer>
#include <QPainter>
#include <QPdfWriter>
#include <QPrinter>
#include <QSvgGenerator>

#include <algorithm>

namespace mxlens {
namespace {

/// Points for each pixel of an ordinary screen.
constexpr double pointsPerPixel = 0.75;
constexpr int pixelsPerInch = 96;
constexpr double inchesPerMeter = 39.3701;
/// A chart is a wide band on screen; on a page it is at least that high for its width.
constexpr double leastOfPage = 0.5;

QPalette paper()
{
    QPalette palette = themePalette(false);
    palette.setColor(QPalette::Base, Qt::white);
    return palette;
}

/// The chart once more, as it stands on paper.
class Sheet final {
public:
    /// leastHeight: for each of its width.
    explicit Sheet(const TrendChart& chart, double leastHeight = 0)
        : m_margin(length(&chart, 2))
        , m_size(chart.size().expandedTo(chart.minimumSizeHint()))
    {
        m_size.setHeight(std::max(m_size.height(), qRound(m_size.width() * leastHeight)));
        // In pixels, so that the resolution of a device changes nothing.
        QFont font = chart.font();
        font.setPixelSize(QFontInfo(font).pixelSize());
        m_header.setFont(font);
        m_header.setPalette(paper());
        m_plot.setFont(font);
        m_plot.setPalette(paper());
        const PlotData& data = chart.plot().data();
        QVector<QDate> changes;
        bool changed = false;
        for (const TrendChange& change : chart.data().changes) {
            changes.append(change.day);
            changed |= change.day >= data.first && change.day <= data.last;
        }
        m_header.setTitle(chart.data().days.isEmpty() ? chart.summarySentence() : chartTitle(data));
        if (!chart.data().days.isEmpty())
            m_header.setEntries(chartLegend(data, changed));
        m_plot.setChanges(changes);
        m_plot.setData(data);
    }

    QSize size() const { return m_size; }

    void paint(QPaintDevice& device, double scale)
    {
        const int width = m_size.width() - 2 * m_margin;
        m_plot.paintOn(device, m_size - QSize(m_margin, m_margin), scale, [&](QPainter& painter) {
            painter.fillRect(QRect(QPoint(0, 0), m_size), Qt::white);
            painter.translate(m_margin, m_margin);
            m_header.paintOn(painter, width, true);
            return QPoint(m_margin, 2 * m_margin + m_header.heightForWidth(width));
        });
    }

private:
    int m_margin;
    QSize m_size;
    TrendHeader m_header;
    TrendPlot m_plot;
};

} // namespace

QImage ChartSheet::image(double scale) const
{
    Sheet sheet(m_chart);
    QImage image(sheet.size() * scale, QImage::Format_RGB32);
    image.setDotsPerMeterX(qRound(pixelsPerInch * scale * inchesPerMeter));
    image.setDotsPerMeterY(image.dotsPerMeterX());
    image.fill(Qt::white);
    // Patterns as lines: they are sharp at any scale.
    sheet.paint(image, scale);
    return image;
}

QByteArray ChartSheet::svg() const
{
    Sheet sheet(m_chart);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(sheet.size());
    generator.setViewBox(QRect(QPoint(0, 0), sheet.size()));
    generator.setResolution(pixelsPerInch);
    generator.setTitle(m_chart.accessibleName());
    generator.setDescription(m_chart.summarySentence());
    sheet.paint(generator, 1);
    return bytes;
}

QByteArray ChartSheet::pdf() const
{
    Sheet sheet(m_chart);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setTitle(m_chart.accessibleName());
    writer.setCreator(QStringLiteral("MX Lens"));
    writer.setResolution(pixelsPerInch);
    writer.setPageMargins(QMarginsF());
    writer.setPageSize(QPageSize(
        QSizeF(sheet.size()) * pointsPerPixel, QPageSize::Point, {}, QPageSize::ExactMatch));
    sheet.paint(writer, 1);
    return bytes;
}

void ChartSheet::print(QPrinter& printer) const
{
    const QRect page = printer.pageLayout().paintRectPixels(printer.resolution());
    const double shape = static_cast<double>(page.height()) / std::max(1, page.width());
    Sheet sheet(m_chart, std::min(shape, leastOfPage));
    const double scale = std::min(static_cast<double>(page.width()) / sheet.size().width(),
        static_cast<double>(page.height()) / sheet.size().height());
    sheet.paint(printer, scale);
}

} // namespace mxlens
