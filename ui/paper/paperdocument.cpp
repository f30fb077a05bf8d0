// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paper/paperdocument.h"

#include "ui/paper/paperpages.h"

#include <QBuffer>
#include <QPageLayout>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>

namespace mxlens {

namespace {

constexpr double marginMillimetres = 18;

} // namespace

QPageLayout reportPageLayout()
{
    return { QPageSize(QPageSize::A4), QPageLayout::Portrait,
        QMarginsF(marginMillimetres, marginMillimetres, marginMillimetres, marginMillimetres),
        QPageLayout::Millimeter };
}

bool printDocument(const std::shared_ptr<const ReportDocument>& document, QPagedPaintDevice& device,
    const std::stop_token& stop)
{
    const PaperPages pages(
        document, device.pageLayout().paintRectPixels(paperDpi).size(), paperDpi, stop);
    QPainter painter;
    if (stop.stop_requested() || !painter.begin(&device))
        return false;
    painter.scale(static_cast<double>(device.logicalDpiX()) / paperDpi,
        static_cast<double>(device.logicalDpiY()) / paperDpi);
    for (int page = 0; page < pages.count(); ++page) {
        if (stop.stop_requested() || (page > 0 && !device.newPage()))
            return false;
        pages.paint(painter, page);
    }
    return painter.end();
}

QByteArray documentPdf(
    const std::shared_ptr<const ReportDocument>& document, const std::stop_token& stop)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    bool whole = false;
    {
        QPdfWriter writer(&buffer);
        writer.setPageLayout(reportPageLayout());
        writer.setTitle(paperText(document->title));
        writer.setCreator(QStringLiteral("MX Lens"));
        whole = printDocument(document, writer, stop);
    }
    return whole ? bytes : QByteArray();
}

} // namespace mxlens
