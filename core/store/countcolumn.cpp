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

void CountColumn::shrink_to_fit()
{
    m_values.shrink_to_fit();
    m_large.shrink_to_fit();
}

Count CountColumn::largeAt(std::size_t row) const
{
    const auto found = std::lower_bound(m_large.begin(), m_large.end(), row,
        [](const auto& entry, std::size_t wanted) { return entry.first < wanted; });
    return Count(found->second);
}

} // namespace mxlens
