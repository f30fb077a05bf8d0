// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/radix.h"

#include <algorithm>
#include <array>
#include <bit>
#include <memory>
#include <utility>

namespace mxlens {

namespace {

constexpr unsigned digitBits = 11;
constexpr std::size_t digits = std::size_t{ 1 } << digitBits;

// Rows whose keys differ in more than 32 bits: counts beyond four thousand million, hardly ever.
void sortWide(std::vector<RowId>& rows, const std::vector<std::uint64_t>& keys, bool descending)
{
    std::vector<std::pair<std::uint64_t, RowId>> pairs(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i)
        pairs[i] = { keys[i], rows[i] };
    std::stable_sort(pairs.begin(), pairs.end(), [descending](const auto& a, const auto& b) {
        return descending ? a.first > b.first : a.first < b.first;
    });
    std::transform(
        pairs.begin(), pairs.end(), rows.begin(), [](const auto& pair) { return pair.second; });
}

} // namespace

void sortByKeys(std::vector<RowId>& rows, std::vector<std::uint64_t> keys, bool descending)
{
    if (rows.size() < 2)
        return;
    const auto [least, most] = std::minmax_element(keys.begin(), keys.end());
    const std::uint64_t low = *least;
    const std::uint64_t range = *most - low;
    if (range > 0xffffffffu) {
        sortWide(rows, keys, descending);
        return;
    }
    if (range == 0)
        return;
    // The key in the upper half, the row in the lower one, in the memory of the keys.
    const unsigned passes
        = (static_cast<unsigned>(std::bit_width(range)) + digitBits - 1) / digitBits;
    std::vector<std::array<std::uint32_t, digits>> counts(passes);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::uint64_t key = descending ? range - (keys[i] - low) : keys[i] - low;
        keys[i] = key << 32 | rows[i];
        for (unsigned pass = 0; pass < passes; ++pass)
            ++counts[pass][key >> (pass * digitBits) & (digits - 1)];
    }
    const auto spare = std::make_unique_for_overwrite<std::uint64_t[]>(keys.size());
    std::uint64_t* from = keys.data();
    std::uint64_t* to = spare.get();
    for (unsigned pass = 0; pass < passes; ++pass) {
        std::array<std::uint32_t, digits>& places = counts[pass];
        std::uint32_t next = 0;
        for (std::uint32_t& place : places)
            next += std::exchange(place, next);
        const unsigned shift = 32 + pass * digitBits;
        if (pass + 1 == passes) {
            for (std::size_t i = 0; i < rows.size(); ++i)
                rows[places[from[i] >> shift & (digits - 1)]++] = static_cast<RowId>(from[i]);
        } else {
            for (std::size_t i = 0; i < rows.size(); ++i)
                to[places[from[i] >> shift & (digits - 1)]++] = from[i];
            std::swap(from, to);
        }
    }
}

} // namespace mxlens
