// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/numbercolumn.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace mxlens {

/// One byte for each row of one kind in a segment: 1 for those that are in, 0 for the others.
using RowMask = std::vector<std::uint8_t>;

// The functions below take meets by value and keep pointers of their own: bytes may stand for
// anything, and a compiler that must expect a mask to change them loads them anew for each row.

/// Leaves those rows in that were and for which meets(row) is not negated. No branch, so that rows
/// in any mixture cost the same.
template <typename Meets> void narrow(RowMask& mask, bool negated, Meets meets)
{
    const auto flip = static_cast<std::uint8_t>(negated);
    std::uint8_t* const in = mask.data();
    const std::size_t count = mask.size();
    for (std::size_t row = 0; row < count; ++row)
        in[row] &= static_cast<std::uint8_t>(static_cast<std::uint8_t>(meets(row)) ^ flip);
}

/// The same where meets(row) takes its time: rows that are out already are not asked about.
template <typename Meets> void narrowCostly(RowMask& mask, bool negated, Meets meets)
{
    for (std::size_t row = 0; row < mask.size(); ++row) {
        if (mask[row] != 0)
            mask[row] = static_cast<std::uint8_t>(meets(row) != negated);
    }
}

/// Takes those rows in for which meets(row).
template <typename Meets> void widen(RowMask& mask, Meets meets)
{
    std::uint8_t* const in = mask.data();
    const std::size_t count = mask.size();
    for (std::size_t row = 0; row < count; ++row)
        in[row] |= static_cast<std::uint8_t>(meets(row));
}

/// The same where meets(row) takes its time: rows that are in already are not asked about.
template <typename Meets> void widenCostly(RowMask& mask, Meets meets)
{
    for (std::size_t row = 0; row < mask.size(); ++row) {
        if (mask[row] == 0)
            mask[row] = static_cast<std::uint8_t>(meets(row));
    }
}

/// Takes those rows in whose row of `parents`, that they belong to, is in; mask is made anew.
inline void inherit(RowMask& mask, const RowMask& parents, const NumberColumn& parentOf)
{
    mask.resize(parentOf.size());
    parentOf.visit([in = mask.data(), parent = parents.data()](auto of) {
        const std::size_t count = of.size();
        for (std::size_t row = 0; row < count; ++row)
            in[row] = parent[of[row]];
    });
}

/// Takes those rows in, of `count`, that one of `rows` belongs to; mask is made anew.
inline void findParents(
    RowMask& mask, const RowMask& rows, const NumberColumn& parentOf, std::size_t count)
{
    mask.assign(count, 0);
    parentOf.visit([in = mask.data(), child = rows.data(), children = rows.size()](auto of) {
        for (std::size_t row = 0; row < children; ++row)
            in[of[row]] |= child[row];
    });
}

} // namespace mxlens
