// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/segmentbuilder.h"

#include <memory>

namespace mxlens {

/// What StoreBuilder takes over from a SegmentBuilder: the columns, with ids of their own pool.
struct SegmentBuilder::Private {
    std::shared_ptr<Segment> segment;
    StringPool pool;

    void addPolicy(const Report& report, const Policy& policy);
};

} // namespace mxlens
