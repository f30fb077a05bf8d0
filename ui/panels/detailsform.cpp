// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/detailsform.h"

#include "ui/panels/focusborder.h"
#include "ui/panels/rowslink.h"
#include "ui/panels/valuetext.h"
#include "ui/theme/theme.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QEvent>
#include <QGridLayout>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QResizeEvent>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

namespace mxlens {

namespace {

/// What is marked in a label or a long value.
QString selectedText(const QWidget* widget)
{
    if (const auto* label = qobject_cast<const QLabel*>(widget))
        return label->selectedText();
    if (const auto* value = qobject_cast<const ValueText*>(widget))
        return value->textCursor().selectedText().replace(QChar::ParagraphSeparator, u'\n');
    return {};
}

} // namespace

DetailsForm::DetailsForm(QWidget* parent)
    : QScrollArea(parent)
{
    setObjectName(QStringLiteral("detailsForm"));
    setAccessibleName(tr("Details"));
    setFocusPolicy(Qt::StrongFocus);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    viewport()->setBackgroundRole(QPalette::Base);
    new FocusBorder(this);
    rebuild();
}

void DetailsForm::setDetails(const DetailsText& details)
{
    const bool same = plainText(details) == plainText(m_details)
        && details.openings.size() == m_details.openings.size();
    m_details = details;
    // Where the same is said again nothing moves under the reader's eyes.
    if (!same)
        rebuild();
}

QWidget* DetailsForm::textWidget(
    const QString& text, const QString& name, DetailsField::Kind kind, int room)
{
    QFont textFont = font();
    if (kind == DetailsField::Kind::Record)
        textFont = fixedFont(font());
    else if (kind == DetailsField::Kind::Figure)
        textFont = tabularFont(font());
    // Of sentences, which break anyway, no word is measured.
    const int widest = room < INT_MAX ? widestWord(text, QFontMetrics(textFont)) : 0;
    if (!ValueText::isNeededFor(text) && widest <= room) {
        if (room < INT_MAX)
            m_neededRoom = std::max(m_neededRoom, m_laidOutFor - room + widest);
        QLabel* label = textLabel(text, name);
        label->setFont(textFont);
        return label;
    }
    auto* value = new ValueText(text, kind == DetailsField::Kind::Record);
    value->setFont(textFont);
    value->setAccessibleName(name);
    return value;
}

QLabel* DetailsForm::textLabel(const QString& text, const QString& name)
{
    auto* label = new QLabel;
    // Before the text: hostile text must never be taken for rich text.
    label->setTextFormat(Qt::PlainText);
    // A label whose text can be marked is a text document, and dozens of those take long to lay
    // out: it becomes one when the mouse comes.
    label->installEventFilter(this);
    // For tests: what it says is said by reports or by the catalogue, not by the window.
    label->setProperty("holdsValue", true);
    label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    label->setWordWrap(true);
    label->setText(text);
    // Its name is its text: a screen reader would say only what is asked for, and not the answer.
    label->setAccessibleDescription(name);
    return label;
}

QLabel* DetailsForm::mutedLabel(const QString& text)
{
    auto* label = new QLabel;
    label->setTextFormat(Qt::PlainText);
    label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    label->setText(text);
    QPalette muted = palette();
    for (const auto role : { QPalette::WindowText, QPalette::Text })
        muted.setColor(role, textColour(Colour::MutedText, palette()));
    label->setPalette(muted);
    return label;
}

void DetailsForm::addFields(QVBoxLayout* column, const QVector<DetailsField>& fields)
{
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(length(this, 4));
    grid->setVerticalSpacing(length(this, 1));
    const int most = captionRoom(m_laidOutFor);
    int captions = std::min(length(this, 9 * 4), most);
    grid->setColumnMinimumWidth(0, captions);
    grid->setColumnStretch(1, 1);
    for (const DetailsField& field : fields) {
        const int whole = fontMetrics().horizontalAdvance(field.caption);
        m_widestCaption = std::max(m_widestCaption, whole);
        captions
            = std::max(captions, whole <= most ? whole : widestWord(field.caption, fontMetrics()));
    }
    const int besides = captions + length(this, 4 + 2 * 3);
    for (const DetailsField& field : fields) {
        const int row = grid->rowCount();
        grid->addWidget(mutedLabel(brokenTo(field.caption, captions)), row, 0, Qt::AlignTop);
        if (!field.note.isEmpty())
            grid->addWidget(
                textWidget(field.note, field.caption, DetailsField::Kind::Text), row + 1, 1);
        if (field.opens >= 0 && field.kind == DetailsField::Kind::Figure) {
            grid->addWidget(linkWidget(field.value, field.opens, field.caption), row, 1,
                Qt::AlignLeft | Qt::AlignTop);
            continue;
        }
        QWidget* value = textWidget(
            field.value, field.caption, field.kind, std::max(0, m_laidOutFor - besides));
        offer(value, field.caption, field.terms);
        if (field.warning) {
            QPalette tinted = palette();
            for (const auto role : { QPalette::WindowText, QPalette::Text })
                tinted.setColor(role, textColour(Colour::Failure, palette()));
            value->setPalette(tinted);
        }
        grid->addWidget(value, row, 1);
    }
    column->addLayout(grid);
}

DetailsForm::TableRoom DetailsForm::roomOf(const DetailsTable& table) const
{
    // What each column would like to have for its cells and its header, and what it needs: for the
    // header, broken at blanks, and for figures. Half a number is another number.
    QVector<int> cells, headers, needs;
    int widest = 0;
    for (qsizetype i = 0; i < table.header.size(); ++i) {
        const bool figures = table.numberColumns.contains(static_cast<int>(i));
        const QFontMetrics metrics(figures ? tabularFont(font()) : font());
        cells.append(0);
        for (const QStringList& row : table.rows)
            cells.last() = std::max(cells.last(), metrics.horizontalAdvance(row.value(i)) + 1);
        headers.append(fontMetrics().horizontalAdvance(table.header.at(i)));
        needs.append(
            std::max(widestWord(table.header.at(i), fontMetrics()), figures ? cells.last() : 0));
        widest = std::max({ widest, cells.last(), headers.last() });
    }
    const int gaps = std::max(0, static_cast<int>(cells.size()) - 1);
    const int around = length(this, 2 * 3) + gaps * length(this, 4);
    const auto roomBy = [&](int most, bool wholeHeaders) {
        TableRoom result{ {}, around };
        for (qsizetype i = 0; i < cells.size(); ++i) {
            const int wish = wholeHeaders ? std::max(cells.at(i), headers.at(i)) : cells.at(i);
            result.columns.append(std::max(needs.at(i), std::min(wish, most)));
            result.whole += result.columns.last();
        }
        return result;
    };
    TableRoom result = roomBy(widest, true);
    // Headers break before a value is shortened; what narrow columns do not need goes to wide ones.
    const int least = length(this, 14);
    for (int most = widest; result.whole > room() && most >= std::min(least, widest); --most)
        result = roomBy(most, false);
    return result;
}

int DetailsForm::room() const
{
    return width() - 2 * frameWidth() - verticalScrollBar()->sizeHint().width();
}

int DetailsForm::captionRoom(int room) const
{
    // Where there is little of it the values need more than a half.
    return std::max(length(this, 7 * 4), room * 9 / 20);
}

int DetailsForm::widestWord(const QString& text, const QFontMetrics& metrics)
{
    int widest = 0;
    for (const QString& word : text.split(QLatin1Char(' ')))
        widest = std::max(widest, metrics.horizontalAdvance(word));
    return widest;
}

QString DetailsForm::brokenTo(const QString& text, int width) const
{
    QString broken, line;
    for (const QString& word : text.split(QLatin1Char(' '))) {
        const QString longer = line.isEmpty() ? word : line + QLatin1Char(' ') + word;
        if (!line.isEmpty() && fontMetrics().horizontalAdvance(longer) > width) {
            broken += line + QLatin1Char('\n');
            line = word;
        } else {
            line = longer;
        }
    }
    return broken + line;
}

void DetailsForm::addTable(QVBoxLayout* column, const DetailsTable& table, const QString& title)
{
    const QVector<int> widths = roomOf(table).columns;
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(length(this, 4));
    grid->setVerticalSpacing(length(this, 1));
    const auto alignment = [&table](qsizetype index) -> Qt::Alignment {
        return (table.numberColumns.contains(static_cast<int>(index)) ? Qt::AlignRight
                                                                      : Qt::AlignLeft)
            | Qt::AlignTop;
    };
    for (qsizetype i = 0; i < table.header.size(); ++i) {
        // A header is shown whole, on several lines where its column is narrower.
        QLabel* header = mutedLabel(brokenTo(table.header.at(i), widths.at(i)));
        const Qt::Alignment side = alignment(i) & Qt::AlignHorizontal_Mask;
        header->setAlignment(side | Qt::AlignBottom);
        grid->addWidget(header, 0, static_cast<int>(i), side | Qt::AlignBottom);
    }
    for (qsizetype row = 0; row < table.rows.size(); ++row) {
        const QMap<int, DetailsTerm> terms = table.terms.value(row);
        for (qsizetype i = 0; i < table.rows.at(row).size(); ++i) {
            const int at = static_cast<int>(i);
            QWidget* cell = tableCell(table, row, i, widths.value(i), title);
            if (terms.contains(at))
                offer(cell, table.header.value(i), { terms.value(at) });
            grid->addWidget(cell, static_cast<int>(row) + 1, at, alignment(i));
        }
    }
    grid->setColumnStretch(static_cast<int>(table.header.size()), 1);
    column->addLayout(grid);
}

QWidget* DetailsForm::tableCell(
    const DetailsTable& table, qsizetype row, qsizetype column, int room, const QString& title)
{
    const QStringList& cells = table.rows.at(row);
    const QString& text = cells.at(column);
    const int opens = column == 0 ? table.opens.value(row, -1)
        : column == 1             ? table.opensSecond.value(row, -1)
                                  : -1;
    if (opens >= 0)
        return linkWidget(text, opens, cells.mid(column + 1).join(QStringLiteral(", ")));
    const bool figure = table.numberColumns.contains(static_cast<int>(column));
    const QString shown = figure ? text : fontMetrics().elidedText(text, Qt::ElideMiddle, room);
    QLabel* label = textLabel(shown, title);
    if (shown != text) {
        label->setToolTip(QStringLiteral("<qt>%1</qt>").arg(text.toHtmlEscaped()));
        label->setAccessibleName(text);
    }
    label->setWordWrap(false);
    if (figure)
        label->setFont(tabularFont(font()));
    return label;
}

QWidget* DetailsForm::linkWidget(const QString& figure, int opening, const QString& what)
{
    auto* link = new RowsLink(figure);
    link->setFont(tabularFont(font()));
    //: %1: a figure; %2: what it is about
    link->setAccessibleName(tr("%1: show the rows of %2").arg(figure, what));
    link->setToolTip(tr("Show the rows that this figure comes from"));
    connect(
        link, &QAbstractButton::clicked, this, [this, opening] { emit openRequested(opening); });
    return link;
}

void DetailsForm::offer(QWidget* widget, const QString& caption, QVector<DetailsTerm> terms)
{
    terms.removeIf([](const DetailsTerm& term) { return term.value.isEmpty(); });
    if (terms.isEmpty())
        return;
    for (DetailsTerm& term : terms) {
        term.caption = caption;
        const bool known
            = std::any_of(m_offered.cbegin(), m_offered.cend(), [&term](const DetailsTerm& other) {
                  return other.key == term.key && other.value == term.value;
              });
        if (!known)
            m_offered.append(term);
    }
    widget->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(widget, &QWidget::customContextMenuRequested, this,
        [this, widget, terms](const QPoint& position) {
            emit menuRequested(terms, selectedText(widget), widget->mapToGlobal(position));
        });
}

void DetailsForm::addSteps(QVBoxLayout* column, const QStringList& steps, const QString& title)
{
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(length(this, 2));
    grid->setVerticalSpacing(length(this, 1));
    grid->setColumnStretch(1, 1);
    for (qsizetype i = 0; i < steps.size(); ++i) {
        const int row = static_cast<int>(i);
        grid->addWidget(
            mutedLabel(QStringLiteral("%1.").arg(i + 1)), row, 0, Qt::AlignRight | Qt::AlignTop);
        grid->addWidget(textWidget(steps.at(i), title, DetailsField::Kind::Text), row, 1);
    }
    column->addLayout(grid);
}

void DetailsForm::addAction(QVBoxLayout* column, const DetailsSection& section)
{
    auto* button = new QPushButton(section.action);
    button->setObjectName(QStringLiteral("showRows"));
    const int opening = section.opens;
    connect(button, &QPushButton::clicked, this, [this, opening] { emit openRequested(opening); });
    column->addWidget(button, 0, Qt::AlignLeft);
}

void DetailsForm::addSection(QVBoxLayout* column, const DetailsSection& section)
{
    auto* title = new QLabel;
    title->setTextFormat(Qt::PlainText);
    title->setWordWrap(true);
    title->setText(section.title);
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    title->setFont(bold);
    column->addSpacing(length(this, 2));
    QVBoxLayout* texts = columnInSight(column);
    texts->addWidget(title);
    if (!section.fields.isEmpty())
        addFields(texts, section.fields);
    if (!section.table.rows.isEmpty()) {
        addTable(column, section.table, section.title);
        texts = columnInSight(column);
    }
    for (const QString& remark : section.remarks)
        texts->addWidget(textWidget(remark, section.title, DetailsField::Kind::Text));
    if (!section.steps.isEmpty())
        addSteps(texts, section.steps, section.title);
    if (!section.action.isEmpty())
        addAction(texts, section);
}

QVBoxLayout* DetailsForm::columnInSight(QVBoxLayout* column)
{
    if (!m_scrolls)
        return column;
    auto* part = new QWidget;
    part->setMaximumWidth(std::max(length(this, 8 * 4), m_laidOutFor - length(this, 2 * 3)));
    auto* texts = new QVBoxLayout(part);
    texts->setContentsMargins(0, 0, 0, 0);
    texts->setSpacing(column->spacing());
    auto* line = new QHBoxLayout;
    line->addWidget(part, 1);
    line->addStretch();
    column->addLayout(line);
    return texts;
}

void DetailsForm::rebuild()
{
    m_laidOutFor = room();
    m_neededRoom = 0;
    m_widestCaption = 0;
    m_scrolls = std::any_of(m_details.sections.cbegin(), m_details.sections.cend(),
        [this](const DetailsSection& section) {
            return !section.table.rows.isEmpty() && roomOf(section.table).whole > m_laidOutFor;
        });
    m_offered.clear();
    auto* content = new QWidget;
    content->setBackgroundRole(QPalette::Base);
    content->setAutoFillBackground(true);
    // An explicit minimum, so that the sentences wrap at the edge that is seen and not at the width
    // that the widest value would like to have.
    content->setMinimumWidth(length(this, 14 * 4));
    auto* column = new QVBoxLayout(content);
    const int margin = length(this, 3);
    column->setContentsMargins(margin, margin, margin, margin);
    column->setSpacing(length(this, 1));
    if (!m_details.sentence.isEmpty()) {
        QWidget* sentence
            = textWidget(m_details.sentence, tr("What happened"), DetailsField::Kind::Text);
        sentence->setObjectName(QStringLiteral("detailsSentence"));
        columnInSight(column)->addWidget(sentence);
    }
    for (const DetailsSection& section : m_details.sections)
        addSection(column, section);
    column->addStretch();
    // What does not break is reached by scrolling; without this it would be cut.
    content->setMinimumWidth(std::max(content->minimumWidth(), column->minimumSize().width()));
    setWidget(content); // deletes the one before
    chainFocus();
}

void DetailsForm::chainFocus()
{
    // What is made anew would come last in the window, behind the tool bar.
    QWidget* before = this;
    for (QWidget* part : widget()->findChildren<QWidget*>()) {
        if ((part->focusPolicy() & Qt::TabFocus) == 0 || part->focusProxy())
            continue;
        setTabOrder(before, part);
        before = part;
    }
}

bool DetailsForm::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Enter) {
        if (auto* label = qobject_cast<QLabel*>(watched))
            label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    return QScrollArea::eventFilter(watched, event);
}

void DetailsForm::changeEvent(QEvent* event)
{
    QScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        rebuild();
}

void DetailsForm::contextMenuEvent(QContextMenuEvent* event)
{
    event->accept();
    if (m_details.sentence.isEmpty() && m_details.sections.isEmpty())
        return;
    // The Menu key is about everything that is told here: what one of many labels says would be
    // out of reach without a mouse.
    const QPoint place = event->reason() == QContextMenuEvent::Mouse
        ? event->globalPos()
        : viewport()->mapToGlobal(QPoint(length(this, 4), length(this, 4)));
    emit menuRequested(m_offered, {}, place);
}

void DetailsForm::resizeEvent(QResizeEvent* event)
{
    QScrollArea::resizeEvent(event);
    const bool tables = std::any_of(m_details.sections.cbegin(), m_details.sections.cend(),
        [](const DetailsSection& section) { return !section.table.rows.isEmpty(); });
    // Their cells are shortened to the width that there is, and captions broken.
    const bool captions
        = m_widestCaption > std::min(captionRoom(m_laidOutFor), captionRoom(room()));
    // Later: the content is being laid out.
    if (((tables || captions) && m_laidOutFor != room()) || room() < m_neededRoom)
        QMetaObject::invokeMethod(this, &DetailsForm::rebuild, Qt::QueuedConnection);
}

void DetailsForm::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy) && !m_details.sentence.isEmpty())
        QGuiApplication::clipboard()->setText(plainText(m_details));
    else
        QScrollArea::keyPressEvent(event);
}

} // namespace mxlens
