// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/seriescolours.h"

#include "ui/theme/theme.h"

#include <QRgb>

#include <array>

namespace mxlens {
namespace {

// Okabe and Ito's set, moved in lightness where a ground needs it: blue, orange, purple, sky blue,
// green, yellow, vermilion, and black or white.
constexpr std::array<QRgb, seriesColourCount> lightSeries{ 0xff0072b2, 0xffe69f00, 0xffcc79a7,
    0xff56b4e9, 0xff009e73, 0xffc2b100, 0xffd55e00, 0xff3a3f44 };
constexpr std::array<QRgb, seriesColourCount> darkSeries{ 0xff3d93d6, 0xffe69f00, 0xffcc79a7,
    0xff8fd0f5, 0xff12a87d, 0xfff0e442, 0xffe06a10, 0xffdfe2e5 };

} // namespace

QColor seriesColour(int place, const QPalette& palette)
{
    if (place < 0 || place >= seriesColourCount)
        return colour(Colour::Unknown, palette);
    const auto& table = isDark(palette) ? darkSeries : lightSeries;
    return QColor::fromRgb(table.at(static_cast<std::size_t>(place)));
}

QColor mixedColour(const QColor& ground, const QColor& top, double share)
{
    const auto mix = [share](float a, float b) {
        return static_cast<float>(
            static_cast<double>(a) * (1 - share) + static_cast<double>(b) * share);
    };
    return QColor::fromRgbF(mix(ground.redF(), top.redF()), mix(ground.greenF(), top.greenF()),
        mix(ground.blueF(), top.blueF()));
}

} // namespace mxlens
