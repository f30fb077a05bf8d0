// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/filechooser.h"
#include "ui/session/settings.h"
#include "ui/theme/theme.h"
#include "ui/views/mainwindow.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>

#include <algorithm>
#include <functional>
#include <memory>
#include <string_view>

namespace {

/// The folder of the sample reports: installed beside the program, or in the source tree that a
/// build tree was made from. Empty where there is none.
QString samplesFolder()
{
    QStringList places{ QCoreApplication::applicationDirPath()
        + QStringLiteral("/../share/mxlens/samples") };
#ifdef MXLENS_BUILD_TREE_SAMPLES
    places.append(QStringLiteral(MXLENS_BUILD_TREE_SAMPLES));
#endif
    for (const QString& place : places) {
        if (QDir(place).exists())
            return QDir::cleanPath(place);
    }
    return {};
}

// Whether help or version is all that is asked for: that must work without a display.
bool asksForText(int argc, char** argv)
{
    return std::any_of(argv + 1, argv + argc, [](std::string_view argument) {
        return argument == "--help" || argument == "-h" || argument == "--help-all"
            || argument == "--version" || argument == "-v";
    });
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication::setApplicationName(QStringLiteral("mxlens"));
    QCoreApplication::setApplicationVersion(QStringLiteral(MXLENS_VERSION));
    if (asksForText(argc, argv))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    QGuiApplication::setApplicationDisplayName(QStringLiteral("MX Lens"));
    QGuiApplication::setDesktopFileName(QStringLiteral("org.mxlens.MXLens"));

    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Shows SMTP TLS reports (TLS-RPT, RFC 8460): what fails and since when."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption filter(QStringLiteral("filter"),
        QStringLiteral("Show only what matches, for example domain:example.com."),
        QStringLiteral("QUERY"));
    parser.addOption(filter);
    parser.addPositionalArgument(QStringLiteral("PATH"),
        QStringLiteral("Files and folders to read: reports, mails, mailboxes, archives."),
        QStringLiteral("[PATH...]"));
    parser.process(application);

    mxlens::applyTheme(application, mxlens::Settings().theme());
    QApplication::setWindowIcon(mxlens::applicationIcon());
    // Each window goes when it is closed, the program with the last one.
    const std::function<mxlens::MainWindow*()> openWindow = [&openWindow] {
        auto* window = new mxlens::MainWindow(
            { std::make_unique<mxlens::Settings>(), std::make_unique<mxlens::DesktopFileChooser>(),
                samplesFolder(), [&openWindow] { openWindow(); } });
        window->setAttribute(Qt::WA_DeleteOnClose);
        window->show();
        return window;
    };
    mxlens::MainWindow* window = openWindow();
    const QStringList paths = parser.positionalArguments();
    if (paths.isEmpty() && !parser.isSet(filter))
        window->restoreSession();
    if (parser.isSet(filter))
        window->setFilterText(parser.value(filter));
    window->openPaths(paths);
    return QApplication::exec();
}
