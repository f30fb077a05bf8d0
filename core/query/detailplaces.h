// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/snapshot.h"

#include <cstdint>
#include <vector>

namespace mxlens {

/// Where the tree of domains counts each failure detail: numbers for what would be three texts to
/// look for, so that a million of them are added up while somebody waits. 4 bytes a detail.
/// Immutable, any thread; asked for by Snapshot::kept(), as it takes as long as the sums did.
class DetailPlaces final {
public:
    /// An MX below its domain; the name is empty where details name none.
    struct Mx {
        StringId domain = 0, name = 0;
    };
    /// A result type below its MX.
    struct Place {
        std::uint32_t mx = 0; ///< Its number.
        StringId resultType = 0;
    };

    explicit DetailPlaces(const Snapshot& snapshot);

    /// The number of a failure's place.
    std::uint32_t placeOf(RowId failure) const { return m_places[failure] & ~ofBoth; }
    /// Whether the failure's report has both sts and tlsa policies, which count the same sessions
    /// (DESIGN.md section 3, rule 3).
    bool mayCountTwice(RowId failure) const { return (m_places[failure] & ofBoth) != 0; }

    const std::vector<Mx>& mxs() const { return m_mxs; }
    const std::vector<Place>& places() const { return m_table; }

private:
    static constexpr std::uint32_t ofBoth = std::uint32_t{ 1 } << 31;
    class Numbering;

    std::vector<std::uint32_t> m_places; ///< By failure: the place, and a bit for ofBoth.
    std::vector<Mx> m_mxs;
    std::vector<Place> m_table;
};

} // namespace mxlens
