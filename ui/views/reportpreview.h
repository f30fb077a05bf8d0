// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/document.h"
#include "ui/session/latesttask.h"

#include <QDialog>

#include <memory>

class QAction;
class QLabel;
class QPrinter;
class QToolBar;

namespace mxlens {

class MessageBar;
class PageView;

/// Shows a report for people as it will be printed, and prints it. Layout, pictures of pages and
/// printing are made on other threads. GUI thread.
class ReportPreview final : public QDialog {
    Q_OBJECT
public:
    ReportPreview(std::shared_ptr<const ReportDocument> document, QWidget* parent);

    /// Prints on a printer that nobody else uses; says by a signal what came of it.
    void print(const std::shared_ptr<QPrinter>& printer);
    const PageView& pages() const { return *m_view; }
    /// Where it says what becomes of a file.
    MessageBar& messages() { return *m_messages; }
    /// Whether another file can be saved.
    void setCanSave(bool can);

signals:
    /// The user wants a file.
    void saveWanted();
    void printed();
    void printingFailed();

private:
    void addActions(QToolBar* bar);
    QAction* addAction(QToolBar* bar, const char* name, const QString& text);
    void choosePrinter();
    void choosePage();
    void follow();

    std::shared_ptr<const ReportDocument> m_document;
    std::shared_ptr<QPrinter> m_printer;
    PageView* m_view = nullptr;
    MessageBar* m_messages = nullptr;
    QLabel* m_state = nullptr;
    QAction* m_save = nullptr;
    QAction* m_print = nullptr;
    QAction* m_page = nullptr;
    LatestTask m_printing;
};

} // namespace mxlens
