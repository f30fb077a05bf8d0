// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/idmarks.h"
#include "core/query/parallel.h"
#include "core/query/rowruns.h"

#include <cstddef>
#include <cstdint>
#include <span>

namespace mxlens {

/// Marks the ids that some rows of a table (see rowruns.h) have: idOf(segment, row of it). On
/// several threads where there are many rows.
template <typename Rows, typename IdOf>
void markRows(
    const Snapshot& snapshot, std::span<const RowId> rows, IdMarks& marks, const IdOf& idOf)
{
    inRowShares(rows.size(), [&](std::size_t from, std::size_t to) {
        const auto some = rows.subspan(from, to - from);
        forEachRun<Rows>(
            snapshot, some, [&](std::uint32_t index, std::size_t begin, std::size_t end) {
                const Snapshot::Part& part = snapshot.parts()[index];
                const Segment& segment = *part.segment;
                const RowId first = part.*Rows::first;
                for (std::size_t i = begin; i < end; ++i)
                    marks.set(idOf(segment, some[i] - first));
            });
    });
}

} // namespace mxlens
