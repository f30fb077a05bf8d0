// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/valuecounts.h"

#include <QList>
#include <QString>

#include <map>
#include <memory>
#include <stop_token>
#include <vector>

namespace mxlens {

/// What the filter text can be completed with: the values that reports hold, most frequent first.
struct FilterCandidates {
    std::map<FilterKey, std::vector<ValueCount>> values;
};

/// Counts them. Any thread; takes a moment where there are millions of rows.
std::shared_ptr<const FilterCandidates> filterCandidates(
    const Snapshot& snapshot, const std::stop_token& stop);

/// What stands around the cursor in a filter text. Positions are those of the text.
struct FilterPlace {
    FilterKey key = FilterKey::Any; ///< Any before a key is written.
    qsizetype from = 0; ///< Where what is typed begins: a word, or a value behind its key.
    qsizetype until = 0; ///< Where it ends, to be replaced up to there.
    QString typed; ///< From there to the cursor, without quotes.
    bool negated = false;
};

/// The place at a cursor; the text need not parse.
FilterPlace filterPlaceAt(const QString& text, qsizetype cursor);

/// Something to go on with.
struct FilterProposal {
    QString shown; ///< For the list.
    QString note; ///< Beside it: how many rows, or what the key means.
    QString inserted; ///< Takes the place of what is typed; a key ends with its colon.
    qint64 rows = -1; ///< How many rows hold it; -1 for a key.
};

/// What fits a place, best first, at most that many: values that begin with what is typed before
/// those that hold it; without a key also keys, and values of any key.
QList<FilterProposal> proposalsFor(
    const FilterPlace& place, const FilterCandidates& candidates, qsizetype most);

/// The text with a proposal in the place of what was typed; cursor becomes the place behind it.
QString completedText(const QString& text, const FilterPlace& place, const FilterProposal& proposal,
    qsizetype& cursor);

} // namespace mxlens
