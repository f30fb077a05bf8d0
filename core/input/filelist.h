// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/prefetch.h"
#include "core/report/textchunks.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mxlens {

/// The files to read, in the order of their paths: 16 bytes for each, besides its name. Built by
/// one thread; any may read it then.
class FileList final {
public:
    /// A file: a name in one of the folders.
    struct File {
        const char* name = nullptr;
        std::uint32_t length = 0;
        std::uint32_t folder : 31 = 0;
        /// The folder itself said that this is a plain file: no need to look again.
        std::uint32_t plain : 1 = 0;
    };

    std::size_t size() const { return m_files.size(); }
    /// Path of the folder with its last slash; empty for a file that was named without a folder.
    const std::string& folder(std::size_t file) const { return m_folders[m_files[file].folder]; }
    /// Number of the folder: files of one number are in the same.
    std::uint32_t folderNumber(std::size_t file) const { return m_files[file].folder; }
    /// Name in the folder; kept by TextChunks, that of a plain file by keepTerminated().
    std::string_view name(std::size_t file) const
    {
        return { m_files[file].name, m_files[file].length };
    }
    /// Begins to fetch a name from memory: names lie in the order in which their folder has them,
    /// not in that of the list. Nothing where the list is shorter.
    void prefetchName(std::size_t file) const
    {
        if (file >= m_files.size())
            return;
        prefetch(m_files[file].name);
        prefetch(m_files[file].name + m_files[file].length);
    }
    bool isPlain(std::size_t file) const { return m_files[file].plain != 0; }
    std::string path(std::size_t file) const { return folder(file) + std::string(name(file)); }
    /// Where a path stands, or would stand: the first file whose path is not before it. Only for a
    /// list that is sorted.
    std::size_t placeOf(std::string_view path) const;
    /// All of them, for few.
    std::vector<std::string> paths() const;

    /// Where names are kept.
    TextChunks& names() { return m_names; }
    /// Adds a folder, with its slash, and gives its number.
    std::uint32_t addFolder(std::string path);
    /// Adds a file behind the others. name: kept by names().
    void add(std::uint32_t folder, std::string_view name, bool plain);
    /// Adds a file that was named by its path.
    void addPath(std::string_view path);
    /// Brings files that were added in another order into the order of their paths, each path once.
    void sortByPath();

private:
    bool before(const File& a, const File& b) const;

    TextChunks m_names;
    std::vector<std::string> m_folders;
    std::vector<File> m_files;
};

} // namespace mxlens
