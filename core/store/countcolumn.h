// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/count.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

namespace mxlens {

/// A column of counts in 4 bytes each: the few that need more stand beside it. One thread builds
/// it, any thread reads it then.
class CountColumn final {
public:
    /// The count of a row.
    Count operator[](std::size_t row) const
    {
        const std::uint32_t value = m_values[row];
        if (value < large)
            return Count(value);
        return value == unknown ? Count() : largeAt(row);
    }
    std::size_t size() const { return m_values.size(); }
    void push_back(Count count);
    /// Takes all rows away; their memory stays.
    void clear();
    void shrink_to_fit();

    /// A column made of what values() and largeValues() gave; nothing if they do not go together.
    static std::optional<CountColumn> from(std::vector<std::uint32_t> values,
        std::vector<std::pair<std::uint32_t, std::int64_t>> largeValues);

    /// What stands in 4 bytes: the count, or one of the two below.
    const std::vector<std::uint32_t>& values() const { return m_values; }
    /// Rows and counts of those that are marked as large, by row.
    const std::vector<std::pair<std::uint32_t, std::int64_t>>& largeValues() const
    {
        return m_large;
    }
    static constexpr std::uint32_t unknown = std::numeric_limits<std::uint32_t>::max();
    static constexpr std::uint32_t large = unknown - 1;

private:
    Count largeAt(std::size_t row) const;

    std::vector<std::uint32_t> m_values;
    std::vector<std::pair<std::uint32_t, std::int64_t>> m_large;
};

} // namespace mxlens
