// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartpreview.h"

#include "ui/charts/chartsheet.h"
#include "ui/charts/pagesetup.h"
#include "ui/charts/trendchart.h"

#include <QPrintPreviewDialog>
#include <QPrinter>

#include <memory>

namespace mxlens {

void previewChart(QWidget* parent, const TrendChart& chart)
{
    auto printer = std::make_shared<QPrinter>(QPrinter::HighResolution);
    printer->setPageOrientation(QPageLayout::Landscape);
    auto* dialog = new QPrintPreviewDialog(printer.get(), parent);
    dialog->setObjectName(QStringLiteral("chartPreview"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(TrendChart::tr("Print the chart"));
    offerPageSetup(*dialog, opensPageSetup(*printer));
    // The printer lives as long as the dialog that draws on it.
    QObject::connect(dialog, &QPrintPreviewDialog::paintRequested, &chart,
        [&chart, printer](QPrinter* page) { ChartSheet(chart).print(*page); });
    dialog->open();
}

} // namespace mxlens
