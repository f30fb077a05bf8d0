// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/document.h"

#include <QFont>
#include <QPointF>
#include <QString>

#include <stop_token>
#include <vector>

class QPainter;

namespace mxlens {

/// A text without line breaks, somewhere in a strip. Its lines are made anew each time: what Qt
/// lays out holds on to faces of fonts that end with the thread in which that was done.
struct PaperText {
    QString text = {};
    double points = 0;
    bool bold = false;
    double width = 0; ///< At most, in pixels.
    Qt::Alignment side = Qt::AlignLeft;
    QPointF place = {};
    bool muted = false;
};

/// What a document is cut into for pages: a paragraph, an item of a list, a row of a table, a
/// trend.
struct PaperStrip {
    std::vector<PaperText> texts;
    double above = 0; ///< Empty room before it, but at the top of a page.
    double height = 0;
    double line = 0; ///< Height of a line: where it is higher than a page it is cut between lines.
    bool staysWithNext = false; ///< Never the last of a page.
    bool ruled = false; ///< A line stands below.
    int header = -1; ///< Of a row of a table: the strip that goes before it on a new page.
    const DocumentBlock* trend = nullptr;
};

/// Fonts of a document: the system's, with sizes in pixels of the device.
struct PaperFonts {
    explicit PaperFonts(double dotsPerInch);
    /// A size in points.
    QFont of(double points, bool bold) const;

    QFont base;
    double dotsPerPoint;
    double line; ///< Height of a line of text.
};

constexpr double paperTextPoints = 9.5;
constexpr double paperTablePoints = 8;

/// Height of a text in its lines, in pixels.
double heightOf(const PaperText& text, const PaperFonts& fonts);
/// Draws a text at a place that is added to its own.
void drawText(QPainter& painter, const PaperText& text, const PaperFonts& fonts, QPointF place);

/// A document in strips of a width in pixels; it must outlive them. Any thread; stopped early it
/// gives some of them.
std::vector<PaperStrip> paperStrips(const ReportDocument& document, const PaperFonts& fonts,
    double width, const std::stop_token& stop);

/// A text of a report as it may be shown.
QString paperText(const std::string& text);

} // namespace mxlens
