// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <functional>
#include <utility>

class QWidget;

namespace mxlens {

class Settings;

/// Asks the user for paths. An interface, so that tests answer in the user's place. Answers arrive
/// later, on the GUI thread, and not at all when the user gives up.
class FileChooser {
public:
    virtual ~FileChooser() = default;
    virtual void openFiles(QWidget* parent, std::function<void(QStringList)> chosen) = 0;
    virtual void openFolder(QWidget* parent, std::function<void(QString)> chosen) = 0;
    /// suggestion: a file name without folder.
    virtual void saveFile(
        QWidget* parent, const QString& suggestion, std::function<void(QString)> chosen)
        = 0;
    /// The same for an image: the name that is chosen ends in .png, .svg or .pdf.
    virtual void saveChart(
        QWidget* parent, const QString& suggestion, std::function<void(QString)> chosen)
        = 0;
    /// The same for a report for people: the name that is chosen ends in .pdf, .html or .txt.
    virtual void saveReport(
        QWidget* parent, const QString& suggestion, std::function<void(QString)> chosen)
    {
        saveFile(parent, suggestion, std::move(chosen));
    }
    /// Shows a folder in the desktop's file manager.
    virtual void showFolder(const QString& path) = 0;
};

/// The folder in which dialogs for saving begin: where something was saved last, else that of
/// documents. Not that of the reports, which are read and not to be mixed with what is made of
/// them.
QString saveFolder(const Settings* settings);
/// Keeps the folder of a file that is saved.
void keepSaveFolder(Settings* settings, const QString& file);

/// The dialogs of the desktop. They run beside the window, not in an event loop of their own.
class DesktopFileChooser final : public FileChooser {
public:
    /// settings: outlive this; null where nothing is kept.
    explicit DesktopFileChooser(Settings* settings = nullptr)
        : m_settings(settings)
    {
    }

    void openFiles(QWidget* parent, std::function<void(QStringList)> chosen) override;
    void openFolder(QWidget* parent, std::function<void(QString)> chosen) override;
    void saveFile(
        QWidget* parent, const QString& suggestion, std::function<void(QString)> chosen) override;
    void saveChart(
        QWidget* parent, const QString& suggestion, std::function<void(QString)> chosen) override;
    void saveReport(
        QWidget* parent, const QString& suggestion, std::function<void(QString)> chosen) override;
    void showFolder(const QString& path) override;

private:
    void saveAs(QWidget* parent, const QString& title, const QString& suggestion,
        const QStringList& filters, std::function<void(QString)> chosen);

    Settings* const m_settings;
    QString m_folder; ///< Where the last dialog for opening ended.
};

} // namespace mxlens
