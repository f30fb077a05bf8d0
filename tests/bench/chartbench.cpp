// SPDX-License-Identifier: GPL-3.0-or-later
// How long the chart takes to be drawn anew and to follow the mouse, until it is painted: medians
// and largest of many in milliseconds. With a number of reports it makes that many, asks for each
// split as the window does, off the GUI thread, and draws what comes.
// Not part of ctest: a shared machine would make a timed test fail by noise.
//
//     chartbench [REPORTS]
#include "tests/bench/madereports.h"
#include "ui/charts/trendchart.h"
#include "ui/theme/theme.h"
#include "ui/views/chartwords.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QMouseEvent>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <vector>

using namespace mxlens;

namespace {

/// Notes when something below a widget was painted.
class PaintWatch final : public QObject {
public:
    explicit PaintWatch(QWidget& widget)
    {
        for (QWidget* child : widget.findChildren<QWidget*>())
            child->installEventFilter(this);
    }
    bool painted = false;

protected:
    bool eventFilter(QObject*, QEvent* event) override
    {
        painted |= event->type() == QEvent::Paint;
        return false;
    }
};

double milliseconds(const QElapsedTimer& clock)
{
    return static_cast<double>(clock.nsecsElapsed()) / 1e6;
}

void report(const char* what, std::vector<double> times)
{
    std::sort(times.begin(), times.end());
    std::printf("%7.2f median %7.2f longest  %s\n", times[times.size() / 2], times.back(), what);
    std::fflush(stdout);
}

/// What act takes until the chart is painted, again and again.
void measure(TrendChart& chart, const char* what, const std::function<void(int)>& act)
{
    PaintWatch watch(chart);
    std::vector<double> times;
    for (int i = 0; i < 40; ++i) {
        QApplication::processEvents();
        watch.painted = false;
        QElapsedTimer clock;
        clock.start();
        act(i);
        while (!watch.painted)
            QApplication::processEvents();
        QApplication::processEvents();
        times.push_back(milliseconds(clock));
    }
    report(what, times);
}

void hover(TrendChart& chart, int x, int y)
{
    const QPoint position(x, y);
    QMouseEvent event(QEvent::MouseMove, position, chart.mapToGlobal(position), Qt::NoButton,
        Qt::NoButton, Qt::NoModifier);
    QApplication::sendEvent(&chart, &event);
}

void measureChart(TrendChart& chart, const TrendData& data, const char* name)
{
    const struct {
        ChartForm form;
        const char* name;
    } forms[] = { { ChartForm::Bars, "stacked" }, { ChartForm::Strips, "strips" },
        { ChartForm::HeatMap, "heat map" } };
    TrendData other = data;
    other.labels.title = QStringLiteral("Other days");
    for (TrendBucket& day : other.days)
        day.sessions += 1;
    for (const auto& form : forms) {
        chart.setForm(form.form);
        chart.setData(data);
        QApplication::processEvents();
        char text[120];
        std::snprintf(text, sizeof text, "%s, %s: other data", name, form.name);
        measure(chart, text, [&](int i) { chart.setData(i % 2 ? data : other); });
        std::snprintf(text, sizeof text, "%s, %s: zoom", name, form.name);
        measure(chart, text, [&](int i) {
            QKeyEvent press(QEvent::KeyPress, i % 2 ? Qt::Key_Minus : Qt::Key_Plus, Qt::NoModifier);
            QApplication::sendEvent(&chart, &press);
        });
        chart.resetZoom();
        std::snprintf(text, sizeof text, "%s, %s: hover", name, form.name);
        measure(chart, text, [&](int i) {
            hover(chart, chart.width() / 4 + i * chart.width() / 100, chart.height() / 2);
        });
    }
}

/// 1,000 days by 10 series.
TrendData madeData()
{
    TrendData data;
    data.labels.sessions = QStringLiteral("sessions");
    data.labels.failures = QStringLiteral("failed");
    data.labels.split = QStringLiteral("domain");
    const QDate first(2024, 1, 1);
    for (int series = 0; series < 10; ++series) {
        TrendSeries one{ QStringLiteral("domain-%1.example.com").arg(series), {} };
        for (int day = 0; day < 1000; ++day) {
            const qint64 failed = (day * 7 + series * 13) % 29 == 0 ? day % 90 : day % 3;
            const qint64 sessions = 1000 + (day * 31 + series * 17) % 500;
            one.days.append({ first.addDays(day), sessions, sessions - failed, failed });
        }
        data.series.append(one);
    }
    for (int day = 0; day < 1000; ++day) {
        QVector<TrendBucket> parts;
        for (const TrendSeries& one : data.series)
            parts.append(one.days.at(day));
        TrendBucket sum = total(parts);
        sum.day = first.addDays(day);
        data.days.append(sum);
    }
    return data;
}

void measureReports(TrendChart& chart, std::size_t reports)
{
    std::printf("making %zu reports\n", reports);
    const std::shared_ptr<const Snapshot> snapshot = bench::madeSnapshot(reports);
    const ViewState state;
    const ViewQuery view = makeQuery(snapshot, state);
    const ViewAnswer rows = answer(view, {});
    for (const SplitBy split : { SplitBy::Domain, SplitBy::Mx, SplitBy::Reporter,
             SplitBy::ResultType, SplitBy::PolicyMode }) {
        QElapsedTimer clock;
        clock.start();
        const ChartAnswer series = chartAnswer({ view, split, {}, nullptr }, {});
        std::printf("%7.0f off the GUI thread: series by %s, changes and sparklines\n",
            milliseconds(clock), qPrintable(splitName(split)));
        TrendData data = trendOf(rows, state.values());
        clock.restart();
        addSplit(data, series);
        std::printf("%7.2f on it: %lld series\n", milliseconds(clock),
            static_cast<long long>(data.series.size()));
        measureChart(chart, data, qPrintable(splitName(split)));
    }
}

} // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    applyTheme(application, ThemeChoice::Light);
    TrendChart chart;
    chart.resize(1200, 360);
    chart.show();
    QApplication::processEvents();
    measureChart(chart, madeData(), "1,000 days by 10 series");
    if (argc > 1)
        measureReports(chart, std::strtoull(argv[1], nullptr, 10));
    return 0;
}
