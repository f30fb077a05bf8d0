// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/numbermap.h"
#include "core/query/radix.h"
#include "core/report/datetime.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace mxlens {

/// The days and keys that a table can have, made before it is filled, so that tables of several
/// threads have their cells at the same places. Immutable; lives no longer than the texts.
struct DayTableShape {
    Day first = 0; ///< The first day.
    std::size_t days = 0; ///< As many days from it on.
    std::vector<std::uint32_t> ranks; ///< By key: its place among the keys, by text bytewise.
    std::vector<std::string_view> texts; ///< Of the keys, by rank.
    /// A cell for every day and key: worth it where a good part of them will be used.
    bool dense = false;

    /// For keys from 0 to the one before `keys` that need no other order than their own.
    DayTableShape(std::uint32_t keys, std::pair<Day, Day> firstAndLast, std::size_t items)
        : ranks(keys)
        , texts(keys)
    {
        std::iota(ranks.begin(), ranks.end(), 0u);
        setDays(firstAndLast, items);
    }

    /// keys: number and text of each, in any order. items: about as many additions are to come.
    DayTableShape(std::vector<std::pair<std::string_view, std::uint32_t>> keys,
        std::pair<Day, Day> firstAndLast, std::size_t items)
    {
        std::sort(keys.begin(), keys.end());
        for (const auto& [text, key] : keys) {
            if (ranks.size() <= key)
                ranks.resize(key + std::size_t(1));
            ranks[key] = static_cast<std::uint32_t>(texts.size());
            texts.push_back(text);
        }
        setDays(firstAndLast, items);
    }

private:
    void setDays(std::pair<Day, Day> firstAndLast, std::size_t items)
    {
        const auto [earliest, latest] = firstAndLast;
        first = earliest;
        if (earliest <= latest)
            days = static_cast<std::size_t>(std::int64_t{ latest } - earliest) + 1;
        const std::size_t most = (std::size_t{ 1 } << 16) + 2 * items;
        dense = texts.empty() || days <= most / texts.size();
    }
};

/// Values by day and key while they are collected. One thread; lives no longer than its shape.
template <typename Value> class DayTable final {
public:
    explicit DayTable(const DayTableShape& shape)
        : m_shape(&shape)
    {
        if (!shape.dense)
            return;
        m_cells.resize(shape.days * shape.texts.size());
        m_used.resize(m_cells.size());
    }

    /// The value of a day and a key of the shape. Valid until the next call.
    Value& of(Day day, std::uint32_t key)
    {
        const std::uint32_t rank = m_shape->ranks[key];
        if (!m_shape->dense)
            return m_values[pairKey(static_cast<std::uint32_t>(day), rank)];
        const std::size_t place = placeOf(day, rank);
        m_used[place] = 1;
        return m_cells[place];
    }

    /// Begins to fetch from memory what of() will need soon.
    void prefetch([[maybe_unused]] Day day, [[maybe_unused]] std::uint32_t key) const
    {
#if defined(__GNUC__) || defined(__clang__)
        if (!m_shape->dense)
            return;
        const std::size_t place = placeOf(day, m_shape->ranks[key]);
        __builtin_prefetch(m_cells.data() + place);
        __builtin_prefetch(m_used.data() + place);
#endif
    }

    /// Adds what another table of the same shape has, value by value with add(to, from).
    template <typename Add> void merge(const DayTable& other, const Add& add)
    {
        for (std::size_t i = 0; i < other.m_used.size(); ++i) {
            if (other.m_used[i] == 0)
                continue;
            m_used[i] = 1;
            add(m_cells[i], other.m_cells[i]);
        }
        for (const auto& [key, value] : other.m_values.entries())
            add(m_values[key], value);
    }

    /// Calls visit(day, rank, value) for every value that was asked for, by day, then by rank.
    template <typename Visit> void forEach(const Visit& visit) const
    {
        const std::size_t keys = m_shape->texts.size();
        for (std::size_t day = 0; m_shape->dense && day < m_shape->days; ++day) {
            for (std::size_t rank = 0; rank < keys; ++rank) {
                if (m_used[day * keys + rank] != 0)
                    visit(m_shape->first + static_cast<Day>(day), static_cast<std::uint32_t>(rank),
                        m_cells[day * keys + rank]);
            }
        }
        for (const std::uint32_t place : orderOfValues()) {
            const auto& [key, value] = m_values.entries()[place];
            visit(static_cast<Day>(static_cast<std::uint32_t>(key >> 32)),
                static_cast<std::uint32_t>(key), value);
        }
    }

    const DayTableShape& shape() const
    {
        return *m_shape;
    }

private:
    std::size_t placeOf(Day day, std::uint32_t rank) const
    {
        return static_cast<std::size_t>(std::int64_t{ day } - m_shape->first)
            * m_shape->texts.size()
            + rank;
    }

    std::vector<RowId> orderOfValues() const
    {
        const auto& entries = m_values.entries();
        std::vector<RowId> order(entries.size());
        std::iota(order.begin(), order.end(), RowId(0));
        std::vector<std::uint64_t> numbers(entries.size());
        // By rank first, then by day: each sort keeps the order of the one before.
        for (std::size_t i = 0; i < entries.size(); ++i)
            numbers[i] = static_cast<std::uint32_t>(entries[i].key);
        sortByKeys(order, numbers, false);
        constexpr std::uint32_t sign = 0x80000000u; // days before 1970 come first
        for (std::size_t i = 0; i < entries.size(); ++i)
            numbers[i] = static_cast<std::uint32_t>(entries[order[i]].key >> 32) ^ sign;
        sortByKeys(order, std::move(numbers), false);
        return order;
    }

    const DayTableShape* m_shape;
    std::vector<Value> m_cells; ///< By day, then rank, where the shape is dense ...
    std::vector<std::uint8_t> m_used; ///< ... and whether each was asked for.
    NumberMap<Value> m_values; ///< By day and rank, where it is not.
};

} // namespace mxlens
