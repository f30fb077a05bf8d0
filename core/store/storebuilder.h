// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/segmentbuilder.h"
#include "core/store/snapshot.h"

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

namespace mxlens {

/// Puts segments together into a store and finds the duplicates among their reports. Any thread.
class StoreBuilder final {
public:
    StoreBuilder();
    /// Begins with pools that were filled before, for adopt().
    StoreBuilder(std::shared_ptr<StringPool> texts, std::shared_ptr<AddressPool> addresses);
    ~StoreBuilder();

    /// Adds a segment that was closed before, with ids of this store's pools, as add() does.
    void adopt(std::shared_ptr<const Segment> segment, std::uint64_t order);
    /// Adds such segments, each behind the one before it in the input, to a store that is empty.
    /// Their marks are those that add() would give: one for each report, counted through all
    /// segments; earlier: the duplicates, sorted, and for each an earlier report.
    void adopt(
        const std::vector<std::pair<std::shared_ptr<const Segment>, std::uint64_t>>& segments,
        const std::vector<ReportMark>& marks, const std::vector<std::pair<RowId, RowId>>& earlier);

    /// A segment to fill and add: with the memory of one that was added before, and what that knew
    /// of the store's texts. Any thread.
    SegmentBuilder newSegment(std::uint64_t order);

    /// Closes a segment: its texts move to the shared pool, duplicates are marked. Which of two
    /// equal reports is the duplicate depends on the input order alone, never on the order of the
    /// calls.
    void add(SegmentBuilder&& segment);

    /// Holds something that texts of addFileSource() lie in, as long as there are snapshots.
    void keepAlive(std::shared_ptr<const void> owner);

    /// Gives the parts that were added so far, in the order of their adding, other places in the
    /// input, and finds the duplicates among them anew. For what was read before its place was
    /// known.
    void setOrders(const std::vector<std::uint64_t>& orders);

    /// A segment by itself, in pools of its own, its texts copied or kept alive by the caller.
    /// Duplicates are not looked for: it does not say what stands elsewhere.
    static std::shared_ptr<const Snapshot> alone(SegmentBuilder&& segment);

    /// Forgets everything and begins anew, as another store, with other pools. No other thread may
    /// use it meanwhile.
    void startAnew(std::shared_ptr<StringPool> texts, std::shared_ptr<AddressPool> addresses);

    /// What was added so far.
    std::shared_ptr<const Snapshot> snapshot() const;

private:
    struct Private;
    std::unique_ptr<Private> m_private;
};

} // namespace mxlens
