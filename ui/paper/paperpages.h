// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/paper/paperlayout.h"

#include <QSizeF>

class QPainter;

namespace mxlens {

/// Dots an inch of every layout, whatever draws it: what is seen before printing is what is printed
/// and saved. Fine enough for any screen, and small enough for the glyphs to be kept.
constexpr int paperDpi = 288;

/// A document on pages with a running head and page numbers. Tables go on over pages under the
/// names of their columns, no row is cut that fits on a page, and no heading ends one. Made on any
/// thread; used on one at a time, be it another. Needs a QGuiApplication.
class PaperPages final {
public:
    /// page: without its margins, in pixels of a device of that resolution. Stopped early, it has
    /// some of the pages.
    PaperPages(std::shared_ptr<const ReportDocument> document, QSizeF page, double dotsPerInch,
        const std::stop_token& stop = {});

    /// A strip, or some lines of it, on a page.
    struct Placed {
        std::size_t strip = 0;
        double top = 0; ///< On the page.
        double from = 0, to = 0; ///< What is seen of it.
    };

    int count() const { return static_cast<int>(m_pages.size()); }
    QSizeF page() const { return m_page; }
    /// Draws a page, from 0, with its corner at the painter's origin.
    void paint(QPainter& painter, int page) const;

    /// What stands on a page, and all there is.
    const std::vector<Placed>& placed(int page) const
    {
        return m_pages.at(static_cast<std::size_t>(page));
    }
    const std::vector<PaperStrip>& strips() const { return m_strips; }

private:
    class Filler;

    void paintFrame(QPainter& painter, int page) const;
    void paintStrip(QPainter& painter, const Placed& placed) const;

    std::shared_ptr<const ReportDocument> m_document;
    QSizeF m_page;
    PaperFonts m_fonts;
    double m_bodyTop, m_bodyHeight;
    std::vector<PaperStrip> m_strips;
    std::vector<std::vector<Placed>> m_pages;
};

} // namespace mxlens
