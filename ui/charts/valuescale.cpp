// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/valuescale.h"

#include "ui/charts/trendticks.h"
#include "ui/charts/trendwords.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace mxlens {

double ValueScale::place(double value) const
{
    return m_logarithmic ? std::log10(1 + std::max(0.0, value)) : value;
}

double ValueScale::value(double place) const
{
    return m_logarithmic ? std::pow(10, place) - 1 : place;
}

QVector<ValueTick> ValueScale::ticks(double top, int most) const
{
    if (m_logarithmic)
        return logarithmicTicks(top, most);
    QVector<ValueTick> ticks;
    const double step = countStep(top, std::max(1, most));
    for (double value = 0; value <= top * 1.0001; value += step)
        ticks.append({ value, axisNumber(value, top) });
    return ticks;
}

QVector<ValueTick> ValueScale::logarithmicTicks(double top, int most) const
{
    const double largest = value(top);
    QVector<double> values;
    for (double power = 1; power <= largest * 1.0001; power *= 10) {
        for (const double nice : { 1.0, 2.0, 5.0 }) {
            if (nice * power <= largest * 1.0001)
                values.append(nice * power);
        }
    }
    // Powers of ten first, then what still fits between them.
    const double gap = top / std::max(1, most) * 0.65;
    QVector<double> chosen{ 0 };
    const auto add = [&](double value) {
        const bool fits = std::none_of(chosen.cbegin(), chosen.cend(),
            [&](double other) { return std::abs(place(other) - place(value)) < gap; });
        if (fits)
            chosen.append(value);
    };
    const auto isPower = [](double value) {
        const double exponent = std::log10(value);
        return std::abs(exponent - std::round(exponent)) < 1e-9;
    };
    // From the top down, so that a short axis shows how far it reaches.
    for (auto value = values.crbegin(); value != values.crend(); ++value) {
        if (isPower(*value))
            add(*value);
    }
    constexpr double decades = 2;
    for (auto value = values.crbegin(); top < decades && value != values.crend(); ++value)
        add(*value);
    std::sort(chosen.begin(), chosen.end());
    QVector<ValueTick> ticks;
    for (const double value : std::as_const(chosen))
        ticks.append({ place(value), axisNumber(value, value) });
    return ticks;
}

QVector<ValueTick> shareTicks(double top)
{
    const double power = std::pow(10, std::floor(std::log10(std::max(top, 1e-4))));
    double step = power;
    for (const double nice : { 1.0, 2.0, 5.0 }) {
        if (nice * power <= top)
            step = nice * power;
    }
    QVector<ValueTick> ticks;
    for (const double value : { 0.0, step })
        ticks.append({ value, QLocale().toString(value, 'g', 3) });
    return ticks;
}

} // namespace mxlens
