// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/pagesetup.h"

#include <QAction>
#include <QCoreApplication>
#include <QDialog>
#include <QPrinter>

namespace mxlens {

bool opensPageSetup(const QPrinter& printer)
{
#if defined(Q_OS_WIN) || defined(Q_OS_MACOS)
    return printer.outputFormat() == QPrinter::NativeFormat;
#else
    Q_UNUSED(printer)
    return true;
#endif
}

void offerPageSetup(QDialog& preview, bool offered)
{
    // It has no name, but a text that Qt translates: it is none of ours, so lupdate must not see
    // it.
    constexpr const char* room = "QPrintPreviewDialog";
    const QString text = QCoreApplication::translate(room, "Page setup");
    for (QAction* action : preview.findChildren<QAction*>()) {
        if (action->text() == text)
            action->setVisible(offered);
    }
}

} // namespace mxlens
