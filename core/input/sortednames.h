// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/input/folder.h"
#include "core/input/scratchfile.h"
#include "core/report/textchunks.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace mxlens {

/// Names of one folder, added in any order and given in that of their paths (comesBefore()). Where
/// they take more memory than they may, they wait in a scratch file, sorted in runs; without room
/// for that they stay in memory. One thread.
class SortedNames final {
public:
    /// memory: bytes that names may take while they are added.
    explicit SortedNames(std::size_t memory)
        : m_limit(memory)
    {
    }

    /// Adds a name; its kind must not be unknown. All are added before the first is taken.
    void add(std::string_view name, FileKind kind);
    /// Ends the adding. After a stop request the order is any.
    void finish(const std::stop_token& stop);
    /// The next one; it lives until the next call. Nothing at the end.
    std::optional<FolderEntry> next();
    /// Whether names were lost, because the scratch file could not be read.
    bool failed() const { return m_failed; }
    /// Bytes that names in memory take.
    std::size_t memory() const { return m_memory; }

private:
    /// A part of the scratch file that is being read.
    struct Run {
        std::uint64_t begin = 0, end = 0; ///< What of it was not read yet.
        std::string buffer;
        std::size_t at = 0; ///< Of the buffer.
        FolderEntry entry;
    };
    void spill();
    bool advance(Run& run);
    bool load(Run& run, std::size_t size);
    void push(std::size_t run);
    std::optional<FolderEntry> nextInMemory();

    std::size_t m_limit;
    std::size_t m_memory = 0;
    TextChunks m_names;
    std::vector<FolderEntry> m_entries;
    std::size_t m_nextEntry = 0;
    ScratchFile m_file;
    std::deque<Run> m_runs;
    std::vector<std::size_t> m_heap; ///< Runs that have an entry, the first of all on top.
    std::optional<std::size_t> m_taken; ///< The run whose entry was given last.
    std::string m_packed; ///< For spill(): kept for its memory.
    bool m_full = false; ///< The scratch file takes no more.
    bool m_failed = false;
};

} // namespace mxlens
