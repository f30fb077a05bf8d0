// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/segmentbuilder.h"
#include "core/store/snapshot.h"

#include <memory>

namespace mxlens {

/// Puts segments together into a store and finds the duplicates among their reports. Any thread.
class StoreBuilder final {
public:
    StoreBuilder();
    ~StoreBuilder();

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

    /// What was added so far.
    std::shared_ptr<const Snapshot> snapshot() const;

private:
    struct Private;
    std::unique_ptr<Private> m_private;
};

} // namespace mxlens
