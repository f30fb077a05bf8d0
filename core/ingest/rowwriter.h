// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ingest/heldrows.h"
#include "core/ingest/ingestshared.h"
#include "core/report/parser.h"
#include "core/store/segmentbuilder.h"

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string_view>

namespace mxlens {

/// Turns what a reader finds into rows: reports from documents, segments from reports. One thread.
class RowWriter final : public DocumentSink {
public:
    /// parser is used while document() runs and belongs to the caller. stop: ends document().
    RowWriter(IngestShared& shared, ReportParser& parser, std::stop_token stop);

    /// What comes next is from this file of the list, or from a path that is not in it (which
    /// outlives the rows). Clears mayPass().
    void beginFile(std::size_t file);
    void beginPath(std::string_view path);
    /// Rows that are added while no segment is open make one with this place in the input, and
    /// further ones behind it.
    void setOrder(std::uint64_t order) { m_order = order; }
    /// Closes the segment; what comes next is in another. Gives a place in the input between the
    /// two.
    std::uint64_t takeOrder();
    /// All rows until closeSegment() make one segment.
    void setOneSegment() { m_oneSegment = true; }
    /// The same, and the rows are taken by takeHeld(): the store does not see them.
    void setHeld() { m_oneSegment = m_isHeld = true; }
    HeldRows takeHeld();
    bool hasRows() const { return m_segment.has_value(); }
    void closeSegment();
    /// Whether something cannot be read, for a reason that may pass.
    bool mayPass() const { return m_mayPass; }

    void document(const Document& document) override;
    void notAReport(std::string_view inner, std::string reason) override;
    void unreadable(std::string_view inner, Error error) override;

private:
    SegmentBuilder& segment();
    void addSource(std::string_view inner, SourceOutcome outcome, std::string_view detail);
    void closeFullSegment();
    void count(std::size_t reports, std::size_t unreadable);

    IngestShared& m_shared;
    ReportParser& m_parser;
    std::stop_token m_stop;
    std::optional<SegmentBuilder> m_segment;
    CoarseClock::time_point m_segmentBegan;
    std::uint64_t m_order = 0; ///< Of the next segment.
    bool m_oneSegment = false;
    std::optional<std::size_t> m_file;
    std::string_view m_path;
    bool m_mayPass = false;
    bool m_isHeld = false;
    std::size_t m_heldReports = 0, m_heldUnreadable = 0;
};

} // namespace mxlens
