// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paper/paperlayout.h"

#include "core/output/terminaltext.h"

#include <QFontDatabase>
#include <QFontMetricsF>
#include <QTextLayout>
#include <QTextOption>

#include <algorithm>
#include <numeric>
#include <utility>

namespace mxlens {

namespace {

constexpr double shapeOfTrend = 0.3; ///< Height for each of its width.
/// Characters that a column keeps, whatever stands beside it.
constexpr int narrowestColumn = 9;

void layOut(QTextLayout& layout, const PaperText& text)
{
    QTextOption option(text.side);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    layout.beginLayout();
    double top = 0;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(std::max(text.width, 1.0));
        line.setPosition(QPointF(0, top));
        top += line.height();
    }
    layout.endLayout();
}

/// Cuts a document into strips.
class Cutter final {
public:
    Cutter(const ReportDocument& document, const PaperFonts& fonts, double width)
        : m_document(document)
        , m_fonts(fonts)
        , m_width(width)
        , m_line(fonts.line)
        , m_table(fonts.of(paperTablePoints, false))
        , m_head(fonts.of(paperTablePoints, true))
        , m_gap(QFontMetricsF(m_table).height())
    {
    }

    std::vector<PaperStrip> cut(const std::stop_token& stop)
    {
        addText(m_document.title, paperTextPoints * 1.8, true, 0, true);
        for (const DocumentBlock& block : m_document.blocks) {
            if (stop.stop_requested())
                break;
            addBlock(block);
        }
        return std::move(m_strips);
    }

private:
    void addBlock(const DocumentBlock& block)
    {
        switch (block.kind) {
        case BlockKind::Heading:
            return addText(block.text, paperTextPoints * 1.35, true, 1.4, true);
        case BlockKind::Subheading:
            return addText(block.text, paperTextPoints * 1.05, true, 0.9, true);
        case BlockKind::Verdict:
            return addText(block.text, paperTextPoints * 1.2, true, 0.3, false);
        case BlockKind::Paragraph:
            return addText(block.text, paperTextPoints, false, 0.3, false);
        case BlockKind::Bullets:
        case BlockKind::Steps:
            return addList(block);
        case BlockKind::Table:
            return addTable(block);
        case BlockKind::Trend:
            return addTrend(block);
        }
    }

    /// above: in lines.
    void addText(const std::string& text, double points, bool bold, double above, bool stays)
    {
        PaperStrip strip;
        strip.texts.push_back(
            { .text = paperText(text), .points = points, .bold = bold, .width = m_width });
        strip.above = above * m_line;
        strip.height = heightOf(strip.texts.front(), m_fonts);
        strip.line = QFontMetricsF(m_fonts.of(points, bold)).height();
        strip.staysWithNext = stays;
        m_strips.push_back(std::move(strip));
    }

    void addList(const DocumentBlock& list)
    {
        if (!list.text.empty())
            addText(list.text, paperTextPoints, true, 0.5, true);
        const double indent = 2.4 * m_line;
        int number = 0;
        for (const std::string& item : list.items) {
            const QString mark = list.kind == BlockKind::Steps
                ? QString::number(++number) + QLatin1Char('.')
                : QString(QChar(0x2022));
            PaperStrip strip;
            strip.texts.push_back({ .text = mark,
                .points = paperTextPoints,
                .width = indent - 0.4 * m_line,
                .side = Qt::AlignRight });
            strip.texts.push_back({ .text = paperText(item),
                .points = paperTextPoints,
                .width = m_width - indent,
                .place = QPointF(indent, 0) });
            strip.above = 0.2 * m_line;
            strip.height = heightOf(strip.texts.back(), m_fonts);
            strip.line = m_line;
            m_strips.push_back(std::move(strip));
        }
    }

    void addTrend(const DocumentBlock& trend)
    {
        PaperStrip strip;
        strip.trend = &trend;
        strip.above = 0.4 * m_line;
        strip.height = m_width * shapeOfTrend;
        m_strips.push_back(std::move(strip));
    }

    void addTable(const DocumentBlock& table)
    {
        if (!table.text.empty())
            addText(table.text, paperTextPoints, true, 1, true);
        const std::vector<double> widths = widthsOf(table);
        std::vector<std::string> names;
        for (const DocumentColumn& column : table.columns)
            names.push_back(column.name);
        PaperStrip head = row(table, widths, names, true);
        head.above = (table.text.empty() ? 0.6 : 0.1) * m_line;
        head.staysWithNext = true;
        const int header = static_cast<int>(m_strips.size());
        m_strips.push_back(std::move(head));
        for (const auto& cells : table.rows) {
            m_strips.push_back(row(table, widths, cells, false));
            m_strips.back().header = header;
        }
    }

    PaperStrip row(const DocumentBlock& table, const std::vector<double>& widths,
        const std::vector<std::string>& cells, bool isHead)
    {
        const double padding = m_gap * 0.25;
        PaperStrip strip;
        double left = 0;
        for (std::size_t column = 0; column < cells.size(); ++column) {
            const bool isNumber = table.columns[column].isNumber;
            strip.texts.push_back({ .text = paperText(cells[column]),
                .points = paperTablePoints,
                .bold = isHead,
                .width = widths[column] - m_gap,
                .side = isNumber ? Qt::AlignRight : Qt::AlignLeft,
                .place = QPointF(left, padding),
                .muted = isHead });
            strip.height
                = std::max(strip.height, heightOf(strip.texts.back(), m_fonts) + 2 * padding);
            left += widths[column];
        }
        strip.line = m_gap;
        strip.ruled = true;
        return strip;
    }

    /// Columns as wide as what is in them, each with a gap; where that is too much, what is widest
    /// wraps and figures stay whole.
    std::vector<double> widthsOf(const DocumentBlock& table) const
    {
        const QFontMetricsF text(m_table), head(m_head);
        // The last column needs no gap behind it.
        const double room = m_width + m_gap;
        const double narrowest = narrowestColumn * text.averageCharWidth() + m_gap;
        std::vector<double> widths;
        for (std::size_t column = 0; column < table.columns.size(); ++column) {
            double wide = head.horizontalAdvance(paperText(table.columns[column].name));
            for (const auto& cells : table.rows)
                wide = std::max(wide, text.horizontalAdvance(paperText(cells[column])));
            // Rounding must not break a word.
            widths.push_back(wide + 1 + m_gap);
        }
        const auto sum
            = [](const std::vector<double>& all) { return std::reduce(all.begin(), all.end()); };
        const auto cappedAt = [&](double most) {
            std::vector<double> capped = widths;
            for (std::size_t column = 0; column < capped.size(); ++column) {
                if (!table.columns[column].isNumber)
                    capped[column] = std::min(capped[column], std::max(most, narrowest));
            }
            return capped;
        };
        if (sum(widths) > room) {
            double low = narrowest, high = room;
            for (int step = 0; step < 40; ++step) {
                const double middle = (low + high) / 2;
                (sum(cappedAt(middle)) > room ? high : low) = middle;
            }
            widths = cappedAt(low);
        }
        const double stretch = room / sum(widths);
        for (double& width : widths)
            width *= stretch;
        return widths;
    }

    const ReportDocument& m_document;
    const PaperFonts& m_fonts;
    const double m_width;
    const double m_line;
    const QFont m_table, m_head;
    const double m_gap; ///< Between columns, and the height of a line of a table.
    std::vector<PaperStrip> m_strips;
};

} // namespace

PaperFonts::PaperFonts(double dotsPerInch)
    : base(QFontDatabase::systemFont(QFontDatabase::GeneralFont))
    , dotsPerPoint(dotsPerInch / 72)
    , line(QFontMetricsF(of(paperTextPoints, false)).height())
{
}

QFont PaperFonts::of(double points, bool bold) const
{
    QFont font = base;
    font.setPixelSize(std::max(1, qRound(points * dotsPerPoint)));
    font.setWeight(bold ? QFont::DemiBold : QFont::Normal);
    return font;
}

double heightOf(const PaperText& text, const PaperFonts& fonts)
{
    QTextLayout layout(text.text, fonts.of(text.points, text.bold));
    layOut(layout, text);
    return layout.boundingRect().bottom();
}

void drawText(QPainter& painter, const PaperText& text, const PaperFonts& fonts, QPointF place)
{
    QTextLayout layout(text.text, fonts.of(text.points, text.bold));
    layOut(layout, text);
    layout.draw(&painter, text.place + place);
}

std::vector<PaperStrip> paperStrips(const ReportDocument& document, const PaperFonts& fonts,
    double width, const std::stop_token& stop)
{
    return Cutter(document, fonts, width).cut(stop);
}

QString paperText(const std::string& text)
{
    const std::string harmless = terminalText(text);
    return QString::fromUtf8(harmless.data(), static_cast<qsizetype>(harmless.size()));
}

} // namespace mxlens
