// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ingest/ingest.h"
#include "core/ingest/worklist.h"
#include "core/input/reader.h"
#include "core/report/parser.h"
#include "core/store/storebuilder.h"

#include <atomic>
#include <chrono>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
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

    /// State of each file of the list; nothing where its rows must not be kept. Each element
    /// belongs to the worker of its file. Empty where nothing is kept.
    std::vector<std::optional<FileState>> fileStates;

    /// Counts files whose rows are there already.
    void countUnchanged(std::size_t n)
    {
        m_unchanged += n;
        m_itemsRead += n;
    }
    void countItem() { m_itemsRead.fetch_add(1, std::memory_order_relaxed); }
    void countReports(std::size_t n) { m_reports.fetch_add(n, std::memory_order_relaxed); }
    void countUnreadable(std::size_t n = 1)
    {
        m_unreadable.fetch_add(n, std::memory_order_relaxed);
    }
    /// How many files there are: so far, or all.
    void setFound(std::size_t files, bool all);

    IngestProgress progress() const;
    /// Tells how far reading is and publishes a snapshot, where it is time for that.
    void report();
    /// Publishes a snapshot now, if it is wanted.
    void publishNow();

private:
    using Clock = std::chrono::steady_clock;
    void publish(std::size_t reports);

    std::atomic<std::size_t> m_found{ 0 };
    std::atomic<bool> m_allFound{ false };
    std::atomic<std::size_t> m_unchanged{ 0 };
    std::atomic<std::size_t> m_itemsRead{ 0 };
    std::atomic<std::size_t> m_reports{ 0 };
    std::atomic<std::size_t> m_unreadable{ 0 };
    std::mutex m_reporting; ///< One thread reports at a time; the others go on.
    Clock::time_point m_lastProgress;
    Clock::time_point m_lastPublished;
    std::size_t m_publishedReports = 0;
};

/// Reads from the work list until nothing is left: documents from files, reports from documents,
/// rows from reports. One thread.
class IngestWorker final : private DocumentSink {
public:
    IngestWorker(IngestShared& shared, std::stop_token stop);

    /// threads: how many workers there are.
    void run(unsigned threads);
    /// Reads one small file before the walk has ended; its rows become one part of the store. False
    /// where it is left for later.
    bool readEarly(const std::string& path);
    /// State of the file that was read last, before it was read; nothing where its rows must not be
    /// kept.
    std::optional<FileState> stateToKeep() const;

private:
    void document(const Document& document) override;
    void notAReport(std::string_view inner, std::string reason) override;
    void unreadable(std::string_view inner, Error error) override;

    void readBatch(WorkList::Batch batch, FileOpener& opener);
    void readFile(std::size_t file, FileOpener& opener);
    void readMemory(const MemoryInput& input, std::size_t number);
    template <typename Read> void guarded(const Read& read);
    SegmentBuilder& segment();
    void addSource(std::string_view inner, SourceOutcome outcome, std::string_view detail);
    void closeSegment();
    void closeFullSegment();

    IngestShared& m_shared;
    std::stop_token m_stop;
    DocumentReader m_reader;
    ReportParser m_parser;
    std::optional<SegmentBuilder> m_segment;
    std::chrono::steady_clock::time_point m_segmentBegan;
    std::uint64_t m_order = 0; ///< Of the next segment.
    bool m_onePart = false; ///< Segments are not closed before the file ends.
    std::string_view m_path; ///< Of the source at hand, where it is not a file of the list.
    std::optional<std::size_t> m_file; ///< The file of the list at hand.
    std::int64_t m_began = 0; ///< When the file at hand was begun, by fileTimeNow().
    bool m_mayPass = false; ///< It cannot be read, for a reason that may pass.
};

} // namespace mxlens
