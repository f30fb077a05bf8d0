// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ingest/heldrows.h"
#include "core/ingest/memberorder.h"
#include "core/input/buffer.h"
#include "core/input/document.h"

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string_view>
#include <vector>

namespace mxlens {

class MemberBatch;

/// What reading a batch gave, until all that stands before it in its file is known.
struct MemberRows {
    std::unique_ptr<MemberBatch> batch;
    HeldRows rows;
    std::optional<Spending> spent; ///< Nothing: it was not read.
    std::exception_ptr failure; ///< What ended it before its time.
};

/// The file that members came from.
struct MemberOrigin {
    std::optional<std::size_t> file; ///< Of the list; nothing where it is not in there.
    std::string_view path; ///< Of what is not in the list.
    std::atomic<std::size_t> pending{ 0 }; ///< Batches that are not read yet. Owned by the queue.
    std::atomic<bool> mayPass{ false }; ///< A member cannot be read, for a reason that may pass.
    std::atomic<bool> enough{ false }; ///< It has cost what it may: the rest is not read.
    MemberOrder<MemberRows> order;
};

/// Some members of one file that follow each other, with their bytes: what one worker hands to
/// another. Their rows make one segment.
class MemberBatch final {
public:
    /// Empties it for the members of a file; order: place of their segment in the input.
    void start(std::shared_ptr<MemberOrigin> origin, std::uint64_t order);
    /// Takes a member; its bytes are copied where no window keeps them.
    void add(const Member& member);
    /// Empties it: lets go of the windows and frames of its members. origin() stays.
    void letGo();
    bool empty() const { return m_items.empty(); }
    /// Whether it is worth handing over.
    bool full() const;

    std::size_t size() const { return m_items.size(); }
    /// Valid until the batch is started anew.
    Member operator[](std::size_t i) const;
    /// Says that a member will be read soon, if there is such a one.
    void expect(std::size_t i) const;
    const std::shared_ptr<MemberOrigin>& origin() const { return m_origin; }
    std::uint64_t order() const { return m_order; }
    /// Its number among those of its file, from 0.
    std::uint64_t number() const { return m_number; }
    /// Of the file of its members. Not null.
    const std::shared_ptr<Spending>& spending() const { return m_frames.front()->spending; }

private:
    /// Lengths of what follows each other in m_text from `begin` on; the bytes only where they do
    /// not stay in a window. Frames and windows are held once for the batch: threads that count
    /// holders for each member would wait for each other.
    struct Item {
        static constexpr std::size_t noHeaders = ~std::size_t{ 0 };
        std::size_t frame = 0;
        std::size_t place = 0, name = 0, begin = 0, bytes = 0;
        const char* stays = nullptr;
        std::size_t headers = noHeaders; ///< Its place in m_headers.
    };

    std::shared_ptr<MemberOrigin> m_origin;
    std::uint64_t m_order = 0;
    std::uint64_t m_number = 0;
    std::vector<Item> m_items;
    std::vector<std::shared_ptr<const MemberFrame>> m_frames;
    std::vector<std::shared_ptr<Buffer>> m_windows;
    std::vector<MailHeaders> m_headers; ///< Of those whose bytes stay.
    std::size_t m_bytes = 0;
    Buffer m_text;
};

/// Members that wait for a worker: one that opens a large container puts them in, all others help
/// it as soon as they have no files of their own. Holds a bounded number of bytes. Any thread.
class MemberQueue final {
public:
    /// Says how many workers still open files: as long as there is one, more may come.
    void expectReaders(std::size_t readers) { m_readers = readers; }
    /// One of them opens no more files.
    void endReading();
    /// How many batches may wait.
    void setCapacity(std::size_t batches) { m_capacity = batches; }

    /// A batch to fill.
    std::unique_ptr<MemberBatch> spare();
    /// Puts a batch in. Gives the one that has waited longest where there are too many: the caller
    /// reads it, then calls done().
    std::unique_ptr<MemberBatch> push(std::unique_ptr<MemberBatch> batch);
    /// The next batch for somebody who has nothing else to do; waits for one. Null when none will
    /// come any more, or a stop was requested.
    std::unique_ptr<MemberBatch> take(const std::stop_token& stop);
    /// The same for somebody who waits until those of origin are read; null then.
    std::unique_ptr<MemberBatch> takeUntilRead(
        const MemberOrigin& origin, const std::stop_token& stop);
    /// A batch was read.
    void done(std::unique_ptr<MemberBatch> batch);

private:
    std::unique_ptr<MemberBatch> front();

    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::deque<std::unique_ptr<MemberBatch>> m_waiting;
    std::vector<std::unique_ptr<MemberBatch>> m_spare;
    std::size_t m_readers = 0;
    std::size_t m_capacity = 4;
};

} // namespace mxlens
