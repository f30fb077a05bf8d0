// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/toolfiles.h"

#include "ui/dialogs/filechooser.h"

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

ToolFiles desktopToolFiles(Settings* settings)
{
    ToolFiles files;
    files.open = [](QWidget* parent, const QString& title, ToolFiles::Chosen chosen) {
        auto* dialog = new QFileDialog(parent, title);
        dialog->setFileMode(QFileDialog::ExistingFile);
        show(dialog, parent, std::move(chosen));
    };
    files.save = [settings](QWidget* parent, const QString& title, const QString& suggestion,
                     ToolFiles::Chosen chosen) {
        auto* dialog = new QFileDialog(parent, title, saveFolder(settings));
        dialog->setAcceptMode(QFileDialog::AcceptSave);
        dialog->selectFile(suggestion);
        show(dialog, parent, [settings, chosen = std::move(chosen)](const QString& path) {
            keepSaveFolder(settings, path);
            chosen(path);
        });
    };
    return files;
}

} // namespace mxlens
