// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/indexsize.h"

#include "core/store/segmentcolumns.h"

namespace mxlens {

namespace {

template <typename T> std::uint64_t bytesOf(const std::vector<T>& column)
{
    return column.size() * sizeof(T);
}

std::uint64_t bytesOf(const NumberColumn& column)
{
    return column.size() * static_cast<std::uint64_t>(column.width());
}

std::uint64_t bytesOf(const CountColumn& column)
{
    constexpr std::uint64_t besideBytes = 12; // the row and its count
    return bytesOf(column.values()) + column.largeValues().size() * besideBytes;
}

// Ids that rows share are few where there are many rows, and segments of an index are larger.
std::uint64_t bytesOf(const IdColumn& column)
{
    return column.size() * static_cast<std::uint64_t>(column.width());
}

std::uint64_t bytesOf(const SparseTexts& column)
{
    return column.size() / 8 + bytesOf(column.ids());
}

} // namespace

std::uint64_t bytesInIndex(const Segment& segment)
{
    std::uint64_t sum = 0;
    visitColumns(
        [&sum](const ColumnInfo& info, const auto& column) {
            if (info.role != ColumnRole::Parent)
                sum += bytesOf(column);
        },
        segment);
    return sum;
}

std::uint64_t bytesInIndex(const StringPool& texts, const std::stop_token& stop)
{
    std::uint64_t sum = 0;
    for (StringId id = 1; id < texts.size() && !stop.stop_requested(); ++id)
        sum += texts.text(id).size() + 1; // and its length
    return sum;
}

} // namespace mxlens
