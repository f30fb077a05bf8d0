// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/input/filelist.h"
#include "core/input/filestate.h"
#include "core/input/folderfiles.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>

namespace mxlens {

/// Opens the files of a list one after the other, relative to their folder. Where reading turns out
/// to be slow, as from a cold disk, it opens files ahead and tells the system that they will be
/// needed, so that the disk has many requests to put in order. One thread; its files are a part of
/// the list.
class FileOpener final {
public:
    /// files must outlive this. threads: how many of these work at the same time; they share the
    /// open files that the system allows.
    FileOpener(const FileList& files, unsigned threads);
    ~FileOpener();
    FileOpener(const FileOpener&) = delete;
    FileOpener& operator=(const FileOpener&) = delete;

    /// Says that the files begin .. end - 1 come next, behind those that were said before.
    void expect(std::size_t begin, std::size_t end);
    /// Whether it works ahead: then the next files should be expected early.
    bool worksAhead() const { return m_ahead; }
    /// Whether the last files came quickly, as they do from memory: nobody waits long for a few.
    bool isQuick() const { return m_isQuick; }

    /// Opens a plain file of the list and reads up to size bytes of its beginning. The number of
    /// bytes; fewer than size: that is all of it. -1 where it could not be opened or read. state,
    /// if it is not null, becomes the file's state before that.
    std::ptrdiff_t read(
        std::size_t file, char* to, std::size_t size, std::optional<FileState>* state = nullptr);

private:
    struct Opened {
        std::size_t file = 0;
        FolderFiles::Opened opened;
    };
    struct Range {
        std::size_t begin = 0, end = 0;
    };

    bool enterFolder(std::size_t file);
    FolderFiles::Opened open(std::size_t file);
    FolderFiles::Opened take(std::size_t file);
    void openAhead();
    void decide();

    const FileList& m_files;
    std::size_t m_window;
    FolderFiles m_folder;
    std::optional<std::uint32_t> m_folderNumber; ///< That m_folder has entered.
    std::deque<Opened> m_opened; ///< Opened ahead, in order.
    std::deque<Range> m_expected; ///< Not opened yet.
    bool m_ahead = false;
    bool m_isQuick = false;
    ReadingPace m_pace; ///< Since the last decision.
};

} // namespace mxlens
