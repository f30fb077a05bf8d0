// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/selection.h"

#include <QString>

#include <memory>
#include <stop_token>
#include <vector>

namespace mxlens {

struct Problem;

/// Rows that prove something: a figure of a problem, opened. A value that never changes once it is
/// shared.
struct RowEvidence {
    QString title; ///< What the rows prove, as it is shown.
    std::shared_ptr<const Snapshot> snapshot; ///< Row ids hold in later ones of its store.
    std::vector<RowId> failures;
    /// Policies that prove it by themselves; those of the failures come with them.
    std::vector<RowId> policies;

    std::shared_ptr<const Problem> problem; ///< Which all rows prove; null for a part of them.

    std::size_t size() const { return failures.size() + policies.size(); }
    /// Whether the row ids mean the same rows in another snapshot.
    bool holdsIn(const Snapshot& other) const;
};

/// Leaves the rows of a selection that are evidence, the policies and reports around them and their
/// sources. around: what the surroundings() of the filter leave; policies that prove something come
/// from it, since terms about failure details say nothing on them.
Selection narrowedTo(const RowEvidence& evidence, const Snapshot& snapshot,
    const Selection& selection, const Selection& around, const std::stop_token& stop);

} // namespace mxlens
