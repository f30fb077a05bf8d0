// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/input/filestate.h"
#include "core/input/folder.h"
#include "core/input/folderfiles.h"

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace mxlens {

/// The bytes of small files, read by a thread of its own while the names in their folder are still
/// being listed and put in order: one thread alone can list. What was read need not be opened
/// again. Starts with folders of many files alone; stops by itself where reading is slow, as the
/// disk has enough to do then, where most files are none that it keeps, and when it holds enough.
/// Files that were changed just now are left alone, as somebody may still be writing them. Told and
/// ended by one thread.
class EarlyFiles final {
public:
    /// So many bytes are held if nothing else is said.
    static constexpr std::size_t usualBytes = std::size_t{ 16 } << 20;
    /// Larger files are left alone.
    static constexpr std::size_t largestFile = std::size_t{ 16 } << 10;
    /// Nothing is read before so many files were found.
    static constexpr std::size_t manyFiles = 1024;

    /// wantsStates: files are kept with their states. mostBytes: that are held; below 4 GiB.
    explicit EarlyFiles(bool wantsStates, std::size_t mostBytes = usualBytes);
    ~EarlyFiles();
    EarlyFiles(const EarlyFiles&) = delete;
    EarlyFiles& operator=(const EarlyFiles&) = delete;

    /// Says what was found in a folder. folder: its path with the last slash. names: as
    /// TextChunks::keepTerminated() keeps them, with numbers that grow from call to call; keeper:
    /// what they live in, the same each time. Plain files alone are looked at.
    void add(std::string_view folder, std::span<const FolderEntry> names,
        std::shared_ptr<const void> keeper);
    /// Ends the reading, within the time that one file takes. Then find() may be called.
    void finish();

    /// What was read.
    struct File {
        std::string_view bytes; ///< All of it; lives as long as this.
        std::optional<FileState> state; ///< Before it was read; only if it was wanted.
    };
    /// What a file holds, if it was read: by its name, as it was added. Any thread, after finish().
    std::optional<File> find(std::string_view name) const;
    /// Begin to fetch from memory what find() will look at: first where the file's bytes are, then,
    /// a little later, the bytes. Threads as of find().
    void prefetchPlace(std::string_view name) const;
    void prefetchBytes(std::string_view name) const;

private:
    /// Names in one folder.
    struct Some {
        std::string folder;
        std::vector<std::string_view> names;
    };
    /// Where the bytes of a file lie; none where it was not read.
    struct Place {
        std::uint32_t begin = 0, size = 0;
    };
    void run(const std::stop_token& stop);
    void readWaiting(const std::stop_token& stop);
    bool readSome(const Some& some, const std::stop_token& stop);
    bool readFile(std::string_view name);
    bool isWorthIt();
    void keep(std::uint32_t number, std::size_t size, const FileState& state);

    const bool m_wantsStates;
    const std::size_t m_mostBytes;
    const std::int64_t m_began; ///< fileTimeNow() before anything was read.
    std::size_t m_found = 0;
    std::shared_ptr<const void> m_keeper; ///< Of the names.
    std::mutex m_mutex; ///< Of m_waiting.
    std::condition_variable_any m_wake;
    std::deque<Some> m_waiting;
    std::atomic<bool> m_over{ false }; ///< Nothing more is read.
    // Of the thread while it runs.
    FolderFiles m_files;
    ReadingPace m_pace;
    std::size_t m_keptOfPace = 0; ///< Of the files that m_pace has counted.
    std::unique_ptr<char[]> m_bytes; ///< m_mostBytes: those that are not used take no memory.
    std::size_t m_used = 0; ///< Of m_bytes.
    std::vector<Place> m_places; ///< By number.
    std::vector<FileState> m_states; ///< As m_places, if they are wanted.
    std::jthread m_thread; ///< The last one: it uses everything above.
};

} // namespace mxlens
