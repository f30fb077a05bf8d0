// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/input/filelist.h"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace mxlens {

/// The files that workers share out among them, and the places of their rows in the input. Filled
/// by one thread; then any thread takes from it. May be filled again when nobody takes any more.
class WorkList final {
public:
    /// Neighbouring files: begin .. end - 1.
    struct Batch {
        std::size_t begin = 0, end = 0;
        bool empty() const { return begin == end; }
    };
    /// Batches have at least so many files, but for the last one.
    static constexpr std::size_t smallestBatch = 128;

    /// Empties it.
    void restart();
    /// files in the order of their paths.
    void setFiles(std::shared_ptr<const FileList> files) { m_files = std::move(files); }
    const FileList& files() const { return *m_files; }

    /// Says where what is no file stands, if not right behind the files.
    void setExtraPlace(std::size_t place) { m_extraPlace = place; }
    std::size_t extraPlace() const { return std::max(m_extraPlace, m_files->size()); }

    /// Says that rows from elsewhere stand before the rows of a file, or in their place.
    void addCut(std::size_t file) { m_cuts.push_back(file); }
    /// Says that a file was read already.
    void addDone(std::size_t file) { m_done.push_back(file); }
    /// Ends the filling.
    void seal();

    /// The next batch for one of so many workers; empty at the end. Large ones first, as the rows
    /// of a batch make segments of their own, and small ones at last, so that all end together.
    Batch take(unsigned workers);
    /// The number of the next thing to read that is no file.
    std::size_t takeExtra() { return m_nextExtra.fetch_add(1, std::memory_order_relaxed); }
    /// Whether rows of this file cannot be in one segment with those before it.
    bool isCut(std::size_t file) const;
    bool isDone(std::size_t file) const;
    /// Calls each(begin, end) for the runs of files begin .. end - 1 of a batch that are not done.
    template <typename Each> void forEachToRead(Batch batch, const Each& each) const
    {
        std::size_t begin = batch.begin;
        for (auto done = std::ranges::lower_bound(m_done, batch.begin);
             done != m_done.end() && *done < batch.end; ++done) {
            if (begin < *done)
                each(begin, *done);
            begin = *done + 1;
        }
        if (begin < batch.end)
            each(begin, batch.end);
    }

    /// Place in the input of the first segment that begins with a file. The next ones of the same
    /// file follow by adding 1; half of the numbers are free for what stands before the file.
    static std::uint64_t orderOf(std::size_t file)
    {
        return (2 * static_cast<std::uint64_t>(file) + 1) << orderBits;
    }
    /// Place of something that stands before a file.
    static std::uint64_t orderBefore(std::size_t file)
    {
        return (2 * static_cast<std::uint64_t>(file)) << orderBits;
    }

private:
    static constexpr int orderBits = 24;

    std::shared_ptr<const FileList> m_files = std::make_shared<FileList>();
    std::vector<std::size_t> m_cuts, m_done; ///< Sorted.
    std::size_t m_extraPlace = 0;
    std::atomic<std::size_t> m_next{ 0 };
    std::atomic<std::size_t> m_nextExtra{ 0 };
};

} // namespace mxlens
