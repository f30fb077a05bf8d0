// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/order.h"

#include "core/report/names.h"

#include <algorithm>
#include <numeric>

namespace mxlens {

namespace {

// Sorts rows by cells that are fetched once each.
template <typename Column>
std::vector<RowId> orderedBy(const Snapshot& snapshot, std::vector<RowId> rows, Column column,
    bool descending, const std::stop_token& stop)
{
    struct Keyed {
        std::string text;
        Count number;
        RowId row;
    };
    std::vector<Keyed> keyed;
    keyed.reserve(rows.size());
    for (const RowId row : rows) {
        if (stop.stop_requested())
            return rows;
        Cell value = cell(snapshot, row, column);
        keyed.push_back({ lowered(value.text), value.number, row });
    }
    const auto before = [](const Keyed& a, const Keyed& b) {
        return a.number != b.number ? a.number < b.number : a.text < b.text;
    };
    std::stable_sort(keyed.begin(), keyed.end(),
        [&](const Keyed& a, const Keyed& b) { return descending ? before(b, a) : before(a, b); });
    std::transform(
        keyed.begin(), keyed.end(), rows.begin(), [](const Keyed& entry) { return entry.row; });
    return rows;
}

} // namespace

std::vector<RowId> ordered(const Snapshot& snapshot, std::vector<RowId> failures,
    FailureColumn column, bool descending, std::stop_token stop)
{
    return orderedBy(snapshot, std::move(failures), column, descending, stop);
}

std::vector<RowId> ordered(const Snapshot& snapshot, std::vector<RowId> policies,
    PolicyColumn column, bool descending, std::stop_token stop)
{
    return orderedBy(snapshot, std::move(policies), column, descending, stop);
}

std::vector<RowId> ordered(const Snapshot& snapshot, std::vector<RowId> reports,
    ReportColumn column, bool descending, std::stop_token stop)
{
    return orderedBy(snapshot, std::move(reports), column, descending, stop);
}

std::vector<RowId> ordered(const Snapshot& snapshot, std::vector<RowId> sources,
    SourceColumn column, bool descending, std::stop_token stop)
{
    return orderedBy(snapshot, std::move(sources), column, descending, stop);
}

} // namespace mxlens
