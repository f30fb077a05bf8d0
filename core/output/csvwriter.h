// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/outputbuffer.h"
#include "core/report/count.h"

#include <cstddef>
#include <span>
#include <string_view>

namespace mxlens {

/// Writes rows as RFC 4180 CSV: UTF-8, CRLF, fields quoted where they hold the separator, a quote
/// or a line break. A text that a spreadsheet would run as a formula (first character `= + - @`,
/// tab or CR) gets a leading apostrophe; numbers are ours and do not. Bytes that are not UTF-8
/// become U+FFFD. One thread.
class CsvWriter final {
public:
    /// The first line is written at once where the table begins here. out and names, and the texts
    /// behind them, must outlive the writer.
    CsvWriter(OutputBuffer& out, std::span<const std::string_view> names,
        TableStart start = TableStart::Here, const CsvStyle& style = {});

    /// The line with the names of the columns, and the byte order mark before it.
    void writeHeader();

    /// The next field of the row.
    void text(std::string_view value)
    {
        if (isPlain(value))
            plainText(value);
        else
            textWithCare(value);
    }
    /// The next field of the row, for a value that is plain, in one piece or in several.
    template <typename... Pieces> void plainText(std::string_view first, Pieces... pieces)
    {
        separate();
        m_out.append(first);
        (m_out.append(pieces), ...);
    }
    /// The next fields of the row, as they were written before at the same place of a row.
    void repeat(std::string_view written, std::size_t fields)
    {
        m_out.append(written);
        m_first = m_first && fields == 0;
    }
    /// Whether a value is written byte for byte, without quotes or guard.
    bool isPlain(std::string_view value) const;
    /// The next field of the row: `true` or `false`.
    void boolean(bool value) { plainText(value ? "true" : "false"); }
    /// The next field of the row, empty where the number is unknown.
    void number(Count value);
    void endRow();

private:
    void separate()
    {
        if (!m_first)
            m_out.append(m_style.separator);
        m_first = false;
    }
    void textWithCare(std::string_view value);

    OutputBuffer& m_out;
    std::span<const std::string_view> m_names;
    const CsvStyle m_style;
    bool m_first = true;
};

} // namespace mxlens
