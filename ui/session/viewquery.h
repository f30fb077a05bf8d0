// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/failuregroups.h"
#include "core/query/order.h"
#include "core/query/totals.h"
#include "core/query/trend.h"
#include "ui/session/rowlist.h"
#include "ui/session/viewscope.h"
#include "ui/session/viewstate.h"

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace mxlens {

/// A column and a direction to sort by; column -1 is the order of the input.
struct SortKey {
    int column = -1;
    bool descending = false;
    friend bool operator==(const SortKey&, const SortKey&) = default;
};

/// Rows of one table: as the query found them, and as they are shown.
struct TableRows {
    std::shared_ptr<const std::vector<RowId>> found; ///< In input order.
    RowList shown;
    SortKey sort;
    std::shared_ptr<const FailureGroups> groups; ///< Of failures, where groups are wanted.
    /// The same in input order: another order is made of them. May be null until an answer is
    /// whole.
    std::shared_ptr<const FailureGroups> inputGroups;
    Count largest = Count::zero(); ///< What bars are measured by: the largest count, or sum.
    /// Sources without a report that are shown though neither days nor domain can mean them.
    std::size_t withoutReport = 0;
};

/// All rows of one table that count, sorted: what a filter leaves stands in the same order.
struct WholeOrder {
    RowKind kind = RowKind::None;
    SortKey sort;
    bool inGroups = false; ///< The rows are groups of failures.
    /// Empty for the order of the input, and where a filter may change the order of groups.
    RowList rows;
    /// What the rows are of; null where they are of none, or empty.
    std::shared_ptr<const FailureGroups> groups;
};

/// What an answer says about everything that was read: kept from one answer to the next as long as
/// the snapshot is the same.
struct WholeAnswer {
    std::shared_ptr<const Snapshot> snapshot;
    WholeOrder order; ///< Of the table that was seen last.
    std::shared_ptr<const std::vector<RowId>> sources; ///< All of them, in input order.
    Totals totals;
    std::string firstUnreadable; ///< The first source that could not be read, and why.
};

/// Everything that the views want to know, asked in one go.
struct ViewQuery {
    std::shared_ptr<const Snapshot> snapshot; ///< Not null.
    Filter filter; ///< The filter text.
    std::string domain;
    std::optional<std::string> mx;
    std::string resultType;
    int lastDays = 0;
    std::optional<Day> from, to; ///< Selected days, both inclusive.
    std::shared_ptr<const RowEvidence> evidence; ///< Rows to leave; null for all.
    SortKey failures, policies, reports, sources;
    bool groupFailures = false; ///< Failures that differ in their sending address are one row.
    RowKind front = RowKind::None; ///< The table that is seen, whose rows are wanted first.
    std::shared_ptr<const TextRanks> ranks; ///< For sorting; may be null or of another store.
    std::shared_ptr<const WholeAnswer> whole; ///< From the last answer; may be null.
};

/// The rows of the table that is seen, before the rest of an answer.
struct FrontRows {
    std::shared_ptr<const Snapshot> snapshot;
    RowKind kind = RowKind::None;
    TableRows rows;
};

/// A point of the trend.
struct TrendPoint {
    Day day = 0;
    SessionFigures figures; ///< failed of the MX where one is chosen; sessions of what covers it.
    bool longRange = false;
};

/// The answer to a ViewQuery.
struct ViewAnswer {
    std::shared_ptr<const Snapshot> snapshot;
    TableRows failures, policies, reports, sources;
    Totals totals; ///< Of what is shown.
    Totals everything; ///< Of the whole snapshot.
    std::string firstUnreadable; ///< The first source that could not be read, and why.
    std::shared_ptr<const WholeAnswer> whole; ///< For the next query; holds the two above.
    std::vector<DomainNode> tree; ///< Narrowed by filter and days, not by the chosen domain.
    std::vector<TrendPoint> trend; ///< Narrowed by all but the selected days.
    /// An MX is chosen: no rate exists (DESIGN.md section 3, rule 4).
    bool trendOfMx = false;
    /// Where an MX is chosen: its failures beside the sessions of the policies that cover it.
    Count mxFailed, coveringSessions;
    /// The filter text names failure details, so the figures are those of the policies in which
    /// one matched.
    bool detailFilter = false;
    FoundRows shown; ///< In input order, and what left them.
};

/// The query that a state of the views asks.
ViewQuery makeQuery(std::shared_ptr<const Snapshot> snapshot, const ViewState& state);

/// What is shown of an answer before all of it is known.
struct AnswerSteps {
    /// The rows of query.front; those of the answer are the same ones.
    std::function<void(FrontRows)> rows;
    /// Everything but the rows, which the answer given lacks.
    std::function<void(const ViewAnswer&)> figures;
};

/// Works out the answer. Any thread. Asked to stop it returns early with an answer that must be
/// dropped.
ViewAnswer answer(
    const ViewQuery& query, const std::stop_token& stop, const AnswerSteps& steps = {});

/// found sorted by key, for one table.
std::vector<RowId> sortedRows(const Snapshot& snapshot, RowKind kind, std::vector<RowId> found,
    SortKey key, const std::stop_token& stop, const TextRanks* ranks = nullptr);

/// Fills what follows from rows.found and rows.sort: order, groups and the largest count. Groups in
/// input order are made where rows has none and they are needed. Any thread. all: the order of all
/// rows of the table, where it is known.
void arrange(TableRows& rows, const Snapshot& snapshot, RowKind kind, bool groupFailures,
    const std::stop_token& stop, const TextRanks* ranks = nullptr, const WholeOrder* all = nullptr);

} // namespace mxlens
