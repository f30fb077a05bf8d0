// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/error.h"
#include "core/report/textchunks.h"

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>
#include <string_view>
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
    std::string_view name;
    FileKind kind = FileKind::Unknown;
};

/// Tells one folder from all others: device and inode.
using FolderId = std::pair<std::uint64_t, std::uint64_t>;

/// Called now and then while a folder is listed, with what was found so far. False: that is enough.
using ListProgress = std::function<bool(const std::vector<FolderEntry>&)>;

/// What path leads to, links followed.
Result<FileKind> kindOf(const std::string& path);

/// Reads the names in a folder, without `.` and `..`, in the order of the file system, and gives
/// the folder's identity. Kinds are what the directory itself says: no further look at each file.
/// names keeps the names.
Result<FolderId> listFolder(const std::string& path, TextChunks& names,
    std::vector<FolderEntry>& entries, const ListProgress& progress = {});

/// Sorts entries bytewise by name, folders as if they had a slash behind theirs: so the paths below
/// them stand in the order of their bytes. No entry may be of an unknown kind. After a stop request
/// the order is any.
void sortEntries(std::vector<FolderEntry>& entries, const std::stop_token& stop = {});

} // namespace mxlens
