// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/reportmaker.h"

#include "core/output/export.h"
#include "ui/dialogs/filechooser.h"
#include "ui/paper/paperdocument.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QFile>
#include <QPrintPreviewDialog>
#include <QPrinter>
#include <QToolBar>

#include <utility>

namespace mxlens {

namespace {

constexpr double marginMillimetres = 18;

std::string bytesOf(const std::shared_ptr<const Document>& made, const QString& path)
{
    const Document& document = *made;
    if (path.endsWith(QLatin1String(".html"), Qt::CaseInsensitive)
        || path.endsWith(QLatin1String(".htm"), Qt::CaseInsensitive))
        return documentHtml(document);
    if (path.endsWith(QLatin1String(".txt"), Qt::CaseInsensitive))
        return documentText(document);
    return documentPdf(made).toStdString();
}

} // namespace

void ReportMaker::make(
    QWidget* window, const std::shared_ptr<const Snapshot>& snapshot, PeopleReportRequest request)
{
    if (!snapshot)
        return;
    m_making.start([this, window, snapshot, request = std::move(request)](
                       const std::stop_token& stop) -> LatestTask::Done {
        auto document = std::make_shared<const Document>(peopleReport(*snapshot, request, stop));
        return [this, window, document] { preview(window, document); };
    });
}

void ReportMaker::preview(QWidget* window, const std::shared_ptr<const Document>& document)
{
    auto printer = std::make_shared<QPrinter>(QPrinter::HighResolution);
    printer->setPageSize(QPageSize(QPageSize::A4));
    printer->setPageMargins(
        QMarginsF(marginMillimetres, marginMillimetres, marginMillimetres, marginMillimetres),
        QPageLayout::Millimeter);
    auto* dialog = new QPrintPreviewDialog(printer.get(), window);
    dialog->setObjectName(QStringLiteral("reportPreview"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Report for people"));
    dialog->resize(length(window, 4 * 90), length(window, 4 * 60));
    // The printer lives as long as the dialog that draws on it.
    connect(dialog, &QPrintPreviewDialog::paintRequested, this,
        [document, printer](QPrinter* page) { printDocument(document, *page); });
    if (auto* bar = dialog->findChild<QToolBar*>()) {
        QAction* save = bar->addAction(icon(QStringLiteral("export")), tr("Save \u2026"));
        save->setObjectName(QStringLiteral("saveReport"));
        save->setToolTip(tr("Save as PDF, web page or plain text"));
        connect(save, &QAction::triggered, dialog, [this, dialog, document] {
            if (m_chooser)
                m_chooser->saveReport(dialog, QStringLiteral("report.pdf"),
                    [this, document](const QString& path) { this->save(document, path); });
        });
    }
    dialog->open();
}

void ReportMaker::save(const std::shared_ptr<const Document>& document, const QString& path)
{
    m_writing.start([this, document, path](const std::stop_token&) -> LatestTask::Done {
        const std::string bytes = bytesOf(document, path);
        const Result<std::size_t> result = writeFileSafely(QFile::encodeName(path).toStdString(),
            [&bytes](const ByteSink& sink) -> Result<std::size_t> {
                if (!sink(bytes))
                    return Error{ ErrorCode::WriteFailed, {}, {}, {} };
                return bytes.size();
            });
        if (result)
            return [this, path] { emit written(path); };
        Error error = result.error();
        if (error.file.empty())
            error.file = path.toStdString();
        const QString sentence = QString::fromStdString(describe(error));
        return [this, sentence] { emit failed(sentence); };
    });
}

} // namespace mxlens
