// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paper/pdfmaker.h"

#include "ui/paper/paperdocument.h"

#include <QGuiApplication>

namespace mxlens {

std::string pdfWithoutWindow(const ReportDocument& document)
{
    // Made for this alone: everything else that the command line does knows no Qt.
    qputenv("QT_QPA_PLATFORM", "offscreen");
    char name[] = "mxlens-cli";
    char* words[] = { name, nullptr };
    int count = 1;
    // What Qt remarks about a machine without a desktop is of no use to anybody here.
    qInstallMessageHandler([](QtMsgType, const QMessageLogContext&, const QString&) {});
    const QGuiApplication application(count, words);
    return documentPdf(std::make_shared<const ReportDocument>(document)).toStdString();
}

} // namespace mxlens
