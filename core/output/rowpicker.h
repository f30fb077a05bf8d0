// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/count.h"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace mxlens {

/// Stands before a CsvWriter or a JsonLinesWriter, takes whole rows, and hands on some of their
/// fields in another order. For tables of some thousand rows. One thread.
template <typename Writer> class RowPicker final {
public:
    /// columns: places in the rows that are taken; must outlive this, as writer.
    RowPicker(Writer& writer, std::span<const int> columns)
        : m_writer(writer)
        , m_columns(columns)
    {
    }

    void text(std::string_view value) { m_fields.emplace_back(std::string(value)); }
    void boolean(bool value) { m_fields.emplace_back(value); }
    void number(Count value) { m_fields.emplace_back(value); }
    void endRow()
    {
        for (const int column : m_columns)
            write(m_fields[static_cast<std::size_t>(column)]);
        m_writer.endRow();
        m_fields.clear();
    }

private:
    using Field = std::variant<std::string, bool, Count>;
    void write(const Field& field)
    {
        if (const auto* const text = std::get_if<std::string>(&field))
            m_writer.text(*text);
        else if (const auto* const truth = std::get_if<bool>(&field))
            m_writer.boolean(*truth);
        else
            m_writer.number(std::get<Count>(field));
    }

    Writer& m_writer;
    std::span<const int> m_columns;
    std::vector<Field> m_fields;
};

} // namespace mxlens
