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
    request.format = path.endsWith(QLatin1String(".jsonl"), Qt::CaseInsensitive)
        ? ExportFormat::JsonLines
        : ExportFormat::Csv;
    start(
        std::move(snapshot),
        [request = std::move(request)](const std::stop_token&) { return request; }, path);
}

void Exporter::write(const ExportPlan& plan, const QString& path)
{
    start(
        plan.query.snapshot, [plan](const std::stop_token& stop) { return requestOf(plan, stop); },
        path);
}

void Exporter::start(std::shared_ptr<const Snapshot> snapshot, Rows rows, const QString& path)
{
    if (m_task.busy() || !snapshot)
        return;
    m_stop = std::stop_source();
    // A token of its own: a cancelled export must still be reported, and the task drops what it
    // was told to stop.
    m_task.startInSteps(
        [this, snapshot = std::move(snapshot), rows = std::move(rows), path, source = m_stop](
            const std::stop_token& closing, const LatestTask::Post& post) -> LatestTask::Done {
            const std::stop_callback chain(closing, [source]() mutable { source.request_stop(); });
            const Result<std::size_t> result
                = writeFileSafely(QFile::encodeName(path).toStdString(), [&](const ByteSink& sink) {
                      ExportRequest request = rows(source.get_token());
                      request.progress = [this, &post](int percent) {
                          post([this, percent] { emit progressed(percent); });
                      };
                      return exportTable(*snapshot, request, sink, source.get_token());
                  });
            if (result) {
                const qint64 count = static_cast<qint64>(result.value());
                return [this, path, count] { emit written(path, count); };
            }
            Error error = result.error();
            if (error.code == ErrorCode::Cancelled)
                return [this, path] { emit cancelled(path); };
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
