// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/numbermap.h"
#include "core/query/parallel.h"
#include "core/query/radix.h"
#include "core/report/datetime.h"
#include "core/report/prefetch.h"

#include <algorithm>
#include <array>
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

/// Bits that go along with the value of a day and a key; the lowest says that it was asked for.
using DayMarks = std::uint8_t;

/// Values by day and key while they are collected: sums, joined by +=. One thread; lives no longer
/// than its shape.
template <typename Value> class DayTable final {
public:
    explicit DayTable(const DayTableShape& shape)
        : m_shape(&shape)
    {
        if (!shape.dense)
            return;
        m_used.resize(shape.days * shape.texts.size());
        m_cells.resize(m_used.size());
    }

    /// The value of a day and a key of the shape. Valid until the next call.
    Value& of(Day day, std::uint32_t key)
    {
        const std::uint32_t rank = m_shape->ranks[key];
        if (!m_shape->dense)
            return m_values[pairKey(static_cast<std::uint32_t>(day), rank)].value;
        const std::size_t place = placeOf(day, rank);
        m_used[place] |= isUsed;
        return m_cells[place];
    }

    /// Adds to the value of a day and a key: for tables of many keys, as sums are fetched from
    /// memory side by side, not one after the other. marks: kept with it, beside those of calls
    /// before; the lowest bit is the table's own.
    void add(Day day, std::uint32_t key, const Value& value, DayMarks marks = 0)
    {
        const std::uint32_t rank = m_shape->ranks[key];
        if (!m_shape->dense) {
            m_values[pairKey(static_cast<std::uint32_t>(day), rank)] += { value, marks };
            return;
        }
        const std::size_t place = placeOf(day, rank);
        prefetch(m_cells.data() + place);
        prefetch(m_used.data() + place);
        m_waiting[m_waitingCount++] = { place, { value, marks } };
        if (m_waitingCount == m_waiting.size())
            addWaiting();
    }

    /// Rows of several tables of one shape, by day, then by rank: one for each value that was asked
    /// for in any of them. make() gives what makes rows of values that follow each other: row(day,
    /// rank, value, marks), called on one thread; there are several such at once, each for a
    /// stretch of days. Of tables that are not dense the first is added to.
    template <typename Row, typename Make>
    static std::vector<Row> rowsOf(const std::vector<DayTable*>& tables, const Make& make)
    {
        for (DayTable* const table : tables)
            table->addWaiting();
        const DayTableShape& shape = *tables.front()->m_shape;
        if (!shape.dense)
            return sparseRows<Row>(tables, make());
        // Where the rows of each stretch begin.
        const std::size_t stretches = std::clamp<std::size_t>(2 * processors(), 1, shape.days + 1);
        const auto dayOf = [&](std::size_t stretch) { return shape.days * stretch / stretches; };
        std::vector<std::size_t> begins(stretches + 1);
        inParallel(stretches, [&](std::size_t stretch) {
            std::size_t& count = begins[stretch + 1];
            for (std::size_t day = dayOf(stretch); day < dayOf(stretch + 1); ++day)
                count += shape.texts.size() - unusedOn(tables, day);
        });
        std::partial_sum(begins.begin(), begins.end(), begins.begin());
        std::vector<Row> rows(begins.back());
        inParallel(stretches, [&](std::size_t stretch) {
            auto makeRow = make();
            auto to = rows.begin() + static_cast<std::ptrdiff_t>(begins[stretch]);
            for (std::size_t day = dayOf(stretch); day < dayOf(stretch + 1); ++day) {
                visitDay(tables, day, [&](std::uint32_t rank, const Value& value, DayMarks marks) {
                    *to++ = makeRow(shape.first + static_cast<Day>(day), rank, value, marks);
                });
            }
        });
        return rows;
    }

private:
    static constexpr DayMarks isUsed = 1;
    struct Marked {
        Value value{};
        DayMarks marks = 0;

        void operator+=(const Marked& other)
        {
            value += other.value;
            marks |= other.marks;
        }
    };
    struct Waiting {
        std::size_t place = 0;
        Marked sum;
    };
    static constexpr std::size_t mostWaiting = 64;

    void addWaiting()
    {
        for (std::size_t i = 0; i < m_waitingCount; ++i) {
            const auto& [place, sum] = m_waiting[i];
            m_cells[place] += sum.value;
            m_used[place] |= sum.marks | isUsed;
        }
        m_waitingCount = 0;
    }

    std::size_t placeOf(Day day, std::uint32_t rank) const
    {
        return static_cast<std::size_t>(std::int64_t{ day } - m_shape->first)
            * m_shape->texts.size()
            + rank;
    }

    // The marks of each rank of a day in all tables; none: it was asked for in none.
    static std::vector<DayMarks> usedOn(const std::vector<DayTable*>& tables, std::size_t day)
    {
        const std::size_t keys = tables.front()->m_shape->texts.size();
        std::vector<DayMarks> used(keys);
        for (const DayTable* const table : tables) {
            const DayMarks* const more = table->m_used.data() + day * keys;
            for (std::size_t rank = 0; rank < keys; ++rank)
                used[rank] |= more[rank];
        }
        return used;
    }

    static std::size_t unusedOn(const std::vector<DayTable*>& tables, std::size_t day)
    {
        const std::vector<DayMarks> used = usedOn(tables, day);
        return static_cast<std::size_t>(std::ranges::count(used, 0));
    }

    template <typename Visit>
    static void visitDay(const std::vector<DayTable*>& tables, std::size_t day, const Visit& visit)
    {
        const std::vector<DayMarks> used = usedOn(tables, day);
        for (std::size_t rank = 0; rank < used.size(); ++rank) {
            if (used[rank] == 0)
                continue;
            const std::size_t place = day * used.size() + rank;
            Value value = tables.front()->m_cells[place];
            for (std::size_t i = 1; i < tables.size(); ++i)
                value += tables[i]->m_cells[place];
            visit(static_cast<std::uint32_t>(rank), value, used[rank]);
        }
    }

    template <typename Row, typename MakeRow>
    static std::vector<Row> sparseRows(const std::vector<DayTable*>& tables, MakeRow makeRow)
    {
        DayTable& sum = *tables.front();
        for (std::size_t i = 1; i < tables.size(); ++i) {
            for (const auto& [key, more] : tables[i]->m_values.entries())
                sum.m_values[key] += more;
        }
        std::vector<Row> rows;
        rows.reserve(sum.m_values.size());
        for (const std::uint32_t place : sum.orderOfValues()) {
            const auto& [key, marked] = sum.m_values.entries()[place];
            rows.push_back(makeRow(static_cast<Day>(static_cast<std::uint32_t>(key >> 32)),
                static_cast<std::uint32_t>(key), marked.value, marked.marks));
        }
        return rows;
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
    std::vector<DayMarks> m_used; ///< ... and what goes along with each.
    std::array<Waiting, mostWaiting> m_waiting; ///< Not added yet ...
    std::size_t m_waitingCount = 0; ///< ... so many.
    NumberMap<Marked> m_values; ///< By day and rank, where it is not.
};

} // namespace mxlens
