// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of a table as they are shown: sorted and grouped.
#include "core/query/picking.h"
#include "ui/session/viewquery.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace mxlens {

namespace {

/// Whether some rows are sooner picked out of all in order than sorted.
bool worthPicking(std::size_t some, std::size_t all)
{
    return some > 1000 && some > all / 16;
}

RowId countOf(const Snapshot& snapshot, RowKind kind)
{
    switch (kind) {
    case RowKind::Failure:
        return snapshot.failureCount();
    case RowKind::Policy:
        return snapshot.policyCount();
    case RowKind::Report:
        return snapshot.reportCount();
    default:
        return snapshot.sourceCount();
    }
}

std::shared_ptr<const FailureGroups> groupsOf(TableRows& rows, const Snapshot& snapshot,
    const std::stop_token& stop, const TextRanks* ranks, const WholeOrder* all)
{
    if (all && all->groups && rows.found->size() == all->rows.size())
        return all->groups; // nothing was left out
    if (all && all->groups && worthPicking(rows.found->size(), all->rows.size()))
        return std::make_shared<const FailureGroups>(
            pickedGroups(snapshot, *all->groups, *rows.found));
    if (!rows.inputGroups)
        rows.inputGroups
            = std::make_shared<const FailureGroups>(failureGroups(snapshot, *rows.found, stop));
    if (rows.sort.column < 0)
        return rows.inputGroups;
    return std::make_shared<const FailureGroups>(orderedGroups(snapshot, *rows.inputGroups,
        static_cast<FailureColumn>(rows.sort.column), rows.sort.descending, stop, ranks));
}

// Their rows are those of the groups, one behind the other.
void arrangeGroups(TableRows& rows, const Snapshot& snapshot, const std::stop_token& stop,
    const TextRanks* ranks, const WholeOrder* all)
{
    rows.groups = groupsOf(rows, snapshot, stop, ranks, all);
    for (const Count failed : rows.groups->failed)
        rows.largest = std::max(rows.largest, failed);
    rows.shown = std::shared_ptr<const std::vector<RowId>>(rows.groups, &rows.groups->details);
}

} // namespace

std::vector<RowId> sortedRows(const Snapshot& snapshot, RowKind kind, std::vector<RowId> found,
    SortKey key, const std::stop_token& stop, const TextRanks* ranks)
{
    if (key.column < 0)
        return found;
    switch (kind) {
    case RowKind::Failure:
        return ordered(snapshot, std::move(found), static_cast<FailureColumn>(key.column),
            key.descending, stop, ranks);
    case RowKind::Policy:
        return ordered(snapshot, std::move(found), static_cast<PolicyColumn>(key.column),
            key.descending, stop, ranks);
    case RowKind::Report:
        return ordered(snapshot, std::move(found), static_cast<ReportColumn>(key.column),
            key.descending, stop, ranks);
    case RowKind::Source:
        return ordered(snapshot, std::move(found), static_cast<SourceColumn>(key.column),
            key.descending, stop, ranks);
    default:
        break; // none, or what is no row of the snapshot
    }
    return found;
}

void arrange(TableRows& rows, const Snapshot& snapshot, RowKind kind, bool groupFailures,
    const std::stop_token& stop, const TextRanks* ranks, const WholeOrder* all)
{
    if (kind == RowKind::Failure && groupFailures)
        return arrangeGroups(rows, snapshot, stop, ranks, all);
    if (rows.sort.column < 0)
        rows.shown = rows.found;
    else if (all && rows.found->size() == all->rows.size())
        rows.shown = all->rows; // nothing was left out
    else if (all && worthPicking(rows.found->size(), all->rows.size()))
        rows.shown = picked(all->rows.ids(), *rows.found, countOf(snapshot, kind));
    else
        rows.shown = sortedRows(snapshot, kind, *rows.found, rows.sort, stop, ranks);
    if (kind == RowKind::Failure && !stop.stop_requested())
        rows.largest = largestFailure(snapshot, *rows.found);
}

} // namespace mxlens
