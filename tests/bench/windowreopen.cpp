// SPDX-License-Identifier: GPL-3.0-or-later
// Opens paths in the real window with an index on and prints how long it took until the first rows
// were painted, until everything was read, and until all views showed all of it; how long the event
// loop stood still at the longest; how long the index took to be written; and the memory at its
// peak. FOLDER keeps settings and index from one run to the next, so that the second run reopens
// what the first one read. Not part of ctest: a shared machine would make a timed test fail by
// noise.
//
//     windowreopen [--stops MS,MS,... | --close-after MS] FOLDER PATH...
//
// --stops opens them again and again, presses Cancel after so long each time, and prints how long
// it took until the window said so and until all views showed what was read. --close-after closes
// the window so long after everything was read, while the index is written, and prints how long
// that took.
#include "core/ingest/freedmemory.h"
#include "tests/ui/support/watchdog.h"
#include "ui/dialogs/filechooser.h"
#include "ui/session/latesttask.h"
#include "ui/session/loader.h"
#include "ui/session/settings.h"
#include "ui/theme/theme.h"
#include "ui/views/chartpage.h"
#include "ui/views/facetpanel.h"
#include "ui/views/mainwindow.h"
#include "ui/views/recordtabs.h"
#include "ui/views/resultspage.h"

#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QThreadPool>
#include <QTimer>

#include <cstdio>
#include <functional>
#include <optional>

#ifndef _WIN32
#include <sys/resource.h>
#endif

using namespace mxlens;

namespace {

long peakMiB()
{
#ifdef _WIN32
    return 0;
#else
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss / 1024;
#endif
}

long long number(double milliseconds)
{
    return static_cast<long long>(milliseconds + 0.5);
}

// As in windowlatency: a loop that never rests takes a processor from the work it waits for.
void spin(const std::function<bool()>& until)
{
    QTimer awake;
    awake.setTimerType(Qt::PreciseTimer);
    awake.start(1);
    while (!until())
        QApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
}

void rest(qint64 milliseconds)
{
    QElapsedTimer clock;
    clock.start();
    spin([&] { return clock.elapsed() > milliseconds; });
}

/// Notes when the first rows of a table were painted.
class FirstRows final : public QObject {
public:
    explicit FirstRows(const QWidget& tables)
        : m_tables(tables)
    {
        qApp->installEventFilter(this);
        m_clock.start();
    }
    double elapsed() const { return static_cast<double>(m_clock.nsecsElapsed()) / 1e6; }
    std::optional<double> painted() const { return m_painted; }

protected:
    bool eventFilter(QObject* object, QEvent* event) override
    {
        if (m_painted || event->type() != QEvent::Paint)
            return false;
        const auto* const view = qobject_cast<const QAbstractItemView*>(object->parent());
        if (view && m_tables.isAncestorOf(view) && view->model() && view->model()->rowCount() > 0)
            QTimer::singleShot(0, this, [this] {
                if (!m_painted)
                    m_painted = elapsed();
            });
        return false;
    }

private:
    const QWidget& m_tables;
    QElapsedTimer m_clock;
    std::optional<double> m_painted;
};

bool isReading(MainWindow& window)
{
    const LoadState state = window.loader().state();
    return state == LoadState::Loading || state == LoadState::Cancelling;
}

void openAll(MainWindow& window, const QStringList& paths)
{
    test::Watchdog watchdog;
    const FirstRows first(window.results().tabs());
    window.openPaths(paths);
    double rows = -1; // until tables, figures and chart are of everything
    spin([&] {
        const std::shared_ptr<const Snapshot>& shown = window.results().snapshot();
        if (!shown || shown != window.loader().snapshot())
            rows = -1;
        else if (rows < 0)
            rows = first.elapsed();
        return !isReading(window);
    });
    const double read = first.elapsed();
    spin([&] { return window.results().snapshot() == window.loader().snapshot(); });
    if (rows < 0)
        rows = first.elapsed();
    spin([&] {
        ResultsPage& results = window.results();
        return window.isSettled() && results.chartPage().isSettled()
            && results.facets().isSettled();
    });
    const double shown = first.elapsed();
    const IngestProgress& progress = window.loader().progress();
    std::printf("%zu files, %zu unchanged, %zu reports: first rows %lld ms, all rows %lld ms, "
                "read %lld ms, settled %lld ms, longest stall %lld (work %lld) ms, peak %ld MiB",
        progress.filesRead, progress.filesUnchanged, progress.reports,
        number(first.painted().value_or(-1)), number(rows), number(read), number(shown),
        static_cast<long long>(watchdog.longestStall()),
        static_cast<long long>(watchdog.longestWork()), peakMiB());
    std::fflush(stdout);
}

void waitForIndex(MainWindow& window)
{
    QElapsedTimer clock;
    clock.start();
    test::Watchdog watchdog;
    spin([&] {
        return window.isSettled() && LatestTask::busyTasks() == 0
            && QThreadPool::globalInstance()->activeThreadCount() == 0;
    });
    std::printf("; index %lld ms later, longest stall %lld ms, peak %ld MiB\n", clock.elapsed(),
        static_cast<long long>(watchdog.longestStall()), peakMiB());
    std::fflush(stdout);
}

void stopAfter(MainWindow& window, const QStringList& paths, qint64 milliseconds)
{
    window.openPaths(paths);
    rest(milliseconds);
    QAction* const cancel = window.findChild<QAction*>(QStringLiteral("actionCancel"));
    const bool reading = isReading(window);
    test::Watchdog watchdog;
    QElapsedTimer clock;
    clock.start();
    if (reading)
        cancel->trigger();
    spin([&] { return !isReading(window); });
    const double stopped = static_cast<double>(clock.nsecsElapsed()) / 1e6;
    spin([&] { return window.isSettled(); });
    const double shown = static_cast<double>(clock.nsecsElapsed()) / 1e6;
    const std::shared_ptr<const Snapshot> snapshot = window.loader().snapshot();
    std::printf("after %5lld ms: %s %4lld ms, shown %4lld ms, longest stall %3lld (work %3lld) ms, "
                "%7u reports\n",
        static_cast<long long>(milliseconds), reading ? "stopped" : "had ended", number(stopped),
        number(shown), static_cast<long long>(watchdog.longestStall()),
        static_cast<long long>(watchdog.longestWork()), snapshot ? snapshot->reportCount() : 0);
    std::fflush(stdout);
    window.findChild<QAction*>(QStringLiteral("actionCloseAll"))->trigger();
    spin([] {
        return LatestTask::busyTasks() == 0
            && QThreadPool::globalInstance()->activeThreadCount() == 0;
    });
    rest(200);
}

struct Options {
    QStringList stops;
    std::optional<qint64> closeAfter;
    QString folder;
    QStringList paths;
};

Options optionsIn(QStringList arguments)
{
    Options options;
    if (arguments.value(0) == QLatin1String("--stops")) {
        options.stops = arguments.value(1).split(QLatin1Char(','));
        arguments = arguments.sliced(2);
    } else if (arguments.value(0) == QLatin1String("--close-after")) {
        options.closeAfter = arguments.value(1).toLongLong();
        arguments = arguments.sliced(2);
    }
    options.folder = arguments.value(0);
    options.paths = arguments.sliced(std::min<qsizetype>(1, arguments.size()));
    return options;
}

void run(MainWindow& window, const Options& options)
{
    if (!options.stops.isEmpty()) {
        for (const QString& moment : options.stops)
            stopAfter(window, options.paths, moment.toLongLong());
        return;
    }
    openAll(window, options.paths);
    if (options.closeAfter)
        rest(*options.closeAfter);
    else
        waitForIndex(window);
}

} // namespace

int main(int argc, char** argv)
{
    keepFreedMemory();
    QApplication application(argc, argv);
    application.setQuitOnLastWindowClosed(false);
    const Options options = optionsIn(QApplication::arguments().sliced(1));
    if (options.paths.isEmpty())
        return 2;
    QDir().mkpath(options.folder);
    applyTheme(application, ThemeChoice::Light);
    QElapsedTimer clock;
    {
        MainWindow window({ std::make_unique<Settings>(
                                QDir(options.folder).filePath(QStringLiteral("settings.ini"))),
            std::make_unique<DesktopFileChooser>(), {} });
        window.resize(1600, 1000);
        window.show();
        rest(1000); // the first layout and painting are not what is measured
        run(window, options);
        clock.start();
        window.close();
    }
    if (options.closeAfter) {
        std::printf("; closed in %lld ms", static_cast<long long>(clock.elapsed()));
        QThreadPool::globalInstance()->waitForDone();
        std::printf(", nothing runs after %lld ms\n", static_cast<long long>(clock.elapsed()));
    }
    return 0;
}
