// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/words.h"

#include "ui/theme/numbers.h"

#include <QCoreApplication>
#include <QLocale>

namespace mxlens {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(mxlens::Words)
};

/// A text that is never broken at the end of a line.
QString together(QString text)
{
    return text.replace(u' ', QChar(QChar::Nbsp));
}

} // namespace

QString dayText(QDate day)
{
    //: Format of a day with its year, in the codes of QLocale::toString().
    return QLocale().toString(day, Words::tr("d MMMM yyyy"));
}

QString shortDayText(QDate day)
{
    //: Format of a short day with its year, in the codes of QLocale::toString().
    return QLocale().toString(day, Words::tr("d MMM yyyy"));
}

QString daysText(QDate first, QDate last)
{
    if (first == last)
        return dayText(first);
    //: Format of a day without its year, in the codes of QLocale::toString().
    const QString begin = first.year() == last.year()
        ? QLocale().toString(first, Words::tr("d MMMM"))
        : dayText(first);
    //: Two days.
    return Words::tr("%1 to %2").arg(begin, dayText(last));
}

QString countText(qint64 count)
{
    return count < 0 ? Words::tr("unknown") : numberText(count);
}

QString shortCountText(qint64 count)
{
    constexpr qint64 thousand = 1'000;
    constexpr qint64 million = 1'000'000;
    if (count < 10 * thousand)
        return countText(count);
    if (count < million)
        //: %1: thousands, as 38 k
        return together(Words::tr("%1 k").arg(numberText(count / thousand)));
    const qint64 tenths = count / (million / 10); // cut, not rounded
    //: %1: millions, as 1.2 M
    return together(Words::tr("%1 M").arg(numberText(static_cast<double>(tenths) / 10, 1)));
}

QString shareText(qint64 part, qint64 whole)
{
    if (part < 0 || whole <= 0 || part > whole)
        return {};
    const double percent = 100.0 * static_cast<double>(part) / static_cast<double>(whole);
    if (part > 0 && percent < 0.01)
        return together(Words::tr("under %1 %").arg(numberText(0.01, 2)));
    if (part < whole && percent > 99.99)
        return together(Words::tr("over %1 %").arg(numberText(99.99, 2)));
    const bool whole100 = part == 0 || part == whole;
    return together(Words::tr("%1 %").arg(numberText(percent, whole100 ? 0 : 2)));
}

} // namespace mxlens
