// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/cells.h"

#include "ui/session/programlanguage.h"
#include "ui/theme/englishplurals.h"
#include "ui/theme/numbers.h"

#include <QCoreApplication>
#include <QWidget>

#include <algorithm>

namespace mxlens {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(mxlens::Cells)
};

// More than this nobody reads in a tool tip; the details hold all of it.
constexpr std::size_t toolTipLines = 8;

} // namespace

QString plainText(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

QString singleLine(std::string_view utf8)
{
    QString text = plainText(utf8);
    const bool clean = std::none_of(text.cbegin(), text.cend(),
        [](QChar c) { return c.category() == QChar::Other_Control || c == QChar(0x2028); });
    if (clean)
        return text;
    for (QChar& c : text) {
        if (c.category() == QChar::Other_Control || c == QChar(0x2028))
            c = QLatin1Char(' ');
    }
    return text;
}

QString countText(Count count)
{
    return count.known() ? numberText(count.valueOr(0)) : QString(QChar(0x2013));
}

QString timeText(const QString& exported, bool start)
{
    if (exported.size() != 20 || exported[10] != QLatin1Char('T'))
        return exported;
    // Nearly every report begins at midnight; an end at midnight is another day's and says so.
    if (start && exported.endsWith(QLatin1String("T00:00:00Z")))
        return exported.left(10);
    const bool wholeMinute = QStringView(exported).mid(16, 3) == QLatin1String(":00");
    return exported.left(10) + QLatin1Char(' ') + exported.mid(11, wholeMinute ? 5 : 8);
}

QString relativeTimeText(const QString& exported, const QDateTime& now)
{
    const QDateTime time = QDateTime::fromString(exported, Qt::ISODate).toUTC();
    if (exported.size() != 20 || !time.isValid())
        return exported;
    // Days of the calendar, as in the column of days: not spans of 24 hours.
    const qint64 days = time.date().daysTo(now.toUTC().date());
    constexpr qint64 week = 7, month = 30, year = 365;
    if (days == 0)
        return Words::tr("today");
    if (days == 1)
        return Words::tr("yesterday");
    if (days == -1)
        return Words::tr("tomorrow");
    if (days < 0)
        return Words::tr("in %n days", nullptr, pluralNumber(-days));
    if (days < 2 * week)
        return Words::tr("%n days ago", nullptr, pluralNumber(days));
    if (days < 2 * month)
        return Words::tr("%n weeks ago", nullptr, pluralNumber(days / week));
    if (days < 2 * year)
        return Words::tr("%n months ago", nullptr, pluralNumber(days / month));
    return Words::tr("%n years ago", nullptr, pluralNumber(days / year));
}

QString displayText(const Cell& cell, CellKind kind)
{
    if (cell.isNumber)
        return countText(cell.number);
    const QString text = singleLine(cell.text);
    return isTime(kind) ? timeText(text, kind == CellKind::Start) : text;
}

QVariant rawValue(const Cell& cell)
{
    if (!cell.isNumber)
        return plainText(cell.text);
    return cell.number.known() ? QVariant(static_cast<qlonglong>(cell.number.valueOr(0)))
                               : QVariant();
}

std::optional<double> failedShare(Count failed, Count sessions)
{
    const double part = static_cast<double>(failed.valueOr(0));
    const double whole = static_cast<double>(sessions.valueOr(0));
    if (part <= 0 || whole <= 0)
        return std::nullopt;
    return std::min(1.0, part / whole);
}

bool hasDeviations(const Snapshot& snapshot, RowId report)
{
    const RowPlace place = snapshot.report(report);
    const auto& first = place.segment->reports.firstDeviation;
    return first[place.row + 1] > first[place.row]
        || snapshot.mark(place) == ReportMark::SameIdentity;
}

QString plainToolTip(const QString& text)
{
    return QStringLiteral("<div style=\"white-space: pre-wrap\">") + text.toHtmlEscaped()
        + QStringLiteral("</div>");
}

void setPlainToolTip(QWidget& widget, const QString& text)
{
    widget.setToolTip(plainToolTip(text));
    widget.setAccessibleDescription(text);
}

QString deviationToolTip(const Snapshot& snapshot, RowId report)
{
    const std::vector<std::string> lines = deviationLines(snapshot, report, programLanguage());
    QString text = Words::tr("The report departs from RFC 8460 in %n place(s):", nullptr,
        pluralNumber(static_cast<qint64>(lines.size())));
    for (std::size_t i = 0; i < std::min(lines.size(), toolTipLines); ++i)
        text += QLatin1Char('\n') + singleLine(lines[i]);
    if (lines.size() > toolTipLines)
        text += QLatin1Char('\n') + QString(QChar(0x2026));
    return text;
}

} // namespace mxlens
