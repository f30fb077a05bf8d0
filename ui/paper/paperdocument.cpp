// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paper/paperdocument.h"

#include "core/output/terminaltext.h"
#include "ui/paper/papertrend.h"

#include <QAbstractTextDocumentLayout>
#include <QBuffer>
#include <QFontDatabase>
#include <QFontMetricsF>
#include <QPageLayout>
#include <QPagedPaintDevice>
#include <QPainter>
#include <QPdfWriter>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextLayout>
#include <QTextList>
#include <QTextTable>

#include <algorithm>
#include <cmath>
#include <memory>
#include <numeric>
#include <optional>
#include <vector>

namespace mxlens {

namespace {

constexpr double textPoints = 9.5;
constexpr double tablePoints = 8;
constexpr double marginMillimetres = 18;
/// Characters of the text of a table that stand beside each other on a page, about.
constexpr int tableCharacters = 100;
constexpr int narrowestColumn = 9;
/// Of a block that must not end a page.
constexpr int staysProperty = QTextFormat::UserProperty + 2;
/// A text counts its margins in pixels of such a screen.
constexpr double screenDpi = 96;
/// How often a document is laid out for its headings.
constexpr int mostPasses = 8;
const QColor mutedColour(0x55, 0x55, 0x55);
const QColor ruleColour(0xbb, 0xbb, 0xbb);

QString shown(const std::string& text)
{
    const std::string harmless = terminalText(text);
    return QString::fromUtf8(harmless.data(), static_cast<qsizetype>(harmless.size()));
}

/// Puts the blocks of a document into a text.
class Composer final {
public:
    Composer(
        const Document& document, QTextDocument& text, double line, const std::vector<int>& moved)
        : m_document(document)
        , m_text(text)
        , m_cursor(&text)
        , m_line(line)
        , m_moved(moved)
    {
    }

    void compose()
    {
        addText(shown(m_document.title), textPoints * 1.8, true, 0);
        for (std::size_t i = 0; i < m_document.blocks.size(); ++i)
            addBlock(m_document.blocks[i], static_cast<int>(i));
    }

private:
    void addBlock(const DocumentBlock& block, int place);
    void addText(const QString& text, double points, bool bold, double above, bool stays = false);
    void addTable(const DocumentBlock& table);
    void addCell(QTextTable& table, int row, int column, const QString& text, bool number);
    void addList(const DocumentBlock& list);
    void addTrend(int place);
    /// A new paragraph, unless the text has none yet.
    void beginBlock(const QTextBlockFormat& format);

    const Document& m_document;
    QTextDocument& m_text;
    QTextCursor m_cursor;
    double m_line; ///< In pixels of a screen: a text scales its margins to the device by itself.
    const std::vector<int>& m_moved; ///< Headings that begin a page.
    int m_headings = 0;
    bool m_isFirst = true;
};

void Composer::beginBlock(const QTextBlockFormat& format)
{
    if (m_isFirst)
        m_cursor.setBlockFormat(format);
    else
        m_cursor.insertBlock(format);
    m_isFirst = false;
}

void Composer::addText(const QString& text, double points, bool bold, double above, bool stays)
{
    QTextBlockFormat block;
    block.setTopMargin(above * m_line);
    block.setBottomMargin(0.25 * m_line);
    QTextCharFormat format;
    format.setFontPointSize(points);
    format.setFontWeight(bold ? QFont::DemiBold : QFont::Normal);
    block.setProperty(staysProperty, stays);
    if (stays && std::ranges::find(m_moved, m_headings++) != m_moved.end())
        block.setPageBreakPolicy(QTextFormat::PageBreak_AlwaysBefore);
    beginBlock(block);
    m_cursor.setBlockCharFormat(format); // the number of a list is written in it
    m_cursor.insertText(text, format);
}

/// Parts of the width for each column, so that figures stay whole and what is long wraps.
QList<QTextLength> widthsOf(const DocumentBlock& table)
{
    std::vector<int> widths;
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
        auto wide = static_cast<int>(terminalWidth(table.columns[column].name));
        for (const auto& row : table.rows)
            wide = std::max(wide, static_cast<int>(terminalWidth(terminalText(row[column]))));
        widths.push_back(std::max(wide, 3) + 2);
    }
    int all = std::accumulate(widths.begin(), widths.end(), 0);
    while (all > tableCharacters) {
        std::size_t widest = widths.size();
        for (std::size_t i = 0; i < widths.size(); ++i) {
            if (!table.columns[i].isNumber && widths[i] > narrowestColumn
                && (widest == widths.size() || widths[i] > widths[widest]))
                widest = i;
        }
        if (widest == widths.size())
            break;
        --widths[widest];
        --all;
    }
    QList<QTextLength> lengths;
    for (const int width : widths)
        lengths.append(QTextLength(QTextLength::PercentageLength, 100.0 * width / all));
    return lengths;
}

void Composer::addCell(QTextTable& table, int row, int column, const QString& text, bool number)
{
    QTextCursor cursor = table.cellAt(row, column).firstCursorPosition();
    QTextBlockFormat block;
    block.setAlignment(number ? Qt::AlignRight : Qt::AlignLeft);
    cursor.setBlockFormat(block);
    QTextCharFormat format;
    format.setFontPointSize(tablePoints);
    if (row == 0) {
        format.setFontWeight(QFont::DemiBold);
        format.setForeground(mutedColour);
    }
    cursor.insertText(text, format);
}

void Composer::addTable(const DocumentBlock& table)
{
    if (!table.text.empty())
        addText(shown(table.text), textPoints, true, 0.6, true);
    QTextTableFormat format;
    format.setWidth(QTextLength(QTextLength::PercentageLength, 100));
    format.setColumnWidthConstraints(widthsOf(table));
    format.setHeaderRowCount(1);
    format.setBorder(m_line / 30);
    format.setBorderBrush(ruleColour);
    format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
    format.setBorderCollapse(true);
    format.setCellPadding(m_line * 0.18);
    format.setCellSpacing(0);
    const int columns = static_cast<int>(table.columns.size());
    const int rows = static_cast<int>(table.rows.size()) + 1;
    QTextTable* const made = m_cursor.insertTable(rows, columns, format);
    for (int column = 0; column < columns; ++column) {
        const DocumentColumn& about = table.columns[static_cast<std::size_t>(column)];
        addCell(*made, 0, column, shown(about.name), about.isNumber);
        for (int row = 1; row < rows; ++row)
            addCell(*made, row, column,
                shown(table.rows[static_cast<std::size_t>(row - 1)]
                                [static_cast<std::size_t>(column)]),
                about.isNumber);
    }
    m_cursor.movePosition(QTextCursor::End);
}

void Composer::addList(const DocumentBlock& list)
{
    if (!list.text.empty())
        addText(shown(list.text), textPoints, true, 0.3, true);
    QTextListFormat format;
    format.setStyle(
        list.kind == BlockKind::Steps ? QTextListFormat::ListDecimal : QTextListFormat::ListDisc);
    QTextList* made = nullptr;
    for (const std::string& item : list.items) {
        addText(shown(item), textPoints, false, 0);
        if (made)
            made->add(m_cursor.block());
        else
            made = m_cursor.createList(format);
    }
}

void Composer::addTrend(int place)
{
    QTextBlockFormat block;
    block.setTopMargin(0.4 * m_line);
    beginBlock(block);
    QTextCharFormat format;
    format.setObjectType(PaperTrend::type);
    format.setProperty(PaperTrend::blockProperty, place);
    m_cursor.insertText(QString(QChar::ObjectReplacementCharacter), format);
}

void Composer::addBlock(const DocumentBlock& block, int place)
{
    const QString text = shown(block.text);
    switch (block.kind) {
    case BlockKind::Heading:
        addText(text, textPoints * 1.35, true, 1.4, true);
        break;
    case BlockKind::Subheading:
        addText(text, textPoints * 1.05, true, 0.9, true);
        break;
    case BlockKind::Verdict:
        addText(text, textPoints * 1.2, true, 0.2);
        break;
    case BlockKind::Paragraph:
        addText(text, textPoints, false, 0.1);
        break;
    case BlockKind::Bullets:
    case BlockKind::Steps:
        addList(block);
        break;
    case BlockKind::Table:
        addTable(block);
        break;
    case BlockKind::Trend:
        addTrend(place);
        break;
    }
}

/// The number of the first heading that ends a page, of those that do not begin one already;
/// nothing where there is none.
std::optional<int> strandedHeading(const QTextDocument& text, const std::vector<int>& moved)
{
    const double page = text.pageSize().height();
    const auto pageOf = [&](const QTextBlock& block) {
        // A line that moved to the next page leaves the rectangle of its paragraph where it was.
        const double top = text.documentLayout()->blockBoundingRect(block).top();
        const QTextLayout* const lines = block.layout();
        const double line
            = lines->lineCount() > 0 ? lines->position().y() + lines->lineAt(0).y() : top;
        return std::floor(std::max(top, line) / page);
    };
    int number = -1;
    for (QTextBlock block = text.begin(); block.isValid(); block = block.next()) {
        if (!block.blockFormat().boolProperty(staysProperty))
            continue;
        ++number;
        QTextBlock next = block.next();
        while (next.isValid() && next.blockFormat().boolProperty(staysProperty))
            next = next.next();
        if (next.isValid() && pageOf(next) > pageOf(block)
            && std::ranges::find(moved, number) == moved.end())
            return number;
    }
    return std::nullopt;
}

/// A text that is ready to be laid out.
std::unique_ptr<QTextDocument> textOf(const Document& document, QPagedPaintDevice& device,
    const QFont& font, QSizeF body, const std::vector<int>& moved)
{
    auto text = std::make_unique<QTextDocument>();
    text->setUndoRedoEnabled(false);
    text->documentLayout()->setPaintDevice(&device);
    text->setDefaultFont(font);
    text->setDocumentMargin(0);
    QTextOption option = text->defaultTextOption();
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    text->setDefaultTextOption(option);
    auto* const trend = new PaperTrend(document, body.width(), text.get());
    text->documentLayout()->registerHandler(PaperTrend::type, trend);
    const double line = QFontMetricsF(font, &device).height();
    Composer(document, *text, line * screenDpi / device.logicalDpiY(), moved).compose();
    text->setPageSize(body);
    return text;
}

/// The running head and the number of a page.
void drawFrame(QPainter& painter, const Document& document, QSizeF page, int number, int pages)
{
    QFont font = painter.font();
    font.setPointSizeF(tablePoints);
    painter.setFont(font);
    painter.setPen(mutedColour);
    const QFontMetricsF metrics(font, painter.device());
    const QRectF head(0, 0, page.width(), metrics.height());
    const QRectF foot(0, page.height() - metrics.height(), page.width(), metrics.height());
    if (number > 1)
        painter.drawText(head, Qt::AlignLeft | Qt::AlignVCenter,
            metrics.elidedText(shown(document.title), Qt::ElideRight, page.width()));
    painter.drawText(foot, Qt::AlignLeft | Qt::AlignVCenter, shown(document.footer));
    painter.drawText(
        foot, Qt::AlignRight | Qt::AlignVCenter, QStringLiteral("%1 / %2").arg(number).arg(pages));
}

} // namespace

void printDocument(const Document& document, QPagedPaintDevice& device)
{
    QPainter painter;
    if (!painter.begin(&device))
        return;
    const QSizeF page(device.width(), device.height());
    QFont font = QFontDatabase::systemFont(QFontDatabase::GeneralFont);
    font.setPointSizeF(textPoints);
    painter.setFont(font);
    const double line = QFontMetricsF(font, &device).height();
    const QSizeF body(page.width(), page.height() - 4 * line);

    // A text cannot keep a heading and what follows together, so one that is left alone begins a
    // page, and what follows is laid out anew.
    std::vector<int> moved;
    std::unique_ptr<QTextDocument> laidOut = textOf(document, device, font, body, moved);
    for (int pass = 0; pass < mostPasses; ++pass) {
        laidOut->pageCount(); // all of it
        const std::optional<int> stranded = strandedHeading(*laidOut, moved);
        if (!stranded)
            break;
        moved.push_back(*stranded);
        laidOut = textOf(document, device, font, body, moved);
    }
    QTextDocument& text = *laidOut;

    const int pages = text.pageCount();
    for (int number = 0; number < pages; ++number) {
        if (number > 0)
            device.newPage();
        painter.save();
        drawFrame(painter, document, page, number + 1, pages);
        painter.restore();
        painter.save();
        painter.translate(0, 2 * line - number * body.height());
        QAbstractTextDocumentLayout::PaintContext context;
        context.clip = QRectF(0, number * body.height(), body.width(), body.height());
        context.palette.setColor(QPalette::Text, Qt::black);
        painter.setClipRect(context.clip);
        text.documentLayout()->draw(&painter, context);
        painter.restore();
    }
}

QByteArray documentPdf(const Document& document)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&buffer);
        writer.setPageSize(QPageSize(QPageSize::A4));
        writer.setPageMargins(
            QMarginsF(marginMillimetres, marginMillimetres, marginMillimetres, marginMillimetres),
            QPageLayout::Millimeter);
        writer.setTitle(shown(document.title));
        writer.setCreator(QStringLiteral("MX Lens"));
        printDocument(document, writer);
    }
    return bytes;
}

} // namespace mxlens
