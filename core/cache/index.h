// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/input/filestate.h"
#include "core/store/snapshot.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace mxlens {

/// Files whose rows an index holds, sorted bytewise by path: column i is file i. Texts are ids of
/// the pool of the index.
struct IndexFiles {
    std::vector<StringId> folder; ///< Path up to and with its last slash. Role Text.
    std::vector<StringId> name; ///< Role OwnText.
    std::vector<FileState> state; ///< When it was read.
    /// First source of each file among all sources of the index; one element more than files.
    std::vector<std::uint32_t> firstSource{ 0 };

    std::size_t size() const { return name.size(); }
};

/// A folder as plainListing() saw it.
struct IndexFolder {
    std::string path; ///< With a slash at its end.
    std::uint64_t listing = 0; ///< Checksum of FolderListing::entries, seeded by Index::seed.
    /// Before it was listed; all zero where that does not tell whether it is the same.
    FolderState state;
    friend bool operator==(const IndexFolder&, const IndexFolder&) = default;
};

/// What an index knows besides texts and segments.
struct IndexOutline {
    IndexFiles files;
    /// Paths below the root that hold no rows here: always read again. Sorted bytewise.
    std::vector<std::string> others;
    /// All folders from the root on; empty where a listing alone does not tell the files, because
    /// of links and the like.
    std::vector<IndexFolder> folders;
    std::uint64_t seed = 0; ///< Random, so that nobody can make listings of equal checksum.
};

/// Marks of all reports of an index, where they depend on nothing else.
struct IndexMarks {
    std::vector<ReportMark> marks; ///< Empty: unknown.
    /// For duplicates: the report and one of equal content that stands earlier, both counted
    /// through all segments. Sorted.
    std::vector<std::pair<std::uint32_t, std::uint32_t>> earlier;
};

} // namespace mxlens
