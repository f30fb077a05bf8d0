// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <limits>
#include <optional>
#include <string_view>
#include <type_traits>
#include <vector>

namespace mxlens {

/// The numbers of a NumberColumn where it is known how wide they are, for loops over many rows. A
/// view: valid as long as the column is, and cheap to copy. Byte: const char, or char where numbers
/// may be set.
template <typename Number, typename Byte> class NumberRows final {
public:
    NumberRows(Byte* first, std::size_t size)
        : m_first(first)
        , m_size(size)
    {
    }

    Number operator[](std::size_t row) const
    {
        Number number;
        std::memcpy(&number, m_first + row * sizeof number, sizeof number);
        return number;
    }
    void set(std::size_t row, Number number) const
    {
        std::memcpy(m_first + row * sizeof number, &number, sizeof number);
    }
    std::size_t size() const { return m_size; }
    /// What a number can be at most.
    static constexpr Number greatest = std::numeric_limits<Number>::max();

private:
    Byte* m_first;
    std::size_t m_size;
};

/// The numbers of a NumberColumn in whatever width they have, for those who ask about rows here and
/// there: a copy is at hand where a column would be looked at anew. Valid as long as the column is.
class NumberView final {
public:
    /// No branch: four bytes are read, and cut to the width.
    std::uint32_t operator[](std::size_t row) const
    {
        std::uint32_t word = 0;
        std::memcpy(&word, m_first + (row << m_shift), sizeof word);
        if constexpr (std::endian::native == std::endian::little)
            return word & m_mask;
        else
            return word >> (32 - (8u << m_shift));
    }

private:
    friend class NumberColumn;
    NumberView(const char* first, std::uint32_t shift, std::uint32_t mask)
        : m_first(first)
        , m_shift(shift)
        , m_mask(mask)
    {
    }

    const char* m_first;
    std::uint32_t m_shift; ///< Bytes of a number, as a power of two.
    std::uint32_t m_mask; ///< Its bits.
};

/// A column of numbers that are mostly small, such as those of rows in a segment. While it grows, a
/// number takes 4 bytes; packed() makes that 1 or 2 where they are enough. One thread builds it,
/// any thread reads it then.
class NumberColumn final {
public:
    /// How many bytes a row takes.
    enum class Width : std::uint8_t { Byte = 1, TwoBytes = 2, FourBytes = 4 };

    NumberColumn() = default;
    NumberColumn(std::initializer_list<std::uint32_t> numbers)
        : m_words(numbers)
    {
    }

    /// The number of a row.
    std::uint32_t operator[](std::size_t row) const { return view()[row]; }
    NumberView view() const { return { bytesFrom(), m_shift, m_mask }; }
    std::size_t size() const { return width() == Width::FourBytes ? m_words.size() : m_size; }
    bool empty() const { return size() == 0; }

    /// Adds a row, to a column that is not packed.
    void push_back(std::uint32_t number) { m_words.push_back(number); }
    /// Takes all rows away, of a column that is not packed; their memory stays.
    void clear() { m_words.clear(); }
    /// The row that was added last, of a column that is not packed.
    std::uint32_t& back() { return m_words.back(); }

    /// The same column in the least width that all of its numbers fit in.
    NumberColumn packed() const;
    /// The same numbers cut to so many bytes, of a column that is not packed.
    NumberColumn cutTo(Width width) const;
    /// Puts another number, that its width is enough for, in a row.
    void set(std::size_t row, std::uint32_t number);

    /// A column of so many rows in the width that the greatest number asks for. fill(rows) sets
    /// each of them once: rows.set(row, number).
    template <typename Fill>
    static NumberColumn filled(std::size_t rows, std::uint32_t greatest, const Fill& fill)
    {
        NumberColumn column(widthFor(greatest), rows);
        column.visitOf(column.m_words.data(), fill);
        return column;
    }
    /// A column made of what width() and bytes() gave; nothing if they do not go together.
    static std::optional<NumberColumn> from(Width width, std::size_t rows, std::string_view bytes);

    /// The greatest number of the width.
    std::uint32_t bound() const { return m_mask; }
    Width width() const { return static_cast<Width>(1u << m_shift); }
    /// The numbers one behind the other, as the machine has them.
    std::string_view bytes() const { return { bytesFrom(), size() << m_shift }; }
    /// Calls use(rows), where rows[row] is the number of a row in its width: NumberRows. For loops
    /// over many rows.
    template <typename Use> decltype(auto) visit(const Use& use) const
    {
        return visitOf(m_words.data(), use);
    }

private:
    NumberColumn(Width width, std::size_t rows);
    static Width widthFor(std::uint32_t greatest);

    const char* bytesFrom() const { return reinterpret_cast<const char*>(m_words.data()); }
    template <typename Word, typename Use> decltype(auto) visitOf(Word* words, const Use& use) const
    {
        using Byte = std::conditional_t<std::is_const_v<Word>, const char, char>;
        Byte* const first = reinterpret_cast<Byte*>(words);
        switch (width()) {
        case Width::Byte:
            return use(NumberRows<std::uint8_t, Byte>(first, size()));
        case Width::TwoBytes:
            return use(NumberRows<std::uint16_t, Byte>(first, size()));
        case Width::FourBytes:
            break;
        }
        return use(NumberRows<std::uint32_t, Byte>(first, size()));
    }

    /// Numbers in their width, and behind them as many bytes as operator[] reads of the last one.
    std::vector<std::uint32_t> m_words;
    std::size_t m_size = 0; ///< Of a column that is packed.
    std::uint32_t m_shift = 2; ///< Bytes of a number, as a power of two.
    std::uint32_t m_mask = std::numeric_limits<std::uint32_t>::max(); ///< Its bits.
};

} // namespace mxlens
