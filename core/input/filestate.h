// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>

namespace mxlens {

/// What tells whether a file is still the one that was read.
struct FileState {
    std::uint64_t size = 0; ///< Bytes.
    /// Time of the last change of content, in nanoseconds since an epoch of the system's choice.
    std::int64_t modified = 0;
    /// Time of the last change of anything, also of name or permissions, as modified; nobody can
    /// set it back. 0 where the system has none.
    std::int64_t changed = 0;
    friend bool operator==(const FileState&, const FileState&) = default;
};

/// Whether what was last modified at one time and read at another (fileTimeNow() of that moment)
/// can be told from one that was changed afterwards: times of files are coarse, so one that was
/// changed within the last two seconds could change again without showing it.
bool isSettled(std::int64_t modified, std::int64_t read);

/// The clock of file times.
std::int64_t fileTimeNow();

/// State of a file by path, links followed; nothing unless it is a regular file that is there.
std::optional<FileState> stateOf(const std::string& path);

/// State of an open file by its descriptor, where the system tells it, else by its path.
std::optional<FileState> stateOfOpen(int descriptor, const std::string& path);

/// An open folder whose files can be looked at with less work than by path.
class FolderHandle final {
public:
    /// Empty for the folder that a program runs in. A folder that cannot be opened gives no states.
    explicit FolderHandle(const std::string& path);
    ~FolderHandle();
    FolderHandle(FolderHandle&& other) noexcept;
    FolderHandle& operator=(FolderHandle&&) = delete;

    /// As the function above, for a name in this folder, ended by a zero byte.
    std::optional<FileState> stateOf(const char* name) const;

private:
    int m_descriptor = -1;
    std::string m_path; ///< Where folders are not opened.
};

#ifndef _WIN32
/// Whether an open file or folder lies on a file system of a computer's own disks or memory that is
/// known: neither over a network nor served by a program.
bool isOnLocalDisk(int descriptor);
#endif

/// What tells whether names in a folder came, went or changed, where that can be told at all.
struct FolderState {
    std::uint64_t device = 0;
    std::uint64_t inode = 0;
    std::int64_t modified = 0; ///< As FileState::modified.
    std::int64_t changed = 0; ///< As FileState::changed.
    friend bool operator==(const FolderState&, const FolderState&) = default;
};

/// State of a folder. Nothing where its file system does not keep the times of folders strictly:
/// FAT, network folders and whatever is not known for it.
std::optional<FolderState> folderStateOf(const std::string& path);

/// A folder's names as the system listed them, in few bytes.
struct FolderListing {
    /// For each name: 'f' for a file or 'd' for a folder, the name, a zero byte.
    std::string entries;
    std::uint32_t files = 0;
    std::uint32_t folders = 0;
};

/// Lists a folder in the system's order, which stays the same while nothing changes. Nothing where
/// it cannot be listed, or holds anything but plain files and folders: then walk() has to look.
/// Nothing either once a stop is requested.
std::optional<FolderListing> plainListing(
    const std::string& path, const std::stop_token& stop = {});

} // namespace mxlens
