// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/columns.h"
#include "ui/theme/numbers.h"

#include <QDateTime>
#include <QString>
#include <QVariant>

#include <optional>
#include <string_view>

class QWidget;

namespace mxlens {

/// Data roles of every model of rows, beside Qt's own for display, tool tip and accessible text.
enum ModelRole {
    SortRole = Qt::UserRole + 1, ///< The raw value: a number, or the text as exports hold it.
    IdRole, ///< RowId as unsigned int.
    DeviationRole, ///< Whether the report of the row departs from the RFC.
    DimRole, ///< Whether the cell is there and not in the way: zero or unknown.
    CellKindRole, ///< CellKind as int.
    ShareRole, ///< Length of a bar behind the cell, 0 to 1; nothing for none.
    FilterRole, ///< The value as a filter needs it; nothing: SortRole is it.
    FilterKeyRole, ///< The key of a filter by it where that differs by row; nothing: the column's.
    BranchRole, ///< Branch as int, in tables whose rows stand in groups.
};

/// What a row of a table is whose rows stand in groups.
enum class Branch {
    Single, ///< Alone in its group.
    Closed, ///< Stands for a group; its rows are not shown.
    Open, ///< Stands for a group; its rows follow.
    Member, ///< A row of the group above.
};

/// How a column's cells are shown.
enum class CellKind {
    Text, ///< Shortened at the end.
    Host, ///< Hosts and paths: shortened in the middle, where they differ least.
    Time, ///< UTC.
    Start, ///< UTC; the day alone where it is midnight.
    Number, ///< Right aligned, equal digits, grouped by the locale.
};

/// Whether cells of a kind are moments.
constexpr bool isTime(CellKind kind)
{
    return kind == CellKind::Time || kind == CellKind::Start;
}

/// UTF-8 as one line of text: line breaks and other control characters become blanks.
QString singleLine(std::string_view utf8);

/// UTF-8 as it is.
QString plainText(std::string_view utf8);

/// A count for a person: grouped by the locale; a dash where it is unknown.
QString countText(Count count);

/// `2026-09-03T00:00:00Z` as `2026-09-03 00:00`; seconds only where they are not zero. Any other
/// text stays. start: a midnight is shown as its day alone.
QString timeText(const QString& exported, bool start = false);

/// `2026-09-03T00:00:00Z` as seen from now: "today", "3 days ago". Any other text stays.
QString relativeTimeText(const QString& exported, const QDateTime& now);

/// Cell as it is shown.
QString displayText(const Cell& cell, CellKind kind);

/// Cell as it is sorted and copied: a number or the exported text; null where unknown.
QVariant rawValue(const Cell& cell);

/// Failed of all sessions, 0 to 1; nothing where nothing failed or it is not known.
std::optional<double> failedShare(Count failed, Count sessions);

/// Whether the report has deviations or carries a mark of the store.
bool hasDeviations(const Snapshot& snapshot, RowId report);

/// Text for a tool tip that Qt must not take for rich text, whatever a report holds.
QString plainToolTip(const QString& text);

/// Gives a widget such a tool tip, and its text as accessible description: that would be the tool
/// tip otherwise, with its markup.
void setPlainToolTip(QWidget& widget, const QString& text);

/// The first deviations of a report, one a line, as plain text.
QString deviationToolTip(const Snapshot& snapshot, RowId report);

} // namespace mxlens
