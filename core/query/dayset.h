// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/daytable.h"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace mxlens {

/// Days and keys that something was said of: a DayTable without values, a bit for each.
/// One thread; lives no longer than its shape, in which keys have their own order.
class DaySet final {
public:
    explicit DaySet(const DayTableShape& shape)
        : m_shape(&shape)
        , m_wordsOfDay((shape.texts.size() + wordBits - 1) / wordBits)
    {
        if (shape.dense)
            m_words.resize(shape.days * m_wordsOfDay);
    }

    void add(Day day, std::uint32_t key)
    {
        if (m_shape->dense)
            m_words[placeOf(day) + key / wordBits] |= std::uint64_t{ 1 } << key % wordBits;
        else
            m_pairs[pairKey(static_cast<std::uint32_t>(day), key)] = 1;
    }

    /// Adds everything in another set of the same shape.
    void add(const DaySet& other)
    {
        for (std::size_t i = 0; i < m_words.size(); ++i)
            m_words[i] |= other.m_words[i];
        for (const auto& entry : other.m_pairs.entries())
            m_pairs[entry.key] = 1;
    }

    /// Has forEach() find what was added; nothing may be added afterwards.
    void finish()
    {
        for (const auto& entry : m_pairs.entries())
            m_sorted.emplace_back(static_cast<Day>(static_cast<std::uint32_t>(entry.key >> 32)),
                static_cast<std::uint32_t>(entry.key));
        std::ranges::sort(m_sorted);
    }

    /// Calls each(key) for all keys of a day between the shape's first and last, each once, in
    /// order. After finish(); any thread.
    template <typename Each> void forEach(Day day, const Each& each) const
    {
        if (!m_shape->dense) {
            for (auto at = std::ranges::lower_bound(m_sorted, std::pair(day, std::uint32_t{ 0 }));
                 at != m_sorted.end() && at->first == day; ++at)
                each(at->second);
            return;
        }
        for (std::size_t i = 0; i < m_wordsOfDay; ++i) {
            for (std::uint64_t left = m_words[placeOf(day) + i]; left != 0; left &= left - 1)
                each(static_cast<std::uint32_t>(i * wordBits)
                    + static_cast<std::uint32_t>(std::countr_zero(left)));
        }
    }

private:
    static constexpr std::size_t wordBits = 64;

    std::size_t placeOf(Day day) const
    {
        return static_cast<std::size_t>(std::int64_t{ day } - m_shape->first) * m_wordsOfDay;
    }

    const DayTableShape* m_shape;
    std::size_t m_wordsOfDay;
    std::vector<std::uint64_t> m_words; ///< A bit for each key, by day, where the shape is dense.
    NumberMap<char> m_pairs; ///< By day and key, where it is not ...
    std::vector<std::pair<Day, std::uint32_t>> m_sorted; ///< ... and in order.
};

} // namespace mxlens
