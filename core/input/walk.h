// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/input/filelist.h"
#include "core/input/folder.h"
#include "core/report/error.h"

#include <functional>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mxlens {

/// The files that some paths stand for.
struct WalkResult {
    /// Files to read, sorted bytewise by path. Each is a path as given, or one found under a given
    /// folder. Never null.
    std::shared_ptr<FileList> files;
    /// Paths that lead nowhere, with the cause: missing, refused, a device, a loop of links.
    std::vector<std::pair<std::string, Error>> unreadable;
    /// Empty folders that were named themselves: not-a-report, `empty`.
    std::vector<std::string> emptyFolders;
};

/// How far a walk is.
struct WalkNews {
    std::size_t files = 0; ///< Found so far.
    /// Paths of some of them, for those who cannot wait: plain files, at most a few hundred.
    const std::vector<std::string>& some;
    /// What was found in the folder at hand since the last news, in no order: its path with the
    /// last slash, and names as TextChunks::keepTerminated() keeps them, numbered throughout the
    /// walk.
    std::string_view folder{};
    std::span<const FolderEntry> names{};
    /// Keeps the names.
    std::shared_ptr<const FileList> keeper{};
};

/// Called now and then by walk().
using WalkProgress = std::function<void(const WalkNews&)>;

/// Resolves files and folders (with everything below them) to files. Links to files are followed,
/// links to folders too unless they lead back to a folder above. `-` stands for itself.
WalkResult walk(
    const std::vector<std::string>& paths, std::stop_token stop, const WalkProgress& progress = {});

} // namespace mxlens
