// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/jsonhighlighter.h"

#include "ui/theme/theme.h"

namespace mxlens {
namespace {

/// Past the string that begins at start, or -1 where the line ends within it.
qsizetype stringEnd(const QString& text, qsizetype start)
{
    for (qsizetype i = start + 1; i < text.size(); ++i) {
        if (text.at(i) == u'\\')
            ++i;
        else if (text.at(i) == u'"')
            return i + 1;
    }
    return -1;
}

} // namespace

JsonHighlighter::JsonHighlighter(QTextDocument* document)
    : QSyntaxHighlighter(document)
{
}

void JsonHighlighter::setPalette(const QPalette& palette)
{
    const QColor name = textColour(Colour::Accent, palette);
    const QColor punctuation = textColour(Colour::MutedText, palette);
    if (m_name.foreground().color() == name && m_punctuation.foreground().color() == punctuation)
        return;
    m_name.setForeground(name);
    m_punctuation.setForeground(punctuation);
    rehighlight();
}

void JsonHighlighter::highlightBlock(const QString& text)
{
    for (qsizetype i = 0; i < text.size();) {
        const QChar character = text.at(i);
        if (character == u'"') {
            const qsizetype end = stringEnd(text, i);
            if (end < 0)
                return;
            qsizetype next = end;
            while (next < text.size() && text.at(next).isSpace())
                ++next;
            if (next < text.size() && text.at(next) == u':')
                setFormat(static_cast<int>(i), static_cast<int>(end - i), m_name);
            i = end;
            continue;
        }
        if (QStringLiteral("{}[],:").contains(character))
            setFormat(static_cast<int>(i), 1, m_punctuation);
        ++i;
    }
}

} // namespace mxlens
