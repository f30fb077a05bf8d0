// SPDX-License-Identifier: GPL-3.0-or-later
// What a snapshot holds, for comparison: how rows lie in segments depends on how quick the machine
// is.
#pragma once

#include "core/output/export.h"
#include "core/query/selection.h"

#include <initializer_list>
#include <string>

namespace mxlens::testing {

/// Every row of these tables as CSV, one table behind the other.
inline std::string rowsAsCsv(const Snapshot& snapshot, std::initializer_list<Table> tables)
{
    std::string all;
    const Selection everything = select(snapshot, {});
    for (const Table table : tables) {
        ExportRequest request;
        request.table = table;
        request.rows = rowsOf(table, everything);
        request.selection = everything;
        const auto written = exportTable(snapshot, request, [&all](std::string_view bytes) {
            all += bytes;
            return true;
        });
        if (!written)
            all += "(failed)";
    }
    return all;
}

} // namespace mxlens::testing
