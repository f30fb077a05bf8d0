// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/peoplereport.h"
#include "ui/session/latesttask.h"

#include <QObject>

#include <memory>

class QWidget;

namespace mxlens {

class FileChooser;

/// Makes reports for people: works out the document off the GUI thread, shows it as it will be
/// printed, prints it, and saves it as PDF, HTML or text. GUI thread.
class ReportMaker final : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// Where files are saved; outlives this.
    void setChooser(FileChooser* chooser) { m_chooser = chooser; }
    /// Makes the document and shows the preview over a window; nothing without a snapshot.
    void make(QWidget* window, const std::shared_ptr<const Snapshot>& snapshot,
        PeopleReportRequest request);
    /// Writes a document as the end of path asks for: .html, .txt, else PDF.
    void save(const std::shared_ptr<const Document>& document, const QString& path);

signals:
    void written(const QString& path);
    /// It could not be written, for which there is a sentence.
    void failed(const QString& sentence);

private:
    void preview(QWidget* window, const std::shared_ptr<const Document>& document);

    FileChooser* m_chooser = nullptr;
    LatestTask m_making;
    LatestTask m_writing;
};

} // namespace mxlens
