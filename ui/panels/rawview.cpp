// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/rawview.h"

#include "ui/panels/jsonhighlighter.h"
#include "ui/theme/numbers.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTextBlock>
#include <QTimer>
#include <QToolButton>

#include <algorithm>

namespace mxlens {
namespace {

/// Characters put into the editor at a time: a few milliseconds of layout and highlighting.
constexpr qsizetype chunk = 8 * 1024;

/// Deletes a document bit by bit: two million characters at once would hold up the window.
void retire(QTextDocument* document)
{
    auto* timer = new QTimer(document);
    timer->setInterval(0);
    QObject::connect(timer, &QTimer::timeout, document, [document, timer] {
        QTextCursor cursor(document);
        cursor.movePosition(QTextCursor::End);
        if (cursor.position() <= 8 * chunk) {
            timer->stop();
            document->deleteLater();
            return;
        }
        cursor.setPosition(
            cursor.position() - static_cast<int>(8 * chunk), QTextCursor::KeepAnchor);
        cursor.removeSelectedText();
    });
    timer->start();
}

} // namespace

class RawView::Private {
public:
    explicit Private(RawView* owner);

    void start(const QString& text);
    void replaceDocument();
    void appendChunk();
    void setNotice(const QString& sentence, Colour meaning);
    void setControls(bool enabled);
    void find(bool backward);
    void findTyped();
    void refreshMatches();
    void refreshShown();
    void refreshLooks();
    void copyAll();

    RawView* q;
    QLabel* title;
    QLineEdit* needle;
    QLabel* matches;
    QToolButton* previous;
    QToolButton* next;
    QCheckBox* asWritten;
    QPushButton* copy;
    QPlainTextEdit* editor;
    QLabel* notice;
    JsonHighlighter* highlighter; ///< Of the document in the editor.
    QTimer* feed;
    QHBoxLayout* bar = nullptr;
    RawText raw;
    QString pending;
    qsizetype fed = 0;
    Colour noticeMeaning = Colour::MutedText;

private:
    void layOut();
    void wire();
};

RawView::Private::Private(RawView* owner)
    : q(owner)
    , title(new QLabel(RawView::tr("Raw JSON"), owner))
    , needle(new QLineEdit(owner))
    , matches(new QLabel(owner))
    , previous(new QToolButton(owner))
    , next(new QToolButton(owner))
    , asWritten(new QCheckBox(RawView::tr("As &written"), owner))
    , copy(new QPushButton(RawView::tr("&Copy all"), owner))
    , editor(new QPlainTextEdit(owner))
    , notice(new QLabel(owner))
    , highlighter(new JsonHighlighter(editor->document()))
    , feed(new QTimer(owner))
{
    editor->setObjectName(QStringLiteral("rawText"));
    editor->setReadOnly(true);
    editor->setLineWrapMode(QPlainTextEdit::NoWrap);
    editor->setUndoRedoEnabled(false);
    editor->setAccessibleName(RawView::tr("Raw JSON"));
    // Read-only text has a keyboard cursor all the same; Tab leaves.
    editor->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    editor->setTabChangesFocus(true);
    needle->setObjectName(QStringLiteral("rawFind"));
    needle->setPlaceholderText(RawView::tr("Find"));
    needle->setClearButtonEnabled(true);
    needle->setAccessibleName(RawView::tr("Find in the raw JSON"));
    needle->setToolTip(RawView::tr("Find in the raw JSON (Ctrl+F, then Enter or F3)"));
    asWritten->setObjectName(QStringLiteral("rawAsWritten"));
    asWritten->setToolTip(
        RawView::tr("Show the text as it was written, without line breaks added"));
    copy->setObjectName(QStringLiteral("rawCopyAll"));
    copy->setToolTip(RawView::tr("Copy the whole text as it was written"));
    previous->setArrowType(Qt::UpArrow);
    next->setArrowType(Qt::DownArrow);
    previous->setAccessibleName(RawView::tr("Previous match"));
    next->setAccessibleName(RawView::tr("Next match"));
    previous->setToolTip(RawView::tr("Previous match (Shift+F3)"));
    next->setToolTip(RawView::tr("Next match (F3)"));
    for (QLabel* label : { title, matches, notice })
        label->setTextFormat(Qt::PlainText);
    notice->setWordWrap(true);
    notice->setTextInteractionFlags(Qt::TextSelectableByMouse);
    notice->setAccessibleName(RawView::tr("Note on the raw JSON"));
    feed->setInterval(0);
    layOut();
    wire();
}

void RawView::Private::layOut()
{
    bar = new QHBoxLayout;
    bar->addWidget(title);
    bar->addWidget(needle, 1);
    for (QWidget* widget : { static_cast<QWidget*>(matches), static_cast<QWidget*>(previous),
             static_cast<QWidget*>(next), static_cast<QWidget*>(asWritten),
             static_cast<QWidget*>(copy) })
        bar->addWidget(widget);
    auto* layout = new QVBoxLayout(q);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(bar);
    layout->addWidget(editor, 1);
    layout->addWidget(notice);
}

void RawView::Private::wire()
{
    connect(feed, &QTimer::timeout, q, [this] { appendChunk(); });
    connect(needle, &QLineEdit::textEdited, q, [this] { findTyped(); });
    connect(needle, &QLineEdit::textChanged, q, [this] { refreshMatches(); });
    connect(needle, &QLineEdit::returnPressed, q, [this] { find(false); });
    connect(next, &QToolButton::clicked, q, [this] { find(false); });
    connect(previous, &QToolButton::clicked, q, [this] { find(true); });
    connect(asWritten, &QCheckBox::toggled, q, [this] { refreshShown(); });
    connect(copy, &QPushButton::clicked, q, [this] { copyAll(); });
}

void RawView::Private::start(const QString& text)
{
    feed->stop();
    replaceDocument();
    pending = text;
    fed = 0;
    appendChunk();
    // The first insertion took the cursor with it.
    editor->moveCursor(QTextCursor::Start);
    if (fed < pending.size())
        feed->start();
}

void RawView::Private::replaceDocument()
{
    QTextDocument* old = editor->document();
    old->setParent(q); // else the editor would delete it at once
    auto* fresh = new QTextDocument(editor);
    fresh->setDocumentLayout(new QPlainTextDocumentLayout(fresh));
    fresh->setUndoRedoEnabled(false);
    fresh->setDefaultFont(editor->font());
    highlighter = new JsonHighlighter(fresh);
    highlighter->setPalette(q->palette());
    editor->setDocument(fresh);
    retire(old);
}

void RawView::Private::appendChunk()
{
    // A cursor of its own: the reader's position and selection stay.
    QTextCursor end(editor->document());
    end.movePosition(QTextCursor::End);
    qsizetype length = std::min(chunk, pending.size() - fed);
    if (fed + length < pending.size() && pending.at(fed + length - 1).isHighSurrogate())
        ++length;
    end.insertText(pending.sliced(fed, length));
    fed += length;
    if (fed < pending.size())
        return;
    feed->stop();
    pending.clear();
    fed = 0;
    refreshMatches();
}

void RawView::Private::setNotice(const QString& sentence, Colour meaning)
{
    noticeMeaning = meaning;
    notice->setText(sentence);
    notice->setVisible(!sentence.isEmpty());
    refreshLooks();
}

void RawView::Private::setControls(bool enabled)
{
    for (QWidget* widget : { static_cast<QWidget*>(needle), static_cast<QWidget*>(previous),
             static_cast<QWidget*>(next), static_cast<QWidget*>(asWritten),
             static_cast<QWidget*>(copy) })
        widget->setEnabled(enabled);
}

void RawView::Private::refreshShown()
{
    if (!raw.whole)
        return;
    start(asWritten->isChecked() ? raw.written : raw.indented);
}

void RawView::Private::refreshMatches()
{
    const QString wanted = needle->text();
    // Both beside the field leave it too little room.
    title->setVisible(wanted.isEmpty());
    if (wanted.isEmpty()) {
        matches->clear();
        return;
    }
    const QString all = editor->toPlainText();
    const qint64 count = all.count(wanted, Qt::CaseInsensitive);
    const int place = editor->textCursor().selectionStart();
    const qint64 before = all.first(place).count(wanted, Qt::CaseInsensitive);
    const bool onOne
        = editor->textCursor().selectedText().compare(wanted, Qt::CaseInsensitive) == 0;
    if (count == 0)
        matches->setText(RawView::tr("not found"));
    else if (onOne)
        //: number of a match, and of all matches
        matches->setText(RawView::tr("%1 of %2").arg(numberText(before + 1), numberText(count)));
    else
        matches->setText(numberText(count));
}

void RawView::Private::find(bool backward)
{
    const QString wanted = needle->text();
    if (wanted.isEmpty())
        return;
    const QTextDocument::FindFlags flags
        = backward ? QTextDocument::FindBackward : QTextDocument::FindFlags();
    QTextCursor found = editor->document()->find(wanted, editor->textCursor(), flags);
    if (found.isNull()) {
        QTextCursor edge(editor->document());
        edge.movePosition(backward ? QTextCursor::End : QTextCursor::Start);
        found = editor->document()->find(wanted, edge, flags);
    }
    if (!found.isNull()) {
        editor->setTextCursor(found);
        editor->ensureCursorVisible();
    }
    refreshMatches();
}

void RawView::Private::findTyped()
{
    // From where the last match began: one more letter must not jump to the next one.
    QTextCursor cursor = editor->textCursor();
    cursor.setPosition(cursor.selectionStart());
    editor->setTextCursor(cursor);
    find(false);
}

void RawView::Private::copyAll()
{
    if (!raw.whole)
        return;
    QGuiApplication::clipboard()->setText(
        QString::fromUtf8(raw.whole->data(), static_cast<qsizetype>(raw.whole->size())));
}

void RawView::Private::refreshLooks()
{
    const QPalette palette = q->palette();
    highlighter->setPalette(palette);
    editor->setFont(fixedFont(q->font()));
    q->layout()->setSpacing(length(q, 1));
    q->layout()->setContentsMargins(length(q, 2), length(q, 2), 0, 0);
    bar->setContentsMargins(0, 0, length(q, 2), 0);
    needle->setMinimumWidth(length(q, 5 * 4));
    QPalette tinted = palette;
    for (const auto role : { QPalette::WindowText, QPalette::Text })
        tinted.setColor(role, textColour(noticeMeaning, palette));
    notice->setPalette(tinted);
    QPalette muted = palette;
    for (const auto role : { QPalette::WindowText, QPalette::Text })
        muted.setColor(role, textColour(Colour::MutedText, palette));
    matches->setPalette(muted);
}

RawView::RawView(QWidget* parent)
    : QWidget(parent)
    , m_private(std::make_unique<Private>(this))
{
    setObjectName(QStringLiteral("rawView"));
    showNothing({});
}

RawView::~RawView() = default;

void RawView::showNothing(const QString& sentence)
{
    m_private->raw = {};
    m_private->start({});
    m_private->setControls(false);
    m_private->setNotice(sentence, Colour::MutedText);
}

void RawView::showLoading()
{
    showNothing(tr("Reading the source…"));
}

void RawView::showText(const RawText& text)
{
    m_private->raw = text;
    m_private->setControls(true);
    QStringList sentences;
    if (text.cut) {
        const QString size = QLocale().formattedDataSize(static_cast<qint64>(text.whole->size()));
        sentences
            += tr("Only the first part of %1 is shown. Copy all copies everything.").arg(size);
    }
    if (text.broken)
        sentences += tr("Very long lines are broken to show them. Copy all copies them whole.");
    m_private->setNotice(sentences.join(QLatin1Char(' ')), Colour::MutedText);
    m_private->refreshShown();
}

void RawView::showError(const QString& sentence)
{
    showNothing({});
    //: %1: a sentence that says what and where
    m_private->setNotice(tr("The raw JSON cannot be shown. %1").arg(sentence), Colour::Failure);
}

QString RawView::text() const
{
    return m_private->editor->toPlainText();
}

QString RawView::notice() const
{
    return m_private->notice->text();
}

bool RawView::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        // While the focus is in here, Ctrl+F means this search and not the window's.
        auto* key = static_cast<QKeyEvent*>(event);
        if (key->matches(QKeySequence::Find) || key->matches(QKeySequence::FindNext)
            || key->matches(QKeySequence::FindPrevious)) {
            event->accept();
            return true;
        }
    }
    return QWidget::event(event);
}

void RawView::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        m_private->refreshLooks();
}

void RawView::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Find)) {
        m_private->needle->setFocus(Qt::ShortcutFocusReason);
        m_private->needle->selectAll();
    } else if (event->matches(QKeySequence::FindNext)) {
        m_private->find(false);
    } else if (event->matches(QKeySequence::FindPrevious)) {
        m_private->find(true);
    } else if (event->key() == Qt::Key_Escape && m_private->needle->hasFocus()) {
        m_private->needle->clear();
        m_private->editor->setFocus(Qt::OtherFocusReason);
    } else {
        QWidget::keyPressEvent(event);
    }
}

} // namespace mxlens
