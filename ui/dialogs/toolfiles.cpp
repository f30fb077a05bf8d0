// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/toolfiles.h"

#include <QFileDialog>

#include <utility>

namespace mxlens {

namespace {

void show(QFileDialog* dialog, QWidget* parent, ToolFiles::Chosen chosen)
{
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, std::move(chosen));
    dialog->open();
}

} // namespace

ToolFiles desktopToolFiles()
{
    ToolFiles files;
    files.open = [](QWidget* parent, const QString& title, ToolFiles::Chosen chosen) {
        auto* dialog = new QFileDialog(parent, title);
        dialog->setFileMode(QFileDialog::ExistingFile);
        show(dialog, parent, std::move(chosen));
    };
    files.save = [](QWidget* parent, const QString& title, const QString& suggestion,
                     ToolFiles::Chosen chosen) {
        auto* dialog = new QFileDialog(parent, title);
        dialog->setAcceptMode(QFileDialog::AcceptSave);
        dialog->selectFile(suggestion);
        show(dialog, parent, std::move(chosen));
    };
    return files;
}

} // namespace mxlens
