// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/markededit.h"

#include "ui/theme/theme.h"

#include <QEvent>
#include <QTextBlock>

namespace mxlens {

namespace {

constexpr int groundAlpha = 48;

Colour colourOf(FindingSeverity severity)
{
    switch (severity) {
    case FindingSeverity::Error:
        return Colour::Failure;
    case FindingSeverity::Warning:
        return Colour::Testing;
    case FindingSeverity::Hint:
        break;
    }
    return Colour::Accent;
}

} // namespace

qsizetype indexOfByte(const QByteArray& utf8, std::size_t byte)
{
    const auto most = static_cast<std::size_t>(utf8.size());
    return QString::fromUtf8(utf8.constData(), static_cast<qsizetype>(std::min(byte, most))).size();
}

MarkedEdit::MarkedEdit(QWidget* parent)
    : QPlainTextEdit(parent)
{
    setTabChangesFocus(true);
    setFont(fixedFont(font()));
    setWordWrapMode(QTextOption::WrapAnywhere);
}

void MarkedEdit::setMarks(const QList<TextMark>& marks)
{
    m_marks = marks;
    paintMarks();
}

void MarkedEdit::goTo(int mark)
{
    if (mark < 0 || mark >= m_marks.size() || m_marks[mark].length == 0)
        return;
    QTextCursor cursor(document());
    cursor.setPosition(static_cast<int>(m_marks[mark].start));
    cursor.setPosition(
        static_cast<int>(m_marks[mark].start + m_marks[mark].length), QTextCursor::KeepAnchor);
    setTextCursor(cursor);
    ensureCursorVisible();
}

void MarkedEdit::paintMarks()
{
    QList<QTextEdit::ExtraSelection> selections;
    const qsizetype end = document()->characterCount() - 1;
    for (const TextMark& mark : std::as_const(m_marks)) {
        if (mark.length == 0 || mark.start + mark.length > end)
            continue;
        QTextEdit::ExtraSelection selection;
        selection.cursor = QTextCursor(document());
        selection.cursor.setPosition(static_cast<int>(mark.start));
        selection.cursor.setPosition(
            static_cast<int>(mark.start + mark.length), QTextCursor::KeepAnchor);
        QColor ink = colour(colourOf(mark.severity), palette());
        selection.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        selection.format.setUnderlineColor(ink);
        ink.setAlpha(groundAlpha);
        selection.format.setBackground(ink);
        selections.append(selection);
    }
    setExtraSelections(selections);
}

void MarkedEdit::changeEvent(QEvent* event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        paintMarks();
}

} // namespace mxlens
