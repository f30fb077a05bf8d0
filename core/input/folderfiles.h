// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/input/filestate.h"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <optional>
#include <string>

namespace mxlens {

/// Opens and reads files by their names in a folder, with fewer steps than by their paths. Not on
/// Windows: nothing can be entered there. One thread.
class FolderFiles final {
public:
    FolderFiles();
    ~FolderFiles();
    FolderFiles(const FolderFiles&) = delete;
    FolderFiles& operator=(const FolderFiles&) = delete;

    /// Leaves the folder before and makes this one that of the names that follow. False where it
    /// cannot be opened.
    bool enter(const std::string& folder);
    /// An open file; closed by readAndClose() or close().
    struct Opened {
        int descriptor = -1; ///< -1: it could not be opened.
        bool allAtOnce = false; ///< One read gives all of it, where it is small.
    };
    /// Opens a file. name: ended by a zero byte.
    Opened open(const char* name);
    /// Reads up to size bytes of the beginning of a file that is open, and closes it. The number of
    /// bytes; fewer than size: that is all of it. -1 where it could not be read. state, if it is
    /// not null, becomes the file's state before that.
    static std::ptrdiff_t readAndClose(
        Opened file, char* to, std::size_t size, std::optional<FileState>* state);
    static void close(Opened file);

private:
    void leave();

    int m_quietly; ///< Flag for open that leaves the time of reading as it is, where allowed.
    int m_folder = -1;
    bool m_allAtOnce = false; ///< Opened::allAtOnce of files in this folder.
};

/// Tells from the time that files took whether they come from a cold disk: one from the page cache
/// takes 5 to 15 us, one from a disk 70 us and more.
class ReadingPace final {
public:
    using Clock = std::chrono::steady_clock;
    static constexpr std::size_t sample = 64; ///< So many files say enough.

    void add(Clock::duration time)
    {
        m_time += std::min<Clock::duration>(time, slowestFile);
        ++m_files;
    }
    std::size_t files() const { return m_files; }
    bool isSlow() const { return m_time > slowFile * m_files; }
    void restart() { *this = {}; }

    static constexpr std::chrono::microseconds slowFile{ 30 }; ///< Files that take longer are slow.
    /// One file counts for no more: on a busy computer some take milliseconds as the processor
    /// works for others meanwhile, and to open files ahead is dear where they are in memory.
    static constexpr std::chrono::microseconds slowestFile = 16 * slowFile;

private:
    std::size_t m_files = 0;
    Clock::duration m_time{};
};

} // namespace mxlens
