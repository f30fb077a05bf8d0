// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/index.h"
#include "core/input/filelist.h"
#include "core/input/limits.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mxlens {

/// What to open.
struct ReopenRequest {
    std::string cacheFolder; ///< Empty: without indexes.
    std::vector<std::string> paths; ///< Files and folders, as they were named.
    Limits limits; ///< Indexes that were made under others do not hold.
    unsigned threads = 1;
};

/// Rows of unchanged files that stand behind each other in the input.
struct ReopenedSegment {
    std::shared_ptr<const Segment> segment;
    std::size_t file = 0; ///< Place of the first file in the list of files.
    std::uint32_t number = 0; ///< Orders those that begin with the same file.
};

/// What indexes know of a list of files.
struct Reopened {
    std::vector<ReopenedSegment> segments; ///< With ids of the pools of the Reopening.
    /// For each file: the state it had when its rows were read, if they are in `segments`.
    std::vector<std::optional<FileState>> states;
    std::size_t unchanged = 0; ///< Files whose rows are in `segments`.
    /// Paths whose index holds nothing that is not there now, and the number of files whose rows it
    /// has.
    std::vector<std::pair<std::string, std::size_t>> current;
};

/// Opens the indexes of some paths, and finds out which of their files are unchanged. What comes of
/// it is what reading anew would give. Damaged and foreign indexes are passed over. One thread; the
/// constructor and look() run others.
class Reopening final {
public:
    /// Blocks until the indexes are read. Where memory is too short for that, there are none.
    Reopening(const ReopenRequest& request, const std::stop_token& stop);
    ~Reopening();
    Reopening(const Reopening&) = delete;
    Reopening& operator=(const Reopening&) = delete;

    /// Whether there is any index.
    bool hasIndexes() const;
    /// Pools for the store; those of the largest index if there is one.
    std::shared_ptr<StringPool> texts() const;
    std::shared_ptr<AddressPool> addresses() const;
    /// Other texts for another store than that which took them: the same ones under the same ids.
    void renewTexts();

    /// Whether takeAll() gives all that the indexes held, with marks, before look() tells whether
    /// it still holds.
    bool isKnownBefore() const;
    /// How many files there are to look at.
    std::size_t fileCount() const;
    /// Called by any thread with the number of files that it has looked at since the last call.
    using Looked = std::function<void(std::size_t files)>;
    /// Blocks until all folders and files of the indexes have been looked at; where somebody is
    /// told, something is shown already, and other threads go first. Once a stop is
    /// requested, or memory is short, there are no indexes any more, and the pools are others. What
    /// follows is for then.
    void look(const std::stop_token& stop, const Looked& looked = {});

    /// Whether the indexes hold what is there now, all of it and nothing else.
    bool isUnchanged() const;
    /// Everything, if it is unchanged: places are those in the list that is not needed. May be
    /// asked more than once.
    Reopened takeAll();
    /// The marks of all those reports; without marks unless they are known.
    IndexMarks takeMarks();

    /// The files of the paths where the indexes tell them; null where walk() has to look.
    std::shared_ptr<FileList> listedFiles() const;
    /// The rows of the unchanged files of a list. breaks: files before which something stands in
    /// the input, sorted.
    Reopened take(const FileList& files, const std::vector<std::size_t>& breaks);

private:
    struct Private;
    std::unique_ptr<Private> m_private;
    unsigned m_threads;
};

/// Names what an index is made of: the path and, for a relative one, the folder it starts from.
std::string indexKey(const std::string& root);
/// Everything that must be the same for the index of a path to hold.
std::string indexIdentity(const std::string& root, const Limits& limits);

/// What the paths below a folder begin with, as walk() makes them: exactly one slash at the end.
std::string withSlash(std::string_view folder);

} // namespace mxlens
