// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/export.h"
#include "ui/session/exportplan.h"
#include "ui/session/latesttask.h"

#include <QObject>
#include <QString>

#include <functional>
#include <memory>
#include <stop_token>

namespace mxlens {

/// Writes rows as they are shown to a file, off the GUI thread, so that nothing is lost when it
/// fails. Lives in the GUI thread.
class Exporter final : public QObject {
    Q_OBJECT
public:
    explicit Exporter(QObject* parent = nullptr);

    /// Starts to write; does nothing while another export runs. A file that ends in .jsonl gets
    /// JSON lines, any other CSV.
    void write(
        std::shared_ptr<const Snapshot> snapshot, ExportRequest request, const QString& path);
    /// The same for rows that are still to be found; the format is that of the plan.
    void write(const ExportPlan& plan, const QString& path);
    void cancel();
    bool busy() const { return m_task.busy(); }

signals:
    void busyChanged(bool busy);
    /// How much is written.
    void progressed(int percent);
    void written(const QString& path, qint64 rows);
    /// sentence says what went wrong and where; the file is as it was.
    void failed(const QString& path, const QString& sentence);
    /// The file is as it was.
    void cancelled(const QString& path);

private:
    using Rows = std::function<ExportRequest(const std::stop_token&)>;
    void start(std::shared_ptr<const Snapshot> snapshot, Rows rows, const QString& path);

    LatestTask m_task;
    std::stop_source m_stop;
};

} // namespace mxlens
