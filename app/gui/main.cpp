// SPDX-License-Identifier: GPL-3.0-or-later
#include "commit.h"
#include "core/ingest/freedmemory.h"
#include "ui/dialogs/filechooser.h"
#include "ui/session/diagnostics.h"
#include "ui/session/programlanguage.h"
#include "ui/session/settings.h"
#include "ui/theme/theme.h"
#include "ui/views/mainwindow.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>

#include <algorithm>
#include <cstdio>
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

/// What stands behind --language; empty without it. Looked for before the options are read, for
/// these are described in that language.
QString askedLanguage(const QStringList& arguments)
{
    const QString option = QStringLiteral("--language");
    for (qsizetype i = 1; i < arguments.size() && arguments[i] != QLatin1String("--"); ++i) {
        if (arguments[i] == option)
            return arguments.value(i + 1);
        if (arguments[i].startsWith(option + QLatin1Char('=')))
            return arguments[i].mid(option.size() + 1);
    }
    return {};
}

struct Words {
    Q_DECLARE_TR_FUNCTIONS(mxlens::CommandLine)
};

/// The options of the program; --help and --version end it.
class Options final {
public:
    explicit Options(const QCoreApplication& application)
        : m_filter(QStringLiteral("filter"),
            Words::tr("Show only what matches, for example domain:example.com."),
            Words::tr("QUERY"))
        , m_language(QStringLiteral("language"),
              Words::tr("Language of the window: en or es. Without it that of the settings, or "
                        "else of the system."),
              Words::tr("LANGUAGE"))
    {
        m_parser.setApplicationDescription(
            Words::tr("Shows SMTP TLS reports (TLS-RPT, RFC 8460): what fails and since when."));
        m_parser.addHelpOption();
        m_parser.addVersionOption();
        m_parser.addOption(m_filter);
        m_parser.addOption(m_language);
        m_parser.addPositionalArgument(Words::tr("PATH"),
            Words::tr("Files and folders to read: reports, mails, mailboxes, archives."),
            Words::tr("[PATH...]"));
        m_parser.process(application);
    }

    QStringList paths() const { return m_parser.positionalArguments(); }
    bool filters() const { return m_parser.isSet(m_filter); }
    QString filter() const { return m_parser.value(m_filter); }
    QString language() const { return m_parser.value(m_language); }

private:
    QCommandLineParser m_parser;
    QCommandLineOption m_filter;
    QCommandLineOption m_language;
};

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
    mxlens::keepFreedMemory();
    QCoreApplication::setApplicationName(QStringLiteral("mxlens"));
    QCoreApplication::setApplicationVersion(QStringLiteral(MXLENS_VERSION));
    if (asksForText(argc, argv))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    application.setProperty(mxlens::commitProperty, QStringLiteral(MXLENS_COMMIT));
    QGuiApplication::setApplicationDisplayName(QStringLiteral("MX Lens"));
    QGuiApplication::setDesktopFileName(QStringLiteral("org.mxlens.MXLens"));

    mxlens::applyTheme(application, mxlens::Settings().theme());
    const QString asked = askedLanguage(QCoreApplication::arguments());
    const QLocale system = QLocale::system();
    mxlens::speak(mxlens::languageFor(asked, mxlens::Settings().language(), system), system);
    const Options options(application);
    if (!options.language().isEmpty() && !mxlens::languageNamed(asked.toStdString())) {
        std::fputs(
            qPrintable(
                Words::tr("There are no texts in the language %1; there are: en, es.").arg(asked)
                + QLatin1Char('\n')),
            stderr);
        return 1;
    }
    QApplication::setWindowIcon(mxlens::applicationIcon());
    // Each window goes when it is closed, the program with the last one.
    const std::function<mxlens::MainWindow*()> openWindow = [&openWindow] {
        auto settings = std::make_unique<mxlens::Settings>();
        auto chooser = std::make_unique<mxlens::DesktopFileChooser>(settings.get());
        auto* window = new mxlens::MainWindow({ std::move(settings), std::move(chooser),
            samplesFolder(), [&openWindow] { openWindow(); } });
        window->setAttribute(Qt::WA_DeleteOnClose);
        window->show();
        return window;
    };
    mxlens::MainWindow* window = openWindow();
    if (options.paths().isEmpty() && !options.filters())
        window->restoreSession();
    if (options.filters())
        window->setFilterText(options.filter());
    window->openPaths(options.paths());
    return QApplication::exec();
}
