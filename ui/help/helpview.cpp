// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/help/helpview.h"

#include "ui/help/helppages.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QFile>
#include <QFontInfo>
#include <QPainter>
#include <QScrollBar>
#include <QSvgRenderer>
#include <QTextBlock>
#include <QTextList>
#include <QTextTable>

#include <algorithm>
#include <array>
#include <utility>

namespace mxlens {

namespace {

constexpr double fontOfDrawing = 14; // the size of its words, in its own units
constexpr int widthOfDrawing = 640;
constexpr int groundAlpha = 70;

// Sizes of headings, as parts of the text's.
constexpr std::array headingSizes{ 1.6, 1.2, 1.05 };

QString nameOf(const QColor& colour)
{
    return colour.name(QColor::HexRgb);
}

void dressHeading(const QTextBlock& block, double base)
{
    const auto level = static_cast<std::size_t>(block.blockFormat().headingLevel());
    for (auto at = block.begin(); !at.atEnd(); ++at) {
        const QTextFragment fragment = at.fragment();
        QTextCharFormat format = fragment.charFormat();
        // What Markdown gives headings counts for more than a size.
        format.clearProperty(QTextFormat::FontSizeAdjustment);
        format.setFontPointSize(base * headingSizes.at(std::min<std::size_t>(level, 3) - 1));
        format.setFontWeight(QFont::DemiBold);
        QTextCursor cursor(block);
        cursor.setPosition(fragment.position());
        cursor.setPosition(fragment.position() + fragment.length(), QTextCursor::KeepAnchor);
        cursor.setCharFormat(format);
    }
}

} // namespace

HelpView::HelpView(QWidget* parent)
    : QTextBrowser(parent)
{
    setObjectName(QStringLiteral("helpPage"));
    setAccessibleName(tr("Page"));
    setOpenLinks(false);
    setFrameShape(QFrame::NoFrame);
    // Always: a bar that comes and goes would change the width that drawings are made for.
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    document()->setDocumentMargin(length(this, 6));
    connect(this, &QTextBrowser::anchorClicked, this, [this](const QUrl& url) {
        if (url.scheme() == QLatin1String("help"))
            emit topicRequested(url.path());
    });
}

void HelpView::showPage(const HelpPage& page, Language language)
{
    m_markdown = page.markdown;
    m_language = language;
    render();
    moveCursor(QTextCursor::Start);
    verticalScrollBar()->setValue(0);
    setDocumentTitle(page.title);
}

void HelpView::render()
{
    const int scrolled = verticalScrollBar()->value();
    m_drawnFor = drawingWidth();
    // Drawings are made anew: colours and width may be others.
    document()->clear();
    setMarkdown(m_markdown);
    dressBlocks();
    highlight(m_highlighted);
    verticalScrollBar()->setValue(scrolled);
}

void HelpView::dressBlocks()
{
    const double base = QFontInfo(font()).pointSizeF();
    const int gap = length(this, 3);
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        QTextCursor cursor(block);
        QTextBlockFormat format = block.blockFormat();
        // A drawing is a line by itself, and as high as it is.
        if (!block.text().contains(QChar::ObjectReplacementCharacter))
            format.setLineHeight(125, QTextBlockFormat::ProportionalHeight);
        if (format.headingLevel() > 0) {
            dressHeading(block, base);
            format.setTopMargin(format.headingLevel() == 1 ? 0 : 2 * gap);
            format.setBottomMargin(gap);
        } else if (const QTextList* list = block.textList()) {
            const bool last = list->item(list->count() - 1) == block;
            format.setBottomMargin(last ? gap : gap / 3);
        } else if (!cursor.currentTable()) {
            format.setTopMargin(0);
            format.setBottomMargin(gap);
        }
        cursor.setBlockFormat(format);
    }
    const QList<QTextFrame*> frames = document()->rootFrame()->childFrames();
    for (QTextFrame* frame : frames) {
        auto* table = qobject_cast<QTextTable*>(frame);
        if (!table)
            continue;
        QTextTableFormat format = table->format();
        format.setBorderBrush(colour(Colour::Border, palette()));
        format.setBorderCollapse(true);
        format.setCellPadding(length(this, 2));
        format.setTopMargin(gap);
        format.setBottomMargin(gap);
        table->setFormat(format);
    }
}

void HelpView::highlight(const QString& text)
{
    m_highlighted = text;
    QList<ExtraSelection> selections;
    const QStringList words = text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    for (const QString& word : words) {
        QTextCursor at = document()->find(word, 0);
        while (!at.isNull()) {
            ExtraSelection selection;
            QColor ground = colour(Colour::Testing, palette());
            ground.setAlpha(groundAlpha);
            selection.cursor = at;
            selection.format.setBackground(ground);
            selections.append(selection);
            at = document()->find(word, at);
        }
    }
    setExtraSelections(selections);
}

QVariant HelpView::loadResource(int type, const QUrl& name)
{
    if (type == QTextDocument::ImageResource && name.path().endsWith(QLatin1String(".svg")))
        return drawing(name.path());
    // Nothing is fetched from anywhere.
    return {};
}

int HelpView::drawingWidth() const
{
    const int wanted = qRound(widthOfDrawing * em(this) / fontOfDrawing);
    const int room = viewport()->width() - 2 * static_cast<int>(document()->documentMargin());
    return std::max(std::min(wanted, room), length(this, 40));
}

QImage HelpView::drawing(const QString& name) const
{
    QFile file(QStringLiteral(":/help/") + name);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QString svg = QString::fromUtf8(file.readAll());
    QHash<QString, QString> values
        = drawingLabels(name.section(QLatin1Char('.'), 0, 0), m_language);
    const QPalette& colours = palette();
    values.insert(QStringLiteral("font"), QFontInfo(font()).family());
    values.insert(QStringLiteral("text"), nameOf(colours.color(QPalette::Text)));
    values.insert(QStringLiteral("muted"), nameOf(textColour(Colour::MutedText, colours)));
    values.insert(QStringLiteral("line"), nameOf(colour(Colour::Unknown, colours)));
    values.insert(QStringLiteral("surface"), nameOf(colour(Colour::RaisedSurface, colours)));
    values.insert(QStringLiteral("accent"), nameOf(colour(Colour::Accent, colours)));
    for (auto value = values.cbegin(); value != values.cend(); ++value)
        svg.replace(
            QLatin1Char('@') + value.key() + QLatin1Char('@'), value.value().toHtmlEscaped());
    QSvgRenderer renderer(svg.toUtf8());
    const QSizeF size = renderer.defaultSize();
    const double scale = drawingWidth() / size.width() * devicePixelRatioF();
    QImage image((size * scale).toSize(), QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    renderer.render(&painter, QRectF(QPointF(), QSizeF(image.size())));
    painter.end();
    image.setDevicePixelRatio(devicePixelRatioF());
    return image;
}

void HelpView::changeEvent(QEvent* event)
{
    QTextBrowser::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        render();
}

void HelpView::resizeEvent(QResizeEvent* event)
{
    QTextBrowser::resizeEvent(event);
    if (m_markdown.contains(QLatin1String(".svg")) && drawingWidth() != m_drawnFor)
        render();
}

} // namespace mxlens
