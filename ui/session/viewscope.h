// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/selection.h"
#include "ui/session/rowevidence.h"

#include <memory>
#include <stop_token>

namespace mxlens {

struct ViewQuery;

/// Which rows are meant: everything that narrows them.
struct RowScope {
    std::shared_ptr<const Snapshot> snapshot; ///< Not null where rows are asked for.
    Filter filter;
    bool withoutMx = false; ///< Besides the filter: failures that name no MX.
    std::shared_ptr<const RowEvidence> evidence; ///< Besides both: these rows; null for all.

    /// Whether both leave the same rows, as far as their words tell.
    friend bool operator==(const RowScope& a, const RowScope& b);
};

/// Rows that were found, so that who asks for the same ones need not look for them again.
struct FoundRows {
    RowScope scope;
    std::shared_ptr<const Selection> rows; ///< Null: nothing is known.
};

/// The rows of a scope: those that are known already, or else looked for. Never null. Any thread.
/// Asked to stop it returns early with rows that must be dropped.
std::shared_ptr<const Selection> findRows(
    const RowScope& scope, const FoundRows& known, const std::stop_token& stop);

/// What the tables of a query show: everything that narrows the view.
RowScope tableScope(const ViewQuery& query);

/// What the chart of a query is about: everything but the selected days.
RowScope chartScope(const ViewQuery& query);

/// What the trend of the whole is about: the filter text, the last days and the chosen domain.
RowScope trendScope(const ViewQuery& query);

/// What the tree of a query shows: everything but the place that is chosen in it.
RowScope treeScope(const ViewQuery& query);

/// What the sparklines of the tree are about: the filter text and the last days.
RowScope periodScope(const ViewQuery& query);

} // namespace mxlens
