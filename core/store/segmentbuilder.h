// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/report.h"
#include "core/store/segment.h"

#include <memory>
#include <string_view>

namespace mxlens {

/// Collects the rows of one segment with texts of its own; StoreBuilder::add() closes it. One
/// thread.
class SegmentBuilder final {
public:
    /// order: place of the segment in the input, see Snapshot::Part::order.
    explicit SegmentBuilder(std::uint64_t order);
    ~SegmentBuilder();
    SegmentBuilder(SegmentBuilder&&) noexcept;
    SegmentBuilder& operator=(SegmentBuilder&&) noexcept;

    /// Adds a source that ended as outcome; its reports follow by addReport().
    void addSource(std::string_view path, std::string_view inner, SourceOutcome outcome,
        std::string_view detail);
    /// The same for a file of a folder whose name TextChunks keeps (StoreBuilder::keepAlive()).
    void addFileSource(std::string_view folder, std::string_view keptName, std::string_view inner,
        SourceOutcome outcome, std::string_view detail);
    /// Adds a report to the source added last.
    void addReport(const Report& report);

    /// Changes how the source added last ended: an error behind good reports.
    void amendSource(SourceOutcome outcome, std::string_view detail);

    std::size_t sourceCount() const;
    std::size_t reportCount() const;

private:
    friend class StoreBuilder;
    struct PoolIds;
    struct Private;
    explicit SegmentBuilder(std::unique_ptr<Private> known);

    std::unique_ptr<Private> m_private;
};

} // namespace mxlens
