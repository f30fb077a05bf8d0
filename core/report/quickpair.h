// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/count.h"

#include <cstddef>
#include <string_view>

namespace mxlens {

/// The texts of a `date-range`, as written.
struct QuickDateRange {
    std::string_view start;
    std::string_view end;
};

/// Reads the `date-range` that json begins with, in one go and as nearly all are written: start
/// before end, nothing else, texts of plain ASCII that lie in json. How long it is; 0 where it has
/// to be read by its tokens. Any thread.
std::size_t quickDateRange(std::string_view json, QuickDateRange& to);

/// The counts of a `summary`.
struct QuickSummary {
    Count successful;
    Count failed;
};

/// The same for a `summary`: both counts in any order, nothing else, whole and exact numbers.
std::size_t quickSummary(std::string_view json, QuickSummary& to);

} // namespace mxlens
