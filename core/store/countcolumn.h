// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/count.h"
#include "core/store/numbercolumn.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

namespace mxlens {

/// A column of counts in few bytes each: those that need more stand beside it. While it grows that
/// is 4 bytes; packed() makes it 1 or 2 where nearly all counts fit in them. One thread builds it,
/// any thread reads it then.
class CountColumn final {
public:
    /// The count of a row.
    Count operator[](std::size_t row) const
    {
        const std::uint32_t value = m_values[row];
        const std::uint32_t large = largeIn(m_values.bound());
        if (value < large)
            return Count(value);
        return value == large ? besideAt(row) : Count();
    }
    std::size_t size() const { return m_values.size(); }
    /// Whether the counts of all rows are known.
    bool allKnown() const;
    /// Adds a row, to a column that is not packed.
    void push_back(Count count);
    /// Takes all rows away, of a column that is not packed; their memory stays.
    void clear();

    /// The same column in little memory. A count that stands beside it is looked for, and takes
    /// more than it saves: few may.
    CountColumn packed() const;

    /// A column made of what values() and largeValues() gave; nothing if they do not go together.
    static std::optional<CountColumn> from(
        NumberColumn values, std::vector<std::pair<std::uint32_t, std::int64_t>> largeValues);

    /// What stands in the width of the column: the count; what is large in that width; or one more
    /// where it is unknown.
    const NumberColumn& values() const { return m_values; }
    /// Rows and counts of those that are marked as large, by row.
    const std::vector<std::pair<std::uint32_t, std::int64_t>>& largeValues() const
    {
        return m_beside;
    }
    /// The mark of counts that are large, where numbers go up to this; they are not below it.
    static constexpr std::uint32_t largeIn(std::uint32_t greatest) { return greatest - 1; }

private:
    static constexpr std::uint32_t unknown = std::numeric_limits<std::uint32_t>::max();
    Count besideAt(std::size_t row) const;
    bool isEnough(NumberColumn::Width width) const;
    CountColumn cutTo(NumberColumn::Width width) const;

    NumberColumn m_values;
    std::vector<std::pair<std::uint32_t, std::int64_t>> m_beside;
};

} // namespace mxlens
