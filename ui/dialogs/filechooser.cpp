// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/filechooser.h"

#include "ui/session/settings.h"

#include <QCoreApplication>
#include <QDesktopServices>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QStandardPaths>
#include <QUrl>

#include <utility>

namespace mxlens {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(mxlens::FileChooser)
};

QString reportFilter()
{
    return Words::tr("Reports, mails and archives")
        + QStringLiteral(" (*.json *.gz *.eml *.mbox *.mbx *.msg *.zip *.tar *.tgz *.xz *.zst)");
}

QFileDialog* dialog(QWidget* parent, const QString& title, const QString& folder)
{
    auto* result = new QFileDialog(parent, title, folder);
    result->setAttribute(Qt::WA_DeleteOnClose);
    return result;
}

QString saveKey()
{
    return QStringLiteral("files/savedTo");
}

} // namespace

QString saveFolder(const Settings* settings)
{
    QStringList folders = settings ? settings->texts(saveKey()) : QStringList();
    folders.append(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    for (const QString& folder : std::as_const(folders)) {
        if (!folder.isEmpty() && QDir(folder).exists())
            return folder;
    }
    return QDir::homePath();
}

void keepSaveFolder(Settings* settings, const QString& file)
{
    if (settings)
        settings->setTexts(saveKey(), { QFileInfo(file).absolutePath() });
}

void DesktopFileChooser::openFiles(QWidget* parent, std::function<void(QStringList)> chosen)
{
    QFileDialog* files = dialog(parent, Words::tr("Open files"), m_folder);
    files->setFileMode(QFileDialog::ExistingFiles);
    // The first filter hides what has another name; the content decides, so all files come first.
    files->setNameFilters({ Words::tr("All files") + QStringLiteral(" (*)"), reportFilter() });
    QObject::connect(files, &QFileDialog::filesSelected, parent,
        [this, files, chosen = std::move(chosen)](const QStringList& paths) {
            m_folder = files->directory().absolutePath();
            chosen(paths);
        });
    files->open();
}

void DesktopFileChooser::openFolder(QWidget* parent, std::function<void(QString)> chosen)
{
    QFileDialog* folder
        = dialog(parent, Words::tr("Open a folder with everything below it"), m_folder);
    folder->setFileMode(QFileDialog::Directory);
    folder->setOption(QFileDialog::ShowDirsOnly);
    QObject::connect(folder, &QFileDialog::fileSelected, parent,
        [this, chosen = std::move(chosen)](const QString& path) {
            m_folder = path;
            chosen(path);
        });
    folder->open();
}

void DesktopFileChooser::saveFile(
    QWidget* parent, const QString& suggestion, std::function<void(QString)> chosen)
{
    saveAs(parent, Words::tr("Export rows shown"), suggestion,
        { Words::tr("CSV") + QStringLiteral(" (*.csv)"),
            Words::tr("JSON lines") + QStringLiteral(" (*.jsonl)") },
        std::move(chosen));
}

void DesktopFileChooser::saveChart(
    QWidget* parent, const QString& suggestion, std::function<void(QString)> chosen)
{
    saveAs(parent, Words::tr("Save chart"), suggestion,
        { Words::tr("Image") + QStringLiteral(" (*.png)"),
            Words::tr("Drawing") + QStringLiteral(" (*.svg)"),
            Words::tr("Document") + QStringLiteral(" (*.pdf)") },
        std::move(chosen));
}

void DesktopFileChooser::saveReport(
    QWidget* parent, const QString& suggestion, std::function<void(QString)> chosen)
{
    saveAs(parent, Words::tr("Save report"), suggestion,
        { Words::tr("Document") + QStringLiteral(" (*.pdf)"),
            Words::tr("Web page") + QStringLiteral(" (*.html)"),
            Words::tr("Plain text") + QStringLiteral(" (*.txt)") },
        std::move(chosen));
}

void DesktopFileChooser::saveAs(QWidget* parent, const QString& title, const QString& suggestion,
    const QStringList& filters, std::function<void(QString)> chosen)
{
    QFileDialog* file = dialog(parent, title, saveFolder(m_settings));
    file->setAcceptMode(QFileDialog::AcceptSave);
    file->setNameFilters(filters);
    // A name without a suffix gets that of the filter.
    const auto suffixOf = [](const QString& filter) {
        const qsizetype dot = filter.lastIndexOf(QLatin1Char('.'));
        return filter.mid(dot + 1, filter.size() - dot - 2);
    };
    file->setDefaultSuffix(suffixOf(filters.constFirst()));
    QObject::connect(file, &QFileDialog::filterSelected, file,
        [file, suffixOf](const QString& filter) { file->setDefaultSuffix(suffixOf(filter)); });
    file->selectFile(suggestion);
    QObject::connect(file, &QFileDialog::fileSelected, parent,
        [this, chosen = std::move(chosen)](const QString& path) {
            keepSaveFolder(m_settings, path);
            chosen(path);
        });
    file->open();
}

void DesktopFileChooser::showFolder(const QString& path)
{
    QDesktopServices::openUrl(QUrl::fromLocalFile(path));
}

} // namespace mxlens
