// SPDX-License-Identifier: GPL-3.0-or-later
// Opens paths in the real window, makes the report for people of all of it, waits for the pages and
// saves them as PDF. Prints how long each took, how long the event loop stood still at the longest,
// by the clock and by processor time, and the memory at its peak.
// Not part of ctest: a shared machine would make a timed test fail by noise.
//
//     reportstall PATH...
#include "tests/bench/measuring.h"
#include "tests/ui/support/watchdog.h"
#include "tests/ui/support/windowfixture.h"
#include "ui/session/loader.h"
#include "ui/theme/theme.h"
#include "ui/views/messagebar.h"
#include "ui/views/pageview.h"
#include "ui/views/reportpreview.h"

#include <QAction>
#include <QApplication>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QTimer>

#include <cstdio>
#include <functional>

using namespace mxlens;
using namespace mxlens::test;

namespace {

// Does something and prints what happened until it was done.
void measure(
    const char* name, const std::function<void()>& begin, const std::function<bool()>& done)
{
    Watchdog watchdog;
    QElapsedTimer clock;
    clock.start();
    begin();
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, &look, [&] {
        if (done())
            QApplication::exit(); // quit() would close the windows
    });
    look.start(5);
    QApplication::exec();
    std::printf("%-8s %8.2f s, longest stall %4lld ms, of work %4lld ms, peak %.0f MiB\n", name,
        static_cast<double>(clock.elapsed()) / 1000,
        static_cast<long long>(watchdog.longestStall()),
        static_cast<long long>(watchdog.longestWork()), bench::peakBytes() / (1 << 20));
}

} // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    applyTheme(application, ThemeChoice::Light);
    WindowFixture fixture;
    measure(
        "open", [&] { fixture.window->openPaths(QApplication::arguments().sliced(1)); },
        [&] {
            return fixture.window->loader().state() == LoadState::Ready
                && fixture.window->isSettled();
        });
    ReportPreview* preview = nullptr;
    measure(
        "preview", [&] { fixture.action("actionReport")->trigger(); },
        [&] {
            preview = fixture.find<ReportPreview>("reportPreview");
            return preview && preview->pages().isDrawn();
        });
    std::printf("         %d pages\n", preview->pages().pageCount());
    fixture.answers->saveTo = fixture.path(QStringLiteral("report.pdf"));
    measure(
        "PDF", [&] { preview->findChild<QAction*>(QStringLiteral("saveReport"))->trigger(); },
        [&] { return preview->messages().kind() == MessageBar::Kind::Success; });
    std::printf(
        "         %lld bytes\n", static_cast<long long>(QFileInfo(fixture.answers->saveTo).size()));
    return 0;
}
