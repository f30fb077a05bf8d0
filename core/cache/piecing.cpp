// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/piecing.h"

#include "core/store/segmentcopy.h"

#include <algorithm>
#include <utility>

namespace mxlens {

namespace {

/// What ids of one index become in the pools of another.
struct PoolMove {
    std::vector<StringId> texts;
    std::vector<AddressId> addresses;

    std::uint32_t operator()(ColumnRole role, std::uint32_t id) const
    {
        return role == ColumnRole::Address ? addresses[id] : texts[id];
    }
};

PoolMove moveInto(StringPool& texts, AddressPool& addresses, const OpenedIndex& from)
{
    PoolMove move;
    const StringId count = from.texts->size();
    move.texts.reserve(count);
    for (StringId id = 0; id < count; ++id) {
        const std::string_view text = from.texts->text(id);
        const bool lookedUp = id <= from.file->internedTexts();
        move.texts.push_back(lookedUp ? texts.intern(text) : texts.append(text));
    }
    const AddressId addressCount = from.addresses->size();
    move.addresses.reserve(addressCount);
    for (AddressId id = 0; id < addressCount; ++id) {
        AddressEntry entry = from.addresses->entry(id);
        entry.written = move.texts[entry.written];
        move.addresses.push_back(addresses.intern(entry));
    }
    return move;
}

/// Rows of neighbouring sources, counted through all segments of an index.
struct Run {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::size_t place = 0; ///< Of the first file.
};

/// The runs in which the rows of a range of sources can be used: of files that stand behind each
/// other in the input with nothing between them.
std::vector<Run> runsOf(const OpenedIndex& index, std::uint32_t begin, std::uint32_t end,
    const std::vector<std::size_t>& breaks)
{
    const std::vector<std::uint32_t>& first = index.outline->files.firstSource;
    std::vector<Run> runs;
    // The last file that begins at or before the first source.
    auto file = static_cast<std::size_t>(
        std::upper_bound(first.begin(), first.end(), begin) - first.begin() - 1);
    std::size_t next = OpenedIndex::noPlace; // where a file continues the run
    for (; file < index.places.size() && first[file] < end; ++file) {
        const std::size_t place = index.places[file];
        const std::uint32_t from = std::max(first[file], begin);
        const std::uint32_t to = std::min(first[file + 1], end);
        if (place == OpenedIndex::noPlace) {
            next = place;
            continue;
        }
        const bool joins = !runs.empty() && place == next
            && !std::binary_search(breaks.begin(), breaks.end(), place);
        if (joins)
            runs.back().end = to;
        else if (from < to)
            runs.push_back({ from, to, place });
        next = place + 1;
    }
    return runs;
}

void takeRowsOf(const OpenedIndex& index, const PoolMove* move,
    const std::vector<std::size_t>& breaks, std::vector<ReopenedSegment>& to)
{
    for (std::size_t i = 0; i < index.segments.size(); ++i) {
        const std::uint32_t begin = index.file->sourcesBefore(i);
        const std::uint32_t end = index.file->sourcesBefore(i + 1);
        for (const Run& run : runsOf(index, begin, end, breaks)) {
            // Several segments may begin with rows of one file.
            const auto number = static_cast<std::uint32_t>(i);
            if (!move && run.begin == begin && run.end == end) {
                to.push_back({ index.segments[i], run.place, number });
                continue;
            }
            auto copy = std::make_shared<Segment>();
            const RowRanges rows
                = rowsOfSources(*index.segments[i], run.begin - begin, run.end - begin);
            if (move)
                appendRows(*copy, *index.segments[i], rows, *move);
            else
                appendRows(*copy, *index.segments[i], rows,
                    [](ColumnRole, std::uint32_t id) { return id; });
            packColumns(*copy);
            to.push_back({ std::move(copy), run.place, number });
        }
    }
}

} // namespace

OpenedIndex* largestOf(std::vector<OpenedIndex>& indexes)
{
    const auto sources
        = [](const OpenedIndex& index) { return index.file->sourcesBefore(index.segments.size()); };
    const auto largest = std::max_element(indexes.begin(), indexes.end(),
        [&](const OpenedIndex& a, const OpenedIndex& b) { return sources(a) < sources(b); });
    return largest == indexes.end() ? nullptr : &*largest;
}

std::vector<ReopenedSegment> takeRows(
    std::vector<OpenedIndex>& indexes, const std::vector<std::size_t>& breaks)
{
    std::vector<ReopenedSegment> segments;
    const OpenedIndex* const largest = largestOf(indexes);
    for (const OpenedIndex& index : indexes) {
        if (&index == largest) {
            takeRowsOf(index, nullptr, breaks, segments);
        } else {
            const PoolMove move = moveInto(*largest->texts, *largest->addresses, index);
            takeRowsOf(index, &move, breaks, segments);
        }
    }
    return segments;
}

} // namespace mxlens
