// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/failuregroups.h"
#include "core/store/snapshot.h"

#include <vector>

namespace mxlens {

// What a filter leaves need not be sorted where the order of all rows is known. Any thread.

/// Those of all that are among wanted, in the order of the former. All ids of both are below count;
/// wanted has each of them once.
std::vector<RowId> picked(
    const std::vector<RowId>& all, const std::vector<RowId>& wanted, RowId count);

/// What is left of groups where only the failure details that are wanted are in them, in the same
/// order: those that failureGroups() and orderedGroups() make of the wanted ones, if all of them
/// are groups of everything and stand in input order or by a column in which the details of a group
/// say the same (isSameInGroup()). Of all, wanted has some, each of them once.
FailureGroups pickedGroups(
    const Snapshot& snapshot, const FailureGroups& all, const std::vector<RowId>& wanted);

} // namespace mxlens
