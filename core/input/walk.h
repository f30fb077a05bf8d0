// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/error.h"

#include <functional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace mxlens {

/// The files that some paths stand for.
struct WalkResult {
    /// Files to read, sorted bytewise. Each is a path as given, or one found under a given folder.
    std::vector<std::string> files;
    /// Paths that lead nowhere, with the cause: missing, refused, a device, a loop of links.
    std::vector<std::pair<std::string, Error>> unreadable;
    /// Empty folders that were named themselves: not-a-report, `empty`.
    std::vector<std::string> emptyFolders;
};

/// Called now and then with the number of files found so far.
using WalkProgress = std::function<void(std::size_t files)>;

/// Resolves files and folders (with everything below them) to files. Links to files are followed,
/// links to folders too unless they lead back to a folder above. `-` stands for itself.
WalkResult walk(
    const std::vector<std::string>& paths, std::stop_token stop, const WalkProgress& progress = {});

} // namespace mxlens
