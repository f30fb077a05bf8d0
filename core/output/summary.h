// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/selection.h"

#include <string>

namespace mxlens {

/// A page of plain text for a terminal: what was read, the headline figures, domains with the MX
/// and result types that fail, and what could not be read. Ends with a line feed.
std::string summaryText(const Snapshot& snapshot, const Selection& selection);

/// The same as one JSON object. Ends with a line feed.
std::string summaryJson(const Snapshot& snapshot, const Selection& selection);

} // namespace mxlens
