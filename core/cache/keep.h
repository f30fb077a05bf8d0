// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/cachefolder.h"
#include "core/input/filelist.h"
#include "core/input/filestate.h"
#include "core/input/limits.h"
#include "core/store/snapshot.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace mxlens {

/// What there is to keep.
struct KeepRequest {
    std::string cacheFolder;
    std::uint64_t cacheLimit = CacheFolder::defaultLimit; ///< Bytes of all indexes.
    std::vector<std::string> paths; ///< As they were named.
    Limits limits;
    std::shared_ptr<const FileList> files; ///< Everything that was read or taken over.
    /// For each file its state before it was read. Nothing where its rows must not be kept: it
    /// could not be read for a reason that may pass, or was changed so lately that another change
    /// would not show.
    std::vector<std::optional<FileState>> states;
    std::shared_ptr<const Snapshot> snapshot;
    std::uint64_t end = 0; ///< Parts of this order and behind it are of no file.
    /// Paths with an index, and the number of files whose rows it has, all of which are there and
    /// unchanged.
    std::vector<std::pair<std::string, std::size_t>> current;
    bool unchanged = false; ///< All indexes are as they should be; files and states are empty.
};

/// Named files below this size have no index of their own: they are read as fast.
constexpr std::uint64_t smallestKeptFile = 256 * 1024;

/// Writes the indexes of the named folders and large files of which something changed. Takes some
/// seconds for a million reports, and ends within a few hundredths of one when a stop is requested,
/// but for the time that the system takes to remove a file; any thread. What cannot be written is
/// not kept, and nothing is thrown: nobody can be helped by knowing.
void keepIndexes(const KeepRequest& request, const std::stop_token& stop);

} // namespace mxlens
