// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/segment.h"

#include <cstdint>
#include <stop_token>

namespace mxlens {

/// About how many bytes the rows of a segment take in an index, without their texts.
std::uint64_t bytesInIndex(const Segment& segment);

/// How many bytes all texts of a pool take in an index; fewer once a stop is requested.
std::uint64_t bytesInIndex(const StringPool& texts, const std::stop_token& stop);

} // namespace mxlens
