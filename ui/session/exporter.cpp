// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/exporter.h"

#include "core/report/corewords.h"
#include "ui/session/programlanguage.h"

#include <QFile>

#include <utility>

namespace mxlens {

Exporter::Exporter(QObject* parent)
    : QObject(parent)
{
    connect(&m_task, &LatestTask::busyChanged, this, &Exporter::busyChanged);
}

void Exporter::write(
    std::shared_ptr<const Snapshot> snapshot, ExportRequest request, const QString& path)
{
    if (m_task.busy() || !snapshot)
        return;
    request.format = path.endsWith(QLatin1String(".jsonl"), Qt::CaseInsensitive)
        ? ExportFormat::JsonLines
        : ExportFormat::Csv;
    m_stop = std::stop_source();
    // A token of its own: a cancelled export must still be reported, and the task drops what it
    // was told to stop.
    m_task.start([this, snapshot = std::move(snapshot), request = std::move(request), path,
                     source = m_stop](const std::stop_token& closing) -> LatestTask::Done {
        const std::stop_callback chain(closing, [source]() mutable { source.request_stop(); });
        const Result<std::size_t> result
            = writeFileSafely(QFile::encodeName(path).toStdString(), [&](const ByteSink& sink) {
                  return exportTable(*snapshot, request, sink, source.get_token());
              });
        if (result) {
            const qint64 rows = static_cast<qint64>(result.value());
            return [this, path, rows] { emit written(path, rows); };
        }
        Error error = result.error();
        if (error.file.empty())
            error.file = path.toStdString();
        const QString sentence
            = QString::fromStdString(inLanguage(describe(error), programLanguage()));
        return [this, path, sentence] { emit failed(path, sentence); };
    });
}

void Exporter::cancel()
{
    m_stop.request_stop();
}

} // namespace mxlens
