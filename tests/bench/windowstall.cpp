// SPDX-License-Identifier: GPL-3.0-or-later
// Opens paths in the real window and prints how long its event loop stood still at the longest.
// Not part of ctest: a shared machine would make a timed test fail by noise.
//
//     windowstall [--close-after MS] PATH...
#include "core/ingest/freedmemory.h"
#include "tests/ui/support/watchdog.h"
#include "ui/dialogs/filechooser.h"
#include "ui/session/loader.h"
#include "ui/session/settings.h"
#include "ui/theme/theme.h"
#include "ui/views/mainwindow.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTimer>

#include <cstdio>

int main(int argc, char** argv)
{
    mxlens::keepFreedMemory();
    QApplication application(argc, argv);
    QStringList paths = QApplication::arguments().sliced(1);
    int closeAfter = 0;
    if (paths.size() > 2 && paths.first() == QLatin1String("--close-after")) {
        closeAfter = paths.at(1).toInt();
        paths = paths.sliced(2);
    }
    const QTemporaryDir folder;
    mxlens::applyTheme(application, mxlens::ThemeChoice::Light);
    QElapsedTimer clock;
    {
        mxlens::MainWindow window(
            { std::make_unique<mxlens::Settings>(folder.filePath(QStringLiteral("settings.ini"))),
                std::make_unique<mxlens::DesktopFileChooser>(), {} });
        window.show();
        // The first layout and painting are not what is measured.
        QTimer::singleShot(1000, &application, &QApplication::quit);
        QApplication::exec();
        mxlens::test::Watchdog watchdog;
        mxlens::Loader* const loader = &window.loader();
        qint64 loaded = -1;
        qint64 stallWhileLoading = -1;
        QObject::connect(loader, &mxlens::Loader::stateChanged, loader, [&] {
            if (loader->state() != mxlens::LoadState::Ready)
                return;
            loaded = clock.elapsed();
            stallWhileLoading = watchdog.longestStall();
        });
        // The end is when the views show everything, not when it is read.
        QTimer settled;
        QObject::connect(&settled, &QTimer::timeout, loader, [&] {
            if (loaded >= 0 && window.isSettled())
                QApplication::quit();
        });
        settled.start(200);
        if (closeAfter > 0)
            QTimer::singleShot(closeAfter, &application, &QApplication::quit);
        clock.start();
        window.openPaths(paths);
        QApplication::exec();
        std::printf("loaded after %lld ms, longest stall while loading %lld ms, in all %lld ms\n",
            static_cast<long long>(loaded), static_cast<long long>(stallWhileLoading),
            static_cast<long long>(watchdog.longestStall()));
        clock.restart();
        window.close();
    }
    std::printf("closed in %lld ms\n", static_cast<long long>(clock.elapsed()));
    return 0;
}
