// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paper/paperpages.h"

#include "ui/paper/papertrend.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <utility>

namespace mxlens {

namespace {

const QColor mutedColour(0x55, 0x55, 0x55);
const QColor ruleColour(0xcc, 0xcc, 0xcc);

} // namespace

/// Puts strips on pages, one below the other.
class PaperPages::Filler final {
public:
    Filler(const std::vector<PaperStrip>& strips, double height)
        : m_strips(strips)
        , m_height(height)
    {
    }

    std::vector<std::vector<Placed>> fill()
    {
        for (std::size_t strip = 0; strip < m_strips.size(); ++strip)
            add(strip);
        return std::move(m_pages);
    }

private:
    void add(std::size_t number)
    {
        const PaperStrip& strip = m_strips[number];
        // What follows a heading that moved to a new page has room there.
        if (!m_pages.back().empty() && m_used + strip.above + wanted(number) > m_height)
            newPage(strip.header);
        double from = 0;
        double top = m_used + (m_pages.back().empty() ? 0 : strip.above);
        while (strip.height - from > m_height - top && strip.line > 0) {
            const double lines = std::floor((m_height - top) / strip.line);
            // At least one, on a page that is nothing but margins.
            const double to = from + std::max(lines, 1.0) * strip.line;
            if (to >= strip.height)
                break;
            m_pages.back().push_back({ number, top, from, to });
            newPage(strip.header);
            from = to;
            top = m_used;
        }
        m_pages.back().push_back({ number, top, from, strip.height });
        m_used = top + strip.height - from;
    }

    /// The room that a strip needs with what it must not leave alone.
    double wanted(std::size_t number) const
    {
        double height = 0;
        for (std::size_t i = number; i < m_strips.size(); ++i) {
            const PaperStrip& strip = m_strips[i];
            height += strip.height + (i == number ? 0 : strip.above);
            if (!strip.staysWithNext)
                break;
        }
        // More than a page holds is cut anyway: a few lines are enough to begin.
        return height > m_height ? std::min(m_height, 4 * m_strips[number].line) : height;
    }

    void newPage(int header)
    {
        m_pages.emplace_back();
        m_used = 0;
        if (header < 0)
            return;
        const auto number = static_cast<std::size_t>(header);
        const double height = m_strips[number].height;
        // Names that leave no room for rows would go on for ever.
        if (height > m_height / 2)
            return;
        m_pages.back().push_back({ number, 0, 0, height });
        m_used = height;
    }

    const std::vector<PaperStrip>& m_strips;
    const double m_height;
    double m_used = 0;
    std::vector<std::vector<Placed>> m_pages{ 1 };
};

PaperPages::PaperPages(std::shared_ptr<const ReportDocument> document, QSizeF page,
    double dotsPerInch, const std::stop_token& stop)
    : m_document(std::move(document))
    , m_page(page)
    , m_fonts(dotsPerInch)
    , m_bodyTop(2 * m_fonts.line)
    , m_bodyHeight(std::max(page.height() - 4 * m_fonts.line, m_fonts.line))
    , m_strips(paperStrips(*m_document, m_fonts, page.width(), stop))
    , m_pages(Filler(m_strips, m_bodyHeight).fill())
{
}

void PaperPages::paint(QPainter& painter, int page) const
{
    painter.save();
    paintFrame(painter, page);
    painter.translate(0, m_bodyTop);
    for (const Placed& placed : m_pages.at(static_cast<std::size_t>(page)))
        paintStrip(painter, placed);
    painter.restore();
}

void PaperPages::paintFrame(QPainter& painter, int page) const
{
    const QFontMetricsF metrics(m_fonts.of(paperTablePoints, false));
    painter.setPen(mutedColour);
    const auto write = [&](const QString& text, double top, Qt::Alignment side) {
        const PaperText line{ .text = metrics.elidedText(text, Qt::ElideRight, m_page.width()),
            .points = paperTablePoints,
            .width = m_page.width(),
            .side = side };
        drawText(painter, line, m_fonts, QPointF(0, top));
    };
    if (page > 0)
        write(paperText(m_document->title), 0, Qt::AlignLeft);
    const double foot = m_page.height() - metrics.height();
    write(paperText(m_document->footer), foot, Qt::AlignLeft);
    write(QStringLiteral("%1 / %2").arg(page + 1).arg(count()), foot, Qt::AlignRight);
}

void PaperPages::paintStrip(QPainter& painter, const Placed& placed) const
{
    const PaperStrip& strip = m_strips[placed.strip];
    const QRectF seen(0, placed.top, m_page.width(), placed.to - placed.from);
    const bool isWhole = placed.from <= 0 && placed.to >= strip.height;
    painter.save();
    if (!isWhole)
        painter.setClipRect(seen);
    for (const PaperText& text : strip.texts) {
        painter.setPen(text.muted ? mutedColour : QColor(Qt::black));
        drawText(painter, text, m_fonts, QPointF(0, placed.top - placed.from));
    }
    if (strip.trend)
        drawTrend(
            painter, seen, m_fonts.of(paperTextPoints * 0.85, false), *m_document, *strip.trend);
    if (strip.ruled) {
        painter.setPen(QPen(ruleColour, m_fonts.line / 24));
        painter.drawLine(seen.bottomLeft(), seen.bottomRight());
    }
    painter.restore();
}

} // namespace mxlens
