// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/segment.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace mxlens {

/// Collects records for many places and hands them over place by place, so that a place is fetched
/// from memory once for many records. Records of one place keep their order. One thread.
template <typename Record> class Batch final {
public:
    /// Whether it is time to flush; records of what belongs together may still be added.
    bool full() const { return m_records.size() >= capacity; }

    void add(std::uint32_t place, const Record& record)
    {
        m_places.push_back(place);
        m_records.push_back(record);
        m_placeCount = std::max(m_placeCount, std::size_t{ place } + 1);
    }

    /// Calls each(place, record) for all records, sorted by place, and forgets them.
    template <typename Each> void flush(Each each)
    {
        m_starts.assign(m_placeCount + 1, 0);
        for (const std::uint32_t place : m_places)
            ++m_starts[place + 1];
        for (std::size_t i = 1; i < m_starts.size(); ++i)
            m_starts[i] += m_starts[i - 1];
        m_order.resize(m_places.size());
        for (std::uint32_t i = 0; i < m_places.size(); ++i)
            m_order[m_starts[m_places[i]]++] = i;
        for (const std::uint32_t i : m_order)
            each(m_places[i], m_records[i]);
        m_places.clear();
        m_records.clear();
    }

private:
    static constexpr std::size_t capacity = 32768; // About a megabyte: what a cache holds.

    std::vector<std::uint32_t> m_places;
    std::vector<Record> m_records;
    std::vector<std::uint32_t> m_starts, m_order;
    std::size_t m_placeCount = 0;
};

/// Sorts items by their member `day`, those of noDay first; items of one day keep their order.
/// Linear where the days lie close together.
template <typename Item> void sortByDay(std::vector<Item>& items)
{
    if (std::ranges::is_sorted(items, {}, &Item::day))
        return;
    Day first = noDay;
    Day last = noDay;
    for (const Item& item : items) {
        last = std::max(last, item.day);
        if (item.day != noDay)
            first = first == noDay ? item.day : std::min(first, item.day);
    }
    // They are not sorted, so two of them differ, and one has a day.
    const std::int64_t span = std::int64_t{ last } - first + 1;
    if (span > static_cast<std::int64_t>(4 * items.size()) + 64) {
        std::ranges::stable_sort(items, {}, &Item::day);
        return;
    }
    const auto slotOf = [first](const Item& item) {
        return item.day == noDay ? std::size_t{ 0 }
                                 : static_cast<std::size_t>(item.day - first) + 1;
    };
    std::vector<std::uint32_t> starts(static_cast<std::size_t>(span) + 2);
    for (const Item& item : items)
        ++starts[slotOf(item) + 1];
    for (std::size_t i = 1; i < starts.size(); ++i)
        starts[i] += starts[i - 1];
    std::vector<Item> sorted(items.size());
    for (const Item& item : items)
        sorted[starts[slotOf(item)]++] = item;
    items = std::move(sorted);
}

} // namespace mxlens
