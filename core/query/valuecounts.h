// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/filter.h"
#include "core/store/snapshot.h"

#include <cstdint>
#include <stop_token>
#include <string>
#include <vector>

namespace mxlens {

/// A value that rows hold, and how many of them: reports, policies or failure details, whatever
/// the key asks about.
struct ValueCount {
    std::string value;
    std::uint64_t rows = 0;
    friend bool operator==(const ValueCount&, const ValueCount&) = default;
};

/// The values that a key of the filter text can meet, most frequent first, at most that many.
/// Organizations and result types as Spellings has them. Duplicates are not counted, and empty
/// values left out. Days come latest first. Nothing for keys
/// of numbers, and for those that nearly every row has a value of its own for (report, source).
std::vector<ValueCount> valueCounts(
    const Snapshot& snapshot, FilterKey key, std::size_t most, const std::stop_token& stop = {});

} // namespace mxlens
