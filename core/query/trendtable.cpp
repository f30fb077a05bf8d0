// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/trendtable.h"

#include "core/query/radix.h"

#include <algorithm>
#include <numeric>

namespace mxlens {

std::vector<TrendRow> TrendTable::rows(
    const std::function<std::string_view(std::uint32_t)>& textOf) const
{
    // Few keys stand on many days: they are compared as texts once.
    struct Key {
        std::string_view text;
        std::uint32_t number = 0;
    };
    const auto& entries = m_figures.entries();
    NumberMap<std::uint32_t> ranks;
    std::vector<Key> keys;
    for (const auto& entry : entries) {
        const auto number = static_cast<std::uint32_t>(entry.key);
        std::uint32_t& known = ranks[number];
        if (known == 0) {
            known = 1;
            keys.push_back({ textOf(number), number });
        }
    }
    std::sort(keys.begin(), keys.end(), [](const Key& a, const Key& b) { return a.text < b.text; });
    for (std::uint32_t i = 0; i < keys.size(); ++i)
        ranks[keys[i].number] = i;

    // By key first, then by day: each sort keeps the order of the one before.
    std::vector<RowId> order(entries.size());
    std::iota(order.begin(), order.end(), RowId(0));
    std::vector<std::uint64_t> numbers(entries.size());
    for (std::size_t i = 0; i < entries.size(); ++i)
        numbers[i] = ranks[static_cast<std::uint32_t>(entries[i].key)];
    sortByKeys(order, numbers, false);
    constexpr std::uint32_t sign = 0x80000000u; // days before 1970 come first
    for (std::size_t i = 0; i < entries.size(); ++i)
        numbers[i] = static_cast<std::uint32_t>(entries[order[i]].key >> 32) ^ sign;
    sortByKeys(order, std::move(numbers), false);

    std::vector<TrendRow> rows;
    rows.reserve(entries.size());
    for (const RowId at : order) {
        const auto& entry = entries[at];
        const auto key = static_cast<std::uint32_t>(entry.key);
        rows.push_back({ static_cast<Day>(static_cast<std::uint32_t>(entry.key >> 32)), ranks[key],
            keys[ranks[key]].text, entry.value });
    }
    return rows;
}

} // namespace mxlens
