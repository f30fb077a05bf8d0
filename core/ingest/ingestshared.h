// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ingest/coarseclock.h"
#include "core/ingest/heldrows.h"
#include "core/ingest/ingest.h"
#include "core/ingest/memberqueue.h"
#include "core/ingest/worklist.h"
#include "core/input/earlyfiles.h"
#include "core/input/filestate.h"
#include "core/store/storebuilder.h"

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace mxlens {

/// What the workers of one ingest() share. Any thread, except where it says otherwise.
class IngestShared final {
public:
    /// The pools become those of the store.
    IngestShared(const IngestRequest& request, std::shared_ptr<StringPool> texts,
        std::shared_ptr<AddressPool> addresses);

    const IngestRequest& request;
    StoreBuilder store;
    WorkList work; ///< Filled before the workers begin.
    MemberQueue members;
    std::unique_ptr<const EarlyFiles> early; ///< Null where nothing was read early.

    /// State of each file of the list; nothing where its rows must not be kept. Each element
    /// belongs to the worker of its file. Empty where nothing is kept.
    std::vector<std::optional<FileState>> fileStates;

    /// Takes a segment into the store, or hands it on where the request says so.
    void add(SegmentBuilder&& segment);
    /// A segment to fill.
    SegmentBuilder newSegment(std::uint64_t order) { return store.newSegment(order); }
    /// The same with all that is counted with them.
    void add(HeldRows&& rows);
    /// The same for segments that are made, in input order, before the workers begin: what is
    /// handed on waits for its turn.
    void addBeforehand(SegmentBuilder&& segment);
    /// Hands on what still waits.
    void handOnRest();

    /// Counts files whose rows are there already.
    void countUnchanged(std::size_t n)
    {
        m_unchanged += n;
        m_itemsRead += n;
    }
    void countItem() { m_itemsRead.fetch_add(1, std::memory_order_relaxed); }
    static constexpr double millionths = 1e6; ///< In one file.
    /// More of a file that is being read, in millionths of it; less than nothing when it is read.
    void countPart(std::int64_t part) { m_partsRead.fetch_add(part, std::memory_order_relaxed); }
    void countReports(std::size_t n) { m_reports.fetch_add(n, std::memory_order_relaxed); }
    void countUnreadable(std::size_t n = 1)
    {
        m_unreadable.fetch_add(n, std::memory_order_relaxed);
    }
    /// How many files there are: so far, or all.
    void setFound(std::size_t files, bool all);
    /// Files of indexes are looked at, so many in all.
    void beginLooking(std::size_t files);
    void countLooked(std::size_t n) { m_itemsRead.fetch_add(n, std::memory_order_relaxed); }
    /// All were; counts begin anew.
    void endLooking();
    /// Forgets the rows that are there, with their counts, and begins another store. No other
    /// thread may be at work.
    void startAnew(std::shared_ptr<StringPool> texts, std::shared_ptr<AddressPool> addresses);

    IngestProgress progress() const;
    /// Tells how far reading is and publishes a snapshot, where it is time for that.
    void report();
    /// Publishes a snapshot now, if it is wanted, and gives it; null if not.
    std::shared_ptr<const Snapshot> publishNow();

private:
    using Clock = CoarseClock;
    void handOnBefore(std::uint64_t order);
    std::shared_ptr<const Snapshot> publish(std::size_t reports);

    std::atomic<std::size_t> m_found{ 0 };
    std::atomic<bool> m_allFound{ false };
    std::atomic<bool> m_looking{ false };
    std::atomic<std::size_t> m_unchanged{ 0 };
    std::atomic<std::size_t> m_itemsRead{ 0 };
    std::atomic<std::int64_t> m_partsRead{ 0 };
    std::atomic<std::size_t> m_reports{ 0 };
    std::atomic<std::size_t> m_unreadable{ 0 };
    std::atomic<Clock::time_point> m_nextLook{ Clock::time_point() }; ///< For report().
    std::mutex m_reporting; ///< One thread reports at a time; the others go on.
    Clock::time_point m_lastProgress;
    Clock::time_point m_lastPublished;
    std::size_t m_publishedReports = 0;
    /// Pieces that wait for their turn, the first of them last.
    std::vector<std::shared_ptr<const Snapshot>> m_waiting;
};

} // namespace mxlens
