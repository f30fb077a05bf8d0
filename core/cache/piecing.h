// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/indexfile.h"
#include "core/cache/reopen.h"

#include <memory>
#include <vector>

namespace mxlens {

/// An index while its rows are taken over.
struct OpenedIndex {
    std::unique_ptr<IndexFile> file;
    std::shared_ptr<StringPool> texts;
    std::shared_ptr<AddressPool> addresses;
    std::vector<std::shared_ptr<const Segment>> segments;
    std::optional<IndexOutline> outline;
    std::optional<IndexMarks> marks;
    std::string root;
    bool overlaps = false; ///< Another path that was named has files in common with the root.
    std::vector<std::uint8_t> listed; ///< For each folder of the outline: its listing is the same.
    std::vector<std::uint8_t> valid; ///< For each file: it has the state it had.
    /// For each file: its place in the input; noPlace where its rows are not used.
    std::vector<std::size_t> places;

    static constexpr std::size_t noPlace = ~std::size_t{ 0 };
};

/// The index with the most rows, whose pools become those of all; null for none.
OpenedIndex* largestOf(std::vector<OpenedIndex>& indexes);

/// The rows of files that have a place, in pieces that keep the input order: whole segments as they
/// are where nothing stands between their files. breaks: see Reopening::take(). Adds the texts of
/// the other indexes to the pools of the largest.
std::vector<ReopenedSegment> takeRows(
    std::vector<OpenedIndex>& indexes, const std::vector<std::size_t>& breaks);

} // namespace mxlens
