// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/snapshot.h"

#include <QString>
#include <QStringList>
#include <QVector>

#include <string>

namespace mxlens {

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
};

/// Rows with the same columns; numeric columns say so.
struct DetailsTable {
    QStringList header;
    QVector<QStringList> rows;
    int numberColumn = -1;
};

/// A group of fields under a title, then perhaps a table, then perhaps a remark.
struct DetailsSection {
    QString title;
    QVector<DetailsField> fields;
    DetailsTable table;
    QStringList remarks;
};

/// What the details of a row say, ready to be shown as plain text.
struct DetailsText {
    QString sentence;
    QVector<DetailsSection> sections;
    /// Where the raw JSON is, for readDocumentAgain(); hasRaw is false where there is none.
    std::string path;
    std::string inner;
    bool hasRaw = false;
};

/// Most rows of a table in the details; the tables of the window have them all.
constexpr int detailsTableRows = 50;

/// The details of a row, which must exist.
DetailsText failureDetails(const Snapshot& snapshot, RowId failure);
DetailsText policyDetails(const Snapshot& snapshot, RowId policy);
DetailsText reportDetails(const Snapshot& snapshot, RowId report);
DetailsText sourceDetails(const Snapshot& snapshot, RowId source);

/// Everything as plain text: the sentence, then one line a field.
QString plainText(const DetailsText& details);

} // namespace mxlens
