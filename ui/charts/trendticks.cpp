// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/trendticks.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace mxlens {
namespace {

struct TrendTicks {
    Q_DECLARE_TR_FUNCTIONS(mxlens::TrendTicks)
};

/// Ticks every so many days (from a Monday where 7 divides them) or months.
struct Interval {
    int days = 0;
    int months = 0;
};
constexpr std::array<Interval, 13> intervals{ { { .days = 1 }, { .days = 2 }, { .days = 7 },
    { .days = 14 }, { .months = 1 }, { .months = 2 }, { .months = 3 }, { .months = 6 },
    { .months = 12 }, { .months = 24 }, { .months = 60 }, { .months = 120 }, { .months = 1200 } } };

QDate firstTick(QDate first, const Interval& interval)
{
    if (interval.days > 0) {
        const int onMonday = interval.days % 7 == 0 ? (8 - first.dayOfWeek()) % 7 : 0;
        return first.addDays(onMonday);
    }
    const int month = first.year() * 12 + first.month() - 1 + (first.day() > 1 ? 1 : 0);
    const int on = (month + interval.months - 1) / interval.months * interval.months;
    return { on / 12, on % 12 + 1, 1 };
}

QDate nextTick(QDate tick, const Interval& interval)
{
    return interval.days > 0 ? tick.addDays(interval.days) : tick.addMonths(interval.months);
}

/// year: whether it is the first tick of another year than the one before.
QString tickLabel(QDate tick, const Interval& interval, bool newYear)
{
    const QLocale locale;
    if (interval.days > 0) {
        //: Formats of the time axis, in the codes of QLocale::toString().
        return locale.toString(
            tick, newYear ? TrendTicks::tr("d MMM yyyy") : TrendTicks::tr("d MMM"));
    }
    if (newYear || interval.months >= 12)
        return QString::number(tick.year());
    //: Format of a month on the time axis, in the codes of QLocale::toString().
    return locale.toString(tick, TrendTicks::tr("MMM"));
}

QVector<TrendTick> ticksBy(QDate first, QDate last, const Interval& interval)
{
    QVector<TrendTick> ticks;
    int year = first.year();
    for (QDate day = firstTick(first, interval); day <= last; day = nextTick(day, interval)) {
        ticks.append({ day, tickLabel(day, interval, day.year() != year) });
        year = day.year();
    }
    return ticks;
}

} // namespace

QVector<TrendTick> trendTicks(
    QDate first, QDate last, double pixels, const std::function<double(const QString&)>& textWidth)
{
    const double perDay = pixels / static_cast<double>(first.daysTo(last) + 1);
    const double gap = textWidth(QStringLiteral("00"));
    for (const Interval& interval : intervals) {
        const double length = interval.days > 0 ? interval.days : interval.months * 30.4;
        // Cheap test first: labels are at least as wide as a gap.
        if (length * perDay < 2 * gap)
            continue;
        QVector<TrendTick> ticks = ticksBy(first, last, interval);
        double widest = 0;
        for (const TrendTick& tick : std::as_const(ticks))
            widest = std::max(widest, textWidth(tick.label));
        if (length * perDay >= widest + gap)
            return ticks;
    }
    return {};
}

double countStep(double size, int ticks)
{
    const double raw = size / ticks;
    const double power = std::pow(10, std::floor(std::log10(std::max(raw, 1.0))));
    double largestInside = power;
    for (const double nice : { 1.0, 2.0, 5.0, 10.0 }) {
        if (nice * power > size)
            break; // a step beyond the axis would leave it without any number
        if (nice * power >= raw)
            return nice * power;
        largestInside = nice * power;
    }
    return largestInside;
}

} // namespace mxlens
