// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/input/folder.h"
#include "core/input/sortednames.h"
#include "core/report/error.h"

#include <cstddef>
#include <deque>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace mxlens {

/// Why something that is neither file nor folder is not read.
Error notAFile();
/// Why a folder that leads back to one above it is not read.
Error loopOfFolders();

/// Folders nested deeper than this are taken for a trap; Linux opens no path of more than 4096
/// bytes.
inline constexpr std::size_t deepestFolder = 2048;

/// What lies below one folder, one after the other in the order of their paths: files, and what
/// cannot be read. Holds the names of one folder on each level, those of large folders outside of
/// memory. One thread.
class FolderWalk final {
public:
    /// Told now and then while folders are listed, with the number of files found since the last
    /// time.
    using Found = std::function<void(std::size_t files)>;

    /// path without a slash at its end; empty for the root. memory: bytes that names may take.
    FolderWalk(std::string path, std::size_t memory, std::stop_token stop, Found found);

    /// Goes to the next one. False at the end or after a stop request.
    bool next();
    /// Path of what next() found.
    const std::string& path() const { return m_path; }
    /// The folder that it is in, with its slash. Only for files.
    std::string_view folder() const { return m_levels.back().below; }
    /// Why it cannot be read; nothing for a file.
    const std::optional<Error>& error() const { return m_error; }

private:
    struct Level {
        Level(std::string path, FolderId folderId, std::size_t memory)
            : below(std::move(path))
            , id(std::move(folderId))
            , names(memory)
        {
        }
        std::string below; ///< Path with its slash.
        FolderId id;
        SortedNames names;
        std::vector<std::string> refused; ///< Folders that were told to be unreadable already.
    };
    bool stopped() const { return m_stop.stop_requested(); }
    std::optional<Error> check(const Result<FolderId>& id) const;
    std::optional<Error> enter();
    bool list(Level& level);
    void add(Level& level, std::string_view name, FileKind kind);
    bool take(const FolderEntry& entry);
    bool lookAgain(std::string_view name);

    std::size_t m_memory;
    std::stop_token m_stop;
    Found m_found;
    std::size_t m_news = 0; ///< Files that m_found was not told yet.
    std::deque<Level> m_levels; ///< The folders that we are in, from the outermost on.
    std::string m_path;
    std::optional<Error> m_error;
    bool m_begun = false;
};

} // namespace mxlens
