// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/reportmaker.h"

#include "core/output/export.h"
#include "core/report/corewords.h"
#include "ui/dialogs/filechooser.h"
#include "ui/paper/paperdocument.h"
#include "ui/session/programlanguage.h"
#include "ui/views/messagebar.h"
#include "ui/views/reportpreview.h"

#include <QFile>
#include <QFileInfo>

#include <new>
#include <utility>

namespace mxlens {

namespace {

/// So much is written before the next look at whether to go on.
constexpr std::size_t pieceBytes = 1024 * 1024;

std::string bytesOf(const std::shared_ptr<const ReportDocument>& made, const QString& path,
    const std::stop_token& stop)
{
    const ReportDocument& document = *made;
    if (path.endsWith(QLatin1String(".html"), Qt::CaseInsensitive)
        || path.endsWith(QLatin1String(".htm"), Qt::CaseInsensitive))
        return documentHtml(document);
    if (path.endsWith(QLatin1String(".txt"), Qt::CaseInsensitive))
        return documentText(document);
    return documentPdf(made, stop).toStdString();
}

// A long report as PDF can need much of it.
Result<std::string> bytesWithinMemory(const std::shared_ptr<const ReportDocument>& made,
    const QString& path, const std::stop_token& stop)
{
    try {
        return bytesOf(made, path, stop);
    } catch (const std::bad_alloc&) {
        return Error{ ErrorCode::OutOfMemory, path.toStdString(), {}, {} };
    }
}

Result<std::size_t> writeBytes(
    std::string_view bytes, const QString& path, const std::stop_token& stop)
{
    return writeFileSafely(
        QFile::encodeName(path).toStdString(), [&](const ByteSink& sink) -> Result<std::size_t> {
            for (std::size_t at = 0; at < bytes.size() && !stop.stop_requested(); at += pieceBytes)
                if (!sink(bytes.substr(at, pieceBytes)))
                    return Error{ ErrorCode::WriteFailed, {}, {}, {} };
            if (stop.stop_requested())
                return Error{ ErrorCode::Cancelled, {}, {}, {} };
            return bytes.size();
        });
}

} // namespace

ReportMaker::ReportMaker(QObject* parent)
    : QObject(parent)
{
    connect(&m_writing, &LatestTask::busyChanged, this, &ReportMaker::savingChanged);
}

void ReportMaker::make(
    QWidget* window, const std::shared_ptr<const Snapshot>& snapshot, PeopleReportRequest request)
{
    if (!snapshot)
        return;
    m_making.start([this, window, snapshot, request = std::move(request)](
                       const std::stop_token& stop) -> LatestTask::Done {
        auto document
            = std::make_shared<const ReportDocument>(peopleReport(*snapshot, request, stop));
        return [this, window, document] { preview(window, document); };
    });
}

void ReportMaker::preview(QWidget* window, const std::shared_ptr<const ReportDocument>& document)
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
    tellIn(dialog);
    dialog->open();
}

// The preview lies over the window, so what the window says cannot be read.
void ReportMaker::tellIn(ReportPreview* preview)
{
    const auto follow = [this, preview](bool saving) {
        preview->setCanSave(!saving);
        if (saving)
            preview->messages().showMessage(MessageBar::Kind::Info, tr("Writing the report\u2026"),
                tr("Cancel"), [this] { cancelSaving(); });
    };
    connect(this, &ReportMaker::savingChanged, preview, follow);
    connect(this, &ReportMaker::written, preview, [this, preview](const QString& path) {
        preview->messages().showMessage(MessageBar::Kind::Success,
            tr("Wrote the report to %1").arg(path), tr("Open folder"), [this, path] {
                if (m_chooser)
                    m_chooser->showFolder(QFileInfo(path).path());
            });
    });
    connect(this, &ReportMaker::failed, preview, [preview](const QString& sentence) {
        preview->messages().showMessage(MessageBar::Kind::Error, sentence);
    });
    connect(this, &ReportMaker::cancelled, preview,
        [preview](const QString& path) { preview->messages().showCancelled(path); });
    follow(m_writing.busy());
}

void ReportMaker::save(const std::shared_ptr<const ReportDocument>& document, const QString& path)
{
    if (m_writing.busy())
        return;
    m_stop = std::stop_source();
    // A token of its own: that it was cancelled must be told, and the task drops what it was told
    // to stop.
    m_writing.start([this, document, path, source = m_stop](
                        const std::stop_token& closing) -> LatestTask::Done {
        const std::stop_callback chain(closing, [source]() mutable { source.request_stop(); });
        const Result<std::string> bytes = bytesWithinMemory(document, path, source.get_token());
        if (bytes && bytes.value().empty() && !source.stop_requested())
            return [this] { emit failed(tr("The PDF could not be made.")); };
        const Result<std::size_t> result
            = bytes ? writeBytes(bytes.value(), path, source.get_token()) : bytes.error();
        if (result)
            return [this, path] { emit written(path); };
        Error error = result.error();
        if (error.code == ErrorCode::Cancelled)
            return [this, path] { emit cancelled(path); };
        if (error.file.empty())
            error.file = path.toStdString();
        const QString sentence
            = QString::fromStdString(inLanguage(describe(error), programLanguage()));
        return [this, sentence] { emit failed(sentence); };
    });
}

} // namespace mxlens
