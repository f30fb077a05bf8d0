// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/input/folderwalk.h"
#include "core/input/walk.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace mxlens {

/// The same as walk(), piece by piece: files and what cannot be read, in the order of their paths,
/// in memory that does not grow with their number. One thread.
class LazyWalk final {
public:
    /// Told now and then with the number of files that were found so far.
    using Found = std::function<void(std::size_t files)>;

    /// memory: bytes that names which were not given yet may take; the others wait in a scratch
    /// file.
    explicit LazyWalk(const std::vector<std::string>& paths, std::stop_token stop, Found found = {},
        std::size_t memory = 8 * 1024 * 1024);
    ~LazyWalk();

    /// The next files, at most so many, and what stands among them. Everything that comes later
    /// stands behind. Nothing at all at the end.
    WalkResult next(std::size_t most);

private:
    /// What was found and not given yet, of one path that was named.
    struct Stream {
        std::string path;
        std::optional<Error> error; ///< Nothing for a file.
        bool emptyFolder = false;
        std::unique_ptr<FolderWalk> walk; ///< Null for a path that is no folder.
    };
    struct Root {
        std::string from; ///< No path that it leads to stands before this.
        std::string path;
    };
    void openStreams();
    bool open(const std::string& path, Stream& stream);
    bool advance(Stream& stream);
    void take(const Stream& stream, WalkResult& result);
    std::vector<Stream>::iterator first();

    std::stop_token m_stop;
    Found m_found;
    std::size_t m_files = 0; ///< Found so far.
    std::size_t m_memory;
    std::vector<Root> m_roots; ///< Sorted.
    std::size_t m_nextRoot = 0;
    std::vector<Stream> m_streams; ///< More than one where a path lies below another.
    std::string m_last; ///< Path that was given last ...
    int m_lastKind = 0; ///< ... and whether as a file, unreadable or empty; 0: none was.
    std::string m_folder; ///< That of the last file of the result at hand.
    std::uint32_t m_folderNumber = 0;
};

} // namespace mxlens
