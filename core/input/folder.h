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

/// A folder's path without slashes at its end, so that exactly one joins it and a name; empty for
/// the root.
std::string withoutSlashes(const std::string& path);

/// What path leads to, links followed.
Result<FileKind> kindOf(const std::string& path);

/// A name in a folder, which ends with the call, and its kind. False: that is enough.
using EachName = std::function<bool(std::string_view, FileKind)>;

/// Identity of a folder, or why it cannot be read.
Result<FolderId> folderId(const std::string& path);

/// Calls each for the names in a folder, without `.` and `..`, in the order of the file system, and
/// gives the folder's identity.
Result<FolderId> listFolder(const std::string& path, const EachName& each);

/// Reads the names in a folder, as the other one does. Kinds are what the directory itself says: no
/// further look at each file. names keeps the names, by keepTerminated(), with numbers from
/// firstNumber on behind them.
Result<FolderId> listFolder(const std::string& path, TextChunks& names, std::uint32_t firstNumber,
    std::vector<FolderEntry>& entries, const ListProgress& progress = {});

/// Whether the paths of one entry come before those of another: bytewise by name, folders as if
/// they had a slash behind theirs.
bool comesBefore(const FolderEntry& a, const FolderEntry& b);

/// Sorts entries bytewise by name, folders as if they had a slash behind theirs: so the paths below
/// them stand in the order of their bytes. No entry may be of an unknown kind. After a stop request
/// the order is any.
void sortEntries(std::vector<FolderEntry>& entries, const std::stop_token& stop = {});

} // namespace mxlens
