// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/valuetext.h"

#include "ui/theme/theme.h"

#include <QTextLayout>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace mxlens {
namespace {

/// Longest word, in characters, that a label may keep in one piece.
constexpr int longestWord = 36;

} // namespace

ValueText::ValueText(const QString& text, bool record, QWidget* parent)
    : QPlainTextEdit(text, parent)
{
    setReadOnly(true);
    setUndoRedoEnabled(false);
    setTextInteractionFlags(Qt::TextSelectableByMouse);
    setFrameShape(QFrame::NoFrame);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWordWrapMode(record ? QTextOption::WrapAnywhere : QTextOption::WrapAtWordBoundaryOrAnywhere);
    document()->setDocumentMargin(0);
    setContentsMargins(0, 0, 0, 0);
    viewport()->setAutoFillBackground(false);
    // Not fixed: that would be the height at the width that it would like to have, and lines would
    // be missing where it gets less.
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

bool ValueText::isNeededFor(const QString& text)
{
    int length = 0;
    for (const QChar character : text) {
        length = character.isSpace() ? 0 : length + 1;
        if (length > longestWord)
            return true;
    }
    return false;
}

bool ValueText::hasHeightForWidth() const
{
    return true;
}

int ValueText::heightForWidth(int width) const
{
    QTextOption option;
    option.setWrapMode(wordWrapMode());
    int lines = 0;
    for (const QString& paragraph : toPlainText().split(u'\n')) {
        QTextLayout layout(paragraph, font());
        layout.setTextOption(option);
        layout.beginLayout();
        int here = 0;
        for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
            line.setLineWidth(std::max(1, width));
            ++here;
        }
        layout.endLayout();
        lines += std::max(1, here);
    }
    return lines * fontMetrics().lineSpacing() + 1;
}

QSize ValueText::sizeHint() const
{
    const int width = length(this, 30 * 4);
    return { width, heightForWidth(width) };
}

QSize ValueText::minimumSizeHint() const
{
    return { length(this, 8 * 4), fontMetrics().lineSpacing() };
}

void ValueText::wheelEvent(QWheelEvent* event)
{
    event->ignore(); // the details scroll, not their parts
}

} // namespace mxlens
