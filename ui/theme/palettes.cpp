// SPDX-License-Identifier: GPL-3.0-or-later
// The colours: Okabe and Ito's set, which people of any colour vision can tell apart, moved in
// lightness where a palette needs it. tst_theme holds them to their contrast.
#include "ui/theme/theme.h"

#include <QRgb>

#include <array>
#include <cmath>

namespace mxlens {
namespace {

struct Shades {
    QRgb mark;
    QRgb text;
};
using ColourTable = std::array<Shades, colourCount>;

// In the order of Colour.
constexpr ColourTable lightColours{ {
    { 0xff009e73, 0xff00684b },
    { 0xffd55e00, 0xffa23c00 },
    { 0xffe69f00, 0xff7d5000 },
    { 0xff8a9096, 0xff565c62 },
    { 0xff0072b2, 0xff005c91 },
    { 0xff565c62, 0xff565c62 },
    { 0xff80868c, 0xff80868c },
    { 0xffcfd3d7, 0xff565c62 },
    { 0xffeceef0, 0xff1b1f23 },
    { 0xff9fb3c2, 0xff565c62 },
} };
constexpr ColourTable darkColours{ {
    { 0xff12a87d, 0xff4fd1a5 },
    { 0xffe06a10, 0xffff9d5c },
    { 0xffe69f00, 0xfff0b93a },
    { 0xff858c93, 0xffb3b9bf },
    { 0xff56b4e9, 0xff84c8f0 },
    { 0xffb3b9bf, 0xffb3b9bf },
    { 0xff878d94, 0xff878d94 },
    { 0xff3d4349, 0xffb3b9bf },
    { 0xff2a2e32, 0xffe6e8ea },
    { 0xff5d7080, 0xffb3b9bf },
} };

const Shades& shades(Colour meaning, const QPalette& palette)
{
    const auto& table = isDark(palette) ? darkColours : lightColours;
    return table.at(static_cast<std::size_t>(meaning));
}

void setAll(QPalette& palette, QPalette::ColorRole role, QRgb normal, QRgb disabled)
{
    palette.setColor(role, QColor::fromRgb(normal));
    palette.setColor(QPalette::Disabled, role, QColor::fromRgb(disabled));
}

/// Part of the WCAG 2 relative luminance.
double linear(float channel)
{
    const double value = static_cast<double>(channel);
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& colour)
{
    const QColor rgb = colour.toRgb();
    return 0.2126 * linear(rgb.redF()) + 0.7152 * linear(rgb.greenF())
        + 0.0722 * linear(rgb.blueF());
}

QPalette lightPalette()
{
    QPalette palette;
    setAll(palette, QPalette::Window, 0xfff5f6f7, 0xfff5f6f7);
    setAll(palette, QPalette::WindowText, 0xff1b1f23, 0xff80868c);
    setAll(palette, QPalette::Base, 0xffffffff, 0xfff5f6f7);
    setAll(palette, QPalette::AlternateBase, 0xfff5f6f7, 0xfff5f6f7);
    setAll(palette, QPalette::Text, 0xff1b1f23, 0xff80868c);
    setAll(palette, QPalette::PlaceholderText, 0xff5f656b, 0xff80868c);
    setAll(palette, QPalette::Button, 0xfff8f9fa, 0xfff0f1f3);
    setAll(palette, QPalette::ButtonText, 0xff1b1f23, 0xff80868c);
    setAll(palette, QPalette::BrightText, 0xffffffff, 0xffffffff);
    setAll(palette, QPalette::ToolTipBase, 0xffffffff, 0xffffffff);
    setAll(palette, QPalette::ToolTipText, 0xff1b1f23, 0xff1b1f23);
    setAll(palette, QPalette::Light, 0xffffffff, 0xffffffff);
    setAll(palette, QPalette::Midlight, 0xffeceef0, 0xffeceef0);
    setAll(palette, QPalette::Mid, 0xffcfd3d7, 0xffcfd3d7);
    setAll(palette, QPalette::Dark, 0xffb4b9be, 0xffb4b9be);
    setAll(palette, QPalette::Shadow, 0xff6f757b, 0xff6f757b);
    setAll(palette, QPalette::Highlight, 0xffcfe4f3, 0xffe3e6e8);
    setAll(palette, QPalette::HighlightedText, 0xff14181b, 0xff80868c);
    setAll(palette, QPalette::Link, 0xff005c91, 0xff80868c);
    setAll(palette, QPalette::LinkVisited, 0xff005c91, 0xff80868c);
    return palette;
}

QPalette darkPalette()
{
    QPalette palette;
    setAll(palette, QPalette::Window, 0xff202326, 0xff202326);
    setAll(palette, QPalette::WindowText, 0xffe6e8ea, 0xff878d94);
    setAll(palette, QPalette::Base, 0xff191b1e, 0xff202326);
    setAll(palette, QPalette::AlternateBase, 0xff202326, 0xff202326);
    setAll(palette, QPalette::Text, 0xffe6e8ea, 0xff878d94);
    setAll(palette, QPalette::PlaceholderText, 0xff9aa1a8, 0xff878d94);
    setAll(palette, QPalette::Button, 0xff2d3135, 0xff25282b);
    setAll(palette, QPalette::ButtonText, 0xffe6e8ea, 0xff878d94);
    setAll(palette, QPalette::BrightText, 0xffffffff, 0xffffffff);
    setAll(palette, QPalette::ToolTipBase, 0xff2d3135, 0xff2d3135);
    setAll(palette, QPalette::ToolTipText, 0xffe6e8ea, 0xffe6e8ea);
    setAll(palette, QPalette::Light, 0xff43494f, 0xff43494f);
    setAll(palette, QPalette::Midlight, 0xff373c41, 0xff373c41);
    setAll(palette, QPalette::Mid, 0xff3d4349, 0xff3d4349);
    setAll(palette, QPalette::Dark, 0xff121416, 0xff121416);
    setAll(palette, QPalette::Shadow, 0xff0b0c0d, 0xff0b0c0d);
    setAll(palette, QPalette::Highlight, 0xff1f435c, 0xff31363a);
    setAll(palette, QPalette::HighlightedText, 0xfff4f6f8, 0xff878d94);
    setAll(palette, QPalette::Link, 0xff84c8f0, 0xff878d94);
    setAll(palette, QPalette::LinkVisited, 0xff84c8f0, 0xff878d94);
    return palette;
}

} // namespace

QPalette themePalette(bool dark)
{
    return dark ? darkPalette() : lightPalette();
}

bool isDark(const QPalette& palette)
{
    return luminance(palette.color(QPalette::Active, QPalette::Window))
        < luminance(palette.color(QPalette::Active, QPalette::WindowText));
}

QColor colour(Colour meaning, const QPalette& palette)
{
    return QColor::fromRgb(shades(meaning, palette).mark);
}

QColor textColour(Colour meaning, const QPalette& palette)
{
    return QColor::fromRgb(shades(meaning, palette).text);
}

double contrast(const QColor& a, const QColor& b)
{
    const double first = luminance(a) + 0.05;
    const double second = luminance(b) + 0.05;
    return first > second ? first / second : second / first;
}

} // namespace mxlens
