// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/segmentcolumns.h"

#include <cstddef>
#include <type_traits>
#include <vector>

namespace mxlens {

/// Half-open ranges of rows, by ColumnGroup.
struct RowRanges {
    RowCounts begin{};
    RowCounts end{};
};

/// The rows of a segment that belong to its sources [firstSource, lastSource).
RowRanges rowsOfSources(
    const Segment& segment, std::uint32_t firstSource, std::uint32_t lastSource);

/// Appends rows [begin, end) of a First column: each range moves to where its rows went.
void appendFirst(
    NumberColumn& to, const NumberColumn& from, std::uint32_t begin, std::uint32_t end);

/// Appends rows [begin, end) of a column of numbers, each with shift added to it, modulo 2^32.
void appendShifted(NumberColumn& to, const NumberColumn& from, std::uint32_t begin,
    std::uint32_t end, std::uint32_t shift);

/// Fills the Parent columns from the First columns, which must be sound: monotone, from 0 to the
/// number of rows of their target.
void fillParents(Segment& segment);

/// Packs every column that can be, once no more rows will come.
void packColumns(Segment& segment);

/// Appends rows [begin, end) of a column whose elements stand for themselves.
template <typename T>
void appendValues(
    std::vector<T>& to, const std::vector<T>& from, std::uint32_t begin, std::uint32_t end)
{
    to.insert(to.end(), from.begin() + std::ptrdiff_t(begin), from.begin() + std::ptrdiff_t(end));
}
void appendValues(CountColumn& to, const CountColumn& from, std::uint32_t begin, std::uint32_t end);

/// Appends these rows of one segment to another. idOf(role, id) gives for the id of a text or an
/// address in `from` the one that stands in `to`, whose columns of ids are not packed.
template <typename IdOf>
void appendRows(Segment& to, const Segment& from, const RowRanges& rows, const IdOf& idOf)
{
    const RowCounts before = rowCounts(to);
    visitColumns(
        [&](const ColumnInfo& info, auto& target, const auto& source) {
            const std::uint32_t begin = rows.begin[indexOf(info.group)];
            const std::uint32_t end = rows.end[indexOf(info.group)];
            if constexpr (std::is_same_v<decltype(source), const std::vector<std::uint32_t>&>) {
                if (info.role != ColumnRole::Value) {
                    for (std::uint32_t row = begin; row < end; ++row)
                        target.push_back(idOf(info.role, source[row]));
                    return;
                }
            }
            if constexpr (std::is_same_v<decltype(source), const IdColumn&>) {
                for (std::uint32_t row = begin; row < end; ++row)
                    target.push_back(idOf(info.role, source[row]));
            } else if constexpr (std::is_same_v<decltype(source), const SparseTexts&>) {
                for (std::uint32_t row = begin; row < end; ++row) {
                    const StringId id = source[row];
                    target.push_back(id == 0 ? 0 : idOf(info.role, id));
                }
            } else if constexpr (std::is_same_v<decltype(source), const NumberColumn&>) {
                const std::size_t other = indexOf(info.target);
                if (info.role == ColumnRole::First)
                    appendFirst(target, source, begin, end);
                else
                    appendShifted(target, source, begin, end,
                        info.role == ColumnRole::Parent ? before[other] - rows.begin[other] : 0);
            } else {
                appendValues(target, source, begin, end);
            }
        },
        to, from);
}

} // namespace mxlens
