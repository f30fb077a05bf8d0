// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ingest/ingest.h"
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

/// One thing to read, in its place in the input.
struct InputItem {
    std::string path;
    const MemoryInput* memory = nullptr; ///< Set for text that did not come from a file.
    std::optional<Error> error; ///< Set for a path that cannot be read at all.
    bool emptyFolder = false;
};

/// What the workers of one ingest() share. Any thread.
class IngestShared final {
public:
    IngestShared(const IngestRequest& request, std::vector<InputItem> items);

    const IngestRequest& request;
    const std::vector<InputItem> items;
    StoreBuilder store;

    /// First item of the next batch of neighbours, or items.size().
    std::size_t takeBatch();
    static constexpr std::size_t batchSize = 128;

    void countItem() { m_itemsRead.fetch_add(1, std::memory_order_relaxed); }
    void countReports(std::size_t n) { m_reports.fetch_add(n, std::memory_order_relaxed); }
    void countUnreadable() { m_unreadable.fetch_add(1, std::memory_order_relaxed); }

    IngestProgress progress() const;
    /// Tells how far reading is and publishes a snapshot, where it is time for that.
    void report();

private:
    using Clock = std::chrono::steady_clock;

    std::atomic<std::size_t> m_nextItem{ 0 };
    std::atomic<std::size_t> m_itemsRead{ 0 };
    std::atomic<std::size_t> m_reports{ 0 };
    std::atomic<std::size_t> m_unreadable{ 0 };
    std::mutex m_reporting; ///< One thread reports at a time; the others go on.
    Clock::time_point m_lastProgress;
    Clock::time_point m_lastPublished;
    std::size_t m_publishedReports = 0;
};

/// Reads batches until none is left: documents from files, reports from documents, rows from
/// reports. One thread.
class IngestWorker final : private DocumentSink {
public:
    IngestWorker(IngestShared& shared, std::stop_token stop);

    void run();

private:
    void document(const Document& document) override;
    void notAReport(std::string_view inner, std::string reason) override;
    void unreadable(std::string_view inner, Error error) override;

    void readItem(const InputItem& item);
    void readContent(const InputItem& item);
    void closeSegment();

    IngestShared& m_shared;
    std::stop_token m_stop;
    DocumentReader m_reader;
    ReportParser m_parser;
    std::optional<SegmentBuilder> m_segment;
    std::chrono::steady_clock::time_point m_segmentBegan;
    std::uint64_t m_order = 0; ///< Of the next segment.
    std::string_view m_path; ///< Of the item at hand.
};

} // namespace mxlens
