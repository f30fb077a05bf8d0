// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/peoplereport.h"
#include "ui/session/latesttask.h"

#include <QObject>

#include <memory>
#include <stop_token>

class QWidget;

namespace mxlens {

class FileChooser;
class ReportPreview;

/// Makes reports for people: works out the document off the GUI thread, shows it as it will be
/// printed, prints it, and saves it as PDF, HTML or text. GUI thread.
class ReportMaker final : public QObject {
    Q_OBJECT
public:
    explicit ReportMaker(QObject* parent = nullptr);

    /// Where files are saved; outlives this.
    void setChooser(FileChooser* chooser) { m_chooser = chooser; }
    /// Makes the document and shows the preview over a window; nothing without a snapshot.
    void make(QWidget* window, const std::shared_ptr<const Snapshot>& snapshot,
        PeopleReportRequest request);
    /// Writes a document as the end of path asks for: .html, .txt, else PDF. Does nothing while
    /// another one is written.
    void save(const std::shared_ptr<const ReportDocument>& document, const QString& path);
    /// Ends the writing; the file stays as it was.
    void cancelSaving() { m_stop.request_stop(); }

signals:
    /// A file is being written, or none any more.
    void savingChanged(bool saving);
    void written(const QString& path);
    /// It could not be written, for which there is a sentence.
    void failed(const QString& sentence);
    /// The file is as it was.
    void cancelled(const QString& path);

private:
    void preview(QWidget* window, const std::shared_ptr<const ReportDocument>& document);
    void tellIn(ReportPreview* preview);

    FileChooser* m_chooser = nullptr;
    LatestTask m_making;
    LatestTask m_writing;
    std::stop_source m_stop; ///< Of the writing.
};

} // namespace mxlens
