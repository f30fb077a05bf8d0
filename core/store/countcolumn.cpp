// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/countcolumn.h"

#include <algorithm>

namespace mxlens {

namespace {

/// One row of so many may have a count that stands beside the column.
constexpr std::size_t rowsForOneBeside = 64;

} // namespace

bool CountColumn::allKnown() const
{
    return m_values.visit([](auto values) {
        using Number = decltype(values[0]);
        Number unknowns = 0; // as wide as a row: a loop that takes many in one step
        for (std::size_t row = 0; row < values.size(); ++row)
            unknowns = static_cast<Number>(unknowns | (values[row] == values.greatest));
        return unknowns == 0;
    });
}

void CountColumn::push_back(Count count)
{
    const std::int64_t value = count.valueOr(unknown);
    constexpr std::uint32_t large = largeIn(unknown);
    const bool isLarge = count.known() && value >= large;
    if (isLarge)
        m_beside.emplace_back(static_cast<std::uint32_t>(m_values.size()), value);
    m_values.push_back(isLarge ? large : static_cast<std::uint32_t>(value));
}

void CountColumn::clear()
{
    m_values.clear();
    m_beside.clear();
}

bool CountColumn::isEnough(NumberColumn::Width width) const
{
    const std::size_t most = size() / rowsForOneBeside;
    const std::uint32_t least = largeIn(unknown >> (32 - 8 * static_cast<unsigned>(width)));
    return m_values.visit([most, least](auto values) {
        std::uint32_t more = 0; // a loop that takes several rows in one step
        for (std::size_t row = 0; row < values.size(); ++row)
            more += static_cast<std::uint32_t>(
                (values[row] >= least) & (values[row] < largeIn(unknown)));
        return more <= most;
    });
}

// The marks are the greatest numbers of every width, so that cutting leaves them what they are.
CountColumn CountColumn::cutTo(NumberColumn::Width width) const
{
    CountColumn column;
    column.m_values = m_values.cutTo(width);
    const std::uint32_t large = largeIn(column.m_values.bound());
    for (std::uint32_t row = 0; row < size(); ++row) {
        if (m_values[row] < large || m_values[row] == unknown)
            continue;
        column.m_values.set(row, large);
        column.m_beside.emplace_back(row, (*this)[row].valueOr(0));
    }
    column.m_beside.shrink_to_fit();
    return column;
}

CountColumn CountColumn::packed() const
{
    if (m_values.width() != NumberColumn::Width::FourBytes)
        return *this;
    for (const auto width : { NumberColumn::Width::Byte, NumberColumn::Width::TwoBytes }) {
        if (isEnough(width))
            return cutTo(width);
    }
    return *this; // a copy has room for its rows and no more
}

std::optional<CountColumn> CountColumn::from(
    NumberColumn values, std::vector<std::pair<std::uint32_t, std::int64_t>> largeValues)
{
    const std::uint32_t large = largeIn(values.bound());
    const bool goTogether = values.visit([&largeValues, large](auto rows) {
        auto next = largeValues.begin();
        for (std::size_t row = 0; row < rows.size(); ++row) {
            if (rows[row] != large)
                continue;
            if (next == largeValues.end() || next->first != row || next->second < large)
                return false;
            ++next;
        }
        return next == largeValues.end();
    });
    if (!goTogether)
        return std::nullopt;
    CountColumn column;
    column.m_values = std::move(values);
    column.m_beside = std::move(largeValues);
    return column;
}

Count CountColumn::besideAt(std::size_t row) const
{
    const auto found = std::lower_bound(m_beside.begin(), m_beside.end(), row,
        [](const auto& entry, std::size_t wanted) { return entry.first < wanted; });
    return Count(found->second);
}

} // namespace mxlens
