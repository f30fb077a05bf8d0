// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/error.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace mxlens {

/// What a path leads to.
enum class FileKind {
    File,
    Folder,
    Other, ///< A FIFO, socket or device.
    Unknown, ///< A link, or the file system does not tell without another look.
};

/// One name in a folder.
struct FolderEntry {
    std::string name;
    FileKind kind = FileKind::Unknown;
};

/// Tells one folder from all others: device and inode.
using FolderId = std::pair<std::uint64_t, std::uint64_t>;

/// What path leads to, links followed.
Result<FileKind> kindOf(const std::string& path);

/// Reads the names in a folder, without `.` and `..`, in the order of the file system, and gives
/// the folder's identity. Kinds are what the directory itself says: no further look at each file.
Result<FolderId> listFolder(const std::string& path, std::vector<FolderEntry>& entries);

} // namespace mxlens
