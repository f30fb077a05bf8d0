// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace mxlens {

/// A column of ids, of texts or addresses, that many rows share: a million failure details name a
/// few hundred MX. While it grows, an id stands for each row; packed() gives every different id a
/// number of one or two bytes in its place, where that takes less. One thread builds it, any thread
/// reads it then.
class IdColumn final {
public:
    /// How many bytes a row takes, apart from the ids().
    enum class Width : std::uint8_t { Byte = 1, TwoBytes = 2, Id = 4 };

    /// The id of a row.
    std::uint32_t operator[](std::size_t row) const
    {
        switch (m_width) {
        case Width::Byte:
            return m_ids[m_bytes[row]];
        case Width::TwoBytes:
            return m_ids[m_pairs[row]];
        case Width::Id:
            break;
        }
        return m_ids[row];
    }
    std::size_t size() const;
    bool empty() const { return size() == 0; }
    /// Adds a row, to a column that is not packed.
    void push_back(std::uint32_t id) { m_ids.push_back(id); }
    /// Takes all rows away from a column that is not packed.
    void clear() { m_ids.clear(); }

    /// The same column in as little memory as it can do with.
    IdColumn packed() const;

    /// A column made of what width(), ids() and numbers gave; nothing if they do not go together.
    static std::optional<IdColumn> from(std::vector<std::uint32_t> ids,
        std::vector<std::uint8_t> bytes, std::vector<std::uint16_t> pairs);

    Width width() const { return m_width; }
    /// Every id that stands in the column. Each once where width() is not Id; that of each row
    /// where it is.
    std::span<const std::uint32_t> ids() const { return m_ids; }
    /// Whether all rows are known to have the same id.
    bool isUniform() const { return m_width != Width::Id && m_ids.size() == 1; }
    /// Calls use(numbers, ids), where ids[numbers[row]] is the id of a row; or use(ids), by row,
    /// where there are no numbers. For loops over many rows.
    template <typename Use> void visit(const Use& use) const
    {
        if (m_width == Width::Byte)
            use(std::span(m_bytes), std::span(m_ids));
        else if (m_width == Width::TwoBytes)
            use(std::span(m_pairs), std::span(m_ids));
        else
            use(std::span(m_ids));
    }
    /// Puts another id in place of each one in ids(); different ones must stay different.
    template <typename NewId> void replaceIds(const NewId& newId)
    {
        for (std::uint32_t& id : m_ids)
            id = newId(id);
    }

private:
    Width m_width = Width::Id;
    std::vector<std::uint32_t> m_ids;
    std::vector<std::uint8_t> m_bytes; ///< By row, where the width is Byte.
    std::vector<std::uint16_t> m_pairs; ///< By row, where it is TwoBytes.
};

} // namespace mxlens
