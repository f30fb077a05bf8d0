// SPDX-License-Identifier: GPL-3.0-or-later
// Opens paths in the real window, goes through the rows and selects them, then sorts and filters by
// mouse and keys, and prints how long it took from the event until the rows were painted, until the
// figures were, until nothing was worked out any more, and how long the event loop stood still at
// the longest; at last it splits the trend by everything that it can be split by. Medians of five
// in milliseconds. Not part of ctest: a shared machine would make a timed test fail by noise.
//
//     windowlatency [--sorts | --filters | --filter TEXT | --trends] PATH...
//
// --sorts leaves out all but the sorts, --filters all but the filters, --filter all but one,
// --trends all but the trends.
#include "core/ingest/freedmemory.h"
#include "tests/bench/measuring.h"
#include "tests/ui/support/watchdog.h"
#include "ui/charts/trendchart.h"
#include "ui/dialogs/filechooser.h"
#include "ui/session/settings.h"
#include "ui/theme/theme.h"
#include "ui/views/chartpage.h"
#include "ui/views/filterbox.h"
#include "ui/views/mainwindow.h"
#include "ui/views/recordtable.h"
#include "ui/views/recordtabs.h"
#include "ui/views/reporttree.h"
#include "ui/views/resultspage.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QElapsedTimer>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QTimer>

#include <cstdio>
#include <functional>
#include <optional>

using namespace mxlens;

namespace {

// Notes when something was painted that is new.
class PaintClock final : public QObject {
public:
    // A table or tree after its rows changed.
    explicit PaintClock(QAbstractItemView& view)
        : m_isNew([this] { return m_reset; })
    {
        connect(view.model(), &QAbstractItemModel::modelReset, this, [this] { m_reset = true; });
        view.viewport()->installEventFilter(this);
    }
    // The days of the chart, which come with all other figures.
    explicit PaintClock(TrendChart& chart)
        : PaintClock(chart, [this] { return m_reset; })
    {
        connect(&chart, &TrendChart::shownChanged, this, [this] { m_reset = true; });
    }
    // A widget and what is in it, while isNew.
    PaintClock(QWidget& widget, std::function<bool()> isNew)
        : m_isNew(std::move(isNew))
    {
        widget.installEventFilter(this);
        for (QWidget* const child : widget.findChildren<QWidget*>())
            child->installEventFilter(this);
    }
    void start()
    {
        m_reset = false;
        m_painted.reset();
        m_clock.start();
    }
    std::optional<double> painted() const { return m_painted; }
    double elapsed() const { return static_cast<double>(m_clock.nsecsElapsed()) / 1e6; }

protected:
    bool eventFilter(QObject*, QEvent* event) override
    {
        if (event->type() == QEvent::Paint && !m_painted && m_isNew())
            QTimer::singleShot(0, this, [this] {
                if (!m_painted)
                    m_painted = elapsed();
            });
        return false;
    }

private:
    std::function<bool()> m_isNew;
    QElapsedTimer m_clock;
    bool m_reset = false;
    std::optional<double> m_painted;
};

void spin(const std::function<bool()>& until)
{
    // A timer wakes it: asked to wait so long at the most, Qt does not wait at all, and a loop that
    // never rests takes a processor from the work it waits for.
    QTimer awake;
    awake.setTimerType(Qt::PreciseTimer);
    awake.start(1);
    QElapsedTimer clock;
    clock.start();
    while (!until() && clock.elapsed() < 120'000)
        QApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
}

void rest(qint64 milliseconds)
{
    QElapsedTimer clock;
    clock.start();
    spin([&] { return clock.elapsed() > milliseconds; });
}

void click(QHeaderView& header, int column)
{
    header.setSectionHidden(column, false);
    const QPoint at(header.sectionViewportPosition(column) + header.sectionSize(column) / 2,
        header.height() / 2);
    QWidget* const target = header.viewport();
    for (const QEvent::Type type : { QEvent::MouseButtonPress, QEvent::MouseButtonRelease }) {
        QMouseEvent event(type, at, target->mapToGlobal(at), Qt::LeftButton,
            type == QEvent::MouseButtonPress ? Qt::LeftButton : Qt::NoButton, Qt::NoModifier);
        QApplication::sendEvent(target, &event);
    }
}

void enter(FilterBox& box, const QString& text)
{
    box.setText(text);
    QKeyEvent press(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier);
    QApplication::sendEvent(&box, &press);
}

// between: what brings the window back, and is not measured.
void measure(
    MainWindow& window, PaintClock& clock, const QString& name, const std::function<void(int)>& act,
    const std::function<void()>& between = [] {})
{
    bench::Sample painted, figures, settled;
    test::Watchdog watchdog;
    PaintClock ofFigures(window.results().chartPage().chart());
    for (int i = 0; i < 5; ++i) {
        clock.start();
        ofFigures.start();
        act(i);
        spin([&] { return clock.painted().has_value(); });
        painted.add(clock.painted().value_or(-1));
        spin([&window] { return window.isSettled(); });
        settled.add(clock.elapsed());
        figures.add(ofFigures.painted().value_or(0)); // 0: the same as before
        between();
        rest(250);
    }
    std::printf("%8.1f painted %8.1f figures %8.1f settled  longest stall %3lld (work %3lld)  %s\n",
        painted.median(), figures.median(), settled.median(),
        static_cast<long long>(watchdog.longestStall()),
        static_cast<long long>(watchdog.longestWork()), qPrintable(name));
    std::fflush(stdout);
}

/// How long the event loop stood still while something was done that changes no row.
void measureStall(MainWindow& window, const QString& name, const std::function<void(int)>& act)
{
    test::Watchdog watchdog;
    for (int i = 0; i < 20; ++i) {
        act(i);
        rest(30);
    }
    spin([&window] { return window.isSettled(); });
    rest(250);
    std::printf("%45s  longest stall %3lld (work %3lld)  %s\n", "",
        static_cast<long long>(watchdog.longestStall()),
        static_cast<long long>(watchdog.longestWork()), qPrintable(name));
    std::fflush(stdout);
}

void press(QWidget& widget, int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
{
    QKeyEvent event(QEvent::KeyPress, key, modifiers);
    QApplication::sendEvent(&widget, &event);
}

void measureRows(MainWindow& window, RecordTable& table)
{
    measureStall(window, QStringLiteral("row by row"), [&](int) { press(table, Qt::Key_Down); });
    measureStall(
        window, QStringLiteral("page by page"), [&](int) { press(table, Qt::Key_PageDown); });
    measureStall(window, QStringLiteral("first and last row"),
        [&](int i) { press(table, i % 2 ? Qt::Key_Home : Qt::Key_End, Qt::ControlModifier); });
    QScrollBar& bar = *table.verticalScrollBar();
    measureStall(window, QStringLiteral("scroll bar"),
        [&](int i) { bar.setValue(static_cast<int>(bar.maximum() / 20.0 * i)); });
    measureStall(window, QStringLiteral("select all rows"),
        [&](int) { press(table, Qt::Key_A, Qt::ControlModifier); });
    press(table, Qt::Key_Home, Qt::ControlModifier);
    measureStall(window, QStringLiteral("select to the end"), [&](int i) {
        press(table, i % 2 ? Qt::Key_Home : Qt::Key_End,
            i % 2 ? Qt::ControlModifier : Qt::ControlModifier | Qt::ShiftModifier);
    });
    press(table, Qt::Key_Home, Qt::ControlModifier);
}

/// Selects all of the other tables too, and all groups of failures.
void measureSelections(MainWindow& window)
{
    RecordTabs& tabs = window.results().tabs();
    const auto selectAll = [&](const QString& name) {
        measureStall(window, name, [&](int i) {
            press(*tabs.currentWidget(), i % 2 ? Qt::Key_Home : Qt::Key_A, Qt::ControlModifier);
        });
        press(*tabs.currentWidget(), Qt::Key_Home, Qt::ControlModifier);
        if (auto* const view = qobject_cast<QAbstractItemView*>(tabs.currentWidget()))
            view->clearSelection(); // else all of them are carried along when they are sorted
    };
    tabs.setGrouped(true);
    rest(3000);
    selectAll(QStringLiteral("select all groups"));
    tabs.setGrouped(false);
    rest(3000);
    tabs.showTab(RowKind::Report);
    selectAll(QStringLiteral("select all reports"));
    tabs.showTab(RowKind::Policy);
    selectAll(QStringLiteral("select all policies"));
    tabs.showTab(RowKind::Failure);
}

/// Sorts rows by each column that is shown.
void measureSorts(
    MainWindow& window, QAbstractItemView& view, QHeaderView& header, const QString& name)
{
    PaintClock clock(view);
    for (int column = 0; column < header.count(); ++column) {
        if (header.isSectionHidden(column))
            continue;
        const QString title
            = view.model()->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        measure(window, clock, QStringLiteral("sort %1 by %2").arg(name, title),
            [&](int) { click(header, column); });
    }
}

/// Sorts the rows of every table.
void measureSorts(MainWindow& window)
{
    RecordTabs& tabs = window.results().tabs();
    const auto show = [&tabs](RowKind kind) {
        tabs.showTab(kind);
        rest(1000);
    };
    show(RowKind::Report);
    // One of them is current, as after a click: it is followed to its new place.
    press(*tabs.currentWidget(), Qt::Key_Home, Qt::ControlModifier);
    if (auto* const reports = tabs.findChild<ReportTree*>())
        measureSorts(window, *reports, *reports->header(), QStringLiteral("reports"));
    for (const RowKind kind : { RowKind::Source, RowKind::Policy, RowKind::Failure }) {
        show(kind);
        if (auto* const table = qobject_cast<RecordTable*>(tabs.currentWidget()))
            measureSorts(window, *table, *table->horizontalHeader(),
                kind == RowKind::Source       ? QStringLiteral("sources")
                    : kind == RowKind::Policy ? QStringLiteral("policies")
                                              : QStringLiteral("failures"));
    }
}

/// Groups the failures, and sorts and filters their groups.
void measureGroups(MainWindow& window, RecordTable& table, FilterBox& box)
{
    RecordTabs& tabs = window.results().tabs();
    tabs.showTab(RowKind::Failure);
    PaintClock clock(table);
    measure(window, clock, QStringLiteral("group failures and back"),
        [&](int i) { tabs.setGrouped(i % 2 == 0); });
    tabs.setGrouped(true);
    rest(1000);
    measureSorts(window, table, *table.horizontalHeader(), QStringLiteral("groups"));
    measure(window, clock, QStringLiteral("filter groups -expired"),
        [&](int i) { enter(box, i % 2 ? QString() : QStringLiteral("-expired")); });
    enter(box, {});
    tabs.setGrouped(false);
    rest(1000);
}

/// Splits the trend by one thing after the other.
void measureTrends(MainWindow& window)
{
    ChartPage& page = window.results().chartPage();
    auto* const splits = page.findChild<QComboBox*>(QStringLiteral("chartSplit"));
    if (!splits)
        return;
    PaintClock clock(page.chart(), [&page] { return page.isSettled(); });
    for (int split = 1; split < splits->count(); ++split) {
        measure(
            window, clock, QStringLiteral("trend by ") + splits->itemText(split),
            [&](int) { splits->setCurrentIndex(split); }, [&] { splits->setCurrentIndex(0); });
    }
}

void load(MainWindow& window, const QStringList& paths)
{
    test::Watchdog watchdog;
    QElapsedTimer clock;
    clock.start();
    window.openPaths(paths);
    spin([&window] { return window.isSettled(); });
    std::printf("loaded and shown after %lld ms, longest stall %lld (work %lld)\n",
        static_cast<long long>(clock.elapsed()), static_cast<long long>(watchdog.longestStall()),
        static_cast<long long>(watchdog.longestWork()));
}

} // namespace

int main(int argc, char** argv)
{
    keepFreedMemory();
    QApplication application(argc, argv);
    const QTemporaryDir folder;
    applyTheme(application, ThemeChoice::Light);
    MainWindow window({ std::make_unique<Settings>(folder.filePath(QStringLiteral("settings.ini"))),
        std::make_unique<DesktopFileChooser>(), {} });
    QStringList paths = QApplication::arguments().sliced(1);
    QStringList filters{ "31", "google", "domain:domain-001.example.com",
        "result:certificate-expired", "ip:198.18.0.0/19", "-expired", "failures:>10",
        "after:2025-03-01", "10.20", "mx:mx1.domain-001.example.com", "report:*_12*",
        "domain-0* -google" };
    bool onlyFilters = paths.removeAll(QStringLiteral("--filters")) > 0;
    if (const qsizetype at = paths.indexOf(QStringLiteral("--filter")); at >= 0) {
        filters = { paths.value(at + 1) };
        paths.remove(at, 2);
        onlyFilters = true;
    }
    const bool onlyTrends = paths.removeAll(QStringLiteral("--trends")) > 0;
    const bool onlySorts = paths.removeAll(QStringLiteral("--sorts")) > 0;
    if (onlyTrends || onlySorts)
        filters.clear();
    onlyFilters = onlyFilters || onlyTrends;
    window.resize(1600, 1000);
    window.show();
    rest(1000);
    load(window, paths);
    auto* const table = window.findChild<RecordTable*>(QStringLiteral("failuresTable"));
    auto* const box = window.findChild<FilterBox*>(QStringLiteral("filterBox"));
    if (!table || !box || table->records().rows().empty())
        return 1;
    std::printf("%zu failures\n", table->records().rows().size());
    window.results().tabs().showTab(RowKind::Failure);
    // Ranks of texts are worked out after loading.
    rest(4000);
    if (!onlyFilters && !onlySorts) {
        measureRows(window, *table);
        measureSelections(window);
    }
    if (!onlyFilters) {
        measureGroups(window, *table, *box);
        measureSorts(window);
    }
    PaintClock clock(*table);
    for (const QString& text : filters)
        measure(window, clock, QStringLiteral("filter ") + text,
            [&](int i) { enter(*box, i % 2 ? QString() : text); });
    if (onlyTrends || (!onlyFilters && !onlySorts))
        measureTrends(window);
    return 0;
}
