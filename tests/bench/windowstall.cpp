// SPDX-License-Identifier: GPL-3.0-or-later
// Opens paths in the real window, N times or once, and prints how long its event loop stood still
// at the longest, then the medians. Not part of ctest: a shared machine would make a timed test
// fail by noise.
//
//     windowstall [--times N] [--close-after MS] PATH...
#include "core/ingest/freedmemory.h"
#include "tests/bench/measuring.h"
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

#include <algorithm>
#include <cstdio>
#include <memory>

using mxlens::bench::Sample;

namespace {

/// What was measured, time after time, in milliseconds.
struct Samples {
    Sample loaded, stallWhileLoading, stall, closed;
};

void measure(const QStringList& paths, int closeAfter, Samples& samples)
{
    const QTemporaryDir folder;
    QElapsedTimer clock;
    {
        mxlens::MainWindow window(
            { std::make_unique<mxlens::Settings>(folder.filePath(QStringLiteral("settings.ini"))),
                std::make_unique<mxlens::DesktopFileChooser>(), {} });
        window.show();
        // The first layout and painting are not what is measured.
        QTimer::singleShot(1000, qApp, &QApplication::quit);
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
        QTimer leave;
        leave.setSingleShot(true);
        QObject::connect(&leave, &QTimer::timeout, qApp, &QApplication::quit);
        if (closeAfter > 0)
            leave.start(closeAfter);
        clock.start();
        window.openPaths(paths);
        QApplication::exec();
        const qint64 stall = watchdog.longestStall();
        std::printf("loaded after %lld ms, longest stall while loading %lld ms, in all %lld ms\n",
            static_cast<long long>(loaded), static_cast<long long>(stallWhileLoading),
            static_cast<long long>(stall));
        samples.loaded.add(static_cast<double>(loaded));
        samples.stallWhileLoading.add(static_cast<double>(stallWhileLoading));
        samples.stall.add(static_cast<double>(stall));
        clock.restart();
        window.close();
    }
    samples.closed.add(static_cast<double>(clock.elapsed()));
    std::printf("closed in %lld ms\n", static_cast<long long>(clock.elapsed()));
    std::fflush(stdout);
}

} // namespace

int main(int argc, char** argv)
{
    mxlens::keepFreedMemory();
    QApplication application(argc, argv);
    mxlens::applyTheme(application, mxlens::ThemeChoice::Light);
    QStringList paths = QApplication::arguments().sliced(1);
    const auto number = [&paths](const QString& option, int otherwise) {
        const qsizetype at = paths.indexOf(option);
        if (at < 0)
            return otherwise;
        const int value = paths.value(at + 1).toInt();
        paths.remove(at, std::min<qsizetype>(2, paths.size() - at));
        return value;
    };
    const int times = number(QStringLiteral("--times"), 1);
    const int closeAfter = number(QStringLiteral("--close-after"), 0);
    Samples samples;
    for (int i = 0; i < times; ++i)
        measure(paths, closeAfter, samples);
    if (closeAfter == 0) {
        printMedian("ms until loaded", samples.loaded);
        printMedian("ms of longest stall while loading", samples.stallWhileLoading);
    }
    printMedian("ms of longest stall", samples.stall);
    printMedian("ms to close", samples.closed);
    return 0;
}
