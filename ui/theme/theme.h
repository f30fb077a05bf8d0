// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QIcon>
#include <QPalette>
#include <QString>

class QApplication;
class QWidget;

namespace mxlens {

/// Which palette the user wants. System follows the desktop: its portal setting where there is one,
/// else the lightness of the platform's palette.
enum class ThemeChoice { System, Light, Dark };

/// What a colour means. Colour never stands alone: each has a shape or a word beside it.
enum class Colour {
    Success, ///< Sessions that succeeded.
    Failure, ///< Sessions that failed.
    Testing, ///< Policy mode testing, and warnings.
    Unknown, ///< What the reports do not say.
    Accent, ///< Selection, focus and what the user can act on.
    MutedText, ///< Captions and hints.
    DimmedText, ///< Zeros: there, and not in the way. The only text colour that may be below 4.5:1.
    Border, ///< Lines between surfaces.
    RaisedSurface, ///< Headers, bars and cards.
    Sessions, ///< Sessions of which it is not known whether they succeeded.
};
/// Number of values of Colour.
constexpr int colourCount = static_cast<int>(Colour::Sessions) + 1;

/// Sets the Fusion style and our palette for choice. With System it follows later changes of the
/// desktop until it is called again. Also makes the icons known. GUI thread.
void applyTheme(QApplication& application, ThemeChoice choice);

/// Our palette, light or dark.
QPalette themePalette(bool dark);

/// Whether a palette has light text on a dark ground.
bool isDark(const QPalette& palette);

/// Colour of a mark (bar, dot, icon) on the grounds of palette.
QColor colour(Colour meaning, const QPalette& palette);

/// Colour of text of that meaning: contrast 4.5:1 or more on Window, Base, RaisedSurface and
/// Highlight of palette (DimmedText: 3:1).
QColor textColour(Colour meaning, const QPalette& palette);

/// Contrast of two colours as WCAG 2 defines it: 1 to 21.
double contrast(const QColor& a, const QColor& b);

/// Icon `:/icons/actions/NAME.svg`, tinted by the application's palette when it is painted: sharp
/// at any scale, right after a change of theme. Null (isNull()) where there is no such icon.
QIcon icon(const QString& name);

/// The same in the colour of a meaning.
QIcon icon(const QString& name, Colour meaning);

/// The program's own icon.
QIcon applicationIcon();

/// The height of the widget's font's em in device independent pixels, at least 1.
int em(const QWidget* widget);

/// quarters quarters of an em: every length is on this grid.
int length(const QWidget* widget, int quarters);

/// Font of the headline figures: 1.6 times the size of base.
QFont headlineFont(const QFont& base);

/// base with digits of equal width, for figures in columns.
QFont tabularFont(const QFont& base);

/// The system's fixed-width font in the size of base, for raw text and records.
QFont fixedFont(const QFont& base);

} // namespace mxlens
