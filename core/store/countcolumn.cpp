// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/countcolumn.h"

#include <algorithm>

namespace mxlens {

void CountColumn::push_back(Count count)
{
    const std::int64_t value = count.valueOr(unknown);
    if (value >= large && count.known())
        m_large.emplace_back(static_cast<std::uint32_t>(m_values.size()), value);
    m_values.push_back(count.known() && value >= large ? large : static_cast<std::uint32_t>(value));
}

void CountColumn::clear()
{
    m_values.clear();
    m_large.clear();
}

void CountColumn::shrink_to_fit()
{
    m_values.shrink_to_fit();
    m_large.shrink_to_fit();
}

std::optional<CountColumn> CountColumn::from(std::vector<std::uint32_t> values,
    std::vector<std::pair<std::uint32_t, std::int64_t>> largeValues)
{
    auto next = largeValues.begin();
    for (std::uint32_t row = 0; row < values.size(); ++row) {
        if (values[row] != large)
            continue;
        if (next == largeValues.end() || next->first != row || next->second < large)
            return std::nullopt;
        ++next;
    }
    if (next != largeValues.end())
        return std::nullopt;
    CountColumn column;
    column.m_values = std::move(values);
    column.m_large = std::move(largeValues);
    return column;
}

Count CountColumn::largeAt(std::size_t row) const
{
    const auto found = std::lower_bound(m_large.begin(), m_large.end(), row,
        [](const auto& entry, std::size_t wanted) { return entry.first < wanted; });
    return Count(found->second);
}

} // namespace mxlens
