// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/matchterm.h"
#include "core/query/rowmask.h"
#include "core/query/wordgroup.h"
#include "core/store/snapshot.h"

#include <cstdint>
#include <deque>

namespace mxlens {

/// The rows of a part of a snapshot that meet a filter (Selection tells when a row does). Those of
/// duplicates are out, but for their sources.
struct RowMasks {
    RowMask sources, reports, policies, failures;
};

/// Decides which rows of one part meet the terms of a filter, those that have a key and the words
/// that have none, whose tables are filled. masks: memory to be used, and the answer. Several
/// threads may look at different parts at once.
void matchPart(const Snapshot& snapshot, std::deque<MatchTerm>& terms,
    const std::deque<WordGroup>& groups, std::uint32_t part, RowMasks& masks);

} // namespace mxlens
