// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/segmentbuilder.h"

#include <cstddef>
#include <optional>

namespace mxlens {

/// Rows of one segment, and what is to be counted with them, that are not in the store yet.
struct HeldRows {
    std::optional<SegmentBuilder> segment; ///< Nothing where there are no rows.
    std::size_t reports = 0;
    std::size_t unreadable = 0;
    bool mayPass = false; ///< See RowWriter::mayPass().
};

} // namespace mxlens
