// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/snapshot.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>

namespace mxlens {

/// How many reports of a source of a part are duplicates.
std::uint32_t duplicatesOf(const Snapshot::Part& part, std::uint32_t source);

/// Departures from RFC 8460 of all reports of a source of a part; unknown where it holds none.
Count deviationsOf(const Snapshot::Part& part, std::uint32_t source);

/// How much a source of a part needs a look, by which outcomes are sorted: 0 for one that counts, 1
/// where all its reports stand elsewhere too, 2 for no report, 3 for what could not be read.
std::uint64_t urgencyOfSource(const Snapshot::Part& part, std::uint32_t source);

/// What the column `detail` of sources says, for ranksOfMade(). Mostly it stands in the pool; what
/// names another source, which sources of duplicates have, does not. One thread.
class DetailTexts final {
public:
    using Number = std::size_t;

    /// snapshot must outlive this.
    explicit DetailTexts(const Snapshot& snapshot)
        : m_snapshot(snapshot)
        , m_pooled(snapshot.pool().size())
    {
    }

    /// The number of what cell() has for a source of a part, SourceColumn::Detail.
    Number of(const Snapshot::Part& part, std::uint32_t source);
    /// The text of a number; lives as long as this.
    std::string_view text(Number number) const;

private:
    const Snapshot& m_snapshot;
    std::size_t m_pooled; ///< Numbers below are ids of the pool.
    std::deque<std::string> m_made; ///< The others.
};

} // namespace mxlens
