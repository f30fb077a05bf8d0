// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/reportmaker.h"

#include "core/output/export.h"
#include "ui/dialogs/filechooser.h"
#include "ui/paper/paperdocument.h"
#include "ui/views/reportpreview.h"

#include <QFile>

#include <utility>

namespace mxlens {

namespace {

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
    auto* dialog = new ReportPreview(document, window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ReportPreview::saveWanted, this, [this, dialog, document] {
        if (m_chooser)
            m_chooser->saveReport(dialog, QStringLiteral("report.pdf"),
                [this, document](const QString& path) { this->save(document, path); });
    });
    connect(dialog, &ReportPreview::printingFailed, this,
        [this] { emit failed(tr("The report could not be printed.")); });
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
