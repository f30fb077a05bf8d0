// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/input/earlyfiles.h"
#include "core/input/filelist.h"
#include "core/input/fileopener.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string_view>

namespace mxlens {

/// Reads the small files of a list: what was read early is at hand, of the others several are read
/// in a row where files come quickly, so that neither the system's steps nor those that follow
/// here have to be fetched anew for each file. One thread; its files are a part of the list.
class SmallFiles final {
public:
    /// Files below this size are read whole by one call; nearly all reports are.
    static constexpr std::size_t smallBytes = std::size_t{ 64 } << 10;
    /// No more files than that are read in a row.
    static constexpr std::size_t mostInARow = 32;

    /// files, and early, which may be null, must outlive this. wantsStates: files come with their
    /// states. threads: how many of these work at the same time.
    SmallFiles(const FileList& files, const EarlyFiles* early, bool wantsStates, unsigned threads);

    /// Says that the files begin .. end - 1 come next, behind those that were said before.
    void expect(std::size_t begin, std::size_t end);
    /// Whether files are opened ahead: then the next ones should be expected early.
    bool worksAhead() const { return m_opener.worksAhead(); }

    /// All of a plain file of the list; its bytes live until the next call. Nothing where the file
    /// is not small, or could not be opened or read. Files come in the order of the list.
    std::optional<EarlyFiles::File> read(std::size_t file);

private:
    struct Read {
        std::size_t file = 0;
        EarlyFiles::File content;
    };
    void prefetchBehind(std::size_t file) const;
    const Read* atHand(std::size_t file);
    void readInARow(std::size_t file);
    bool readOne(std::size_t file, std::int64_t began);
    std::optional<std::size_t> nextBehind(std::size_t file);
    bool isEarly(std::size_t file) const;

    const FileList& m_files;
    const EarlyFiles* const m_early;
    const bool m_wantsStates;
    FileOpener m_opener;
    struct Range {
        std::size_t begin = 0, end = 0;
    };
    std::deque<Range> m_expected;
    std::unique_ptr<char[]> m_bytes; ///< Of the files at hand.
    std::size_t m_used = 0; ///< Of them.
    std::array<Read, mostInARow> m_read; ///< At hand ...
    std::size_t m_count = 0, m_next = 0; ///< ... so many, and this one comes next.
    std::optional<std::size_t> m_large; ///< The last file that was found not to be small.
};

} // namespace mxlens
