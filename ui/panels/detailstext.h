// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/snapshot.h"
#include "ui/session/rowevidence.h"

#include <QMap>
#include <QString>
#include <QStringList>
#include <QVector>

#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>

namespace mxlens {

/// A value that is shown, as a term of a filter: what was written, not how it is shown.
struct DetailsTerm {
    QString key; ///< A key of the filter text; `after` stands for the day of a time.
    QString value; ///< Empty: nothing to filter by.
    QString caption{}; ///< What the value is, where several are offered.
};

/// A caption and what belongs to it; value may have several lines.
struct DetailsField {
    enum class Kind {
        Text, ///< Words.
        Figure, ///< A number of sessions.
        Record, ///< A record or policy text: in fixed width.
    };
    QString caption;
    QString value;
    Kind kind = Kind::Text;
    bool warning = false; ///< Something the reader should not miss.
    int opens = -1; ///< Index in DetailsText::openings of the rows that a figure comes from.
    QVector<DetailsTerm> terms{}; ///< What of it can become a filter.
    QString note{}; ///< A sentence about a figure, below it; empty for none.
};

/// Rows with the same columns; numeric columns say so.
struct DetailsTable {
    QStringList header;
    QVector<QStringList> rows;
    QList<int> numberColumns;
    /// For each row the index in DetailsText::openings that its first cell opens, or -1; empty
    /// where no row opens anything.
    QList<int> opens;
    /// For each row what of its cells can become a filter, by column; empty where nothing can.
    QVector<QMap<int, DetailsTerm>> terms;
    QList<int> opensSecond; ///< The same for the second cell of each row.
};

/// A group of fields under a title, then perhaps a table, remarks, and steps to take in turn.
struct DetailsSection {
    QString title;
    QVector<DetailsField> fields;
    DetailsTable table;
    QStringList remarks;
    QStringList steps;
    QString action; ///< Words of a button; empty for none.
    int opens = -1; ///< What the button opens.
};

/// What the details of a row say, ready to be shown as plain text.
struct DetailsText {
    QString sentence;
    QVector<DetailsSection> sections;
    /// What stands beside the sections where there is no raw JSON to show.
    QVector<DetailsSection> side;
    /// Rows that figures come from.
    QVector<std::shared_ptr<const RowEvidence>> openings;
    /// Where the raw JSON is, for readDocumentAgain(); hasRaw is false where there is none.
    std::string path;
    std::string inner;
    bool hasRaw = false;
};

/// Most rows of a table in the details; the tables of the window have them all.
constexpr int detailsTableRows = 50;

/// The details of a row, which must exist.
DetailsText failureDetails(const Snapshot& snapshot, RowId failure);
/// The same for failure details of one policy that differ in sending address and count alone: their
/// sum, and a table of them. At least one.
DetailsText failureGroupDetails(
    const Snapshot& snapshot, std::span<const RowId> group, const std::stop_token& stop = {});
DetailsText policyDetails(const Snapshot& snapshot, RowId policy);
DetailsText reportDetails(const Snapshot& snapshot, RowId report);
DetailsText sourceDetails(const Snapshot& snapshot, RowId source);

/// A text from a report as a term.
DetailsTerm detailsTerm(const char* key, std::string_view value);

/// Everything as plain text: the sentence, then one line a field.
QString plainText(const DetailsText& details);

} // namespace mxlens
