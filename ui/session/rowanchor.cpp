// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/rowanchor.h"

#include <optional>

namespace mxlens {

namespace {

std::optional<RowId> reportWithKey(const Snapshot& snapshot, const ContentKey& key)
{
    for (std::size_t part = 0; part < snapshot.parts().size(); ++part) {
        const Snapshot::Part& place = snapshot.parts()[part];
        const std::vector<ContentKey>& keys = place.segment->reports.key;
        for (std::size_t row = 0; row < keys.size(); ++row) {
            if (keys[row] == key && (*place.marks)[row] != ReportMark::Duplicate)
                return place.firstReport + static_cast<RowId>(row);
        }
    }
    return std::nullopt;
}

RowId firstPolicyOf(const Snapshot& snapshot, RowId report)
{
    const RowPlace place = snapshot.report(report);
    return snapshot.parts()[place.segmentIndex].firstPolicy
        + place.segment->reports.firstPolicy[place.row];
}

RowId firstFailureOf(const Snapshot& snapshot, RowId policy)
{
    const RowPlace place = snapshot.policy(policy);
    return snapshot.parts()[place.segmentIndex].firstFailure
        + place.segment->policies.firstFailure[place.row];
}

std::optional<RowId> firstReportOf(const Snapshot& snapshot, RowId source)
{
    const RowPlace place = snapshot.source(source);
    const auto& first = place.segment->sources.firstReport;
    if (first[place.row] == first[place.row + 1])
        return std::nullopt;
    return snapshot.parts()[place.segmentIndex].firstReport + first[place.row];
}

} // namespace

SelectedRow sameRow(const Snapshot& from, SelectedRow row, const Snapshot& to)
{
    std::optional<RowId> report;
    RowId policy = 0;
    if (row.kind == RowKind::Report)
        report = row.id;
    else if (row.kind == RowKind::Source)
        report = firstReportOf(from, row.id);
    else if (row.kind == RowKind::Policy || row.kind == RowKind::Failure) {
        policy = row.kind == RowKind::Policy ? row.id : from.policyOfFailure(row.id);
        report = from.reportOfPolicy(policy);
    }
    if (!report)
        return {};
    const RowPlace place = from.report(*report);
    const std::optional<RowId> same = reportWithKey(to, place.segment->reports.key[place.row]);
    if (!same)
        return {};
    if (row.kind == RowKind::Report)
        return { RowKind::Report, *same };
    if (row.kind == RowKind::Source)
        return { RowKind::Source, to.sourceOfReport(*same) };
    // Equal content: the same number of policies and failure details in the same order.
    const RowId samePolicy = firstPolicyOf(to, *same) + (policy - firstPolicyOf(from, *report));
    if (row.kind == RowKind::Policy)
        return { RowKind::Policy, samePolicy };
    return { RowKind::Failure,
        firstFailureOf(to, samePolicy) + (row.id - firstFailureOf(from, policy)) };
}

} // namespace mxlens
