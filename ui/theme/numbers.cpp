// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/numbers.h"

#include <QLocale>

namespace mxlens {

namespace {

/// text as it comes of locale, with the sign that is missing behind the first of seven digits.
QString grouped(QString text, const QLocale& locale)
{
    const QString sign = locale.groupSeparator();
    const qsizetype at = sign.isEmpty() ? -1 : text.indexOf(sign);
    constexpr qsizetype unparted = 4;
    qsizetype first = at;
    while (first > 0 && text[first - 1].isDigit())
        --first;
    if (at - first == unparted)
        text.insert(first + 1, sign);
    return text;
}

} // namespace

QString numberText(qint64 number)
{
    const QLocale locale;
    return grouped(locale.toString(number), locale);
}

QString numberText(double number, int decimals)
{
    const QLocale locale;
    return grouped(locale.toString(number, 'f', decimals), locale);
}

} // namespace mxlens
