// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/reportpreview.h"

#include "ui/charts/pagesetup.h"
#include "ui/paper/paperdocument.h"
#include "ui/theme/theme.h"
#include "ui/views/messagebar.h"
#include "ui/views/pageview.h"

#include <QAction>
#include <QLabel>
#include <QPageSetupDialog>
#include <QPrintDialog>
#include <QPrinter>
#include <QScreen>
#include <QToolBar>
#include <QVBoxLayout>

#include <utility>

namespace mxlens {

namespace {

constexpr double zoomStep = 1.25;

} // namespace

ReportPreview::ReportPreview(std::shared_ptr<const ReportDocument> document, QWidget* parent)
    : QDialog(parent)
    , m_document(std::move(document))
    , m_printer(std::make_shared<QPrinter>(QPrinter::HighResolution))
{
    setObjectName(QStringLiteral("reportPreview"));
    setWindowTitle(tr("Report for people"));
    m_printer->setPageLayout(reportPageLayout());
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto* bar = new QToolBar;
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar->setIconSize(QSize(length(this, 5), length(this, 5)));
    layout->addWidget(bar);
    m_messages = new MessageBar;
    m_messages->setObjectName(QStringLiteral("previewMessages"));
    layout->addWidget(m_messages);
    m_view = new PageView;
    m_view->setObjectName(QStringLiteral("reportPages"));
    m_view->setAccessibleName(tr("Pages of the report"));
    layout->addWidget(m_view, 1);
    addActions(bar);
    connect(m_view, &PageView::changed, this, &ReportPreview::follow);
    connect(&m_printing, &LatestTask::busyChanged, this, &ReportPreview::follow);
    const QSize room = screen()->availableSize() * 0.9;
    resize(QSize(length(this, 4 * 70), length(this, 4 * 60)).boundedTo(room));
    m_view->setDocument(m_document, m_printer->pageLayout());
    m_view->setFocus();
}

QAction* ReportPreview::addAction(QToolBar* bar, const char* name, const QString& text)
{
    QAction* action = bar->addAction(text);
    action->setObjectName(QString::fromLatin1(name));
    return action;
}

void ReportPreview::addActions(QToolBar* bar)
{
    m_save = addAction(bar, "saveReport", tr("Save\u2026"));
    m_save->setIcon(icon(QStringLiteral("export")));
    m_save->setToolTip(tr("Save as PDF, web page or plain text"));
    m_save->setShortcut(QKeySequence::Save);
    connect(m_save, &QAction::triggered, this, &ReportPreview::saveWanted);
    m_print = addAction(bar, "printReport", tr("Print\u2026"));
    m_print->setShortcut(QKeySequence::Print);
    connect(m_print, &QAction::triggered, this, &ReportPreview::choosePrinter);
    m_page = addAction(bar, "pageSetup", tr("Paper\u2026"));
    m_page->setToolTip(tr("Size, direction and margins of the paper"));
    m_page->setVisible(opensPageSetup(*m_printer));
    connect(m_page, &QAction::triggered, this, &ReportPreview::choosePage);
    bar->addSeparator();
    QAction* larger = addAction(bar, "zoomIn", tr("Larger"));
    larger->setShortcut(QKeySequence::ZoomIn);
    connect(larger, &QAction::triggered, m_view, [this] { m_view->zoom(zoomStep); });
    QAction* smaller = addAction(bar, "zoomOut", tr("Smaller"));
    smaller->setShortcut(QKeySequence::ZoomOut);
    connect(smaller, &QAction::triggered, m_view, [this] { m_view->zoom(1 / zoomStep); });
    QAction* fit = addAction(bar, "fitWidth", tr("Fit width"));
    connect(fit, &QAction::triggered, m_view, &PageView::fitWidth);
    auto* room = new QWidget;
    room->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar->addWidget(room);
    m_state = new QLabel;
    m_state->setObjectName(QStringLiteral("previewState"));
    m_state->setContentsMargins(length(this, 2), 0, length(this, 4), 0);
    bar->addWidget(m_state);
}

void ReportPreview::setCanSave(bool can)
{
    m_save->setEnabled(can);
}

void ReportPreview::follow()
{
    const bool isPrinting = m_printing.busy();
    m_print->setEnabled(!isPrinting);
    m_page->setEnabled(!isPrinting);
    if (isPrinting)
        m_state->setText(tr("Printing\u2026"));
    else if (m_view->pageCount() == 0)
        m_state->clear();
    else
        m_state->setText(
            tr("Page %1 of %2").arg(m_view->currentPage() + 1).arg(m_view->pageCount()));
}

void ReportPreview::choosePrinter()
{
    auto* dialog = new QPrintDialog(m_printer.get(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this] { print(m_printer); });
    dialog->open();
}

void ReportPreview::choosePage()
{
    auto* dialog = new QPageSetupDialog(m_printer.get(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this,
        [this] { m_view->setDocument(m_document, m_printer->pageLayout()); });
    dialog->open();
}

void ReportPreview::print(const std::shared_ptr<QPrinter>& printer)
{
    if (m_printing.busy())
        return;
    m_printing.start(
        [this, document = m_document, printer](const std::stop_token& stop) -> LatestTask::Done {
            const bool isPrinted = printDocument(document, *printer, stop);
            return [this, isPrinted] { isPrinted ? emit printed() : emit printingFailed(); };
        });
}

} // namespace mxlens
