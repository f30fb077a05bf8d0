// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/matchterm.h"
#include "core/query/partmatcher.h"
#include "core/query/wordgroup.h"

#include <cstdint>
#include <deque>

namespace mxlens {

/// Decides which rows of a snapshot meet a filter: column by column, and each distinct text is
/// compared once for each term, however many rows share it. Several threads may ask at once. Lives
/// no longer than what it is made of.
class Matcher final {
public:
    Matcher(const Snapshot& snapshot, const Filter& filter);

    /// The rows of one part, by its index. masks: memory to be used, and the answer.
    void match(std::uint32_t part, RowMasks& masks);

private:
    void fillTables();

    const Snapshot& m_snapshot;
    std::deque<MatchTerm> m_terms; ///< Those that have a key.
    std::deque<WordGroup> m_groups; ///< The others.
};

} // namespace mxlens
