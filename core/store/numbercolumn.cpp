// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/numbercolumn.h"

#include <algorithm>
#include <bit>

namespace mxlens {

NumberColumn::NumberColumn(Width width, std::size_t rows)
    : m_size(rows)
    , m_shift(static_cast<std::uint32_t>(std::countr_zero(static_cast<unsigned>(width))))
    , m_mask(std::numeric_limits<std::uint32_t>::max() >> (32 - (8u << m_shift)))
{
    constexpr std::size_t word = sizeof(std::uint32_t);
    const std::size_t bytes = rows == 0 ? 0 : ((rows - 1) << m_shift) + word;
    m_words.resize((bytes + word - 1) / word);
}

NumberColumn::Width NumberColumn::widthFor(std::uint32_t greatest)
{
    if (greatest <= std::numeric_limits<std::uint8_t>::max())
        return Width::Byte;
    return greatest <= std::numeric_limits<std::uint16_t>::max() ? Width::TwoBytes
                                                                 : Width::FourBytes;
}

NumberColumn NumberColumn::packed() const
{
    if (width() != Width::FourBytes)
        return *this;
    std::uint32_t greatest = 0; // a loop that takes several numbers in one step
    for (const std::uint32_t number : m_words)
        greatest = std::max(greatest, number);
    return cutTo(widthFor(greatest));
}

NumberColumn NumberColumn::cutTo(Width width) const
{
    if (width == Width::FourBytes)
        return *this; // a copy has room for its rows and no more
    NumberColumn column(width, m_words.size());
    const std::uint32_t* const from = m_words.data();
    column.visitOf(column.m_words.data(), [from](auto rows) {
        for (std::size_t row = 0; row < rows.size(); ++row)
            rows.set(row, static_cast<std::decay_t<decltype(rows[row])>>(from[row]));
    });
    return column;
}

void NumberColumn::set(std::size_t row, std::uint32_t number)
{
    visitOf(m_words.data(), [row, number](auto rows) {
        rows.set(row, static_cast<std::decay_t<decltype(rows[row])>>(number));
    });
}

std::optional<NumberColumn> NumberColumn::from(
    Width width, std::size_t rows, std::string_view bytes)
{
    if ((width != Width::Byte && width != Width::TwoBytes && width != Width::FourBytes)
        || bytes.size() != rows * static_cast<std::size_t>(width))
        return std::nullopt;
    NumberColumn column(width, rows);
    if (!bytes.empty())
        std::memcpy(column.m_words.data(), bytes.data(), bytes.size());
    return column;
}

} // namespace mxlens
