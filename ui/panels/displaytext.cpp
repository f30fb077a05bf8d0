// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/displaytext.h"

#include "ui/theme/englishplurals.h"
#include "ui/theme/numbers.h"

#include <QCoreApplication>

namespace mxlens {
namespace {

struct DisplayText {
    Q_DECLARE_TR_FUNCTIONS(mxlens::DisplayText)
};

} // namespace

bool isDeceptive(QChar character)
{
    const char16_t code = character.unicode();
    const bool control = (code < 0x20 && code != u'\n') || (code >= 0x7f && code < 0xa0);
    // Marks, embeddings, overrides and isolates of the bidirectional algorithm; line and
    // paragraph separators.
    const bool direction = code == 0x61c || code == 0x200e || code == 0x200f
        || (code >= 0x2028 && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
    return control || direction;
}

QString displayText(const QString& text, qsizetype most)
{
    const QString shown = text.size() > most ? text.first(most) : text;
    QString result;
    result.reserve(shown.size());
    for (const QChar character : shown) {
        if (isDeceptive(character))
            result += QStringLiteral("\\u%1").arg(character.unicode(), 4, 16, QLatin1Char('0'));
        else
            result += character;
    }
    if (text.size() > most) {
        const qint64 rest = text.size() - most;
        result += DisplayText::tr(
            "… (%1 more character(s) in the raw JSON)", nullptr, pluralNumber(rest))
                      .arg(numberText(rest));
    }
    return result;
}

QString displayText(std::string_view text, qsizetype most)
{
    return displayText(QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())), most);
}

} // namespace mxlens
